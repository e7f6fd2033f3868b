"""Listening: where, for whom, and how much is taken of one connection before anything of ours sees it.

Rule 1: beyond this machine nothing is served before somebody can log in, unless it is public on purpose.
Rule 2: who connects and says nothing, or says it letter by letter, is let go after `PATIENCE_S`; the server by itself
        would wait for ever, and a few hundred of them would keep out everybody else.
Rule 3: headers of proxies are the guard's affair (`safety.reached`): the server is told to believe none.
"""

import asyncio
import ctypes
import gc
import socket
from contextlib import suppress

import anyio.to_thread
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from nutgraf.errors import UsageError
from nutgraf.serve.safety.reached import is_loopback
from nutgraf.settings import Serving
from nutgraf.store.users import Users

PATIENCE_S = 15.0
"""Seconds within which the head of a request has to be here, the first one and each after it."""
IDLE_S = 15
"""Seconds for which a connection is kept between two requests."""
MOST_CONNECTIONS = 400
"""Connections at once; further ones get 503. Fifty readers take 300: browsers open six."""
MOST_HEAD = 16_384
"""Bytes of a request's line and headers."""
THREADS = 8
"""Handlers at work at once; the others wait in line. Python runs one at a time: more of them make all of them late
together, fewer let those that wait for the web or a model hold up the pages."""
SELDOM = (10_000, 20, 20)
"""Objects made before the collector of garbage looks at the young ones, and how seldom at older ones. As it comes
(700, 10, 10) it walked through all that is kept every hundred pages and held all readers up for 240 ms; what stands
when the server begins is left out for good."""
LAST_S = 5
"""Seconds for answers under way after the server was told to stop."""
WAITING = 128
"""Connections that wait to be taken."""


ARENAS = 2
"""Heaps that the threads of the process share. glibc gives each thread one of its own, and what one has freed does not
serve another: with ten threads at work memory grew by a tenth in ten minutes with nothing more kept."""
LARGE = 262_144
"""Bytes from which a block goes back to the system as soon as it is free. glibc raises this by itself to the largest
block ever freed, and then the holes that feeds of a megabyte leave are filled with small things that stay."""
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
"""The options' numbers in glibc's malloc.h."""


def may_listen(serving: Serving, users: Users) -> None:
    """Refuse to serve others what only its owner should change. Raises UsageError."""
    if serving.public or is_loopback(serving.host) or users.names():
        return
    raise UsageError(
        f"At {serving.host} others reach this server, and nobody can log in yet. Add yourself first "
        "(`nutgraf user add NAME`), let everybody read and nobody change anything (`--public`), or stay on this "
        "machine (`--host 127.0.0.1`).",
        about=serving.host,
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises UsageError in a sentence when it cannot."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    try:
        return socket.create_server((bare, port), family=family, backlog=WAITING)
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(
            f"Port {port} of {host} cannot be listened at: {why}. Is a server running already? `--port` names another.",
            about=f"{host}:{port}",
        ) from error


def address_of(listening: socket.socket) -> str:
    """Return the address that a browser on this machine asks."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    _InLine(config_of(app)).run(sockets=[listening])


class _InLine(uvicorn.Server):
    """The server, with a bound on handlers at work."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Set the bound, let the collector of garbage rest, then start."""
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        gc.collect()
        _tidy_heaps()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        await super().startup(sockets)


def config_of(app: ASGIApp) -> uvicorn.Config:
    """Return how the server is set."""
    return uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=IDLE_S,
        timeout_graceful_shutdown=LAST_S,
        h11_max_incomplete_event_size=MOST_HEAD,
    )


class Patient(H11Protocol):
    """HTTP as uvicorn speaks it, with patience that ends."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn's own
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take a part; a head that is not whole has the rest of the time, however often a letter comes."""
        super().data_received(data)
        if self._answering():
            self._stop_waiting()
        elif self._patience is None and not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._patience = self.loop.call_later(PATIENCE_S, self._let_go)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _let_go(self) -> None:
        self._patience = None
        if not self._answering() and not self.transport.is_closing():
            self.transport.close()


def _tidy_heaps() -> None:
    """Have threads share their heaps and large blocks given back, where the C library is one that can be told."""
    with suppress(AttributeError, OSError, TypeError):  # another C library knows no such option, or has no such call
        library = ctypes.CDLL(None)
        library.mallopt(_M_ARENA_MAX, ARENAS)
        library.mallopt(_M_MMAP_THRESHOLD, LARGE)
