"""Stories: the articles about one event and what follows from it, and the decision that put them there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Placement:
    """The intent to put an article into a story: opens a new one, joins one, repeats an article or updates it."""

    article: str
    """Id of the article placed."""
    action: Literal["opens", "joins", "repeats", "updates"]
    """What happens: `repeats` joins as a near-copy, `updates` takes the place of an earlier version."""
    story: str
    """Id of the story; for `opens` the id it gets."""
    score: float
    """How well it fits, 0 to 1; 0 for `opens`."""
    repeats: str | None = None
    """Id of the article it copies, for `repeats`, or replaces, for `updates`."""
    reasons: tuple[str, ...] = ()
    """Words for people: what decided ("same names: Rubio, Witkoff")."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that are one voice: near-copies, the same wire, or a report that only retells another outlet's."""

    id: str
    """Stable id."""
    articles: tuple[str, ...]
    """Ids of its articles, the earliest first."""
    name: str
    """Who the voice is, for people: the wire or the outlet that came first."""
    why: Literal["single", "copy", "wire", "retold"]
    """Why they are one."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event, in order of published time."""

    id: str
    """Stable id, of its first article."""
    articles: tuple[str, ...]
    """Ids, in order of published time; never empty."""
    origins: tuple[Origin, ...]
    """Independent voices; every article lies in exactly one."""
    first: datetime | None
    """Earliest published time in UTC; `None` when no article has one."""
    last: datetime | None
    """Latest published time in UTC."""

    def __post_init__(self) -> None:
        """Refuse an empty story and origins that do not cover it exactly."""
        if not self.articles:
            raise ValueError("a story needs an article")
        covered = sorted(a for origin in self.origins for a in origin.articles)
        if covered != sorted(self.articles):
            raise ValueError(f"origins do not cover story {self.id} exactly")
