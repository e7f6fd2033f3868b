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
import socket
import zlib
from typing import Any

import aiohttp
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from nutgraf import __version__
from nutgraf.errors import InputError, NotAllowed, NoText, NotFound, NotReadable
from nutgraf.model import Fetched
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
        guard = _Guard(self._limits)
        try:
            async with asyncio.timeout(self._limits.timeout_s), self._session(guard) as session:
                return await self._follow(session, address)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # ValueError: yarl and idna on hosts that are none; zlib has its own place in `_body`
            raise guard.refusal(address) or _failure(error, address, self._limits) from error

    def _session(self, guard: "_Guard") -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=guard, socket_factory=guard.open_socket, use_dns_cache=False, force_close=True
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=self._limits.timeout_s),
            headers={"User-Agent": self._user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
        )

    async def _follow(self, session: aiohttp.ClientSession, address: str) -> Fetched:
        url = _checked(URL(address), address)
        for _ in range(self._limits.max_redirects + 1):
            async with session.get(url, allow_redirects=False) as answer:
                location = answer.headers.get("Location")
                if answer.status not in REDIRECTS or not location:
                    return await self._answer(answer, address, str(url))
                url = _checked(url.join(URL(location)), address)
        raise NotReadable(
            f"{address} redirects more than {self._limits.max_redirects} times and leads nowhere.", about=address
        )

    async def _answer(self, answer: aiohttp.ClientResponse, address: str, url: str) -> Fetched:
        if answer.status != 200:
            kind, words = STATUS.get(answer.status, (NotReadable, "cannot be read"))
            raise kind(f"{address} {words} (HTTP status {answer.status}).", about=address)
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


class _Guard(ThreadedResolver):
    """Resolves names as usual, opens sockets to public addresses only, and remembers what it refused."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._open = limits.allow_private
        self._allowed_names = frozenset(limits.allow_hosts)
        self._allowed: set[tuple[str, int]] = set()
        self._refused: list[tuple[str, str]] = []

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
            self._refused.append((host, reason))
            raise PermissionError(f"{host} is {reason}")
        return socket.socket(family, kind, protocol)

    def _is_allowed(self, host: str, port: int) -> bool:
        literal = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return literal in self._allowed_names or (host, port) in self._allowed

    def refusal(self, address: str) -> NotAllowed | None:
        """Return the error for the address last refused, or `None` when none was."""
        if not self._refused:
            return None
        host, reason = self._refused[-1]
        return NotAllowed(
            f"{address} leads to {host}, {reason}; nutgraf fetches public addresses only, "
            "unless --allow-private is given.",
            about=address,
        )


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


def _failure(error: Exception, address: str, limits: Limits) -> InputError:
    """Turn a client's error into ours."""
    if isinstance(error, TimeoutError):
        return NotReadable(f"{address} did not answer in full within {limits.timeout_s:g} s.", about=address)
    words = next(words for kind, words in FAILURES if isinstance(error, kind))
    return NotReadable(f"{address} {words}.", about=address)
