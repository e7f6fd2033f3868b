"""Whose turn it is: a bound on requests in all, a bound and a pause for each host.

Rule 1: two requests to a host begin `host_delay_s` apart, redirects that lead to it included; a host is its name
        without the port: `example.org:80` and `example.org:443` are one machine's trouble.
Rule 2: who waits for its host's pause keeps no place in the bound on all; else a few slow hosts would stop the rest.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from yarl import URL

from nutgraf.settings import Manners

MOST_REMEMBERED = 50_000
"""Hosts whose last request is remembered from one batch to the next."""


class Pauses:
    """When each host may be asked next; outlives a batch of asks."""

    def __init__(self, least_s: float) -> None:
        """Start with the same pause for all."""
        self._least_s = least_s
        self._next: dict[str, float] = {}
        self._wanted: dict[str, float] = {}

    def want(self, host: str, pause_s: float) -> None:
        """Keep that a host wants a longer pause."""
        if pause_s > self._least_s:
            self._wanted[host] = pause_s

    def next_of(self, host: str) -> float:
        """Return from when on a host may be asked, by the event loop's clock."""
        return self._next.get(host, 0.0)

    def asked(self, host: str, now: float) -> None:
        """Keep that a host is asked now."""
        if len(self._next) >= MOST_REMEMBERED:
            self._next = {one: at for one, at in self._next.items() if at > now}
        self._next[host] = now + self._wanted.get(host, self._least_s)


class _Gate:
    """One host's places, and the order in which they are taken."""

    def __init__(self, places: int) -> None:
        self.places = asyncio.Semaphore(places)
        self.order = asyncio.Lock()


class Hosts:
    """The turns of one batch of asks."""

    def __init__(self, manners: Manners, pauses: Pauses) -> None:
        """Keep the bounds; `pauses` says when hosts were asked before."""
        self._per_host = manners.per_host
        self._pauses = pauses
        self._free = asyncio.Semaphore(manners.at_once)
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn(self, url: URL) -> AsyncIterator[None]:
        """Wait until a host may be asked, and keep its place while inside."""
        host = host_of(url)
        gate = self._gates.get(host) or self._gates.setdefault(host, _Gate(self._per_host))
        loop = asyncio.get_running_loop()
        async with gate.places:
            async with gate.order:
                await asyncio.sleep(max(0.0, self._pauses.next_of(host) - loop.time()))
                await self._free.acquire()
                self._pauses.asked(host, loop.time())
            try:
                yield
            finally:
                self._free.release()


def host_of(url: URL) -> str:
    """Return what counts as one host."""
    return (url.host or "").lower().rstrip(".")
