"""Who asks: by a program's token, by a proxy that let them in, by a session, or because the machine is theirs.

Rule 1: what can be added to a request by no page elsewhere (Bearer) needs no token against forgery. What browsers
        remember and send by themselves (Basic), and what stands in addresses (`?token=`), only reads.
Rule 2: whoever shows a wrong token is refused, not taken for a visitor.
Rule 3: without users the machine's own reader is whoever reaches it at its own name and without a proxy: a proxy would
        make all the world look as if it sat here.
"""

import base64
import binascii
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from nutgraf.model import Pass, PassKind, Reader
from nutgraf.serve.context import Paper
from nutgraf.serve.safety.bounds import SAFE
from nutgraf.serve.safety.forged import token_of
from nutgraf.serve.safety.reached import LOOPBACK, Reached, is_loopback
from nutgraf.settings import Serving
from nutgraf.views.kept import Kept

LOCAL = "reader"
"""Name of the one reader of a machine without users."""
FEEDS = "/feeds/"
"""Where a token may stand in the address: programs that fetch feeds often know no other way."""
FRESH_S = 2.0
"""Seconds for which it is remembered whose a token is; what is changed through the server holds at once."""
MOST_KNOWN = 1_000
"""Tokens remembered."""
By = Literal["machine", "session", "program", "proxy", "nothing"]


@dataclass(frozen=True, slots=True)
class Known:
    """Who asks, and by what we know."""

    reader: Reader
    """Who asks."""
    by: By
    """By what: the machine itself, a session, a program's token, a proxy; a visitor by nothing."""
    token: str = ""
    """The session's secret; empty for all others."""


VISITOR = Known(Reader(""), "nothing")
"""Somebody of whom nothing is known."""


class Doorman:
    """Knows who asks. Asks the archive, so call it in a thread."""

    def __init__(self) -> None:
        """Begin to remember."""
        self._secret = secrets.token_urlsafe(32)
        self._kept = Kept(MOST_KNOWN)

    def forget(self) -> None:
        """Remember nothing: something was changed."""
        self._kept = Kept(MOST_KNOWN)

    def known(self, request: Request, way: Reached, paper: Paper) -> Known:
        """Return who asks. Raises HTTPException 401 for a token that is none, or none any more."""
        by_program = self._program(request, paper)
        if by_program is not None:
            return by_program
        users = self._users(paper)
        if way.named and way.named in users:
            return Known(Reader(way.named, may_write=True, csrf=token_of(f"{self._secret} {way.named}")), "proxy")
        token = request.cookies.get(session_cookie(secure=way.secure), "")
        session = self._pass(paper, token, ("session",)) if token and users else None
        if session is not None:
            return Known(Reader(session.user, may_write=True, csrf=token_of(token)), "session", token)
        return self._visitor(way, paper, users)

    def _visitor(self, way: Reached, paper: Paper, users: tuple[str, ...]) -> Known:
        if not is_own_machine(way, paper.serving, users):
            return VISITOR
        return Known(Reader(LOCAL, may_write=True, csrf=token_of(self._secret)), "machine")

    def _program(self, request: Request, paper: Paper) -> Known | None:
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return Known(Reader(self._holder(paper, value.strip(), "Bearer"), may_write=True), "program")
        if kind.lower() == "basic" and request.method in SAFE:
            name, token = _basic(value)
            holder = self._holder(paper, token, "Basic")
            if name.casefold() not in ("", holder):
                raise _wrong("Basic")
            return Known(Reader(holder), "program")
        token = token_in(request)
        return Known(Reader(self._holder(paper, token, "Basic")), "program") if token else None

    def _holder(self, paper: Paper, token: str, scheme: str) -> str:
        found = self._pass(paper, token, ("app",))
        if found is None:
            raise _wrong(scheme)
        return found.user

    def _pass(self, paper: Paper, token: str, kinds: Sequence[PassKind]) -> Pass | None:
        slide = timedelta(days=paper.serving.session_days) if kinds == ("session",) else None
        stand = paper.newsstand
        return self._kept.get(
            (int(time.monotonic() / FRESH_S), token[:100], *kinds),
            lambda: stand.archive.tokens.find(token, kinds, stand.now(), slide),
        )

    def _users(self, paper: Paper) -> tuple[str, ...]:
        return self._kept.get(int(time.monotonic() / FRESH_S), paper.newsstand.archive.users.names)


def is_own_machine(way: Reached, serving: Serving, users: Sequence[str]) -> bool:
    """Tell whether whoever asks is the machine's own reader: there are no users, and nobody else gets here."""
    here = is_loopback(serving.host) and way.host in LOOPBACK and way.direct
    return here and not users and not serving.public


def session_cookie(*, secure: bool) -> str:
    """Return the name of the session's cookie; browsers let only this very server set one that begins `__Host-`."""
    return "__Host-nutgraf" if secure else "nutgraf"


def visit_cookie(*, secure: bool) -> str:
    """Return the name of the cookie that a login form's token is made of."""
    return f"{session_cookie(secure=secure)}-visit"


def token_in(request: Request) -> str:
    """Return the token in the address of a feed, and take it out, so that no feed repeats it; empty elsewhere."""
    if (
        request.method not in SAFE
        or not request.url.path.startswith(FEEDS)
        or b"token=" not in request.url.query.encode()
    ):
        return ""
    given = parse_qsl(request.url.query, keep_blank_values=True)
    others = [one for one in given if one[0] != "token"]
    request.scope["query_string"] = urlencode(others).encode()
    return next((value for name, value in given if name == "token"), "")


def _basic(value: str) -> tuple[str, str]:
    try:
        name, _, token = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise _wrong("Basic") from None
    return name, token


def _wrong(scheme: str) -> HTTPException:
    challenge = 'Basic realm="nutgraf", charset="UTF-8"' if scheme == "Basic" else 'Bearer error="invalid_token"'
    return HTTPException(401, "This app password is none, or was revoked.", {"WWW-Authenticate": challenge})
