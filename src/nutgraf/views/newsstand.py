"""The newsstand: an archive as readers look at it. Every face asks here, so that they never disagree.

Safe to be asked by several threads. Rule 1: what is shown is an edition, as published; nothing is decided here. Rule 2:
an edition never changes, so its view is kept for as long as it fits. Rule 3: thousands of stories are ranked for a list
(50 ms), so one that is older than `FRESH_S` seconds is still given while one thread ranks anew; one older than
`STALE_S`, or made before something was followed, muted or corrected here, is waited for. What a reader has seen stands
in no list.
"""

import threading
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import TypeVar

from nutgraf.briefs.printed.changes import sources_of
from nutgraf.briefs.printed.wording import article_of
from nutgraf.daily import Daily
from nutgraf.errors import NotFound
from nutgraf.finding import Listed, Place, changes_since, edition_of, front_page, places, search_like, wanted_of
from nutgraf.model import (
    UNREAD,
    Article,
    ClaimChange,
    Edition,
    EditionHead,
    EditionRow,
    Headed,
    Health,
    SourceNote,
    StoryCard,
)
from nutgraf.store.archive import Archive
from nutgraf.text.query import Query
from nutgraf.views.head import StoryOnDemand, head_of
from nutgraf.views.kept import FRESH_S, Kept, Lists, Slot, Texts
from nutgraf.views.story import StoryView, story_view

