"""Articles -> stories, for a set that is all there: a stream in order of time, then one late correction.

    articles --in order of time--> Stream.add --Placement--> pairs --settled--> events --arcs--> groups
    --find_origins--> Story

Rule 1: articles are taken in order of published time, then id; those without a time come last, by id, because
        by then the counts are best and a wrong early arrival would shape others.
Rule 2: the order in which files were given changes nothing. An id given twice counts once.
Rule 3: stories come biggest first: by origins, articles, newest time, id.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from nutgraf.model import Article, Story, content_id
from nutgraf.settings import Grouping
from nutgraf.stories.origin import find_origins
from nutgraf.stories.regroup import arcs, settled
from nutgraf.stories.stream import Stream

__all__ = ["Stream", "group_articles", "in_order", "settled", "story_of"]

_NEVER = datetime.max.replace(tzinfo=UTC)


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return each article once, in order of published time, then id; those without a time last."""
    once = {a.id: a for a in sorted(articles, key=lambda a: (a.id, a.address, a.title, a.text))}
    return sorted(once.values(), key=lambda a: (a.published or _NEVER, a.id))


def group_articles(articles: Sequence[Article], settings: Grouping) -> tuple[Story, ...]:
    """Return the stories of a set of articles, biggest first; every article lies in exactly one.

    Of several versions of one page (one web address, much the same text) only the one newest in order counts.
    """
    ordered = in_order(articles)
    stream = Stream(settings)
    for article in ordered:
        stream.add(article)
    replaced = set(stream.replaced)
    groups = [group for group in arcs(stream, settled(stream)) if replaced.isdisjoint(group)]
    stories = [story_of([ordered[i] for i in group]) for group in groups]
    return tuple(sorted(stories, key=_rank))


def story_of(articles: Sequence[Article]) -> Story:
    """Return the story of articles given in order of time."""
    times = [a.published for a in articles if a.published is not None]
    return Story(
        id=content_id("s", articles[0].id),
        articles=tuple(a.id for a in articles),
        origins=find_origins(articles),
        first=min(times, default=None),
        last=max(times, default=None),
    )


def _rank(story: Story) -> tuple[int, int, float, str]:
    last = story.last.timestamp() if story.last else float("-inf")
    return (-len(story.origins), -len(story.articles), -last, story.id)
