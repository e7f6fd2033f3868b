"""The window of the newsroom: the articles of the last days as streams that go on, one for each language.

    articles of a round --by language--> owner: Lane --settle--> events, running stories --numbered--> Grouped

Theory: in each round the articles of the last days are grouped in the order in which they came. The streams are kept
between rounds and only the new articles are placed; they begin anew every `STRIDE` days, from the same articles as any
other process would begin them with, so that a restart changes nothing, and neither does the loss of an owner.

Rule 1: what an owner holds is only ever what the archive has: who loses it brings it again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from nutgraf.errors import OwnerLost
from nutgraf.model import Article, Round
from nutgraf.ports import Articles, Engine, Owner
from nutgraf.settings import Grouping
from nutgraf.stories.group import Grouped
from nutgraf.stories.lane import Lane, More, near, settle, take_in
from nutgraf.stories.linkage import Bonds
from nutgraf.stories.streams import Numbering, language_of

R = TypeVar("R")
AHEAD = timedelta(days=1)
"""How far after its moment a round's articles may lie."""
STRIDE = 4
"""Days after which the window begins anew; until then it grows with them. Beginning anew each day, a back-fill placed
each article once for every day of the window."""
PART, UNDER_WAY = 200, 8
"""Articles that go to an owner together, and such parts that may be on their way."""
TRIES = 3
"""How often an owner may die at one question."""


class Grouper:
    """The window, placed by an owner for each language, kept from round to round.

    Of the articles only what their order needs stays here. An owner that is lost is brought its articles once more.
    """

    def __init__(self, grouping: Grouping, window_days: float, engine: Engine) -> None:
        """Start with nothing; the first round fills it. Owners live for as long as the engine is open."""
        self._owners, self._make, self._engine = grouping.owners, partial(Lane, grouping), engine
        self._days = timedelta(days=window_days)
        self._since: datetime | None = None
        self._last = 0
        self._ids: set[str] = set()
        self._muted: frozenset[str] = frozenset()
        self._articles: list[Article] = []
        self._numbering = Numbering()

    def grouped(self, at: Round, shelf: Articles) -> Grouped:
        """Return the window grouped as of a round; the articles in it have no text."""
        day = at.now.replace(hour=0, minute=0, second=0, microsecond=0)
        since = day - self._days - timedelta(days=day.toordinal() % STRIDE)
        if since != self._since or at.n <= self._last or shelf.muted(sorted(self._ids)) != self._muted:
            for language in self._numbering.at:  # or one that does not come again would hold its articles for ever
                self._give(language, 0, ())()
            self._since, self._last, self._ids, self._articles = since, 0, set(), []
            self._numbering = Numbering()
        self._bring(self._new(at, since, shelf))
        self._last, self._muted = at.n, shelf.muted(sorted(self._ids))
        found = self._numbering.all_of(self._answers(settle, at, shelf))
        near = partial(self._near, at, shelf)
        return Grouped(tuple(self._articles), found.events, found.running, near, self._owners)

    def _new(self, at: Round, since: datetime, shelf: Articles) -> Iterator[tuple[str, int, Article]]:
        """Yield the articles that are new to the window: language, how many of it came before, article."""
        for one in shelf.window(since, at.now + AHEAD, self._last, at.n):
            if one.article.id not in self._ids:
                language = language_of(one.article)
                before = len(self._numbering.at.get(language, ()))
                self._ids.add(one.article.id)
                self._numbering.add(language, len(self._articles))
                self._articles.append(replace(one.article, text=""))
                yield language, before, one.article

    def _bring(self, new: Iterable[tuple[str, int, Article]]) -> None:
        """Give articles to the owners of their languages, part by part."""
        parts: dict[str, list[Article]] = {}
        after: dict[str, int] = {}
        under_way: deque[Callable[[], None]] = deque()
        for language, before, article in new:
            after.setdefault(language, before)
            parts.setdefault(language, []).append(article)
            if len(parts[language]) == PART:
                under_way.append(self._give(language, after.pop(language), parts.pop(language)))
            if len(under_way) > UNDER_WAY:
                under_way.popleft()()
        under_way.extend(self._give(language, after[language], part) for language, part in parts.items())
        for taken in under_way:
            taken()

    def _give(self, language: str, after: int, part: Sequence[Article]) -> Callable[[], None]:
        answer = self._owner(language).ask(take_in, More(after, tuple(part)))

        def taken() -> None:
            with suppress(OwnerLost):  # seen when it is asked to settle
                answer()

        return taken

    def _owner(self, language: str) -> Owner[Lane]:
        return self._engine.owner(language, self._make)

    def _answers(self, do: Callable[[Lane, int], R | None], at: Round, shelf: Articles) -> dict[str, R]:
        """Ask all owners the same, side by side."""
        held = {language: len(positions) for language, positions in self._numbering.at.items()}
        asked = {language: self._owner(language).ask(do, count) for language, count in held.items()}
        return {language: self._answer(language, answer, do, at, shelf) for language, answer in asked.items()}

    def _answer(
        self,
        language: str,
        answer: Callable[[], R | None],
        do: Callable[[Lane, int], R | None],
        at: Round,
        shelf: Articles,
    ) -> R:
        """Wait for an answer; an owner that was lost is brought all of its articles, then asked again.

        Raises OwnerLost when that does not help.
        """
        for _ in range(TRIES):
            with suppress(OwnerLost):
                found = answer()
                if found is not None:
                    return found
            self._bring(self._again(language, at, shelf))
            answer = self._owner(language).ask(do, len(self._numbering.at[language]))
        raise OwnerLost(f"What places articles in {language!r} died {TRIES} times in a row; is there memory for it?")

    def _again(self, language: str, at: Round, shelf: Articles) -> Iterator[tuple[str, int, Article]]:
        """Yield all articles of a language in the window, in the order in which they came."""
        assert self._since is not None, "a window that is asked about has begun"
        wanted = {self._articles[position].id for position in self._numbering.at[language]}
        count = 0
        for one in shelf.window(self._since, at.now + AHEAD, 0, at.n):
            if one.article.id in wanted:
                wanted.remove(one.article.id)
                yield language, count, one.article
                count += 1

    def _near(self, at: Round, shelf: Articles) -> Bonds:
        return self._numbering.bonds(self._answers(near, at, shelf))
