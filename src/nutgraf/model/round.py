"""Round: one turn of the newsroom's work, and what passes between its stages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nutgraf.model.article import Article, Item
from nutgraf.model.history import Change
from nutgraf.model.story import Story

Stage = Literal["fetch", "read", "place", "brief", "done"]
"""What a round has still to do: the first of these that is not finished."""
STAGES: tuple[Stage, ...] = ("fetch", "read", "place", "brief", "done")
"""In order."""


@dataclass(frozen=True, slots=True)
class Round:
    """One turn: fetch, read, place, brief. What it takes in and makes bears its number."""

    n: int
    """From 1."""
    now: datetime
    """The moment it speaks from, UTC: fixed when it opens, so that a round taken up again decides the same."""
    stage: Stage
    """What it has to do next."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An item in the archive."""

    n: int
    """Its number in the archive."""
    item: Item
    """As received."""
    feed: str
    """Address of the feed that brought it; empty for imports."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An item on its way in."""

    key: str
    """Names it within its feed."""
    item: Item
    """As received."""
    wants_page: bool = False
    """Its page is to be fetched before it is read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one item: an article, or a sentence that says why there is none."""

    n: int
    """Number of the item."""
    article: Article | None
    """`None` when it could not be read."""
    failure: str = ""
    """Why not."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An article with the round in which it came."""

    round: int
    """Number of the round."""
    article: Article
    """The article."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article of a story, as ranking sees it."""

    at: float | None
    """Published, in seconds since 1970; `None` when unknown."""
    origin: str
    """Id of the origin it belongs to."""
    feed: int
    """Number of the feed that brought it; 0 for imports."""
    of: str = ""
    """Id of the article of the story that it copies or retells; empty for a report of its own."""

    @property
    def copies(self) -> bool:
        """It says nothing of its own."""
        return bool(self.of)


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as lists show it."""

    story: Story
    """Its articles and origins."""
    headline: str
    """Of its newest edition, else the title that tells most."""
    language: str
    """ISO 639-1 of most of its articles."""
    outlets: int
    """Different outlets."""
    round: int
    """Round in which it last changed."""
    edition: int = 0
    """Number of its newest edition; 0 when there is none."""
    arrivals: tuple[Arrival, ...] = ()
    """Its articles in order."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What placing decided: an intent that the store carries out in one transaction."""

    cards: tuple[StoryCard, ...]
    """Stories whose articles or origins changed, as they are now."""
    gone: tuple[str, ...]
    """Ids of stories that no longer stand: taken in by others, or without any article left."""
    redirects: tuple[tuple[str, str], ...]
    """Old id, id of the living story that it leads to now."""
    changes: tuple[Change, ...]
    """What happened to stories, for the record."""
    to_brief: tuple[str, ...]
    """Ids of stories to be briefed in this round, most important first."""
    later: tuple[str, ...] = ()
    """Ids of stories that wait for another round."""
