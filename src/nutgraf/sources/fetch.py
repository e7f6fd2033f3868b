"""Get what stands at a web address, within limits of time, size, redirects and of where it may lead.

    address -- scheme and form checked --> connect: every socket's target asked of `guard`
            -- redirect --> followed by hand, each hop from the start, all hops within one time limit
            -- body --> unpacked by us, counted as it comes out, cut at the limit

Rule 1: the guard sits in the socket factory, the one place that all addresses pass, literals included; a guard in the
resolver alone lets literals through.
Rule 2: the client unpacks nothing: it would turn a small bomb into hundreds of megabytes before anyone could count.
Rule 3: every failure is one of our errors, with a sentence that names the address. No proxy is used, no cookie kept.
"""

import asyncio
import re
import socket
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from nutgraf import __version__
from nutgraf.errors import InputError, NotAllowed, NoText, NotFound, NotReadable
from nutgraf.model import Ask, Fetched
from nutgraf.settings import Limits
from nutgraf.sources.guard import private_reason
from nutgraf.sources.outcome import Arrived
from nutgraf.sources.unpack import CHUNK, Inflater, too_large

USER_AGENT = f"nutgraf/{__version__} (+https://github.com/nutgraf/nutgraf)"
"""What servers are told we are, with where to ask."""
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
"""What we can read, best first."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Status codes that name another address."""
FOR_GOOD = frozenset({301, 308})
"""Those that say it moved for good."""
NOT_MODIFIED = 304
"""Status of what did not change since."""
MOST_WAIT_S = 86_400.0
"""Longest wait that a server may ask for, in seconds."""
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")
NO_TEXT_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
"""Beginnings of media types that hold no article; their bodies are not read."""
STATUS: dict[int, tuple[type[InputError], str]] = {
    204: (NoText, "is empty"),
    401: (NotReadable, "asks for a password"),
    402: (NotReadable, "asks for payment"),
    403: (NotReadable, "may not be read: the server refuses"),
    404: (NotFound, "does not exist on its server"),
    410: (NotFound, "was removed from its server"),
    429: (NotReadable, "was asked for too often; try again later"),
    451: (NotReadable, "is withheld for legal reasons"),
    503: (NotReadable, "is not available at the moment; try again later"),
}
"""What a status means, in words that follow the address."""

