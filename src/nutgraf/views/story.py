"""A story as every face shows it: an edition's lines with their source sentences in their paragraphs, origins, counts.

Pure: edition, card and articles in, view out; articles are looked at only when source sentences are asked for: most
pages show none. Nothing here is written for one face; what a face adds (links, marks-up, escaping) it adds itself. All
text is a stranger's and unescaped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nutgraf.briefs.printed.wording import article_of, counts, edit_words, flat, is_title
from nutgraf.model import SIGNS, Article, Certainty, Edition, Evidence, Line, SourceNote, Span, StoryCard, Why

LAYERS = ("headline", "summary", "context", "deeper")
"""Names of the layers in the ids of lines, in reading order."""
ROUND_PARAGRAPH = 600
"""Most code points shown of a paragraph on either side of a source sentence."""


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A source sentence in its paragraph."""

    article: str
    """Id of the article."""
    start: int
    """First code point in the article's text, or in its title."""
    end: int
    """One past the last."""
    before: str
    """What stands before it in its paragraph; may be empty, and is when the article is no longer kept."""
    text: str
    """The sentence, as it stands there."""
    after: str
    """What stands behind it in its paragraph."""
    in_title: bool
    """It stands in the headline of the article."""
    supports: bool
    """It belongs to another article that states the same, not to the line itself."""
    source: SourceNote
    """The article."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as faces show it."""

    id: str
    """Names it within the edition: `headline`, `summary-1`, `deeper-3`, `version-1-2`, `moment-4`; from 1."""
    text: str
    """As printed."""
    certainty: Certainty
    """In a word."""
    sign: str
    """The same as a sign."""
    speaker: str
    """Who says it; may be empty."""
    cue: str
    """The words that decided the certainty; may be empty."""
    origins: tuple[str, ...]
    """Ids of the independent origins that state it."""
    line: Line
    """The line of the edition."""
    notes: Mapping[str, SourceNote] = field(repr=False, compare=False)
    """Every article of the edition, by id."""
    articles: Mapping[str, Article] = field(repr=False, compare=False)
    """Those that are still kept, by id; asked only for paragraphs."""

    @property
    def sources(self) -> tuple[SourceSentence, ...]:
        """Its own source sentences first, then those of other articles that state the same. Asks for their articles."""
        own = [_sentence(one, self.notes, self.articles, supports=False) for one in self.line.evidence]
        others = [_support(span, self.notes, self.articles) for span in self.line.support]
        return tuple(one for one in (*own, *others) if one is not None)

    @property
    def edits(self) -> tuple[str, ...]:
        """Every edit made, in words."""
        return tuple(edit_words(edit, self.line.source_text) for edit in self.line.edits)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its own source sentences stand, then those that support it."""
        return (*(one.span for one in self.line.evidence), *self.line.support)

    @property
    def cited(self) -> tuple[SourceNote, ...]:
        """Articles it rests on, its own first; no repeats."""
        ids = dict.fromkeys(article_of(span.article) for span in self.spans)
        return tuple(self.notes[name] for name in ids if name in self.notes)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlets it rests on, its own first; no repeats."""
        return tuple(dict.fromkeys(note.outlet for note in self.cited))


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """Two or more versions of one thing."""

    topic: str
    """What they disagree on."""
    versions: tuple[LineView, ...]
    """Who says which."""


@dataclass(frozen=True, slots=True)
class MomentView:
    """A dated step of the story."""

    day: str
    """ISO date, no more exact than the source: 2025-05-11, 2022-03 or 2014."""
    line: LineView
    """What happened then."""


