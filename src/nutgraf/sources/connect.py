"""Connections to the web: each socket's target is asked of `guard`, those through a proxy beforehand.

    direct   -- name looked up --> socket opened --> the guard sees the very address that it will connect to
    by proxy -- target checked as written and as it resolves here --> socket to the proxy that the environment names

Rule 1: the guard sits in the socket factory, the one place that all addresses pass, literals included; a guard in the
        resolver alone lets literals through, and a check beforehand lets names through that change their answer.
Rule 2: connections are kept and used again; what was let through once is the same socket, so it need not be asked.
Rule 3: through a proxy we do not see where it connects to. What then still holds: a target that is a private address in
        any spelling, a name that resolves here to one, or an inner name (`x.internal`, `localhost`) is not asked for; a
        name that the proxy resolves otherwise than we do is the proxy's to refuse. So proxies are used when asked only.
Rule 4: the client unpacks nothing, keeps no cookie, and follows no redirect: that is ours to do.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from nutgraf.settings import Limits
from nutgraf.sources.environment import DIRECT, Outside
from nutgraf.sources.guard import inner_name_reason, number_of, private_reason
from nutgraf.sources.inflate import ACCEPTED

ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
"""What we can read, best first."""
LOOKUPS = 32
"""Names looked up at a time, each in a thread: a dead name server holds one for ten seconds and more."""
KEPT_S = 60
"""Seconds for which a looked-up name is kept. Safe: the guard is asked again at each socket."""
_FLAGS = socket.AI_ADDRCONFIG

_SocketAddress = tuple[Any, Any, int, str, tuple[Any, ...]]  # Any: as aiohttp types it; getaddrinfo's own shape
Lookup = Callable[..., list[_SocketAddress]]
"""Looks a name up, as `socket.getaddrinfo`."""


class PrivateTarget(PermissionError):
    """A socket would have led into a private network."""

    def __init__(self, host: str, reason: str) -> None:
        """Keep where to, and what that is."""
        super().__init__(f"{host} is {reason}")
        self.host, self.reason = host, reason


class Guard(AbstractResolver):
    """Resolves names, and opens sockets to public addresses only."""

    def __init__(self, limits: Limits, lookup: Lookup = socket.getaddrinfo) -> None:
        """Keep what is allowed, and what looks names up."""
        self._open = limits.allow_private
        self._allowed_names = frozenset(limits.allow_hosts)
        self._allowed: set[tuple[str, int]] = set()
        self._lookup = lookup
        # not the loop's own threads: those are waited for when it closes, however long a name server takes
        self._threads = ThreadPoolExecutor(LOOKUPS, thread_name_prefix="nutgraf-lookup")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Look a name up; the answers for a host that is allowed by name are allowed too. Raises OSError."""
        loop = asyncio.get_running_loop()
        infos = await loop.run_in_executor(
            self._threads, lambda: self._lookup(host, port, family=family, type=socket.SOCK_STREAM, flags=_FLAGS)
        )
        found = [_result(host, port, info) for info in infos if info[0] in (socket.AF_INET, socket.AF_INET6)]
        if f"{host}:{port}" in self._allowed_names:
            self._allowed.update((answer["host"], port) for answer in found)
        return found

    def open_socket(self, target: _SocketAddress) -> socket.socket:
        """Return a socket for an address about to be connected to; raises PrivateTarget for a private one."""
        family, kind, protocol, _, (host, port, *_rest) = target
        reason = None if self._open or self._is_allowed(host, port) else private_reason(host)
        if reason:
            raise PrivateTarget(host, reason)
        return socket.socket(family, kind, protocol)

    async def check(self, url: URL) -> None:
        """Check a target that somebody else will connect to; raises PrivateTarget."""
        host, port = url.host or "", url.port or 0
        if self._open or f"{url.host_subcomponent}:{port}" in self._allowed_names:
            return
        number = number_of(host)
        hosts = [number] if number else []
        if not number:
            reason = inner_name_reason(host)
            if reason:
                raise PrivateTarget(host, reason)
            try:
                hosts = [answer["host"] for answer in await self.resolve(host, port)]
            except OSError:
                return  # not known here; the proxy may know it
        for one in hosts:
            reason = private_reason(one)
            if reason:
                raise PrivateTarget(one, reason)

    async def close(self) -> None:
        """Let the threads go; those that still wait for a name server end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _is_allowed(self, host: str, port: int) -> bool:
        literal = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return literal in self._allowed_names or (host, port) in self._allowed


class Lines:
    """The connections of one client, to be used with `async with`."""

    def __init__(
        self,
        limits: Limits,
        user_agent: str,
        outside: Outside = DIRECT,
        *,
        lookup: Lookup = socket.getaddrinfo,
    ) -> None:
        """Keep what is needed to open them."""
        self._limits = limits
        self._user_agent = user_agent
        self._outside = outside
        self._lookup = lookup
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open; nothing is connected to before something is asked."""
        self._guard = Guard(self._limits, self._lookup)
        self._direct = await self._stack.enter_async_context(self._session(self._guard))
        self._stack.push_async_callback(self._guard.close)
        self._proxied = self._direct
        if self._outside.proxies:
            # its sockets lead to the proxy alone, which whoever runs this named; so they are open
            towards = Guard(replace(self._limits, allow_private=True), socket.getaddrinfo)
            self._proxied = await self._stack.enter_async_context(self._session(towards))
            self._stack.push_async_callback(towards.close)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all."""
        await self._stack.aclose()

    def get(self, url: URL, headers: Mapping[str, str]) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """Ask for one address, no redirect followed. Raises PrivateTarget and what aiohttp raises."""
        return self._asked("GET", url, headers, None)

    def post(
        self, url: URL, headers: Mapping[str, str], body: bytes
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """Send a body to one address; as `get`."""
        return self._asked("POST", url, headers, body)

    @asynccontextmanager
    async def _asked(
        self, method: str, url: URL, headers: Mapping[str, str], body: bytes | None
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        proxy = self._outside.proxy_of(url)
        if proxy is not None:
            await self._guard.check(url)
        session = self._direct if proxy is None else self._proxied
        async with session.request(
            method, url, allow_redirects=False, headers=headers, proxy=proxy, data=body
        ) as answer:
            yield answer

    def _session(self, guard: Guard) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=guard,
            socket_factory=guard.open_socket,
            ttl_dns_cache=KEPT_S,
            limit=0,  # bounds are kept by whoever asks
            ssl=self._outside.trust or True,
            enable_cleanup_closed=True,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=self._limits.timeout_s),
            headers={"User-Agent": self._user_agent, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED},
        )


def _result(name: str, port: int, info: _SocketAddress) -> ResolveResult:
    family, _, protocol, _, address = info
    host = str(address[0])
    if family == socket.AF_INET6 and len(address) > 3 and address[3] and "%" not in host:
        host = f"{host}%{address[3]}"  # a link-local address is one of a link
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=name, host=host, port=port, family=family, proto=protocol, flags=flags)
