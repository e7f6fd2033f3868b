"""Stories and editions, as documents."""

from typing import Annotated, Literal

from pydantic import Field

from nutgraf.serve.api.documents.base import (
    Address,
    ArticleEntry,
    Count,
    Document,
    EditionEntry,
    Name,
    OriginDocument,
    Time,
)

Share = Annotated[float, Field(ge=0)]
"""A part or a factor; never negative."""


class RankDocument(Document):
    """Why a story stands where it does: score = breadth x (1 + growth) x novelty x followed."""

    score: Share
    """The greater the higher."""
    breadth: Share
    """Of independent origins."""
    growth: Share
    """Of the last hours."""
    novelty: Annotated[float, Field(ge=0, le=1)]
    """1 for news of this moment."""
    followed: Share
    """What the score of a followed story is multiplied by; 1 for any other."""
    reasons: tuple[str, ...]
    """The same in words, with numbers."""


class StoryLinks(Document):
    """Where more about a story is."""

    story: Address
    """The story itself."""
    brief: Address | None
    """Its newest brief; null when there is none yet."""
    editions: Address
    """All its editions."""
    changes: Address | None
    """What changed since the edition before; null when there is none yet."""
    claims: Address | None
    """Its ledger; null when there is none yet."""
    articles: Address
    """All its articles."""
    page: Address
    """The page for people."""


class StoryEntry(Document):
    """A story as lists show it."""

    id: Name
    """Id of the story."""
    headline: str
    """Of its newest edition, else the title that tells most."""
    language: str
    """ISO 639-1 of most of its articles."""
    articles: Count
    """How many articles."""
    outlets: Count
    """How many outlets."""
    origins: Count
    """How many independent voices."""
    first: Time | None
    """Its earliest article; null when none is dated."""
    last: Time | None
    """Its newest."""
    edition: Count
    """Number of its newest edition; 0 when there is none yet."""
    unseen: Count
    """Editions that the reader has not seen; 0 for a visitor."""
    saved: bool
    """The reader saved it."""
    followed: bool
    """It is followed, or holds a word or an actor that is."""
    rank: RankDocument
    """Why it stands where it does."""
    links: StoryLinks
    """Where more about it is."""


class StoryList(Document):
    """A page of stories."""

    form: Literal["nutgraf.story-list/1"] = Field(default="nutgraf.story-list/1", serialization_alias="schema")
    """Form of this document."""
    at: Time
    """The moment they were ranked for: the same on every page that is reached by `next`."""
    order: Literal["rank", "newest"]
    """The most prominent first, or those with the newest article."""
    stories: tuple[StoryEntry, ...]
    """The page."""
    notes: tuple[str, ...]
    """What of the query was taken otherwise than it may have been meant, in sentences."""
    next: Address | None
    """The next page; null on the last."""


class MemberEntry(ArticleEntry):
    """An article of a story."""

    origin: Name
    """Id of the voice it belongs to."""


class StoryDocument(Document):
    """A story as it is now: newer than its newest edition when articles came since."""

    form: Literal["nutgraf.story/1"] = Field(default="nutgraf.story/1", serialization_alias="schema")
    """Form of this document."""
    id: Name
    """Id of the story."""
    headline: str
    """Of its newest edition, else the title that tells most."""
    language: str
    """ISO 639-1 of most of its articles."""
    counts: dict[Literal["articles", "outlets", "origins"], Count]
    """How many of each."""
    first: Time | None
    """Its earliest article; null when none is dated."""
    last: Time | None
    """Its newest."""
    edition: Count
    """Number of its newest edition; 0 when there is none yet."""
    editions: tuple[EditionEntry, ...]
    """Its newest editions, the newest first; all of them are at `links.editions`."""
    origins: tuple[OriginDocument, ...]
    """Its independent voices, and why their articles are one."""
    articles: tuple[MemberEntry, ...]
    """Its newest articles, the newest first; all of them are at `links.articles`."""
    seen: Count
    """Number of the edition that the reader saw last; 0 for none, and for a visitor."""
    unseen: Count
    """Editions that they have not seen."""
    saved: bool
    """They saved it."""
    links: StoryLinks
    """Where more about it is."""


class EditionList(Document):
    """A page of editions."""

    form: Literal["nutgraf.edition-list/1"] = Field(default="nutgraf.edition-list/1", serialization_alias="schema")
    """Form of this document."""
    editions: tuple[EditionEntry, ...]
    """The page."""
    after: Count | None
    """`n` of the last edition of this page, to ask what came `after` it; null in a list of one story's editions."""
    next: Address | None
    """The next page; null on the last."""


class MarksDocument(Document):
    """What the reader remembers of a story."""

    form: Literal["nutgraf.marks/1"] = Field(default="nutgraf.marks/1", serialization_alias="schema")
    """Form of this document."""
    story: Name
    """Id of the story."""
    edition: Count
    """Number of its newest edition."""
    seen: Count
    """Number of the edition that they saw last."""
    unseen: Count
    """Editions that they have not seen."""
    saved: bool
    """They saved it."""
