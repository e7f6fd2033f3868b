"""Numbers for a monitor, in the text format of Prometheus: those of the archive, and how many requests were answered.

Readers who are logged in may ask, and programs on this machine. What came through a proxy did not come from this
machine, though its connection did.
"""

import ipaddress
import threading
import time
from collections import Counter

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nutgraf.serve.context import paper_of, reader_of

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers that a proxy puts in."""


class Traffic:
    """Requests under way and answers given, since the server started; safe for threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._answers: Counter[int] = Counter()
        self._inside = 0
        self._idle_since = time.monotonic()

    def came(self) -> None:
        """Count a request in."""
        with self._lock:
            self._inside += 1

    def went(self) -> None:
        """Count a request out."""
        with self._lock:
            self._inside -= 1
            self._idle_since = time.monotonic()

    def answered(self, status: int) -> None:
        """Count an answer that begins."""
        with self._lock:
            self._answers[status // 100] += 1

    def answers(self) -> dict[int, int]:
        """Return how many answers began with each digit of a status."""
        with self._lock:
            return dict(sorted(self._answers.items()))

    def idle_s(self) -> float:
        """Return for how many seconds nobody has been waiting for an answer; 0 when somebody is."""
        with self._lock:
            return 0.0 if self._inside else time.monotonic() - self._idle_since


class Counted:
    """Middleware that counts requests and answers."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        """Wrap the app."""
        self._app, self._traffic = app, traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._traffic.answered(message["status"])
            await send(message)

        scope.setdefault("state", {})["answers"] = self._traffic.answers
        self._traffic.came()
        try:
            await self._app(scope, receive, counting)
        finally:
            self._traffic.went()


def metrics(request: Request) -> Response:
    """Return the numbers. Raises HTTPException 403 for strangers."""
    if not reader_of(request).name and not _from_here(request):
        raise HTTPException(403, "These numbers are for readers who are logged in, and for this machine.")
    numbers = paper_of(request).newsstand.archive.upkeep.numbers()
    lines = []
    for name, value in numbers.items():
        kind = "counter" if name.endswith("_total") else "gauge"
        lines += [f"# TYPE {name} {kind}", f"{name} {value:.0f}"]
    lines.append("# TYPE nutgraf_requests_total counter")
    for digit, count in request.state.answers().items():
        lines.append(f'nutgraf_requests_total{{status="{digit}xx"}} {count}')
    text = "\n".join(lines) + "\n"
    return PlainTextResponse(
        text, headers={"Cache-Control": "no-store"}, media_type="text/plain; version=0.0.4; charset=utf-8"
    )


def _from_here(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


ROUTES: list[BaseRoute] = [Route("/metrics", metrics, name="metrics")]
"""Addresses of numbers."""
