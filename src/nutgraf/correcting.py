"""A person's merges, splits and moves on the stories of an archive, understood."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from nutgraf.daily import Daily
from nutgraf.errors import NotFound, UsageError
from nutgraf.model import Correction, CorrectionKind, Story
from nutgraf.stories.corrections import holding


def correction_of(daily: Daily, kind: str, words: Sequence[str], now: datetime) -> Correction:
    """Return the correction that is meant: `merge` takes stories, `split` articles, `move` an article and a story.

    A story is named by its id or the beginning of it, an article by its id or its address. Raises UsageError, NotFound.
    """
    made = {"merge": _merge, "split": _split, "move": _move}[kind](daily, words)
    return Correction(cast("CorrectionKind", kind), made[0], made[1], now)


def undo_of(daily: Daily, place: int, now: datetime) -> Correction:
    """Return the correction that takes back the one at a place of the list, from 1. Raises NotFound, UsageError."""
    made = daily.archive.stories.corrections()
    if not 0 < place <= len(made):
        raise NotFound(f"There is no correction {place}: {len(made)} were made.", about=str(place))
    if place not in holding(made):
        raise UsageError(f"Correction {place} was taken back already.")
    one = made[place - 1]
    return Correction("undo", one.articles, one.others, now, place)


def _merge(daily: Daily, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    stories = {_story(daily, word).id: _story(daily, word) for word in words}
    if len(stories) < 2:
        raise UsageError("A merge needs two stories or more, for example --merge 's1-a22 s1-0f3'.")
    return tuple(story.articles[0] for story in stories.values()), ()


def _split(daily: Daily, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leave = tuple(dict.fromkeys(_article(daily, word) for word in words))
    homes = set(daily.archive.stories.story_of(leave).values())
    stay = [a for home in sorted(homes) for a in daily.archive.stories.get(home).story.articles if a not in leave]
    if len(homes) != 1 or not stay:
        raise UsageError("A split takes some articles, not all, out of one story.")
    return leave, tuple(stay)


def _move(daily: Daily, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(words) != 2:
        raise UsageError("A move needs an article and a story, for example --move 'a1-0c1 s1-a22'.")
    article = _article(daily, words[0])
    others = [a for a in _story(daily, words[1]).articles if a != article]
    return (article,), tuple(others[:1])


def _story(daily: Daily, word: str) -> Story:
    return daily.archive.stories.get(word).story


def _article(daily: Daily, word: str) -> str:
    found = daily.archive.articles.named(word)
    if not found:
        raise NotFound(f"No article of the archive has the id or address {word}.", about=word)
    if len(found) > 1:
        raise UsageError(f"{word} may be {len(found)} articles; give its id: {', '.join(found[:3])} ...")
    return found[0]
