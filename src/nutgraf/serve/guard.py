"""The guard before every handler: who asks, whether the request was meant, and what browsers may do with the answer.

    a request       -> how it reached us   (safety.reached: our name? what a proxy may be believed)
                    -> is it too much      (safety.bounds: method, address, query; later the body)
                    -> who asks            (safety.known: token, proxy, session, the machine itself, a visitor)
                    -> may they come in    (here)
                    -> was it meant        (safety.forged: only of what changes something)
                    -> the handler         with `request.state.reader` and `request.state.known`
    its answer      -> what browsers may do with it, and who may keep it (safety.answered)

Nobody has to log in on a machine without users: whoever reaches the loopback address is `reader`.
"""

import secrets
from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from nutgraf.model import Reader
from nutgraf.serve.context import Paper
from nutgraf.serve.safety.answered import HEADERS, POLICY, Answered
from nutgraf.serve.safety.bounds import READER_APPS, SAFE, check_size, handed_on, whole_body
from nutgraf.serve.safety.forged import check_meant, token_of
from nutgraf.serve.safety.known import FEEDS, LOCAL, VISITOR, Doorman, Known, visit_cookie
from nutgraf.serve.safety.reached import Reached, reached

__all__ = ["HEADERS", "LOCAL", "POLICY", "SAFE", "Guard"]

THEMSELVES = (*READER_APPS, "/unsubscribe/")
"""Addresses whose handlers tell by themselves who asks, and look at no cookie."""
LOGIN = "/login"
"""Where visitors become readers."""
OPEN = frozenset({LOGIN, "/manifest.webmanifest", "/service-worker.js", "/offline", "/favicon.ico", "/robots.txt"})
"""What everybody may ask for, beside `THEMSELVES` and `/static/`: it tells nothing."""
HIDDEN = ("/metrics",)
"""What no visitor may ask for, even where anybody may read."""
MOST_NEXT = 500
"""Characters of the address that a login leads back to."""


class Guard:
    """Middleware that sets `request.state.reader` and refuses what was not meant."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the app."""
        self._app = app
        self._doorman = Doorman()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answered = Answered(send)
        scope.setdefault("state", {}).update(reader=VISITOR.reader, known=VISITOR)
        try:
            receive = await self._let_in(scope, receive, answered)
        except HTTPException as no:
            await _refusal(Request(scope), no)(scope, receive, answered.send)
            return
        try:
            await self._app(scope, receive, answered.send)
        except Exception:
            if not answered.began:  # the last net of the framework would send no headers of ours
                await _refusal(Request(scope), HTTPException(500, "This went wrong here."))(
                    scope, receive, answered.send
                )
            raise
        finally:
            if scope["method"] not in SAFE:
                self._doorman.forget()

    async def _let_in(self, scope: Scope, receive: Receive, answered: Answered) -> Receive:
        """Return what the handler reads the body from. Raises HTTPException for who does not come in."""
        paper: Paper = scope["app"].state.paper
        way = reached(scope, paper.serving)
        answered.secure = way.secure
        check_size(scope)
        request, path = Request(scope), scope["path"]
        if path.startswith(THEMSELVES):
            return handed_on(await whole_body(scope, receive), receive)
        known = await run_in_threadpool(self._doorman.known, request, way, paper)
        if path == LOGIN and known.by == "nothing":
            known = _about_to_log_in(request, way, answered)
        answered.private = not path.startswith("/static/")
        answered.kept_by_nobody = known.by in ("session", "proxy")
        scope["state"].update(reader=known.reader, known=known)
        if not may_enter(path, known, paper):
            raise HTTPException(401, "Log in to read this.", _challenge(path))
        body = await whole_body(scope, receive)
        if scope["method"] in SAFE:
            return receive
        if known.by == "nothing" and path != LOGIN:
            raise HTTPException(401, "Log in to change something.", _challenge(path))
        if known.by != "program":
            again = Request(scope, handed_on(body, receive))
            await check_meant(again, known.reader.csrf, paper.serving)
        return handed_on(body, receive)


def may_enter(path: str, known: Known, paper: Paper) -> bool:
    """Tell whether somebody may ask for an address at all."""
    if known.by != "nothing" or path in OPEN or path.startswith("/static/"):
        return True
    return paper.serving.public and not path.startswith(HIDDEN)


def _about_to_log_in(request: Request, way: Reached, answered: Answered) -> Known:
    """Return a visitor whose login form has a token: else others could log a reader in under a name of theirs."""
    name = visit_cookie(secure=way.secure)
    visit = request.cookies.get(name, "")
    if not 20 <= len(visit) <= 100:
        visit = secrets.token_urlsafe(32)
        answered.cookie(name, visit)
    return replace(VISITOR, reader=Reader("", csrf=token_of(visit)))


def _challenge(path: str) -> dict[str, str]:
    if path.startswith(FEEDS):
        return {"WWW-Authenticate": 'Basic realm="nutgraf", charset="UTF-8"'}
    return {"WWW-Authenticate": "Bearer"}


def _refusal(request: Request, no: HTTPException) -> Response:
    path = request.scope["path"]
    if path.startswith("/api/"):
        body = {"type": "about:blank", "title": no.detail, "status": no.status_code}
        return JSONResponse(body, no.status_code, no.headers, "application/problem+json")
    wants_page = "text/html" in request.headers.get("accept", "") and not path.startswith(FEEDS)
    if no.status_code == 401 and request.method == "GET" and wants_page:
        query = request.scope["query_string"].decode("latin-1")
        asked = quote(path + (f"?{query}" if query else ""), safe="/")
        return RedirectResponse(f"{LOGIN}?next={asked}" if len(asked) <= MOST_NEXT and asked != "/" else LOGIN, 303)
    return PlainTextResponse(f"{no.detail}\n", no.status_code, no.headers)
