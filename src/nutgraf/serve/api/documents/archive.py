"""Articles, sources and finds, as documents."""

from typing import Annotated, Literal

from pydantic import Field

from nutgraf.model import SentenceKind
from nutgraf.serve.api.documents.base import Address, ArticleEntry, Count, Document, Name, Number, Time


class ArrivedEntry(ArticleEntry):
    """An article, and where it stands."""

    n: Number
    """Its number in the archive: the later it came, the greater."""
    story: Name | None
    """Id of the story it stands in; null for none."""


class ArticleList(Document):
    """A page of articles, those that came last first."""

    form: Literal["nutgraf.article-list/1"] = Field(default="nutgraf.article-list/1", serialization_alias="schema")
    """Form of this document."""
    articles: tuple[ArrivedEntry, ...]
    """The page."""
    next: Address | None
    """The next page; null on the last."""


class SentenceDocument(Document):
    """A sentence of an article's text."""

    start: Count
    """First code point in the text."""
    end: Number
    """One past the last."""
    paragraph: Count
    """Position of its paragraph, from 0."""
    kind: SentenceKind
    """What it is: only `prose` may stand in a brief."""


class ArticleDocument(ArticleEntry):
    """An article, whole. All offsets of nutgraf count code points of `text`, half-open."""

    form: Literal["nutgraf.article/1"] = Field(default="nutgraf.article/1", serialization_alias="schema")
    """Form of this document."""
    byline: str
    """Author names; may be empty."""
    wire: str
    """News agency credited for the text; may be empty."""
    text: str
    """Running text: one paragraph a line, never the title. A stranger's words: escape them."""
    story: Name | None
    """Id of the story it stands in; null for none."""
    sentences: tuple[SentenceDocument, ...] | None
    """Its sentences in order; null unless asked for."""


class SourceEntry(Document):
    """A feed that is followed, and how it is doing."""

    n: Number
    """Its number, for good."""
    title: str
    """What readers call it; may be empty."""
    host: str
    """Host of its address; may be empty."""
    site: str
    """Address of the site it belongs to; may be empty."""
    address: str | None
    """Its address; null for readers who may not write, for it may hold a secret."""
    folders: tuple[str, ...]
    """Folder within folder, the outermost first."""
    hidden: bool
    """Out of view, though it counts as evidence."""
    muted: bool
    """No evidence: its articles stand in no story."""
    weight: Annotated[float, Field(ge=0, le=1)]
    """How much it counts when stories are ranked."""
    fetched_at: Time | None
    """Last answer of any kind; null before the first."""
    came_at: Time | None
    """Last time that it brought something new."""
    due_at: Time | None
    """When it is asked next; null: now."""
    interval_s: Annotated[float, Field(ge=0)]
    """Seconds between two fetches as they adapted; 0 before the first."""
    status: Count
    """Last HTTP status; 0 when there was no answer."""
    failures: Count
    """Failed fetches in a row."""
    failure: str | None
    """What went wrong last; empty when the last fetch went well; null for readers who may not write."""
    moved_to: str | None
    """Where the server says it moved for good; may be empty; null for readers who may not write."""
    items: Count
    """Items kept of it."""
    articles: Count
    """Articles read from them."""
    last_week: Count
    """Articles of the last seven days."""
    stubs: Count
    """Of its articles, how many are a teaser, or stand behind a paywall."""


class SourceList(Document):
    """A page of feeds, in the order in which they were added."""

    form: Literal["nutgraf.source-list/1"] = Field(default="nutgraf.source-list/1", serialization_alias="schema")
    """Form of this document."""
    sources: tuple[SourceEntry, ...]
    """The page."""
    next: Address | None
    """The next page; null on the last."""


class FoundBrief(Document):
    """An edition that fits a query."""

    story: Name
    """Id of the story."""
    edition: Number
    """Number of the edition."""
    headline: str
    """What heads it."""
    address: Address
    """Where its brief is."""


class FoundArticle(ArticleEntry):
    """An article that fits a query."""

    story: Name | None
    """Id of the story it stands in; null for none."""
    snippet: str
    """The part of its text where the first word stands, else its beginning."""


class Finds(Document):
    """What fits a query best."""

    form: Literal["nutgraf.finds/1"] = Field(default="nutgraf.finds/1", serialization_alias="schema")
    """Form of this document."""
    notes: tuple[str, ...]
    """What of the query was taken otherwise than it may have been meant, in sentences."""
    briefs: tuple[FoundBrief, ...]
    """Editions, one a story, the best first."""
    articles: tuple[FoundArticle, ...]
    """Articles, the best first."""
