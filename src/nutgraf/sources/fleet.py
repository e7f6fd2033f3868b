"""Asks many addresses at once, politely: a bound in all, a bound and a pause for each host, robots.txt for pages.

Rule 1: every ask gets exactly one answer, whatever happens; a fault of one server is a sentence in its answer.
Rule 2: addresses of one host are asked one after another in the order given, `host_delay_s` apart.
Rule 3: pages are asked for as robots.txt allows (RFC 9309): 4xx means everything, 5xx nothing this time. Feeds are made
        for programs and were named by a person, so they are asked for without it.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager

import aiohttp
from yarl import URL

from nutgraf.errors import InputError, NotAllowed, NutgrafError
from nutgraf.model import Answer, Ask, Failed
from nutgraf.settings import Limits, Manners
from nutgraf.sources.fetch import FOREIGN, USER_AGENT, Client, Refused, failure_of, open_session
from nutgraf.sources.robots import Robots, robots_of

MOST_PAUSE_S = 10.0
"""Longest pause between two asks that robots.txt may set, in seconds."""
GONE = 410
"""Status of what will not come back."""


class Fleet:
    """A `ports.Fetch` over HTTP."""

    def __init__(self, limits: Limits, manners: Manners) -> None:
        """Keep limits and manners; nothing is opened before something is asked."""
        self._limits = limits
        self._manners = manners
        contact = f"; {manners.contact}" if manners.contact else ""
        self.user_agent = USER_AGENT.replace(")", f"{contact})")
        """What servers are told we are."""

    def answers(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        """Yield one answer an ask, as they arrive; what is under way is dropped when the caller stops."""
        waiting = list(asks)
        if not waiting:
            return
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            came: asyncio.Queue[Answer] = asyncio.Queue()
            work = loop.create_task(self._all(waiting, came))
            try:
                for _ in waiting:
                    yield runner.run(_next(came, work))
            finally:
                work.cancel()

    async def _all(self, asks: list[Ask], came: "asyncio.Queue[Answer]") -> None:
        """Ask all, host by host."""
        hosts: dict[str, list[Ask]] = defaultdict(list)
        for ask in asks:
            hosts[_host(ask.address)].append(ask)
        free = asyncio.Semaphore(self._manners.at_once)
        session = open_session(
            self._limits, self.user_agent, at_once=self._manners.at_once, per_host=self._manners.per_host
        )
        async with session, asyncio.TaskGroup() as group:
            for mine in hosts.values():
                group.create_task(_Host(self, session, free).ask_all(mine, came))

    async def ask(self, session: aiohttp.ClientSession, ask: Ask) -> Answer:
        """Return the answer to one ask; never raises but for being stopped."""
        began = time.monotonic()
        status, wait_s = 0, 0.0
        try:
            async with asyncio.timeout(self._limits.timeout_s):
                reply = await Client(self._limits).reply(session, ask)
            return Answer(
                ask,
                reply.got,
                unchanged=reply.got is None,
                status=reply.status,
                moved_to=reply.moved_to,
                wait_s=reply.wait_s,
                took_s=time.monotonic() - began,
            )
        except Refused as refused:
            error: InputError = refused.error
            status, wait_s = refused.status, refused.wait_s
        except InputError as found:
            error = found
        except FOREIGN as foreign:
            error = failure_of(foreign, ask.address, self._limits)
        failed, took = Failed.of(error, ask.address), time.monotonic() - began
        return Answer(ask, failed=failed, status=status, wait_s=wait_s, gone=status == GONE, took_s=took)

    @property
    def manners(self) -> Manners:
        """How polite to be."""
        return self._manners


class _Host:
    """One host's asks, a few at a time and a pause between."""

    def __init__(self, fleet: Fleet, session: aiohttp.ClientSession, free: asyncio.Semaphore) -> None:
        self._fleet, self._session, self._free = fleet, session, free
        self._pause = fleet.manners.host_delay_s
        self._robots: dict[str, Robots] = {}
        self._next = 0.0

    async def ask_all(self, asks: list[Ask], came: "asyncio.Queue[Answer]") -> None:
        waiting = iter(asks)

        async def worker() -> None:
            for ask in waiting:
                came.put_nowait(await self._one(ask))

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._fleet.manners.per_host, len(asks))):
                group.create_task(worker())

    async def _one(self, ask: Ask) -> Answer:
        if ask.page:
            refused = await self._refused(ask)
            if refused is not None:
                return Answer(ask, failed=Failed.of(refused, ask.address))
        async with self._turn():
            return await self._fleet.ask(self._session, ask)

    async def _refused(self, ask: Ask) -> NutgrafError | None:
        """Return why robots.txt keeps us from a page; `None` when it does not."""
        try:
            url = URL(ask.address)
            root = str(url.origin())
        except ValueError:
            return None  # the ask itself will say what is wrong with it
        if root not in self._robots:
            async with self._turn():
                self._robots[root] = robots_of(await self._fleet.ask(self._session, Ask(f"{root}/robots.txt")))
            wanted = self._robots[root].pause_s(self._fleet.user_agent)
            self._pause = max(self._pause, min(wanted, MOST_PAUSE_S))
        reason = self._robots[root].refusal(ask.address, self._fleet.user_agent)
        return None if reason is None else NotAllowed(f"{ask.address} {reason}.", about=ask.address)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait until this host may be asked again."""
        async with self._free:
            now = asyncio.get_running_loop().time()
            at = max(now, self._next)
            self._next = at + self._pause
            if at > now:
                await asyncio.sleep(at - now)
            yield


async def _next(came: "asyncio.Queue[Answer]", work: "asyncio.Task[None]") -> Answer:
    """Wait for an answer, or for the fault that keeps one from coming."""
    answer = asyncio.ensure_future(came.get())
    await asyncio.wait({answer, work}, return_when=asyncio.FIRST_COMPLETED)
    if answer.done():
        return answer.result()
    if came.empty():
        answer.cancel()
        work.result()
    return await answer


def _host(address: str) -> str:
    try:
        return (URL(address).raw_authority or address).lower()
    except ValueError:
        return address
