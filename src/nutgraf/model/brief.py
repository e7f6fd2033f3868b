"""Brief, Line and Edit: what a reader gets, and what it rests on. A line without spans cannot be built."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from nutgraf.model.article import Flag, PublishedFrom
from nutgraf.model.claim import Claim, Position
from nutgraf.model.evidence import Certainty, Evidence
from nutgraf.model.span import Span

EditKind = Literal[
    "cut-dateline",
    "cut-lead-in",
    "cut-furniture",
    "cut-appositive",
    "cut-parenthesis",
    "cut-attribution",
    "cut-connective",
    "expand-pronoun",
    "expand-name",
    "shorten-name",
    "date",
    "spelling",
    "join",
    "cut-phrase",
    "move",
    "mark",
]
"""The closed list of edits. The last three a model may make, behind the gate: a phrase that a sentence may lose is cut,
a phrase of time or place or a clause stands elsewhere, a capital or a mark changes with them."""

Mode = Literal["traced", "model, traced", "model, judged"]
"""How the lines came about: offline by closed edits; by a model behind the same gate; by a model's free wording that a
judge let pass."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change from source text to line text, reversible.

    Offsets count code points of the line's *source text*: the texts of its spans joined by one space.
    """

    kind: EditKind
    """Which of the allowed edits."""
    start: int
    """First code point replaced, in the source text."""
    before: str
    """The source's words at `start`; empty for an insertion."""
    after: str
    """What stands there in the line; empty for a cut."""

    @property
    def end(self) -> int:
        """One past the last code point replaced, in the source text."""
        return self.start + len(self.before)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a brief, with what it rests on."""

    text: str
    """As printed."""
    evidence: tuple[Evidence, ...]
    """The source sentences it is made of, in order; never empty."""
    edits: tuple[Edit, ...] = ()
    """In order of `start`, not overlapping."""
    certainty: Certainty = "reported"
    """Of the spans, the least certain decides."""
    speaker: str = ""
    """Who says it, as named in the line; empty when the outlet itself says it."""
    origins: tuple[str, ...] = ()
    """Ids of the independent origins that state it, the line's own first."""
    support: tuple[Span, ...] = ()
    """Sentences of other articles that state the same, for `origins` and for readers who check."""
    cue: str = ""
    """The words that decided the certainty ("has not confirmed"); empty when none did."""
    judged: bool = False
    """True for free wording that no edits lead to: only a judge found that the evidence supports it."""

    def __post_init__(self) -> None:
        """Refuse a line without text or without evidence."""
        if not self.text or not self.evidence:
            raise ValueError("a line needs text and at least one span")

    @property
    def source_text(self) -> str:
        """The texts of its spans, joined by one space: what the edits start from."""
        return " ".join(e.text for e in self.evidence)


@dataclass(frozen=True, slots=True)
class SourceNote:
    """An article as a brief lists it."""

    id: str
    """Id of the article."""
    outlet: str
    """Name of the outlet."""
    title: str
    """Its headline."""
    url: str
    """Canonical address."""
    published: datetime | None
    """UTC."""
    published_from: PublishedFrom
    """How that is known."""
    language: str
    """ISO 639-1."""
    origin: str
    """Id of the origin it belongs to."""
    flags: tuple[Flag, ...] = ()
    """As on the article."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two versions of one thing, with who says which."""

    topic: str
    """What they disagree on, for people."""
    versions: tuple[Line, ...]
    """Two or more lines."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated step of the story."""

    day: str
    """ISO date, no more exact than the source: 2025-05-11, 2022-03 or 2014."""
    line: Line
    """What happened then."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that did not leave the house, and why."""

    text: str
    """What it said."""
    reason: str
    """One of the reasons of `briefs.verify` or `briefs.edit`."""
    detail: str = ""
    """The words that broke the promise."""


@dataclass(frozen=True, slots=True)
class WrittenBy:
    """The language model that worded lines of a brief."""

    model: str
    """As the settings name it."""
    version: str
    """As the endpoint that ran it names it; empty when it does not."""
    day: date | None
    """When it answered; `None` when unknown."""
    mode: Mode
    """What its lines had to pass."""
    judge: str = ""
    """Name of the judge that let free wording pass; empty when no line needed one."""


@dataclass(frozen=True, slots=True)
class Brief:
    """Headline and three layers, sources and notes."""

    story: str
    """Id of the story."""
    edition: str
    """Id of this edition: over its lines."""
    made_at: datetime | None
    """The moment the brief speaks from, UTC: given, or its newest article's; `None` when nothing is dated."""
    headline: Line
    """At most 14 words."""
    summary: tuple[Line, ...]
    """3 to 5 lines when the evidence allows."""
    context: tuple[Line, ...]
    """2 to 5 lines on what came before; empty when nothing was found (then a note says so)."""
    dive_deeper: tuple[Line, ...]
    """5 to 9 points; fewer when the evidence is thin."""
    sources: tuple[SourceNote, ...]
    """Every article of the story, in order of published time."""
    notes: tuple[str, ...] = ()
    """Honest emptiness, in sentences."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where sources disagree."""
    timeline: tuple[Moment, ...] = ()
    """Dated steps, earliest first."""
    positions: tuple[Position, ...] = ()
    """The ledger's positions that stand behind its lines, in the ledger's order."""
    dropped: tuple[Dropped, ...] = ()
    """What was considered and refused, for `--explain`; not part of the edition."""
    mode: Mode = "traced"
    """How its lines came about; a brief of which no line is a model's is `traced`, whatever was asked for."""
    written_by: WrittenBy | None = None
    """The model that worded some of its lines; `None` when all are the offline writer's."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in reading order."""
        return (self.headline, *self.summary, *self.context, *self.dive_deeper)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of its positions."""
        return tuple(claim for position in self.positions for claim in position.claims)
