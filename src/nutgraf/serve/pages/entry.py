"""Logging in and out.

Rule 1: a wrong name and a wrong password get the same answer, after the same time.
Rule 2: a login makes a new session with a new secret, whatever the browser brought; a logout ends it here, not only in
        the browser.
Rule 3: few passwords are checked at once, and few wait for it: each costs 64 MB and some 50 ms, and anybody may ask.
"""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from nutgraf.serve.context import Paper, address_of, paper_of
from nutgraf.serve.pages.page import page
from nutgraf.serve.pages.security import security
from nutgraf.serve.safety.known import Known, session_cookie, visit_cookie

MOST_WAITING = 20
"""Logins that wait for their turn; further ones are told to come again."""
COOKIE_S = 400 * 86_400
"""Seconds that browsers keep the cookie at most; how long the session holds is known here."""
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
"""Parts of User-Agent headers, the first that fits, and how the browser is called."""
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
"""The same for the system."""
_STRANGE = re.compile(r"[\x00-\x20\x7f\\]")
_checking = CapacityLimiter(2)


def ask(request: Request) -> Response:
    """Return the form to log in with."""
    return _form(request, request.query_params.get("next", ""))


async def login(request: Request) -> Response:
    """Log somebody in, and lead back to where they came from."""
    paper, form = paper_of(request), await request.form()
    name, password, wanted = (str(form.get(field, ""))[:2_000] for field in ("name", "password", "next"))
    now, address = paper.newsstand.now(), address_of(request)
    if wait_s := paper.tries.wait_s(name, address, now):
        words = f"Too many logins failed. Try again in {_told(wait_s)}."
        return _form(request, wanted, name=name, error=words, status=429, headers={"Retry-After": str(wait_s)})
    if _checking.statistics().tasks_waiting >= MOST_WAITING:
        raise HTTPException(503, "Too many people log in at this moment.", {"Retry-After": "5"})
    user = await to_thread.run_sync(paper.newsstand.archive.users.check, name, password, limiter=_checking)
    if user is None:
        return _form(request, wanted, name=name, error="This name and this password do not go together.", status=403)
    paper.tries.right(name, address)
    return await run_in_threadpool(_begun, request, paper, user, safe_next(wanted))


def leave(request: Request) -> Response:
    """Return the form to log out with."""
    return page(request, "logout.html")


def logout(request: Request) -> Response:
    """End the session, here and in the browser."""
    known: Known = request.state.known
    if known.token:
        paper_of(request).newsstand.archive.tokens.forget(known.token)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(session_cookie(secure=_secure(request)), path="/", secure=_secure(request), httponly=True)
    return answer


def safe_next(wanted: str) -> str:
    """Return an address of ours to go on to; whatever might lead to another server leads to the front page."""
    if not wanted.startswith("/") or wanted.startswith("//") or _STRANGE.search(wanted) or len(wanted) > 500:
        return "/"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or parts.path in ("/login", "/logout") else wanted


def browser_of(agent: str) -> str:
    """Return what a session is called: `Firefox on Linux`."""
    browser = next((name for part, name in BROWSERS if part in agent), "A browser")
    system = next((name for part, name in SYSTEMS if part in agent), "")
    return f"{browser} on {system}" if system else browser


def _begun(request: Request, paper: Paper, user: str, wanted: str) -> Response:
    tokens, now = paper.newsstand.archive.tokens, paper.newsstand.now()
    known: Known = request.state.known
    if known.token:
        tokens.forget(known.token)
    label = browser_of(request.headers.get("user-agent", ""))
    token = tokens.issue(user, "session", label, now, now + timedelta(days=paper.serving.session_days))
    answer, secure = RedirectResponse(wanted, 303), _secure(request)
    answer.set_cookie(session_cookie(secure=secure), token, COOKIE_S, path="/", secure=secure, httponly=True)
    answer.delete_cookie(visit_cookie(secure=secure), path="/", secure=secure, httponly=True)
    return answer


def _form(
    request: Request,
    wanted: str,
    *,
    name: str = "",
    error: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    nobody = not paper_of(request).newsstand.archive.users.names()
    answer = page(request, "login.html", status, next=safe_next(wanted), name=name, error=error, nobody=nobody)
    answer.headers.update({"Cache-Control": "no-store", **(headers or {})})
    return answer


def _told(wait_s: int) -> str:
    minutes = -(-wait_s // 60)
    return f"{wait_s} seconds" if wait_s < 60 else "a minute" if minutes == 1 else f"{minutes} minutes"


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


ROUTES: list[BaseRoute] = [
    Route("/login", ask, methods=["GET"], name="login"),
    Route("/login", login, methods=["POST"]),
    Route("/logout", leave, methods=["GET"], name="logout"),
    Route("/logout", logout, methods=["POST"]),
    Route("/settings/security", security, methods=["GET", "POST"], name="security"),
]
"""Addresses of logging in and out, and of passwords and sessions."""
