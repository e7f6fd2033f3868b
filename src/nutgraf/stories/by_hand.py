"""What a person asks of stories, understood: words into corrections, corrections into stories with ids that last.

    what was remembered --corrected--> groups --named--> ids --requests understood--> corrections --again--> ids

A story is named by its number in the list, by its id (an old one too), or by an article of it; an article by its id,
its address, or the end of its address when no other ends so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from nutgraf.errors import UsageError
from nutgraf.model import Article, Correction, CorrectionKind, History
from nutgraf.stories.corrections import corrected
from nutgraf.stories.group import Grouped, stories_of
from nutgraf.stories.identity import named

G = TypeVar("G", bound=Grouped)


@dataclass(frozen=True, slots=True)
class Request:
    """A correction in a person's words."""

    kind: CorrectionKind
    """What to do."""
    words: tuple[str, ...]
    """`merge`: two or more stories. `split`: articles. `move`: an article, then a story."""
    at: datetime | None = None
    """When it was asked, UTC."""


def kept(found: G, history: History, requests: Sequence[Request] = ()) -> tuple[G, History]:
    """Return the stories as a person wants them, with ids that last, and the history after it.

    Raises UsageError for a request that names what is not there.
    """
    made, after = _named(found, history)
    for request in requests:
        correction = _understood(request, made, after)
        made, after = _named(found, replace(after, corrections=(*after.corrections, correction)))
    return made, after


def _named(found: G, history: History) -> tuple[G, History]:
    ids = [article.id for article in found.articles]
    place = {article: n for n, article in enumerate(ids)}
    groups = [[ids[i] for i in group] for group in found.running]
    if history.corrections:
        near = found.likenesses().by_pair()

        def alike(one: str, other: str) -> float:
            pair = sorted((place[one], place[other]))
            return near.get((pair[0], pair[1]), 0.0)

        groups = corrected(groups, history.corrections, alike)
    times = [a.published for a in found.articles if a.published is not None]
    names, after = named(history, groups, max(times, default=None))
    running = tuple(tuple(place[a] for a in group) for group in groups)
    return replace(found, running=running, names=names, events=_within(found.events, running)), after


def _within(events: Sequence[Sequence[int]], running: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Cut events where a person's stories cut them: an event lies in one story."""
    home = {i: n for n, group in enumerate(running) for i in group}
    parts: dict[tuple[int, int], list[int]] = {}
    for number, event in enumerate(events):
        for i in event:
            parts.setdefault((number, home[i]), []).append(i)
    return tuple(sorted(tuple(part) for part in parts.values()))


def _understood(request: Request, made: Grouped, history: History) -> Correction:
    if request.kind == "merge":
        first = list(dict.fromkeys(_story(words, made, history)[0] for words in request.words))
        if len(first) < 2:
            raise UsageError("A merge needs two stories or more, for example --merge '2 5'.")
        return Correction("merge", tuple(first), (), request.at)
    if request.kind == "split":
        leave = tuple(dict.fromkeys(_article(words, made).id for words in request.words))
        stories = {_story(article, made, history) for article in leave}
        stay = tuple(a for story in stories for a in story if a not in leave)
        if len(stories) != 1 or not stay:
            raise UsageError(
                "A split takes some articles, not all, out of one story; these are " + _where(stories) + "."
            )
        return Correction("split", leave, stay, request.at)
    if len(request.words) != 2:
        raise UsageError("A move needs an article and a story, for example --move 'report.html 2'.")
    article, story = _article(request.words[0], made).id, _story(request.words[1], made, history)
    return Correction("move", (article,), tuple(a for a in story if a != article)[:1], request.at)


def _where(stories: set[tuple[str, ...]]) -> str:
    return "all of a story" if len(stories) == 1 else f"of {len(stories)} stories"


def _story(words: str, made: Grouped, history: History) -> tuple[str, ...]:
    """Return the ids of the articles of the story that is meant. Raises UsageError when there is none."""
    listed = stories_of(made)
    by_id = {story.id: story.articles for story in listed}
    if words.isdecimal():
        if 0 < int(words) <= len(listed):
            return listed[int(words) - 1].articles
        raise UsageError(f"There is no story {words}: {len(listed)} are listed.")
    living = history.leads_to(words)
    if living in by_id:
        return by_id[living]
    try:
        article = _article(words, made)
    except UsageError as error:
        raise UsageError(f"{words} is neither a story of these articles nor one of the articles.") from error
    return next(ids for ids in by_id.values() if article.id in ids)


def _article(words: str, made: Grouped) -> Article:
    """Return the article that is meant. Raises UsageError when there is none, or more than one."""
    listed = [made.articles[i] for group in made.running for i in group]
    exact = [a for a in listed if words in {a.id, a.url, a.address}]
    ending = [a for a in listed if a.address.endswith(words) or a.url.endswith(words)] if words else []
    meant = exact or ending
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise UsageError(f"{words} may be {len(meant)} of the articles; give more of its address, or its id.")
    raise UsageError(f"No article here has the id or address {words}.")
