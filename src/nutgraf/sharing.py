"""Several machines on one archive: workers that fetch and read, and one at a time that places and briefs.

    work(daily, clock, stop)           one of many: gives out what is due, does jobs
    place(daily, clock, stop, ...)     one of some: waits until nobody else places, then does

Rule 1: workers need no leader: what is due is given out by whoever looks first, in one transaction.
Rule 2: who places holds a lock for as long as it lives, and for each round the lock of the archive's work, as `nutgraf
        run` and a person's corrections do. A lock goes with its connection: of whoever dies it is free at once, of a
        machine that is gone after `postgres.DEAD_S`; the others try every `TRY_S`.
Rule 3: who lost the lock writes nothing more (`store/postgres.py`), and stands in line again.
Rule 4: a round is opened when nothing is on its way any longer, at the latest some time after the last: articles that
        came together are placed together.
"""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta

from nutgraf.daily import Daily
from nutgraf.engine.local import Processes
from nutgraf.errors import NotReadable, UsageError
from nutgraf.model import Answer, Ask, Round
from nutgraf.ports import Fetch
from nutgraf.rounds.share import OnEvent, Share
from nutgraf.store.jobs import AT_ONCE
from nutgraf.store.shared import SharedInbox

PLACING = "place"
"""Names the lock of the one who places."""
TRY_S = 1.0
"""Seconds between two tries to become the one who places, and between two looks at what waits."""


class Fleets:
    """A `ports.Fetch` for several jobs at once: each has a fleet of its own, for their pauses are not to be shared."""

    def __init__(self, make: Callable[[], Fetch], most: int) -> None:
        """Make so many."""
        self._free: queue.SimpleQueue[Fetch] = queue.SimpleQueue()
        for _ in range(most):
            self._free.put(make())

    def answers(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        """Yield one answer an ask, as they arrive; waits for a fleet that is free."""
        fleet = self._free.get()
        try:
            yield from fleet.answers(asks)
        finally:
            self._free.put(fleet)


def work(daily: Daily, clock: Callable[[], datetime], stop: threading.Event, on_event: OnEvent) -> None:
    """Fetch and read until told to stop. Raises UsageError for an archive in a file."""
    from nutgraf.sources.fleet import Fleet

    inbox, jobs = daily.archive.shared()

    def give_out() -> None:
        given = inbox.give_out(clock())
        if given:
            on_event("given out", {"feeds": given})

    settings = daily.settings
    fleets = Fleets(lambda: Fleet(settings.limits, settings.manners), AT_ONCE["web"])
    with Processes(settings.rounds.processes) as engine:
        share = Share(inbox, fleets, daily.contents, settings, engine, clock, on_event)
        jobs.work(share.work(), beside=give_out, stop=stop, tell=on_event)


def place(
    daily: Daily,
    clock: Callable[[], datetime],
    stop: threading.Event,
    *,
    every: timedelta,
    after: Callable[[datetime], None],
    on_event: OnEvent,
) -> None:
    """Place and brief whenever nobody else does, until told to stop. Raises UsageError for an archive in a file."""
    inbox, _ = daily.archive.shared()
    while not stop.is_set():
        try:
            with ExitStack() as elected:
                if not _got(elected, daily.archive.alone(PLACING, "Another process places.")):
                    on_event("standing by", {})
                else:
                    on_event("placing", {})
                    _place_on(daily, inbox, clock, stop, every, after)
        except NotReadable as error:
            on_event("server away", {"why": error.message})
        stop.wait(TRY_S)


def _got(stack: ExitStack, lock: AbstractContextManager[None]) -> bool:
    """Take a lock for as long as the stack lasts, if nobody else has it."""
    try:
        stack.enter_context(lock)
    except UsageError:
        return False
    return True


def _place_on(
    daily: Daily,
    inbox: SharedInbox,
    clock: Callable[[], datetime],
    stop: threading.Event,
    every: timedelta,
    after: Callable[[datetime], None],
) -> None:
    """Place what waits, round by round, until told to stop; raises NotReadable when the lock or the server is gone."""
    last = clock()

    def opened() -> Round | None:
        now = clock()
        waits = inbox.anything_waits() and (inbox.quiet(now) or now - last >= every)
        return inbox.open_waiting(now) if waits else None

    while not stop.is_set():
        daily.archive.assure_alone()
        began = clock()
        if daily.place(opened):  # else nothing waits, or a person corrects or imports: it is placed after that
            last = began
            after(clock())
        stop.wait(TRY_S)
