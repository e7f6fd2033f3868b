"""A server of raw bytes on this machine: what it sends need not be HTTP. It remembers what it was asked, and when."""

import asyncio
import contextlib
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asked:
    """A request."""

    method: str
    target: str
    headers: dict[str, str]
    at: float
    connection: int


@dataclass(slots=True)
class Served:
    """A running server."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    stopped: bool = False

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def targets(self) -> list[str]:
        return [one.target for one in self.asked]


Send = Callable[[bytes], Awaitable[None]]
Handle = Callable[[Asked, Send], Awaitable[None]]


def reply(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """Return a whole answer; header names with `_` for `-`."""
    lines = [f"HTTP/1.1 {status} Words", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    length = [] if status in (204, 304) else [f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *length, "", ""]).encode() + body


def fixed(answers: dict[str, bytes], delay_s: float = 0.0) -> Handle:
    """Return what answers by path, 404 for the rest."""

    async def handle(asked: Asked, send: Send) -> None:
        await asyncio.sleep(delay_s)
        await send(answers.get(asked.target, reply(status=404)))

    return handle


@contextmanager
def serving(handle: Handle, *, tls: ssl.SSLContext | None = None) -> Iterator[Served]:
    """Run a server on all addresses of the loopback network for the time of a `with`."""
    served = Served()
    loop = asyncio.new_event_loop()
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = len(tasks)
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)

        async def send(data: bytes) -> None:
            writer.write(data)
            await writer.drain()

        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, target, _ = head[0].split(" ")
                named = (line.split(": ", 1) for line in head[1:] if ": " in line)
                headers = {name.lower(): value for name, value in named}
                asked = Asked(method, target, headers, time.monotonic(), number)
                served.asked.append(asked)
                served.under_way += 1
                served.most_under_way = max(served.most_under_way, served.under_way)
                try:
                    await handle(asked, send)
                finally:
                    served.under_way -= 1
        writer.close()

    server = loop.run_until_complete(asyncio.start_server(connected, "0.0.0.0", 0, ssl=tls))
    served.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def close() -> None:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.01)

    try:
        yield served
    finally:
        asyncio.run_coroutine_threadsafe(close(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
