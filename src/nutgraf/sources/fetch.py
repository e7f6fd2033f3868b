"""Get what stands at a web address, within limits of time, size, redirects and of where it may lead.

    address -- scheme and form checked --> its host's turn --> connect, guarded (`connect`)
            -- redirect --> followed by hand, each hop from the start
            -- body --> unpacked by us, counted as it comes out, cut at the limit

Rule 1: one limit of time for all hops of an ask together, from the first connection to the last byte. Waiting for
        one's turn does not count: it is not the server's fault.
Rule 2: the client unpacks nothing: it would turn a small bomb into hundreds of megabytes before anyone could count. Few
        large bodies are read at a time, so that many bombs at once are no larger than a few.
Rule 3: every failure is one of our errors, with a sentence that names the address.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

import aiohttp
from yarl import URL

from nutgraf import __version__
from nutgraf.errors import NotAllowed, NotReadable
from nutgraf.model import Ask, Fetched
from nutgraf.settings import Limits
from nutgraf.sources.connect import Lines, Lookup
from nutgraf.sources.environment import DIRECT, Outside
from nutgraf.sources.failures import FOREIGN, failure_of, refusal_of
from nutgraf.sources.inflate import INFLATERS, Body, Damaged
from nutgraf.sources.outcome import Arrived
from nutgraf.sources.unpack import CHUNK, too_large
from nutgraf.sources.waits import wait_of

USER_AGENT = f"nutgraf/{__version__} (+https://github.com/nutgraf/nutgraf)"
"""What servers are told we are, with where to ask."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Status codes that name another address."""
FOR_GOOD = frozenset({301, 308})
"""Those that say it moved for good."""
NOT_MODIFIED = 304
"""Status of what did not change since."""
NO_TEXT_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
"""Beginnings of media types that hold no article; their bodies are not read."""
LARGE = 1_000_000
"""Bytes from which a body counts as large."""
MOST_LARGE = 4
"""Large bodies read at a time: more wait, so that memory stays at a few times `Limits.max_bytes`."""


def utc_now() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Trip:
    """What is known of an ask so far, also when it fails in the end."""

    status: int = 0
    """Last HTTP status; 0 before the first answer."""
    moved_to: str = ""
    """Where the address moved for good; empty when it did not."""
    wait_s: float = 0.0
    """Seconds that the server asks us to wait; 0 when it does not say."""
    spent_s: float = 0.0
    """Seconds taken by servers, without waiting for turns."""


class Way(Protocol):
    """What an ask passes before each hop; called by `Client`."""

    async def allow(self, url: URL, ask: Ask) -> None:
        """Return when the hop may be asked for; raises NotAllowed."""
        ...

    def turn(self, url: URL) -> AbstractAsyncContextManager[None]:
        """Wait until the host may be asked, and keep its place while inside."""
        ...


class Free:
    """A `Way` without manners, for a single ask."""

    async def allow(self, url: URL, ask: Ask) -> None:
        """Allow all."""

    @asynccontextmanager
    async def turn(self, url: URL) -> AsyncIterator[None]:  # noqa: ARG002  # no host has to wait
        """Wait for nothing."""
        yield


