"""The newsstand: an archive as readers look at it. Every face asks here, so that they never disagree.

Safe to be asked by several threads. Rule 1: what is shown is an edition, as published; nothing is decided here. Rule 2:
an edition never changes, so its view is kept for as long as it fits. Rule 3: thousands of stories are ranked for a list
(50 ms), so one that is older than `FRESH_S` seconds is still given while one thread ranks anew; one older than
`STALE_S`, or made before something was followed or muted, is waited for. What a reader has seen stands in no list.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from nutgraf.briefs.printed.changes import sources_of
from nutgraf.briefs.printed.wording import article_of
from nutgraf.daily import Daily
from nutgraf.errors import NotFound, NutgrafError
from nutgraf.finding import Listed, changes_from_to, changes_since, edition_of, front_page, search_like
from nutgraf.model import UNREAD, Article, ClaimChange, Edition, EditionRow, SourceNote, StoryCard
from nutgraf.store.archive import Archive
from nutgraf.text.query import Query
from nutgraf.views.story import StoryView, story_view

T = TypeVar("T")
FRESH_S = 5.0
"""Seconds for which a ranked list is good."""
STALE_S = 30.0
"""Seconds for which it is given while it is made anew: so long at most is what a reader sees behind."""
MOST_VIEWS = 256
"""Views kept; one takes some 200 kB."""
MOST_LISTS = 64
"""Ranked lists kept."""
MOST_PARTS = 1_000
"""Parts of pages kept; one takes some 15 kB."""


class Kept:
    """The last few values by key; safe for threads."""

    def __init__(self, most: int) -> None:
        """Keep so many."""
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made when it is not kept. Two threads may make the same at once; one is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]  # type: ignore[return-value]  # one key, one kind of value
        made = make()
        self.put(key, made)
        return made

    def peek(self, key: Hashable) -> Any:  # Any: the value that was put under that key, whatever it is
        """Return the value of a key; `None` when it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: object) -> None:
        """Keep a value, and let go of the one that was asked for least lately when there are too many."""
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)


