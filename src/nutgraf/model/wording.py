"""What a writer beside the offline one is asked, and what it proposes: sentences with stable names, never list places.

Theory: the offline brief comes first. A writer is shown its lines, the source sentences behind them and some more, and
answers with lines of its own that each cite the sentences they are made of. What it cites decides what its line is
checked against; it can choose, order, cut and join, and nothing it says is believed.

Rule 1: a citation names a sentence by a hash of where it stands and what it says (`citation_id`): it stays the same
        when sentences are added, left out or asked in another order.
Rule 2: values only; nothing here knows a model, a prompt or an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nutgraf.model.evidence import Evidence
from nutgraf.model.ids import content_id

LayerName = Literal["headline", "summary", "context", "dive_deeper"]
"""A part of a brief, in reading order."""

LAYERS: tuple[LayerName, ...] = ("headline", "summary", "context", "dive_deeper")
"""All of them, in reading order."""


def citation_id(evidence: Evidence) -> str:
    """Return the name by which a source sentence is cited: over its article, its span and its words.

    >>> from nutgraf.model.span import Span
    >>> citation_id(Evidence(Span("a1-0", 0, 8), "It rains"))
    'c1-f53bc5277d2a'
    """
    span = evidence.span
    return content_id("c", span.article, f"{span.start}:{span.end}", evidence.text)


@dataclass(frozen=True, slots=True)
class Citable:
    """A source sentence that a line may be made of."""

    evidence: Evidence
    """The whole sentence, or a whole title, as its article has it."""
    outlet: str
    """Who printed it."""
    day: date | None = None
    """When it was published; `None` when unknown."""
    settled: str = ""
    """The same sentence as the offline writer would print it (names and days settled); empty: as it is."""
    claims: tuple[str, ...] = ()
    """What the ledger reads in it, in words; may be empty."""

    @property
    def id(self) -> str:
        """By which it is cited."""
        return citation_id(self.evidence)


@dataclass(frozen=True, slots=True)
class OfflineLine:
    """A line of the offline brief, which a proposed one may take the place of."""

    id: str
    """Stable name, over its text and its evidence."""
    text: str
    """As the offline brief prints it."""
    cites: tuple[str, ...]
    """The sentences it is made of."""


@dataclass(frozen=True, slots=True)
class AskedLayer:
    """A layer that a writer may word."""

    name: LayerName
    """Which."""
    lines: tuple[OfflineLine, ...]
    """The offline lines, in reading order; on a second asking only those whose wording was refused."""
    sentences: tuple[Citable, ...]
    """All that a line of this layer may cite: what its own lines are made of, then what else would fit."""
    most_lines: int
    """Most lines it may have."""
    most_words: int
    """Most words of one line."""
    most_words_in_all: int
    """Most words of all its lines together."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line that a writer proposes."""

    layer: LayerName
    """Where it would stand."""
    text: str
    """What it would say."""
    cites: tuple[str, ...]
    """The sentences that it says it is made of, by citation id."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """A proposed line that was refused, with the reasons, for another try."""

    line: Proposed
    """What was proposed."""
    reasons: tuple[str, ...]
    """Why it cannot be printed, in sentences."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a writer is asked at once, about one story."""

    story: str
    """Id of the story."""
    task: str
    """What is to be done, in words; ours, with nothing of any article in it."""
    layers: tuple[AskedLayer, ...]
    """In reading order."""
    sent_back: tuple[SentBack, ...] = ()
    """What was refused of an earlier answer; empty when asked for the first time."""

    @property
    def sentences(self) -> Mapping[str, Citable]:
        """Every sentence that may be cited in some layer, by citation id, in the order they are shown."""
        return {one.id: one for layer in self.layers for one in layer.sentences}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a writer answers."""

    lines: tuple[Proposed, ...]
    """In the order it wants them within each layer; may be empty."""
    model: str
    """The model, as the settings name it."""
    version: str = ""
    """The same as the endpoint itself names it; empty when it does not."""
    day: date | None = None
    """When the endpoint answered: for an answer kept from an earlier time, the day of that; `None` when unknown."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What asking would take at most, reckoned without asking."""

    calls: int
    """Requests, with every retry."""
    tokens_in: int
    """Tokens sent."""
    tokens_out: int
    """Tokens answered."""
    cost: float
    """In the currency of the settings' prices."""
