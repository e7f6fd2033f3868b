"""The log of what people corrected: each in words, whether it holds, whether it is carried out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nutgraf.model import Article, Correction, StoryCard
from nutgraf.stories.corrections import holding

NAMED = 3
"""Articles named of a correction; the number of the others is said."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A correction as the log tells it."""

    place: int
    """Among all corrections, from 1: what an undo names."""
    correction: Correction
    """What was said."""
    what: str
    """The same in words: `split 2 articles out`."""
    articles: tuple[Article, ...]
    """Some of the articles it is about; those that are no longer kept are left out."""
    more: int
    """Its other articles."""
    story: StoryCard | None
    """The story that the first of them stands in now."""
    holds: bool
    """No later one took it back."""
    carried_out: bool
    """The stories are as it says; of an undo, always, for it only takes a word away."""


def logged(
    made: Sequence[Correction],
    homes: Mapping[str, str],
    articles: Mapping[str, Article],
    stories: Mapping[str, StoryCard],
) -> tuple[Logged, ...]:
    """Return the log, the newest first; `homes` is the story each article stands in."""
    held = holding(made)
    found = []
    for place in range(len(made), 0, -1):
        one = made[place - 1]
        named = [articles[a] for a in one.articles if a in articles]
        found.append(
            Logged(
                place=place,
                correction=one,
                what=words_of(one),
                articles=tuple(named[:NAMED]),
                more=len(one.articles) - len(named[:NAMED]),
                story=stories.get(homes.get(one.articles[0], "")) if one.articles else None,
                holds=place in held,
                carried_out=carried_out(one, homes),
            )
        )
    return tuple(found)


def words_of(one: Correction) -> str:
    """Return what a correction says, in a few words."""
    count = len(one.articles)
    return {
        "merge": f"Merged {count} stories",
        "split": f"Split {count} {'article' if count == 1 else 'articles'} out",
        "move": "Moved an article",
        "undo": f"Took back correction {one.of}",
    }[one.kind]


def carried_out(one: Correction, homes: Mapping[str, str]) -> bool:
    """Tell whether the stories are as a correction says."""
    mine = {homes[a] for a in one.articles if a in homes}
    theirs = {homes[a] for a in one.others if a in homes}
    if one.kind == "merge":
        return len(mine) <= 1
    if one.kind == "split":
        return not mine & theirs
    return one.kind == "undo" or not theirs or mine == theirs