_SocketAddress = tuple[Any, Any, int, str, tuple[Any, ...]]  # Any: as aiohttp types it; getaddrinfo's own shape


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said to one ask, after redirects."""

    status: int
    """HTTP status."""
    got: Fetched | None
    """What came; `None` when nothing changed since."""
    moved_to: str
    """Where the address moved for good; empty when it did not."""
    wait_s: float
    """Seconds that the server asks us to wait; 0 when it does not say."""


class Refused(Exception):
    """A status that is no answer; carries our error, the status and how long to wait."""

    def __init__(self, error: InputError, status: int, wait_s: float) -> None:
        """Keep what a fleet wants to know besides the sentence."""
        super().__init__(error.message)
        self.error = error
        self.status = status
        self.wait_s = wait_s


class Client:
    """Asks one address over a session; knows redirects, packing, limits."""

    def __init__(self, limits: Limits) -> None:
        """Keep the limits."""
        self._limits = limits

    async def reply(self, session: aiohttp.ClientSession, ask: Ask) -> Reply:
        """Return what stands at an address. Raises our errors, `Refused`, and what aiohttp raises."""
        url = _checked(URL(ask.address), ask.address)
        for_good = True
        asked = {"If-None-Match": ask.etag, "If-Modified-Since": ask.last_modified}
        headers = {name: value for name, value in asked.items() if value}
        for hop in range(self._limits.max_redirects + 1):
            async with session.get(url, allow_redirects=False, headers=headers) as answer:
                location = answer.headers.get("Location")
                if answer.status not in REDIRECTS or not location:
                    moved = str(url) if hop and for_good else ""
                    return await self._reply(answer, ask.address, str(url), moved)
                for_good &= answer.status in FOR_GOOD
                url = _checked(url.join(URL(location)), ask.address)
        raise NotReadable(
            f"{ask.address} redirects more than {self._limits.max_redirects} times and leads nowhere.",
            about=ask.address,
        )

    async def _reply(self, answer: aiohttp.ClientResponse, address: str, url: str, moved: str) -> Reply:
        wait_s = wait_of(answer.headers, answer.status)
        if answer.status == NOT_MODIFIED:
            return Reply(answer.status, None, moved, wait_s)
        if answer.status != 200:
            kind, words = STATUS.get(answer.status, (NotReadable, "cannot be read"))
            error = kind(f"{address} {words} (HTTP status {answer.status}).", about=address)
            raise Refused(error, answer.status, wait_s)
        media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type.startswith(NO_TEXT_TYPES):
            raise NotReadable(f"{address} is {media_type}, not text.", about=address)
        got = Fetched(
            address,
            url,
            await self._body(answer, address),
            media_type=media_type,
            charset=answer.charset,
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
        )
        return Reply(answer.status, got, moved, wait_s)

    async def _body(self, answer: aiohttp.ClientResponse, address: str) -> bytes:
        most = self._limits.max_bytes
        encoding = answer.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in Inflater.ENCODINGS:
            raise NotReadable(f"{address} is packed as {encoding!r}, which nutgraf did not ask for.", about=address)
        inflater, parts, arrived, total = Inflater(encoding), list[bytes](), 0, 0
        async for chunk in answer.content.iter_chunked(CHUNK):
            arrived += len(chunk)
            try:
                part = inflater.feed(chunk, most - total + 1)
            except zlib.error as error:
                raise NotReadable(f"{address} arrived damaged: its packing is broken.", about=address) from error
            total += len(part)
            if max(total, arrived) > most:
                raise too_large(address, most)
            parts.append(part)
        return b"".join(parts)


class Fetcher:
    """Fetches one address at a time."""

    def __init__(self, limits: Limits | None = None, *, user_agent: str = USER_AGENT) -> None:
        """Keep the limits and the name we go by."""
        self._limits = limits or Limits()
        self._user_agent = user_agent

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
        try:
            async with (
                asyncio.timeout(self._limits.timeout_s),
                open_session(self._limits, self._user_agent, at_once=1, per_host=1) as session,
            ):
                reply = await Client(self._limits).reply(session, Ask(address))
        except Refused as refused:
            raise refused.error from refused
        except FOREIGN as error:
            raise failure_of(error, address, self._limits) from error
        if reply.got is None:
            raise NotReadable(f"{address} sends nothing, as if it were known (HTTP status 304).", about=address)
        return reply.got


def open_session(limits: Limits, user_agent: str, *, at_once: int, per_host: int) -> aiohttp.ClientSession:
    """Return a session whose every socket is asked of the guard; close it with `async with`."""
    guard = Guard(limits)
    connector = aiohttp.TCPConnector(
        resolver=guard,
        socket_factory=guard.open_socket,
        use_dns_cache=False,
        limit=at_once,
        limit_per_host=per_host,
        enable_cleanup_closed=True,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        timeout=aiohttp.ClientTimeout(total=limits.timeout_s),
        headers={"User-Agent": user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
    )


def wait_of(headers: Mapping[str, str], status: int) -> float:
    """Return how many seconds a server asks us to wait: Retry-After of a refusal, max-age of an answer."""
    later = headers.get("Retry-After", "").strip()
    if status in (429, 503) and later:
        if later.isdigit():
            return min(float(later), MOST_WAIT_S)
        try:
            at = parsedate_to_datetime(later)
            sent = parsedate_to_datetime(headers.get("Date", ""))
            return min(max(0.0, (at - sent).total_seconds()), MOST_WAIT_S)
        except (TypeError, ValueError):
            return 0.0
    found = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return min(float(found[1]), MOST_WAIT_S) if found else 0.0


class Guard(ThreadedResolver):
    """Resolves names as usual, and opens sockets to public addresses only."""

    def __init__(self, limits: Limits) -> None:
        """Keep what is allowed."""
        super().__init__()
        self._open = limits.allow_private
        self._allowed_names = frozenset(limits.allow_hosts)
        self._allowed: set[tuple[str, int]] = set()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Resolve; the answers for a host that is allowed by name are allowed too."""
        found = await super().resolve(host, port, family)
        if f"{host}:{port}" in self._allowed_names:
            self._allowed.update((answer["host"], port) for answer in found)
        return found

    def open_socket(self, target: _SocketAddress) -> socket.socket:
        """Return a socket for an address about to be connected to; raises PermissionError for a private one."""
        family, kind, protocol, _, (host, port, *_rest) = target
        reason = None if self._open or self._is_allowed(host, port) else private_reason(host)
        if reason:
            raise PrivateTarget(host, reason)
        return socket.socket(family, kind, protocol)

    def _is_allowed(self, host: str, port: int) -> bool:
        literal = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return literal in self._allowed_names or (host, port) in self._allowed


