"""The guard before every handler: who asks, whether the request was meant, and what browsers may do with the answer.

Nobody has to log in on a machine without users: whoever reaches the loopback address is `reader`.
"""

import hmac
import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nutgraf.model import Reader

LOCAL = "reader"
"""Name of the one reader of a machine without users."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
EXEMPT = ("/unsubscribe/",)
"""Beginnings of addresses that hold a secret of their own: a POST there needs no token."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What a page may load: only what is ours, and no script or style within the page."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with every answer."""


class Guard:
    """Middleware that sets `request.state.reader` and refuses what was not meant."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the app."""
        self._app = app
        self._csrf = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        scope.setdefault("state", {})["reader"] = Reader(LOCAL, may_write=True, csrf=self._csrf)
        request = Request(scope, receive)
        if request.method not in SAFE and not await self._meant(request):
            answer = PlainTextResponse("This form is stale or was not sent from here: open the page anew.", 403)
            await answer(scope, receive, with_headers)
            return
        await self._app(scope, request.receive, with_headers)

    async def _meant(self, request: Request) -> bool:
        if request.url.path.startswith(EXEMPT):
            return True
        given = request.headers.get("x-csrf-token", "")
        return hmac.compare_digest(given, self._csrf)
