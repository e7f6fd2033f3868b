"""Who a reader app asks for: it logs in once with a name and an app password, and shows what it then got.

    POST accounts/ClientLogin    Email=ada&Passwd=ng_...     ->  SID=..., LSID=..., Auth=...
    Authorization: GoogleLogin auth=...                          with every request after

Rule 1: never the password of the account: an app keeps what it is given for years, so it gets one of its own, which
        can be revoked. With it goes what the app got for it.
Rule 2: on a machine without users nobody has to know a password, but even there an app has to log in first: what it
        gets is known to it alone, so that no page in a browser of this machine can ask in its place.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from starlette.requests import Request

from nutgraf.serve.context import address_of, paper_of
from nutgraf.serve.safety.known import LOCAL, is_own_machine

LOCAL_KEY = secrets.token_urlsafe(32)
"""What apps on a machine without users get; new with every start, and apps log in anew by themselves."""
ACTION_TOKEN = 57
"""Characters of a token for changes: apps check it."""
MOST_SECRET = 200
"""Longest name or password looked at."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks."""

    name: str
    """Name of the reader in cursors and marks."""
    auth: str
    """What the app showed."""


def logged_in(request: Request, name: str, password: str) -> str | None:
    """Return what an app is to show from now on; `None` when name and password do not go together."""
    paper = paper_of(request)
    archive, now = paper.newsstand.archive, paper.newsstand.now()
    if not name or not password or max(len(name), len(password)) > MOST_SECRET:
        return None
    if _is_own_machine(request):
        return f"{LOCAL}/{LOCAL_KEY}"
    found = archive.tokens.find(password, ("app",), now)
    if found is None or found.user != name.strip().casefold():
        return None
    paper.tries.right(*_tried(request, name))
    return archive.tokens.issue(found.user, "reader", found.label, now)


def wait_s(request: Request, name: str) -> int:
    """Return the seconds that a login has to wait because many failed; 0 when it may be tried, and then it counts."""
    return paper_of(request).tries.wait_s(*_tried(request, name), paper_of(request).newsstand.now())


def who_asks(request: Request) -> Who | None:
    """Return who asks; `None` when nobody is logged in."""
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    auth = rest.strip().removeprefix("auth=").strip('"')
    if scheme.casefold() != "googlelogin" or not auth or len(auth) > MOST_SECRET:
        return None
    if _is_own_machine(request):
        good = hmac.compare_digest(auth.encode(), f"{LOCAL}/{LOCAL_KEY}".encode())
        return Who(LOCAL, auth) if good else None
    stand = paper_of(request).newsstand
    holder = stand.archive.tokens.holder(auth, ("reader",), stand.now())
    return Who(holder, auth) if holder else None


def action_token(who: Who) -> str:
    """Return what an app sends along with changes; it holds as long as its login."""
    return hashlib.sha256(f"action:{who.auth}".encode()).hexdigest()[:ACTION_TOKEN]


def _tried(request: Request, name: str) -> tuple[str, str]:
    """Return by what failures are counted: apart from those of browsers, or an app with a revoked password would keep
    its owner from logging in."""
    return f"app {name}", f"app {address_of(request)}"


def _is_own_machine(request: Request) -> bool:
    paper = paper_of(request)
    return is_own_machine(request.state.way, paper.serving, paper.newsstand.archive.users.names())
