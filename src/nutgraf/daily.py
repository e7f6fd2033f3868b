"""The newsroom that runs every day: opens an archive, wires it to the web, and does rounds.

    with open_daily(settings, path) as daily:
        daily.add(["feeds.opml"])
        daily.run_once(now)          # finishes a round that was broken off, then does one
        daily.bring(["news/"], now)  # an import instead of feeds

Rule 1: one process at a time works on an archive; readers need not wait. A lock of the archive says so.
Rule 2: what was broken off is finished first, with the moment it began with.
Rule 3: who only looks loads nothing that works: rounds, fetching and writing are imported where they begin, which is
        more than half of the time of a command like `search`.
"""

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from nutgraf.errors import NotReadable, UsageError
from nutgraf.model import Correction, Done, Failed, Fetched, Incoming, Item, Round
from nutgraf.settings import Settings
from nutgraf.store.archive import Archive
from nutgraf.store.database import MEMORY
from nutgraf.store.upkeep import restore

if TYPE_CHECKING:
    from nutgraf.newsroom import Newsroom
    from nutgraf.ports import Contents, Engine
    from nutgraf.rounds.brief import Writers
    from nutgraf.rounds.turn import Hands, OnEvent, OnStep
    from nutgraf.sources.post import Poster
    from nutgraf.store.move import Moved

PART = 200
"""Imported items kept in one transaction."""
FILL_PAGES, FILL_BYTES = 1_000_000, 50_000_000_000
"""Most pages and unpacked bytes of one file of a back-fill: those of CC-NEWS hold some 50,000 pages in 5 GB."""
DAY = timedelta(days=1)


def _quiet(_what: str, _facts: object) -> None:
    """Tell nobody."""


def _nothing(_now: datetime) -> None:
    """Do nothing after a round."""


