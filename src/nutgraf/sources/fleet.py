"""Asks many addresses at once, politely: bounds and pauses of `hosts`, robots.txt for pages, every fault an answer.

    asks --> by host --> workers, a few a host --> turn --> client --> counter --> whoever takes the answers

The work goes on in a thread of its own, so that servers are heard while the caller works on an answer; it pauses when
many bytes wait to be taken.

Rule 1: every ask gets exactly one answer, whatever happens; a fault of one server is a sentence in its answer.
Rule 2: addresses of one host are asked in the order given.
Rule 3: pages are asked for as robots.txt allows, at every hop. Feeds are made for programs and were named by a person,
        so they are asked for without it.
Rule 4: who stops taking answers stops the work; nothing is left running.
"""

import asyncio
import contextlib
import queue
import socket
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from yarl import URL

from nutgraf.errors import InputError, NotAllowed
from nutgraf.model import Answer, Ask, Failed
from nutgraf.settings import Limits, Manners
from nutgraf.sources.connect import Lines, Lookup
from nutgraf.sources.environment import DIRECT, read_environment
from nutgraf.sources.fetch import USER_AGENT, Client, Trip, utc_now
from nutgraf.sources.hosts import Hosts, Pauses, host_of
from nutgraf.sources.robots import Reader, Shelf

MOST_PAUSE_S = 10.0
"""Longest pause between two asks that robots.txt may set, in seconds."""
GONE = 410
"""Status of what will not come back."""
MOST_WAITING = 64_000_000
"""Bytes of answers not taken yet from which on no more is asked."""
ANSWER_BYTES = 1_000
"""Bytes that an answer takes beside its body, about."""


class Fleet:
    """A `ports.Fetch` over HTTP."""

    def __init__(
        self,
        limits: Limits,
        manners: Manners,
        *,
        clock: Callable[[], datetime] = utc_now,
        lookup: Lookup = socket.getaddrinfo,
    ) -> None:
        """Keep limits and manners, what tells the time (of dates in headers) and what looks names up.

        Nothing is opened before something is asked. Raises SettingsError when the environment is to be used
        (`Manners.from_environment`) and cannot be.
        """
        self._limits = limits
        self._manners = manners
        self._clock = clock
        self._lookup = lookup
        self._outside = read_environment() if manners.from_environment else DIRECT
        self._pauses = Pauses(manners.host_delay_s)
        self._shelf = Shelf()
        contact = f"; {manners.contact}" if manners.contact else ""
        self.user_agent = USER_AGENT.removesuffix(")") + f"{contact})"
        """What servers are told we are."""

    def answers(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        """Yield one answer an ask, as they arrive; what is under way is dropped when the caller stops."""
        waiting = list(asks)
        if not waiting:
            return
        counter = _Counter()
        with ThreadPoolExecutor(1, thread_name_prefix="nutgraf-fleet") as threads:
            done = threads.submit(counter.run, lambda: self._all(waiting, counter))
            try:
                for _ in waiting:
                    yield counter.take(done)
            finally:
                counter.stop()
        done.result()

    async def _all(self, asks: list[Ask], counter: "_Counter") -> None:
        """Ask all, host by host."""
        hosts: defaultdict[str, list[Ask]] = defaultdict(list)
        for ask in asks:
            hosts[_host(ask.address)].append(ask)
        lines = Lines(self._limits, self.user_agent, self._outside, lookup=self._lookup)
        async with lines, asyncio.TaskGroup() as group:
            way = _Polite(Hosts(self._manners, self._pauses), self._pauses)
            client = Client(self._limits, lines, way, self._clock)
            way.robots = Reader(self._shelf, lambda ask: _answer(client, ask))
            for mine in hosts.values():
                left = iter(mine)
                for _ in range(min(self._manners.per_host, len(mine))):
                    group.create_task(_work(client, left, counter))


async def _work(client: Client, left: Iterator[Ask], counter: "_Counter") -> None:
    """Ask what is left of one host, one after another."""
    for ask in left:
        await counter.room()
        counter.put(await _answer(client, ask))


async def _answer(client: Client, ask: Ask) -> Answer:
    """Return the answer to one ask; raises nothing but for being stopped."""
    trip = Trip()
    try:
        got = await client.reply(ask, trip)
    except InputError as error:
        failed = Failed.of(error, ask.address)
        return Answer(
            ask,
            failed=failed,
            status=trip.status,
            wait_s=trip.wait_s,
            gone=trip.status == GONE,
            took_s=trip.spent_s,
        )
    return Answer(
        ask,
        got,
        unchanged=got is None,
        status=trip.status,
        moved_to=trip.moved_to,
        wait_s=trip.wait_s,
        took_s=trip.spent_s,
    )


class _Polite:
    """The `Way` of a batch: turns of hosts, and robots.txt for pages."""

    robots: Reader

    def __init__(self, hosts: Hosts, pauses: Pauses) -> None:
        self._hosts = hosts
        self._pauses = pauses

    async def allow(self, url: URL, ask: Ask) -> None:
        if not ask.page:
            return
        rules = await self.robots.rules(url)
        self._pauses.want(host_of(url), min(rules.pause_s(), MOST_PAUSE_S))
        reason = rules.refusal(str(url))
        if reason is not None:
            leads = "" if str(url) == ask.address else f" leads to {url}, which"
            raise NotAllowed(f"{ask.address}{leads} {reason}.", about=ask.address)

    def turn(self, url: URL) -> AbstractAsyncContextManager[None]:
        return self._hosts.turn(url)


class _Counter:
    """Where answers lie between the thread that asks and the one that takes them."""

    def __init__(self) -> None:
        self._lying: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._taken = asyncio.Event()
        self._bytes = 0

    def run(self, work: Callable[[], Coroutine[object, None, None]]) -> None:
        """Do the work until it is done or stopped; in the thread that asks."""
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._until_stopped(work))
        finally:
            self._lying.put(None)

    async def _until_stopped(self, work: Callable[[], Coroutine[object, None, None]]) -> None:
        working = asyncio.ensure_future(work())
        stopped = asyncio.ensure_future(self._stopped.wait())
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            stopped.cancel()
            working.result()
        working.cancel()

    async def room(self) -> None:
        """Wait while too much lies here."""
        while self._bytes > MOST_WAITING:
            self._taken.clear()
            await self._taken.wait()

    def put(self, answer: Answer) -> None:
        """Lay an answer down."""
        self._bytes += _size(answer)
        self._lying.put(answer)

    def take(self, done: "Future[None]") -> Answer:
        """Wait for an answer; in the thread that takes. Raises what ended the work before its time."""
        answer = self._lying.get()
        if answer is None:
            done.result()
            raise AssertionError("fewer answers than asks")
        self._call(self._was_taken, _size(answer))
        return answer

    def stop(self) -> None:
        """End the work; in the thread that takes."""
        self._call(self._stopped.set)

    def _was_taken(self, size: int) -> None:
        self._bytes -= size
        self._taken.set()

    def _call(self, told: Callable[..., None], *args: int) -> None:
        with contextlib.suppress(RuntimeError):  # its loop is closed: all is done
            self._loop.call_soon_threadsafe(told, *args)


def _size(answer: Answer) -> int:
    return ANSWER_BYTES + (len(answer.got.body) if answer.got else 0)


def _host(address: str) -> str:
    try:
        return host_of(URL(address)) or address
    except ValueError:
        return address
