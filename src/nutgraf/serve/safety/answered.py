"""What browsers may do with an answer, and who may keep it: headers that are put on every answer, also on refusals."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What a page may load: only what is ours, and no script or style within the page."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # others learn nothing; `no-referrer` would hide also from us that a form is ours
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with every answer."""
STAY_SECURE = "max-age=31536000"
"""For a year browsers ask this server by https only; sent over https."""


class Answered:
    """An answer on its way; call `send` in the place of the server's."""

    def __init__(self, send: Send) -> None:
        """Keep where it goes."""
        self._send = send
        self._cookies: list[tuple[str, str]] = []
        self.began = False
        """Its first part is sent."""
        self.secure = False
        """The browser speaks https."""
        self.private = True
        """It depends on who asks."""
        self.kept_by_nobody = False
        """It is a reader's own, and the browser may be another's tomorrow."""

    def cookie(self, name: str, value: str) -> None:
        """Set a cookie that ends with the browser, beside those of the handler."""
        self._cookies.append((name, value))

    async def send(self, message: Message) -> None:
        """Send a part."""
        if message["type"] == "http.response.start":
            self.began = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if self.secure:
                headers["Strict-Transport-Security"] = STAY_SECURE
            if self.private:
                self._keep_private(headers)
            for name, value in self._cookies:
                secure = "; Secure" if self.secure else ""
                headers.append("Set-Cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")
        await self._send(message)

    def _keep_private(self, headers: MutableHeaders) -> None:
        headers.add_vary_header("Cookie")
        headers.add_vary_header("Authorization")
        if self.kept_by_nobody and headers.get("content-type", "").startswith("text/html"):
            headers["Cache-Control"] = "private, no-store"
        elif "public" in (said := headers.get("cache-control", "private, no-cache")):
            headers["Cache-Control"] = said.replace("public", "private")
        else:
            headers.setdefault("Cache-Control", said)
