"""Item (as received) -> Article (as extracted) -> Sentence -> Token."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from nutgraf.model.span import Span

ItemKind = Literal["html", "text", "markdown"]
"""What an item's body holds."""

PublishedFrom = Literal["json-ld", "meta", "time-tag", "feed", "record", "url", "text", "file", "none"]
"""How the published time is known: where in the page or record it stood; `none` when it is not known."""

Flag = Literal["stub", "paywall", "opinion", "live", "undated", "correction", "press-release", "translated"]
"""What a reader must know of an article. `stub`: too little text to be the whole report."""

TITLE = "#title"
"""Ends the article name of a span that points into the article's title."""


@dataclass(frozen=True, slots=True)
class Item:
    """What arrived: a page, a file, a feed entry or a record, before its text is extracted.

    The optional fields are what the container (feed, record) said beside the body; `None` when it said nothing.
    """

    address: str
    """Where it was read: a path, a web address, or `-` with a counter."""
    kind: ItemKind
    """What `body` holds."""
    body: str | bytes
    """Bytes as received, or text already decoded by the container."""
    charset: str | None = None
    """The character set the transport named, if any."""
    title: str | None = None
    """Title named by the container."""
    outlet: str | None = None
    """Outlet named by the container."""
    byline: str | None = None
    """Author named by the container."""
    url: str | None = None
    """Web address of the article named by the container."""
    published: str | None = None
    """Published time named by the container, as written there."""
    published_from: PublishedFrom = "none"
    """Which container named it: `feed`, `record` or `file`."""
    language: str | None = None
    """Language code named by the container."""
    partial: bool = False
    """True for feed entries that carry a teaser only."""
    guid: str | None = None
    """What the feed names the entry by, for good."""


@dataclass(frozen=True, slots=True)
class Article:
    """The extracted text of an item, with what is known about it.

    `text` holds one paragraph a line, joined by a single newline; all offsets in nutgraf count its code points.
    """

    id: str
    """Stable id over address and content."""
    title: str
    """The headline as the page gives it, outlet suffix removed; may be empty."""
    text: str
    """Running text: paragraphs joined by newlines; never the title."""
    outlet: str
    """Name of the outlet as a reader knows it; the host or file name when nothing better is known."""
    url: str
    """Canonical web address, or the path when there is none."""
    published: datetime | None = None
    """Published time in UTC; `None` when unknown."""
    published_from: PublishedFrom = "none"
    """How `published` is known."""
    byline: str = ""
    """Author names; empty when unknown."""
    wire: str = ""
    """News agency credited for the text ("Reuters"); empty when none is."""
    language: str = "und"
    """ISO 639-1 code, `und` when undecided."""
    flags: tuple[Flag, ...] = ()
    """Sorted, without repeats."""
    address: str = ""
    """Where the item was read."""

    def __post_init__(self) -> None:
        """Refuse an article without id, and a time without UTC."""
        if not self.id:
            raise ValueError("an article needs an id")
        if self.published is not None and self.published.utcoffset() != UTC.utcoffset(None):
            raise ValueError(f"published must be in UTC: {self.published!r}")

    @property
    def title_id(self) -> str:
        """What a span names that points into the title, which is no part of `text`: the id with `#title`."""
        return self.id + TITLE

    def quote(self, span: Span) -> str:
        """Return the text of a span of this article, or of its title when the span names `title_id`."""
        texts = {self.id: self.text, self.title_id: self.title}
        if span.article not in texts or span.end > len(texts[span.article]):
            raise ValueError(f"{span} does not lie in article {self.id}")
        return texts[span.article][span.start : span.end]


SentenceKind = Literal["prose", "heading", "caption", "byline", "list", "fragment"]
"""What a stretch of text is: only `prose` may stand in a brief."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, with exact offsets."""

    span: Span
    """Where it stands; no white space at either end."""
    text: str
    """`Article.text[span.start:span.end]`."""
    index: int
    """Position among the article's sentences, from 0."""
    paragraph: int
    """Position of its paragraph, from 0."""
    kind: SentenceKind = "prose"
    """What it is."""

    def __post_init__(self) -> None:
        """Refuse a text that cannot be the span's."""
        if len(self.text) != self.span.length:
            raise ValueError(f"text of {len(self.text)} code points for a span of {self.span.length}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence; only `nlp.tag` knows the parser that made it."""

    text: str
    """As written."""
    start: int
    """First code point, counted from the start of the sentence."""
    lemma: str
    """Dictionary form, lower case for words that are not names."""
    pos: str
    """Universal part of speech (NOUN, PROPN, VERB, AUX, PRON ...)."""
    tag: str
    """Penn Treebank tag (VBD, NNP ...)."""
    head: int
    """Index of the governing token within the sentence; the root governs itself."""
    dep: str
    """Relation to the head (nsubj, ccomp, mark, neg ...)."""
    entity: str = ""
    """Entity label (PERSON, GPE, ORG, DATE ...), empty outside entities."""

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tokens."""

    sentence: Sentence
    """The sentence."""
    tokens: tuple[Token, ...] = field(default=())
    """Its tokens in order; heads are indexes into this tuple."""