class Lists:
    """Ranked lists by what was asked, made anew by one thread at a time while others read the one before."""

    def __init__(self, most: int) -> None:
        """Keep so many."""
        self._kept: Kept = Kept(most)
        self._making = threading.Lock()
        self._lock = threading.Lock()
        self._afresh: set[Hashable] = set()

    def get(self, key: Hashable, now_s: float, make: Callable[[], list[Listed]]) -> list[Listed]:
        """Return the list of a key as of `now_s`, or one that is at most `STALE_S` older."""
        age, listed = self._aged(key, now_s)
        if listed is None or age >= STALE_S:
            with self._making:  # or fifty readers would rank the same list at once
                age, listed = self._aged(key, now_s)
                return listed if listed is not None and age < FRESH_S else self._made(key, now_s, make)
        if age >= FRESH_S:
            with self._lock:
                if key in self._afresh:
                    return listed
                self._afresh.add(key)
            threading.Thread(target=self._make_afresh, args=(key, now_s, make), daemon=True).start()
        return listed

    def _aged(self, key: Hashable, now_s: float) -> tuple[float, list[Listed] | None]:
        found = self._kept.peek(key)
        if found is None:
            return 0.0, None
        made_s, listed = found
        return abs(now_s - made_s), listed

    def _made(self, key: Hashable, now_s: float, make: Callable[[], list[Listed]]) -> list[Listed]:
        listed = make()
        self._kept.put(key, (now_s, listed))
        return listed

    def _make_afresh(self, key: Hashable, now_s: float, make: Callable[[], list[Listed]]) -> None:
        try:
            with self._making:
                self._made(key, now_s, make)
        except NutgrafError:  # the archive is being closed: the next who asks is told
            return
        finally:
            with self._lock:
                self._afresh.discard(key)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a story between two editions."""

    old: int
    """Number of the edition compared with; 0 for before the first."""
    new: Edition
    """The newer edition."""
    changes: tuple[ClaimChange, ...]
    """The newest first."""
    sources: dict[str, SourceNote]
    """Articles that sentences of changes stand in, by id."""


class Newsstand:
    """An archive as readers look at it."""

    def __init__(self, daily: Daily, clock: Callable[[], datetime]) -> None:
        """Keep the newsroom and the clock."""
        self.daily = daily
        self.now = clock
        """Return the moment, UTC."""
        self._views = Kept(MOST_VIEWS)
        self._lists = Lists(MOST_LISTS)
        self.parts: Kept = Kept(MOST_PARTS)
        """Parts of pages as text, by what they show; what is of one reader stands in none."""
        self._one_at_a_time = threading.Lock()

    @property
    def archive(self) -> Archive:
        """The archive."""
        return self.daily.archive

    def front(self, asked: Query, since: timedelta, *, most: int, reader: str = "") -> list[Listed]:
        """Return the stories of the last while that fit, the most prominent first, and what the reader has not seen."""
        now = self.now()
        key = (asked, since, most, self.archive.editions.follows())
        ranked = partial(front_page, self.daily, now, now - since, asked, most=most)
        return self.with_seen(self._lists.get(key, now.timestamp(), ranked), reader)

    def with_seen(self, listed: Sequence[Listed], reader: str) -> list[Listed]:
        """Return listed stories with the number of editions that a reader has not seen; 0 for a visitor."""
        if not reader:
            return list(listed)
        seen = self.archive.marks.seen(reader, [one.card.story.id for one in listed])
        unread = {mark.story for mark in self.archive.marks.of(reader, UNREAD)}
        return [replace(one, unseen=_unseen(one.card, seen, unread)) for one in listed]

    def card(self, name: str) -> StoryCard:
        """Return a story by its id, an old one or the beginning of one too. Raises NotFound."""
        return self.archive.stories.get(name)

    def story(self, name: str, number: int | None = None) -> StoryView:
        """Return a kept edition of a story, its newest for `None`. Raises NotFound when it has none."""
        card = self.card(name)
        wanted = number or card.edition
        if not wanted:
            raise NotFound(f"Story {card.story.id} has no edition yet.", about=card.story.id)
        # the card may have moved on; editions of it may have come
        key = (card.story.id, wanted, card.round, card.edition)
        return self._views.get(key, lambda: self._view(card, self.archive.editions.get(card.story.id, wanted)))

    def written_now(self, name: str) -> StoryView:
        """Return the newest edition of a story; one without is briefed now and not kept. Loads the parser: seconds."""
        card = self.card(name)
        if card.edition:
            return self.story(card.story.id)
        key = (card.story.id, "now", card.round)
        with self._one_at_a_time:
            return self._views.get(key, lambda: self._view(card, edition_of(self.daily, name, None, self.now())))

    def rows(self, rows: Sequence[EditionRow]) -> list[StoryView]:
        """Return the views of a page of editions, in order; stories that are gone meanwhile are left out."""
        found = []
        for row in rows:
            try:
                found.append(self.story(row.story, row.number))
            except NotFound:
                continue
        return found

    def changes(self, name: str, since: int, to: int | None = None) -> Changes:
        """Return what changed in a story since an edition, up to its newest or another. Raises NotFound without one."""
        story = self.card(name).story.id
        if to is None:
            newer, changes = changes_since(self.daily, story, since)
        else:
            newer, changes = changes_from_to(self.daily, story, since, to)
        numbers = [n for n, _ in self.archive.editions.numbers(story) if max(1, since) <= n <= newer.number]
        sources = sources_of(self.archive.editions.get(story, n) for n in numbers)
        return Changes(since, newer, tuple(changes), sources)

    def like(self, text: str, most: int) -> tuple[tuple[Article, float], ...]:
        """Return the recent articles nearest in meaning, with cosine; loads a model, one asker at a time."""
        with self._one_at_a_time:
            return search_like(self.daily, text, most)

    def saw(self, reader: str, story: str, number: int) -> None:
        """Remember that a reader has seen an edition, without waiting; of a visitor nothing is remembered."""
        if reader:
            self.archive.marks.read_soon(reader, story, number, self.now())

    def relist(self) -> None:
        """Rank anew when next asked: what is followed or muted has changed."""
        self._lists = Lists(MOST_LISTS)

    def _view(self, card: StoryCard, edition: Edition) -> StoryView:
        brief = edition.brief
        lines = [*brief.lines, *(v for d in brief.disagreements for v in d.versions)]
        lines += [moment.line for moment in brief.timeline]
        named = {article_of(e.span.article) for line in lines for e in line.evidence}
        named |= {article_of(span.article) for line in lines for span in line.support}
        articles = self.archive.articles.get(sorted(named))
        return story_view(edition, card, articles, self.archive.editions.numbers(edition.story))


def _unseen(card: StoryCard, seen: dict[str, int], unread: set[str]) -> int:
    if not card.edition:
        return 0
    return max(card.edition - seen.get(card.story.id, 0), int(card.story.id in unread))