T = TypeVar("T")
MOST_VIEWS = 32
"""Views kept; one takes some 200 kB, in objects that the collector of garbage walks through."""
MOST_STORY_HEADS = 5_000
"""Heads of stories kept; one takes some 1 kB."""
MOST_LISTS = 64
"""Ranked lists kept."""
MOST_RANKINGS = 8
"""Rankings of the whole archive kept, of the last seconds; one of 5,000 stories takes some 2 MB."""
MOST_HEADLINES = 10_000
"""Headlines of editions kept."""
MOST_FILES = 6
"""Files kept; a feed of a day takes 1 MB."""
MOST_PARTS_BYTES = 44_000_000
"""Parts of pages kept, packed: those of some 5,000 stories."""


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
        self._heads = Kept(MOST_STORY_HEADS)
        self._rankings = Slot(MOST_RANKINGS)
        self._headlines = Kept(MOST_HEADLINES)
        self._for_a_while = Slot(MOST_LISTS)
        self._lists = Lists(MOST_LISTS)
        self.parts = Texts(MOST_PARTS_BYTES)
        """Parts of pages as text, by what they show; what is of one reader stands in none."""
        self.files: Kept = Kept(MOST_FILES)
        """Whole files that programs ask for again and again, by their marks; what is of one reader is in none."""
        self._models = threading.Lock()
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

    def slot(self) -> datetime:
        """Return the moment that lists of about now speak from."""
        return datetime.fromtimestamp(self.now().timestamp() // FRESH_S * FRESH_S, UTC)

    def ranking(self, asked: Query, since: datetime | None, at: datetime, *, least_origins: int = 1) -> list[Place]:
        """Return the places at a moment of all stories that fit.

        Ranked for one moment again, what did not change stands where it stood: so pages of it can be walked.
        """
        key = (at, since, asked, least_origins)
        with self._one_at_a_time:
            return self._rankings.within(
                self.slot(), key, lambda: places(self.daily, at, since, asked, least_origins=least_origins)
            )

    def heads(self, found: Sequence[tuple[EditionRow, str]]) -> list[EditionHead]:
        """Return editions as lists show them; what heads one is read once."""
        return [EditionHead(row, name, self._headline(row.n)) for row, name in found]

    def search(self, asked: Query, most: int) -> tuple[tuple[Article, ...], tuple[Headed, ...]]:
        """Return the articles and the editions that fit best, the latter as a list names them."""
        wanted = wanted_of(asked)
        found = () if asked.sources else self.archive.search.listed(wanted, most)
        headed = tuple(Headed(one.story, one.number, self._headline(one.n), one.at) for one in found)
        return self.archive.search.articles(wanted, most), headed

    def health(self) -> tuple[Health, ...]:
        """Return how the feeds are doing, as of the last seconds: it counts all articles."""
        return self.for_a_while("health", lambda: self.archive.feeds.health(self.now()))

    def with_seen(self, listed: Sequence[Listed], reader: str) -> list[Listed]:
        """Return listed stories with the number of editions that a reader has not seen; 0 for a visitor."""
        if not reader:
            return list(listed)
        seen = self.archive.marks.seen(reader, [one.card.story.id for one in listed])
        unread = {mark.story for mark in self.archive.marks.of(reader, UNREAD)}
        return [replace(one, unseen=_unseen(one.card, seen, unread)) for one in listed]

    def for_a_while(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a value that is good for `FRESH_S` seconds, made when it is not kept; one thread makes it."""
        with self._one_at_a_time:
            return self._for_a_while.within(self.slot(), key, make)

    def card(self, name: str) -> StoryCard:
        """Return a story by its id, an old one or the beginning of one too. Raises NotFound."""
        return self.archive.stories.get(name)

    def story(self, name: str, number: int | None = None) -> StoryView:
        """Return a kept edition of a story, its newest for `None`. Raises NotFound when it has none."""
        return self._story(self.card(name), number)

    def on_demand(self, name: str, number: int | None = None) -> StoryOnDemand:
        """Return the same for a page most of whose parts are kept: read when asked for. Raises NotFound."""
        return self.listed(self.card(name), number)

    def listed(self, card: StoryCard, number: int | None = None) -> StoryOnDemand:
        """Return the same for a card that is at hand. Raises NotFound when it has no edition."""
        head = self._heads.get(_key(card, number), lambda: head_of(self._story(card, number)))
        return StoryOnDemand(head, lambda: self._story(card, number))

    def _story(self, card: StoryCard, number: int | None) -> StoryView:
        def read() -> StoryView:
            return self._view(card, self.archive.editions.get(card.story.id, number or card.edition))

        return self._views.get(_key(card, number), read)

    def written_now(self, name: str) -> StoryView:
        """Return the newest edition of a story; one without is briefed now and not kept. Loads the parser: seconds."""
        card = self.card(name)
        if card.edition:
            return self.story(card.story.id)
        key = (card.story.id, "now", card.round)
        with self._models:  # seconds of work, for which nobody else waits
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

    def changes(self, name: str, since: int, until: int | None = None) -> Changes:
        """Return what changed in a story from an edition to another, its newest for `None`. Raises NotFound."""
        story = self.card(name).story.id
        latest, changes = changes_since(self.daily, story, since, until)
        numbers = [n for n, _ in self.archive.editions.numbers(story) if max(1, since) <= n <= latest.number]
        sources = sources_of(self.archive.editions.get(story, n) for n in numbers)
        return Changes(since, latest, tuple(changes), sources)

    def like(self, text: str, most: int) -> tuple[tuple[Article, float], ...]:
        """Return the recent articles nearest in meaning, with cosine; loads a model, one asker at a time."""
        with self._models:
            return search_like(self.daily, text, most)

    def saw(self, reader: str, story: str, number: int) -> None:
        """Remember that a reader has seen an edition, without waiting; of a visitor nothing is remembered."""
        if reader:
            self.archive.marks.read_soon(reader, story, number, self.now())

    def relist(self) -> None:
        """Rank anew when next asked: a feed was hidden or weighed otherwise, or stories were corrected."""
        self._lists = Lists(MOST_LISTS)

    def _headline(self, n: int) -> str:
        return self._headlines.get(n, partial(self.archive.lists.headline, n))

    def _view(self, card: StoryCard, edition: Edition) -> StoryView:
        brief = edition.brief
        lines = [*brief.lines, *(v for d in brief.disagreements for v in d.versions)]
        lines += [moment.line for moment in brief.timeline]
        named = {article_of(e.span.article) for line in lines for e in line.evidence}
        named |= {article_of(span.article) for line in lines for span in line.support}
        articles = _Articles(lambda: self.archive.articles.get(sorted(named)))
        return story_view(edition, card, articles, self.archive.editions.numbers(edition.story))


def _unseen(card: StoryCard, seen: dict[str, int], unread: set[str]) -> int:
    if not card.edition:
        return 0
    return max(card.edition - seen.get(card.story.id, 0), int(card.story.id in unread))


def _key(card: StoryCard, number: int | None) -> tuple[object, ...]:
    """Return what names the view of an edition: the card may have moved on, and editions may have come since."""
    if not (number or card.edition):
        raise NotFound(f"Story {card.story.id} has no edition yet.", about=card.story.id)
    return (card.story.id, number or card.edition, card.round, card.edition)


class _Articles(Mapping[str, Article]):
    """Articles that are read when one of them is asked for."""

    def __init__(self, read: Callable[[], Mapping[str, Article]]) -> None:
        self._read = read

    @cached_property
    def _found(self) -> Mapping[str, Article]:
        return self._read()

    def __getitem__(self, name: str) -> Article:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