class Daily:
    """An archive at work."""

    def __init__(
        self, settings: Settings, path: str, *, on_step: "OnStep" = _quiet, on_event: "OnEvent" = _quiet
    ) -> None:
        """Open the archive. Raises NotReadable when the file is none."""
        self.settings = settings
        self.archive = Archive(path)
        self._opened: Newsroom | None = None
        self._owners: Engine | None = None
        self._on_step, self._on_event = on_step, on_event

    def __enter__(self) -> Self:
        """Open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive, the process of the sentence vectors, and what places elsewhere."""
        if self._owners is not None:
            self._owners.close()
        if self._opened is not None:
            self._opened.__exit__(kind, error, trace)
        self.archive.__exit__(kind, error, trace)

    def place_on(self, engine: "Engine") -> None:
        """Have owners on an engine place the articles of each language; it is closed with this. Before any round."""
        self._owners = engine

    def run_once(self, now: datetime) -> Mapping[str, int]:
        """Finish what was broken off, then do one round; return what came of it, counted by name."""
        with self._alone():
            broken_off = self.archive.inbox.unfinished()
            counts = self._turn(broken_off) if broken_off is not None else {}
            at = self.archive.inbox.open_round(now)
            self._on_event("round", {"round": at.n, "now": at.now.isoformat()})
            done = self._turn(at)
            return {name: counts.get(name, 0) + done.get(name, 0) for name in {**counts, **done}}

    def run(
        self, clock: Callable[[], datetime], stop: threading.Event, after: Callable[[datetime], None] = _nothing
    ) -> None:
        """Do rounds whenever a feed is due, until told to stop; `after` is called at the end of each."""
        while not stop.is_set():
            self.run_once(clock())
            after(clock())
            due = self.archive.feeds.next_due()
            wait_s = (due - clock()).total_seconds() if due else self.settings.rounds.shortest_interval_s
            stop.wait(max(1.0, min(wait_s, self.settings.rounds.shortest_interval_s)))

    def bring(
        self, inputs: Sequence[str], now: datetime, *, by_day: bool = False
    ) -> tuple[Mapping[str, int], list[Failed]]:
        """Import files, folders and addresses: in one round, or `by_day` as if they had been followed day by day.

        Returns what came of it, and what could not be opened.
        """
        from nutgraf.sources.open import open_source

        with self._alone():
            self._finish()
            source = open_source(inputs, self.settings.limits)
            if by_day:
                return self._by_day(source.items(), now)
            at = self.archive.inbox.open_round(now)
            failed = self._take_in(at.n, source.items())
            self.archive.inbox.advance(at.n, "read")
            return self._turn(Round(at.n, at.now, "read")), failed

    def fill(self, patterns: Sequence[str], now: datetime, engine: "Engine") -> tuple[Mapping[str, int], list[Failed]]:
        """Take in web archives part by part, then place what they brought day by day; closes the engine.

        What earlier runs did is not done again. Returns what came of it, and what could not be read.
        """
        from nutgraf.rounds.fill import fill
        from nutgraf.sources.holdings import listed, records_of

        limits = replace(self.settings.limits, max_entries=FILL_PAGES, max_file_bytes=FILL_BYTES)
        self.place_on(engine)
        with self._alone(), closing(engine):
            self._finish()
            found, missing = listed(patterns)
            files = self.archive.fills.begin(found, now)
            records = partial(records_of, limits=limits)
            counts, failed = fill(files, self.archive.fills, records, engine, limits, self._on_step)
            engine.close()  # placing and briefs need the room
            return self._place_days(counts), [*missing, *failed]

    def correct(self, made: Sequence[Correction], now: datetime) -> Mapping[str, int]:
        """Remember a person's corrections, and group and brief by them at once; return what came of it."""
        with self._alone():
            self._finish()
            self.archive.stories.correct(made, now)
            return self._turn(self.archive.inbox.open_filed(now))

    def place(self, opened: Callable[[], Round | None]) -> Mapping[str, int] | None:
        """Finish what was broken off, then do the round that is opened, ready to be placed, if any is.

        Returns what came of it; `None`, and nothing is opened, while another process works on the archive.
        """
        with ExitStack() as stack:
            try:
                stack.enter_context(self._alone())
            except UsageError:
                return None
            taken_up = self.archive.inbox.unfinished() is not None
            self._finish()
            at = opened()
            return self._turn(at) if at is not None else {"taken_up": 1} if taken_up else {}

    def replay(self, until: datetime) -> Archive:
        """Return an archive in memory in which every round up to a moment was done anew from the kept items."""
        fresh = Daily(self.settings, MEMORY, on_step=self._on_step)
        fresh._opened = self._newsroom
        fresh.archive.feeds.add(self.archive.feeds.all())
        corrections = self.archive.stories.corrections()
        applied = 0
        for old in self.archive.inbox.rounds():
            if old.now > until or old.stage != "done":
                continue
            ready = [c for c in corrections[applied:] if c.at is None or c.at <= old.now]
            fresh.archive.stories.correct(ready, old.now)
            applied += len(ready)
            fresh._redo(old, self.archive)
        return fresh.archive

    def _redo(self, old: Round, archive: Archive) -> None:
        at = self.archive.inbox.open_round(old.now)
        feeds = {feed.address: feed for feed in self.archive.feeds.all()}
        kept = archive.inbox.items_of(old.n)
        for address, mine in itertools.groupby(kept, key=lambda one: one.feed):
            arrived = [Incoming(f"{one.n}", one.item) for one in mine]
            self.archive.inbox.took(at.n, feeds.get(address), arrived)
        self.archive.inbox.advance(at.n, "read")
        self._turn(Round(at.n, at.now, "read"))

    def _by_day(self, items: Iterator[Done[Item] | Failed], now: datetime) -> tuple[Mapping[str, int], list[Failed]]:
        from nutgraf.rounds.read import read_round

        failed = self._take_in(0, items)
        read = read_round(Round(0, now, "read"), self.archive, self.settings, self._newsroom.engine, self._on_step)
        return self._place_days(read), failed

    def _place_days(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        """Give the articles that wait to rounds of their days; return what came of it, added to what was counted."""
        total: dict[str, int] = dict(counts)
        while waiting := self.archive.articles.waiting_days():
            day = waiting[0].replace(hour=0, minute=0, second=0, microsecond=0) + DAY
            for name, count in self._turn(self.archive.inbox.open_filed(day)).items():
                total[name] = total.get(name, 0) + count
        return total

    def _take_in(self, n: int, items: Iterable[Done[Item] | Failed]) -> list[Failed]:
        from nutgraf.rounds.fetch import key_of

        failed: list[Failed] = []
        part: list[Incoming] = []
        for count, outcome in enumerate(items, 1):
            if isinstance(outcome, Failed):
                failed.append(outcome)
            else:
                part.append(Incoming(f"{outcome.value.address} {key_of(outcome.value)}", outcome.value))
            if len(part) == PART:
                self.archive.inbox.took(n, None, part)
                part = []
            self._on_step("Importing", count)
        self.archive.inbox.took(n, None, part)
        return failed

    def _finish(self) -> None:
        """Do the rest of a round that was broken off, without asking the web for more."""
        at = self.archive.inbox.unfinished()
        if at is not None:
            if at.stage == "fetch":
                self.archive.inbox.advance(at.n, "read")
                at = Round(at.n, at.now, "read")
            self._turn(at)

    def _alone(self) -> AbstractContextManager[None]:
        """Hold the lock of the archive. Raises UsageError when another process has it."""
        name = self.archive.name
        return self.archive.alone("", f"Another nutgraf is working on {name}; wait for it, or stop it first.")

    def _turn(self, at: Round) -> Mapping[str, int]:
        from nutgraf.rounds.turn import turn

        return turn(at, self._hands)

    @property
    def _newsroom(self) -> "Newsroom":
        if self._opened is None:
            from nutgraf.newsroom import Newsroom

            self._opened = Newsroom(self.settings)
        return self._opened

    @cached_property
    def writers(self) -> "Writers":
        """What briefs are written with; parser and vectors load when they are first needed."""
        from nutgraf.rounds.brief import Writers

        room = self._newsroom
        return Writers(lambda: room.tagger, lambda: room.embedder, self.settings, room.new_pen)

    @cached_property
    def poster(self) -> "Poster":
        """What tells hooks, with the guard of all fetching."""
        from nutgraf.sources.post import Poster

        return Poster(self.settings.limits, self.settings.manners)

    @cached_property
    def _hands(self) -> "Hands":
        from nutgraf.rounds.turn import Hands
        from nutgraf.rounds.window import Grouper
        from nutgraf.sources.fleet import Fleet

        settings = self.settings
        return Hands(
            shelves=self.archive,
            fetch=Fleet(settings.limits, settings.manners),
            contents=self._contents,
            writers=self.writers,
            settings=settings,
            engine=self._newsroom.engine,
            grouper=Grouper(settings.grouping, settings.rounds.window_days, self._owners or self._newsroom.owners),
            on_step=self._on_step,
            on_event=self._on_event,
        )

    @property
    def contents(self) -> "Contents":
        """What reads the entries of a fetched feed."""
        return self._contents

    def _contents(self, got: Fetched) -> Iterator[Done[Item] | Failed]:
        """Yield the entries of a fetched feed. Raises NotReadable for a page: its text is no entry."""
        from nutgraf.sources.contents import read_contents
        from nutgraf.sources.outcome import Arrived
        from nutgraf.sources.sniff import HEAD, sniff

        if sniff(got.body[:HEAD], "") in ("html", "text", "markdown"):
            raise NotReadable(
                f"{got.address} is a page and no feed; `nutgraf add` finds the feeds of a page.", about=got.address
            )
        arrived = Arrived(got.address, got.body, charset=got.charset, url=got.url)
        return read_contents(arrived, self.settings.limits)


def open_daily(settings: Settings, path: str, *, on_step: "OnStep" = _quiet, on_event: "OnEvent" = _quiet) -> Daily:
    """Return a newsroom on an archive; use it with `with`."""
    return Daily(settings, path, on_step=on_step, on_event=on_event)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of doing rounds anew."""

    rounds: int
    """Rounds compared."""
    stories: int
    """Stories of the archive."""
    editions: int
    """Editions of those rounds."""
    differences: tuple[str, ...]
    """What came out otherwise, in sentences; empty when all is the same."""


def replayed(daily: Daily, first: datetime | None, last: datetime | None) -> Replayed:
    """Do the rounds of an archive anew and compare those of some days: `first` to the end of the day of `last`.

    All earlier rounds are done as well, for what a round decides rests on them. Where earlier entries were pruned the
    rounds after it may come out otherwise.
    """
    until = last + DAY if last is not None else datetime.max.replace(tzinfo=UTC)
    fresh = daily.replay(until)
    done = [r for r in daily.archive.inbox.rounds() if r.stage == "done" and r.now <= until]
    mine = [r for r in done if first is None or r.now >= first]
    if not mine:
        return Replayed(0, 0, 0, ())
    again = {old.n: new.n for old, new in zip(done, fresh.inbox.rounds(), strict=True)}
    before = daily.archive.editions.of_rounds(mine[0].n, mine[-1].n)
    after = set(fresh.editions.of_rounds(1, len(done)))
    wanted = {(again[n], story, number, name): story for n, story, number, name in before if n in again}
    differences = [
        f"Edition {one[2]} of story {one[1]} did not come out the same." for one in wanted if one not in after
    ]
    stories = {card.story.id: card.story.articles for card in daily.archive.stories.cards()}
    if last is None:
        other = {card.story.id: card.story.articles for card in fresh.stories.cards()}
        differences += [f"Story {name} holds other articles." for name in stories if other.get(name) != stories[name]]
    return Replayed(len(mine), len(stories), len(before), tuple(differences))


def put_back(backup: str, path: str) -> None:
    """Put a backup in the place of an archive. Raises our errors; the archive of before stays beside it."""
    restore(backup, path)


def move_archive(here: str, there: str, on_step: "OnStep") -> "Moved":
    """Copy an archive to a place that holds none, and compare row by row. Raises UsageError, NotReadable."""
    from nutgraf.store.move import move

    return move(here, there, on_step)
