"""Edition: a brief at a moment, with all that its story claimed then, and what changed since the edition before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nutgraf.model.brief import Brief
from nutgraf.model.claim import Position
from nutgraf.model.evidence import Evidence

ChangeOf = Literal["new", "changed", "confirmed", "denied", "withdrawn", "gone", "corrected", "new side"]
"""What became of a claim. `changed`: another figure, day or place. `gone`: nobody reports it any longer. `corrected`:
the outlet that said it says otherwise now. `new side`: somebody not heard before in the story."""


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What became of one claim between two editions."""

    kind: ChangeOf
    """What became of it."""
    position: Position
    """As it stands now; of one that is gone as it stood."""
    was: str = ""
    """Before, in a word or figure: "unconfirmed", "205"; empty when there was nothing."""
    now: str = ""
    """Now: "confirmed", "390"."""
    by: tuple[str, ...] = ()
    """Outlets or speakers that made the change, in order of time."""
    evidence: tuple[Evidence, ...] = ()
    """Sentences it rests on now; empty for `gone`."""
    before: tuple[Evidence, ...] = ()
    """Sentences it rested on before."""
    material: bool = False
    """It asks for a new edition."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A brief at a moment; the editions of one story form its history."""

    brief: Brief
    """What a reader gets."""
    number: int
    """From 1, within the story."""
    articles: tuple[str, ...]
    """Ids of the story's articles then, sorted."""
    positions: tuple[Position, ...]
    """The whole ledger of that moment, not only what stands behind the brief's lines."""
    changes: tuple[ClaimChange, ...] = ()
    """Against the edition before; empty for the first."""
    made_at: datetime | None = None
    """The moment of the round that made it, UTC."""

    @property
    def story(self) -> str:
        """Id of the story."""
        return self.brief.story


@dataclass(frozen=True, slots=True)
class Headed:
    """An edition as a list names it."""

    story: str
    """Id of the story."""
    number: int
    """Number of the edition."""
    headline: str
    """As printed."""
    made_at: datetime
    """The moment of its round, UTC."""
