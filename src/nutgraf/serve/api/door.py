"""The door of the API: bounds on requests before they are read, HEAD, and problems for what was refused further out.

Both are plain ASGI. `Door` stands within the guard, `OneVoice` around it: what the guard refuses under the address of
the API is told as a problem too.
"""

import json
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nutgraf.serve.api.address import ROOT
from nutgraf.serve.api.documents.base import ProblemPlace
from nutgraf.serve.api.problems import BY_STATUS, MEDIA, problem

MOST_QUERY, MOST_PARAMETERS, MOST_BODY = 4_000, 40, 4_096
"""Bytes of a query, parameters in it, bytes of a body."""
MOST_TOLD, MOST_SAID = 20_000, 300
"""Bytes of a problem, and characters of what was said outside that are told on."""


class Door:
    """Refuses what is too large, and answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the API."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        before = str(scope.get("root_path", "")).removesuffix(ROOT)
        query = scope.get("query_string", b"")
        if len(query) > MOST_QUERY or query.count(b"&") >= MOST_PARAMETERS:
            detail = f"The query has more than {MOST_QUERY:,} bytes or {MOST_PARAMETERS} parameters."
            await problem("address-too-long", detail, before=before)(scope, receive, send)
            return
        twice = _twice(query)
        if twice:
            places = tuple(ProblemPlace(where=f"query.{name}", why="Given more than once") for name in twice)
            answer = problem("invalid", "A parameter is given more than once.", before=before, errors=places)
            await answer(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            await problem("too-large", f"A body has at most {MOST_BODY:,} bytes.", before=before)(scope, receive, send)
            return
        await self._app(scope, _given(body, receive), send)


class OneVoice:
    """Tells as problems whatever is refused outside the API under its address: by the guard, by the server."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the server."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of an answer that is an error and no problem yet, make one."""
        if scope["type"] == "http" and str(scope["path"]).startswith(f"{ROOT}/"):
            await _Voice(scope, send).hear(self._app, receive)
        else:
            await self._app(scope, receive, send)


class _Voice:
    """One answer on its way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start: Message | None = None  # of an error that is to be told anew
        self._body = b""

    async def hear(self, app: ASGIApp, receive: Receive) -> None:
        await app(self._scope, receive, self._pass_on)

    async def _pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start" and int(message["status"]) >= 400:
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body = (self._body + message.get("body", b""))[:MOST_TOLD]
            if not message.get("more_body", False):
                await self._tell(self._start)

    async def _tell(self, start: Message) -> None:
        """Send an error as a problem; one that is ours already as it is."""
        status, headers = int(start["status"]), Headers(raw=start["headers"])
        media = headers.get("content-type", "")
        if media.startswith(MEDIA) and (self._scope["method"] == "HEAD" or b'"errors"' in self._body):
            await self._send(start)
            await self._send({"type": "http.response.body", "body": self._body})
            return
        name = BY_STATUS.get(status, "bad-request" if status < 500 else "failed")
        before = str(self._scope.get("root_path", ""))
        made = problem(name, _detail(status, media, self._body), before=before, status=status)
        kept = MutableHeaders(raw=[one for one in start["headers"] if one[0].lower() not in _OF_BODY])
        for key, value in made.headers.items():
            kept.setdefault(key, value)
        await self._send({"type": "http.response.start", "status": status, "headers": kept.raw})
        body = b"" if self._scope["method"] == "HEAD" else made.body
        await self._send({"type": "http.response.body", "body": body})


_OF_BODY = (b"content-type", b"content-length", b"content-encoding", b"etag")


def _detail(status: int, media: str, body: bytes) -> str:
    """Return what an error says in words of its own, else what its status is called."""
    said = ""
    if media.startswith("text/plain"):
        said = body.decode("utf-8", "replace")
    elif media.startswith(MEDIA):
        with suppress(ValueError, RecursionError):
            told = json.loads(body)
            said = str(told.get("detail") or told.get("title") or "") if isinstance(told, dict) else ""
    try:
        return said.strip()[:MOST_SAID] or f"{HTTPStatus(status).phrase}."
    except ValueError:
        return "Refused."


def _twice(query: bytes) -> list[str]:
    """Return the parameters that stand more than once in a query: which of them was meant?"""
    names = [name[:80] for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)]
    return sorted({name for name in names if names.count(name) > 1})


def _without_body(send: Send) -> Send:
    async def passed_on(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return passed_on


async def _body(receive: Receive) -> bytes | None:
    """Return the body of a request; `None` when it is too large: the rest is not read."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BODY:
            return None
        more = bool(message.get("more_body", False))
    return body


def _given(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read already, and then waits for the end of the connection."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