class PrivateTarget(PermissionError):
    """A socket would have led into a private network."""

    def __init__(self, host: str, reason: str) -> None:
        """Keep where to, and what that is."""
        super().__init__(f"{host} is {reason}")
        self.host, self.reason = host, reason


def _checked(url: URL, address: str) -> URL:
    """Return an address that may be asked for; raises NotAllowed for other schemes and for names with passwords."""
    leads = "" if str(url) == address else f" leads to {url}, which"
    if url.scheme not in ("http", "https"):
        raise NotAllowed(f"{address}{leads} is not an http or https address.", about=address)
    if url.user is not None or url.password is not None:
        raise NotAllowed(f"{address}{leads} carries a user name; nutgraf sends none.", about=address)
    if not url.host:
        raise NotReadable(f"{address}{leads} names no host.", about=address)
    return url.with_fragment(None)


FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientConnectorCertificateError, "shows a certificate that cannot be trusted"),
    (aiohttp.ClientSSLError, "could not agree on a secure connection"),
    (aiohttp.ClientConnectorDNSError, "cannot be reached: its host was not found"),
    (aiohttp.ClientConnectorError, "cannot be reached: its server does not answer"),
    (aiohttp.ServerDisconnectedError, "broke off before it answered"),
    (aiohttp.ClientPayloadError, "broke off before it was complete"),
    (aiohttp.ClientResponseError, "answered with something that is not HTTP"),
    (aiohttp.InvalidURL, "is not a valid web address"),
    (ValueError, "is not a valid web address"),
    (Exception, "cannot be reached"),
)
"""What a foreign error means, in words that follow the address; the narrower first."""


FOREIGN = (aiohttp.ClientError, TimeoutError, OSError, ValueError)
"""What a fetch may raise that is not ours. ValueError: yarl and idna on hosts that are none."""


def failure_of(error: BaseException, address: str, limits: Limits) -> InputError:
    """Turn a client's error into ours."""
    private = _private(error)
    if private is not None:
        return NotAllowed(
            f"{address} leads to {private.host}, {private.reason}; nutgraf fetches public addresses only, "
            "unless --allow-private is given.",
            about=address,
        )
    if isinstance(error, TimeoutError):
        return NotReadable(f"{address} did not answer in full within {limits.timeout_s:g} s.", about=address)
    words = next(words for kind, words in FAILURES if isinstance(error, kind))
    return NotReadable(f"{address} {words}.", about=address)


def _private(error: BaseException | None) -> PrivateTarget | None:
    """Return the guard's refusal within an error, however the client wrapped it."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or one in seen:
            continue
        if isinstance(one, PrivateTarget):
            return one
        seen.append(one)
        waiting += [one.__cause__, one.__context__, getattr(one, "os_error", None)]
        waiting += list(one.exceptions) if isinstance(one, BaseExceptionGroup) else []
    return None