@dataclass(frozen=True, slots=True)
class OriginView:
    """An independent voice, with its articles."""

    id: str
    """Stable id."""
    name: str
    """Who the voice is: the wire, or the outlet that came first."""
    why: Why | None
    """Why its articles are one voice; `None` when the story has changed since and it is not known any more."""
    articles: tuple[SourceNote, ...]
    """In order of time."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A story's headline."""

    text: str
    """As printed."""
    certainty: Certainty
    """In a word."""
    sign: str
    """The same as a sign."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """An edition of a story, whole."""

    edition: Edition
    """The edition it is a view of: positions and changes are read from here."""
    card: StoryCard
    """The story as it is now: newer than the edition when articles came since."""
    headline: LineView
    """The first layer."""
    summary: tuple[LineView, ...]
    """The second."""
    context: tuple[LineView, ...]
    """The third."""
    deeper: tuple[LineView, ...]
    """The fourth."""
    disagreements: tuple[DisagreementView, ...]
    """Where sources disagree."""
    timeline: tuple[MomentView, ...]
    """Dated steps, the earliest first."""
    origins: tuple[OriginView, ...]
    """Independent voices, the earliest first."""
    sources: tuple[SourceNote, ...]
    """Every article of the edition, in order of time."""
    notes: tuple[str, ...]
    """Honest emptiness, in sentences."""
    editions: tuple[tuple[int, datetime], ...]
    """Number and moment of each edition of the story, the oldest first; empty for one that is not kept."""

    @property
    def id(self) -> str:
        """Id of the story."""
        return self.edition.story

    @property
    def number(self) -> int:
        """Number of the edition."""
        return self.edition.number

    @property
    def made_at(self) -> datetime | None:
        """The moment of the edition."""
        return self.edition.made_at or self.edition.brief.made_at

    @property
    def shown(self) -> tuple[object, ...]:
        """Names all it shows: parts of pages that were made of it are kept under this."""
        return (self.id, self.number, self.edition.brief.edition, self.card.round, self.card.edition)

    @property
    def counts(self) -> str:
        """`9 articles, 6 outlets, 3 origins`."""
        return counts(self.edition.brief)

    @property
    def heading(self) -> Heading:
        """Its headline without what it rests on."""
        return Heading(self.headline.text, self.headline.certainty, self.headline.sign)

    @property
    def language(self) -> str:
        """ISO 639-1 of most of its articles."""
        return self.card.language

    @property
    def lines(self) -> tuple[LineView, ...]:
        """All lines of the four layers, in reading order."""
        return (self.headline, *self.summary, *self.context, *self.deeper)

    @property
    def everything(self) -> Iterator[LineView]:
        """All lines that have an id, also those of disagreements and of the timeline."""
        yield from self.lines
        for disagreement in self.disagreements:
            yield from disagreement.versions
        for moment in self.timeline:
            yield moment.line

    def line(self, name: str) -> LineView | None:
        """Return a line by its id; `None` when there is none."""
        return next((line for line in self.everything if line.id == name), None)


def story_view(
    edition: Edition,
    card: StoryCard,
    articles: Mapping[str, Article],
    editions: tuple[tuple[int, datetime], ...],
) -> StoryView:
    """Return the view of an edition; of articles that are not given only the sentences themselves are shown."""
    brief = edition.brief
    notes = {source.id: source for source in brief.sources}

    def view(name: str, line: Line) -> LineView:
        return _line_view(name, line, notes, articles)

    def layer(name: str, lines: tuple[Line, ...]) -> tuple[LineView, ...]:
        return tuple(view(f"{name}-{n}", line) for n, line in enumerate(lines, 1))

    return StoryView(
        edition=edition,
        card=card,
        headline=view("headline", brief.headline),
        summary=layer("summary", brief.summary),
        context=layer("context", brief.context),
        deeper=layer("deeper", brief.dive_deeper),
        disagreements=tuple(
            DisagreementView(flat(d.topic), layer(f"version-{n}", d.versions))
            for n, d in enumerate(brief.disagreements, 1)
        ),
        timeline=tuple(MomentView(one.day, view(f"moment-{n}", one.line)) for n, one in enumerate(brief.timeline, 1)),
        origins=_origins(brief.sources, card),
        sources=brief.sources,
        notes=brief.notes,
        editions=editions,
    )


def _line_view(name: str, line: Line, notes: Mapping[str, SourceNote], articles: Mapping[str, Article]) -> LineView:
    return LineView(
        id=name,
        text=flat(line.text),
        certainty=line.certainty,
        sign=SIGNS[line.certainty],
        speaker=flat(line.speaker),
        cue=flat(line.cue),
        origins=line.origins,
        line=line,
        notes=notes,
        articles=articles,
    )


def _support(span: Span, notes: Mapping[str, SourceNote], articles: Mapping[str, Article]) -> SourceSentence | None:
    article = articles.get(article_of(span.article))
    return None if article is None else _sentence(Evidence(span, article.quote(span)), notes, articles, supports=True)


def _sentence(
    one: Evidence, notes: Mapping[str, SourceNote], articles: Mapping[str, Article], *, supports: bool
) -> SourceSentence | None:
    name = article_of(one.span.article)
    note = notes.get(name)
    if note is None:
        return None
    before = after = ""
    article = articles.get(name)
    if article is not None and not is_title(one):
        start = article.text.rfind("\n", 0, one.span.start) + 1
        stop = article.text.find("\n", one.span.end)
        stop = len(article.text) if stop < 0 else stop
        before = _tail(article.text[start : one.span.start])
        after = _front(article.text[one.span.end : stop])
    start, end = one.span.start, one.span.end
    return SourceSentence(name, start, end, before, flat(one.text), after, is_title(one), supports, note)


def _tail(text: str) -> str:
    kept = flat(text)
    return kept if len(kept) <= ROUND_PARAGRAPH else "… " + kept[-ROUND_PARAGRAPH:].partition(" ")[2]


def _front(text: str) -> str:
    kept = flat(text)
    return kept if len(kept) <= ROUND_PARAGRAPH else kept[:ROUND_PARAGRAPH].rpartition(" ")[0] + " …"


def _origins(sources: tuple[SourceNote, ...], card: StoryCard) -> tuple[OriginView, ...]:
    known = {origin.id: origin for origin in card.story.origins}
    by_origin: dict[str, list[SourceNote]] = {}
    for source in sources:
        by_origin.setdefault(source.origin, []).append(source)
    found = []
    for name, mine in by_origin.items():
        origin = known.get(name)
        found.append(
            OriginView(name, origin.name if origin else mine[0].outlet, origin.why if origin else None, tuple(mine))
        )
    return tuple(found)
