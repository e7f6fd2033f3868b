"""What may be asked, as parameters of a query: each bounded, and none that is not named here.

A parameter that is not known is refused: a filter that is misspelled must not answer with the whole list.
"""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from nutgraf.errors import UsageError
from nutgraf.serve.api.cursor import MOST, MOST_CHARS, PATTERN, mark_of
from nutgraf.text.query import moment_or_ago

MOST_LISTED = 100
"""Longest page."""
MOST_WORDS = 300
"""Longest query, in code points."""
_DAY = r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?Z?)?"
MOMENT = rf"^([0-9]{{1,4}}[hdw]|{_DAY})$"
"""How a moment is written: 24h, 7d, 2025-05-14, 2025-05-14T10:00:00Z."""
SINCE = rf"^(seen|[0-9]{{1,3}}|[0-9]{{1,4}}[hdw]|{_DAY})$"
"""An edition, a moment, or what the reader saw last."""
Words = Annotated[str, Field(max_length=MOST_WORDS)]
Moment = Annotated[str, Field(pattern=MOMENT, max_length=20, examples=["24h", "2025-05-14"])]
StoryName = Annotated[
    str,
    Path(
        alias="story",
        min_length=5,
        max_length=40,
        pattern=r"^[A-Za-z0-9-]+$",
        description="Id of a story; an old one, or the beginning of one, is sent on to it.",
        examples=["s1-a223bc755990"],
    ),
]
"""Names a story in an address."""
EditionNumber = Annotated[int, Path(ge=1, le=100_000, description="Number of the edition within the story.")]
"""Names an edition in an address."""
ArticleName = Annotated[
    str, Path(alias="article", min_length=1, max_length=40, pattern=r"^[A-Za-z0-9-]+$", description="Id of an article.")
]
"""Names an article in an address."""


class Asked(BaseModel):
    """No parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class PageAsked(Asked):
    """A page of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 20
    """Most entries of the page."""
    cursor: Annotated[str, Field(min_length=1, max_length=MOST_CHARS, pattern=PATTERN)] | None = None
    """Where the page begins, as `next` of the page before names it."""

    @property
    def mark(self) -> str:
        """What is asked, without the page."""
        return mark_of(type(self).__name__, self.model_dump(exclude={"limit", "cursor"}))


class StoriesAsked(PageAsked):
    """A page of stories."""

    order: Literal["rank", "newest"] = "rank"
    """`rank`: the most prominent first, as on the front page. `newest`: those with the newest article."""
    since: Moment | None = None
    """Only stories with an article since. By rank as far back as the front page when not given; else all."""
    q: Words | None = None
    """Only stories with an article that fits: words, "phrases", -without, source:X, actor:X."""
    source: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Only stories that an outlet tells: a part of its name or address."""
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$", examples=["en"])] | None = None
    """Only stories of this language, ISO 639-1."""
    origins: Annotated[int, Field(ge=1, le=1_000)] = 1
    """Only stories of at least so many independent voices."""
    followed: bool = False
    """Only stories that are followed, or hold a word or an actor that is."""
    unseen: bool = False
    """Only stories with an edition that the reader has not seen."""
    saved: bool = False
    """Only stories that the reader saved."""


class EditionsAsked(PageAsked):
    """A page of all editions."""

    after: Annotated[int, Field(ge=0, le=MOST)] = 0
    """Only editions with a greater `n`: a program keeps `after` of its last answer, and asks for more."""


class ChangesAsked(Asked):
    """Since when."""

    since: Annotated[str, Field(pattern=SINCE, max_length=20, examples=["1", "2025-05-14"])] | None = None
    """An edition, a moment, or `seen` for what the reader saw last; the edition before the newest when not given."""


class ClaimsAsked(Asked):
    """Of which edition."""

    edition: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """Number of the edition; the newest when not given."""


class ArticlesAsked(PageAsked):
    """A page of articles."""

    story: Annotated[str, Field(min_length=5, max_length=40, pattern=r"^[A-Za-z0-9-]+$")] | None = None
    """Only those of a story."""
    source: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Only those of an outlet: a part of its name or address."""
    since: Moment | None = None
    """Only those published since."""
    until: Moment | None = None
    """Only those published before."""


class ArticleAsked(Asked):
    """How much of an article."""

    sentences: bool = False
    """With the offsets of its sentences."""


class SearchAsked(Asked):
    """What is looked for."""

    q: Annotated[str, Field(min_length=1, max_length=MOST_WORDS, examples=["istanbul talks"])]
    """Words, "phrases", -without, source:X, actor:X, since:DATE, until:DATE."""
    kind: Literal["all", "briefs", "articles"] = "all"
    """What is looked through."""
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 20
    """Most finds of each kind. Finds have no further pages: their order is one of fit, which moves as news comes."""


def _whole(given: object) -> object:
    """Return 3 for 3.0: JSON knows one kind of number."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


class SeenAsked(BaseModel):
    """What the reader has seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, strict=True)

    edition: Annotated[int, Field(ge=1, le=100_000), BeforeValidator(_whole)] | None = None
    """Number of the edition; the newest when not given."""


class SavedAsked(BaseModel):
    """Whether the reader keeps a story."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, strict=True)

    saved: bool = True
    """Save it, or save it no longer."""


def moment_of(text: str, now: datetime, name: str) -> datetime:
    """Return the moment that a parameter names. Raises UsageError when there is none such."""
    found = moment_or_ago(text, now)
    if found is None:
        raise UsageError(f"{name}={text} is no moment: that day does not exist.")
    return found
