"""Articles -> stories, for a set that is all there: a stream in order of time, then one late correction.

    articles --in order of time--> Stream.add --Placement--> pairs --settled--> events --arcs--> groups
    --find_origins--> Story

Rule 1: articles are taken in order of published time, then id; those without a time come last, by id, because
        by then the counts are best and a wrong early arrival would shape others.
Rule 2: the order in which files were given changes nothing. An id given twice counts once.
Rule 3: stories come biggest first: by origins, articles, newest time, id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from nutgraf.model import Article, Placement, Story, Voice, content_id
from nutgraf.settings import Grouping, Owner
from nutgraf.stories.origin import find_voices, origins_of
from nutgraf.stories.regroup import arcs, settled
from nutgraf.stories.stream import Stream

__all__ = ["Grouped", "Stream", "group_articles", "grouped", "in_order", "settled", "stories_of", "story_of"]

_NEVER = datetime.max.replace(tzinfo=UTC)


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return each article once, in order of published time, then id; those without a time last."""
    once = {a.id: a for a in sorted(articles, key=lambda a: (a.id, a.address, a.title, a.text))}
    return sorted(once.values(), key=lambda a: (a.published or _NEVER, a.id))


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """A set of articles, grouped, with all that its reasons rest on. Positions are those in `articles`."""

    articles: tuple[Article, ...]
    """In the order in which they were placed."""
    stream: Stream
    """The stream that has seen them all."""
    placements: tuple[Placement, ...]
    """What was decided on arrival."""
    events: tuple[tuple[int, ...], ...]
    """Positions of each event's articles, in order; every article but replaced versions lies in one."""
    running: tuple[tuple[int, ...], ...]
    """The same of the running stories, each made of whole events."""
    names: tuple[str, ...] = ()
    """Ids of the running stories, in the same order; empty while each has the id of its first article."""


class Window:
    """Articles of a stretch of time as one stream that goes on: brought part by part, grouped whenever asked."""

    def __init__(self, settings: Grouping, *, whole: bool = True) -> None:
        """Start with no article; not `whole`, it forgets their texts once they are placed, to save memory."""
        self._stream = Stream(settings)
        self._whole = whole
        self._articles: list[Article] = []
        self._placements: list[Placement] = []

    def add(self, articles: Iterable[Article]) -> None:
        """Place more articles, in the order given."""
        for article in articles:
            self._placements.append(self._stream.add(article))
            self._articles.append(article if self._whole else replace(article, text=""))

    def grouped(self) -> Grouped:
        """Settle events and running stories of all that came so far."""
        stream = self._stream
        events = settled(stream)
        running = _current(stream, arcs(stream, events))
        return Grouped(tuple(self._articles), stream, tuple(self._placements), _current(stream, events), running)


def grouped(articles: Iterable[Article], settings: Grouping) -> Grouped:
    """Place the articles in order, then settle events and running stories.

    Of several versions of one page (one web address, much the same text) only the one newest in order counts.
    """
    window = Window(settings)
    window.add(in_order(articles))
    return window.grouped()


def stories_of(found: Grouped) -> tuple[Story, ...]:
    """Return the running stories, biggest first."""
    owners = found.stream.settings.owners
    stories = [story_of([found.articles[i] for i in group], owners) for group in found.running]
    if found.names:
        stories = [replace(story, id=name) for story, name in zip(stories, found.names, strict=True)]
    return tuple(sorted(stories, key=_rank))


def group_articles(articles: Iterable[Article], settings: Grouping) -> tuple[Story, ...]:
    """Return the stories of a set of articles, biggest first; every article lies in exactly one."""
    return stories_of(grouped(articles, settings))


def _current(stream: Stream, groups: Iterable[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Return the groups without versions that a later one replaced; such a version always stands alone."""
    replaced = frozenset(stream.replaced)
    return tuple(tuple(group) for group in groups if replaced.isdisjoint(group))


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