class Client:
    """Asks for one address over given lines; knows redirects, packing, limits."""

    def __init__(self, limits: Limits, lines: Lines, way: Way, clock: Callable[[], datetime] = utc_now) -> None:
        """Keep the limits, the connections, what to pass on the way, and what tells the time."""
        self._limits = limits
        self._lines = lines
        self._way = way
        self._clock = clock
        self._large = asyncio.Semaphore(MOST_LARGE)

    async def reply(self, ask: Ask, trip: Trip) -> Fetched | None:
        """Return what stands at an address, `None` when it did not change since; notes on `trip` what happened.

        Raises NotAllowed, NotFound, NotReadable, NoText, TooLarge, nothing else.
        """
        try:
            return await self._follow(ask, trip)
        except FOREIGN as error:
            raise failure_of(error, ask.address, self._limits) from error

    async def _follow(self, ask: Ask, trip: Trip) -> Fetched | None:
        url, for_good = checked(URL(ask.address), ask.address), True
        asked = {"If-None-Match": ask.etag, "If-Modified-Since": ask.last_modified}
        headers = {name: value for name, value in asked.items() if value}
        for hop in range(self._limits.max_redirects + 1):
            await self._way.allow(url, ask)
            async with self._way.turn(url), self._timed(trip), self._lines.get(url, headers) as answer:
                trip.status = answer.status
                location = answer.headers.get("Location")
                if answer.status not in REDIRECTS or not location:
                    trip.moved_to = str(url) if hop and for_good else ""
                    trip.wait_s = wait_of(answer.headers, answer.status, self._clock())
                    return await self._read(answer, ask.address, str(url))
                for_good &= answer.status in FOR_GOOD
                url = checked(url.join(URL(location)), ask.address)
        most = self._limits.max_redirects
        raise NotReadable(f"{ask.address} redirects more than {most} times and leads nowhere.", about=ask.address)

    @asynccontextmanager
    async def _timed(self, trip: Trip) -> AsyncIterator[None]:
        """Bound what is inside by the time that the ask has left. Raises TimeoutError."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(max(0.0, self._limits.timeout_s - trip.spent_s)):
                yield
        finally:
            trip.spent_s += loop.time() - began

    async def _read(self, answer: aiohttp.ClientResponse, address: str, url: str) -> Fetched | None:
        if answer.status == NOT_MODIFIED:
            return None
        if answer.status != 200:
            raise refusal_of(answer.status, address)
        media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type.startswith(NO_TEXT_TYPES):
            raise NotReadable(f"{address} is {media_type}, not text.", about=address)
        return Fetched(
            address,
            url,
            await self._body(answer, address),
            media_type=media_type,
            charset=answer.charset,
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
        )

    async def _body(self, answer: aiohttp.ClientResponse, address: str) -> bytes:
        encoding = answer.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in INFLATERS:
            raise NotReadable(f"{address} is packed as {encoding!r}, which nutgraf did not ask for.", about=address)
        try:
            return await self._unpacked(answer.content, encoding, address)
        except Damaged as error:
            raise NotReadable(f"{address} arrived damaged: its packing is broken.", about=address) from error

    async def _unpacked(self, content: aiohttp.StreamReader, encoding: str, address: str) -> bytes:
        """Return the content; a body that turns out large waits for a place, and is unpacked from its start there."""
        most = self._limits.max_bytes
        body, raw = Body(encoding, min(LARGE, most)), list[bytes]()
        async with AsyncExitStack() as place:
            async for chunk in content.iter_chunked(CHUNK):
                body.add(chunk)
                if body.most < most:
                    raw.append(chunk)
                    if body.full:
                        body = Body(encoding, most)
                        await place.enter_async_context(self._large)
                        body.add_all(raw)
                        raw.clear()
                if body.full:
                    raise too_large(address, most)
            return body.whole()


class Fetcher:
    """Fetches one address at a time."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        user_agent: str = USER_AGENT,
        outside: Outside = DIRECT,
        lookup: Lookup = socket.getaddrinfo,
    ) -> None:
        """Keep the limits, the name we go by, what lies between us and the web, and what looks names up."""
        self._limits = limits or Limits()
        self._user_agent = user_agent
        self._outside = outside
        self._lookup = lookup

    def arrived(self, address: str) -> Arrived:
        """Return the content at an address, ready to be read; raises as `fetch`."""
        got = self.fetch(address)
        return Arrived(address, got.body, charset=got.charset, url=got.url)

    def fetch(self, address: str) -> Fetched:
        """Return what stands at an address; not to be called from a running event loop (there: `get`).

        Raises NotAllowed (not http, or a private network), NotFound, NotReadable, NoText, TooLarge.
        """
        return asyncio.run(self.get(address))

    async def get(self, address: str) -> Fetched:
        """Return what stands at an address; raises as `fetch`."""
        async with Lines(self._limits, self._user_agent, self._outside, lookup=self._lookup) as lines:
            got = await Client(self._limits, lines, Free()).reply(Ask(address), Trip())
        if got is None:
            raise NotReadable(f"{address} sends nothing, as if it were known (HTTP status 304).", about=address)
        return got


def checked(url: URL, address: str) -> URL:
    """Return an address that may be asked for; raises NotAllowed for other schemes and for names with passwords."""
    leads = "" if str(url) == address else f" leads to {url}, which"
    if url.scheme not in ("http", "https"):
        raise NotAllowed(f"{address}{leads} is not an http or https address.", about=address)
    if url.user is not None or url.password is not None:
        raise NotAllowed(f"{address}{leads} carries a user name; nutgraf sends none.", about=address)
    if not url.host:
        raise NotReadable(f"{address}{leads} names no host.", about=address)
    return url.with_fragment(None)
