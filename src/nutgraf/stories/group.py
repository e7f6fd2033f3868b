"""Articles -> stories, for a set that is all there: a stream in order of time, then one late correction.

    articles --in order of time--> Streams.add --Placement--> pairs --settled--> events --arcs--> groups
    --find_origins--> Story

Rule 1: articles are taken in order of published time, then id; those without a time come last, by id, because
        by then the counts are best and a wrong early arrival would shape others.
Rule 2: the order in which files were given changes nothing. An id given twice counts once.
Rule 3: stories come biggest first: by origins, articles, newest time, id.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from nutgraf.model import Article, Placement, Story, Voice, content_id
from nutgraf.settings import Grouping, Owner
from nutgraf.stories.linkage import Bonds
from nutgraf.stories.origin import find_voices, origins_of
from nutgraf.stories.regroup import settled
from nutgraf.stories.stream import Stream
from nutgraf.stories.streams import Groups, Streams

__all__ = ["Grouped", "Stream", "group_articles", "grouped", "in_order", "settled", "stories_of", "story_of"]

_NEVER = datetime.max.replace(tzinfo=UTC)


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return each article once, in order of published time, then id; those without a time last."""
    once = {a.id: a for a in sorted(articles, key=lambda a: (a.id, a.address, a.title, a.text))}
    return sorted(once.values(), key=lambda a: (a.published or _NEVER, a.id))


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """A set of articles, grouped. Positions are those in `articles`."""

    articles: tuple[Article, ...]
    """In the order in which they were placed."""
    events: Groups
    """Positions of each event's articles, in order; every article but replaced versions lies in one."""
    running: Groups
    """The same of the running stories, each made of whole events."""
    likenesses: Callable[[], Bonds]
    """Gives the plain likeness of all pairs that were compared."""
    owners: tuple[Owner, ...] = ()
    """Who owns which outlets, beside the table of owners."""
    names: tuple[str, ...] = ()
    """Ids of the running stories, in the same order; empty while each has the id of its first article."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class GroupedHere(Grouped):
    """The same with all that its reasons rest on."""

    streams: Streams
    """What has seen them all."""
    placements: tuple[Placement, ...]
    """What was decided on arrival."""


def grouped(articles: Iterable[Article], settings: Grouping) -> GroupedHere:
    """Place the articles in order, then settle events and running stories.

    Of several versions of one page (one web address, much the same text) only the one newest in order counts.
    """
    streams, placed = Streams(settings), tuple(in_order(articles))
    placements = tuple(map(streams.add, placed))
    found = streams.settled()
    return GroupedHere(
        articles=placed,
        events=found.events,
        running=found.running,
        likenesses=streams.likenesses,
        owners=settings.owners,
        streams=streams,
        placements=placements,
    )


def stories_of(found: Grouped) -> tuple[Story, ...]:
    """Return the running stories, biggest first."""
    stories = [story_of([found.articles[i] for i in group], found.owners) for group in found.running]
    if found.names:
        stories = [replace(story, id=name) for story, name in zip(stories, found.names, strict=True)]
    return tuple(sorted(stories, key=_rank))


def group_articles(articles: Iterable[Article], settings: Grouping) -> tuple[Story, ...]:
    """Return the stories of a set of articles, biggest first; every article lies in exactly one."""
    return stories_of(grouped(articles, settings))


def story_of(articles: Sequence[Article], owners: Sequence[Owner] = ()) -> Story:
    """Return the story of articles given in order of time; `owners` add to the table of owners."""
    return story_told(articles, find_voices(articles, owners))


def story_told(articles: Sequence[Article], voices: Sequence[Voice]) -> Story:
    """Return the same when it is known who speaks in them."""
    times = [a.published for a in articles if a.published is not None]
    return Story(
        id=content_id("s", articles[0].id),
        articles=tuple(a.id for a in articles),
        origins=origins_of(voices),
        first=min(times, default=None),
        last=max(times, default=None),
    )


def _rank(story: Story) -> tuple[int, int, float, str]:
    last = story.last.timestamp() if story.last else float("-inf")
    return (-len(story.origins), -len(story.articles), -last, story.id)
