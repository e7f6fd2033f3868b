"""How much a request may be: method, address, query, headers and body.

Rule 1: a body is read once, here, within a bound and a time, and handed on unharmed.
Rule 2: what is refused is refused before anything is parsed.
"""

import asyncio
import re
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
METHODS = (*sorted(SAFE), "POST", "PUT", "PATCH", "DELETE")
"""All that are answered."""
MOST_PATH = 1_000
"""Bytes of an address before the query."""
MOST_QUERY, MOST_PARAMETERS = 4_000, 100
"""Bytes and parameters of a query."""
MOST_HEADERS = 16_384
"""Bytes of all headers. The server stops reading there, too, but only when they come in several parts."""
MOST_FORM = 64_000
"""Bytes of a body."""
MOST_UPLOAD = 4_000_000
"""The same of a form that bears a file: a list of feeds."""
MOST_FIELDS, MOST_FILES = 100, 4
"""Fields and files of a form."""
READER_APPS = ("/greader/", "/api/greader.php/")
"""Addresses of the protocol of reader apps, which name hundreds of items in one request."""
MOST_OF_READER_APPS = 1_000_000
"""Bytes of their bodies."""
CLOSED = {"Connection": "close"}
"""Said to who sent what is not read to its end: nothing behind it is taken for a next request."""
BODY_S = 20.0
"""Seconds within which a body has to be here."""

_STRANGE = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")


def check_size(scope: Scope) -> None:
    """Refuse a request that is too much of anything. Raises HTTPException 400, 405, 414 or 431."""
    if scope["method"] not in METHODS:
        raise HTTPException(405, "This method is not answered.", {"Allow": ", ".join(METHODS)})
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        raise HTTPException(431, "The headers of this request are too large.", CLOSED)
    path: str = scope["path"]
    if len(scope.get("raw_path") or path) > MOST_PATH:
        raise HTTPException(414, "This address is too long.")
    if not path.startswith("/") or path.startswith("//") or ".." in path.split("/") or _STRANGE.search(path):
        raise HTTPException(400, "This is no address of a page.")
    query: bytes = scope["query_string"]
    apps = path.startswith(READER_APPS)
    if len(query) > (MOST_FORM if apps else MOST_QUERY) or query.count(b"&") >= (2_000 if apps else MOST_PARAMETERS):
        raise HTTPException(414, "This address asks for too much at once.")


async def whole_body(scope: Scope, receive: Receive) -> bytes:
    """Return the body of a request. Raises HTTPException 400, 408 or 413."""
    headers = {name: value for name, value in scope["headers"] if name in (b"content-length", b"transfer-encoding")}
    if len(headers) == 2:  # RFC 9112, 6.3: "ought to be handled as an error": a proxy may have read the other one
        raise HTTPException(400, "A request tells its size once.", CLOSED)
    if scope["method"] in SAFE:
        if headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers:
            raise HTTPException(400, "Who only asks sends nothing.", CLOSED)
        return b""
    most = _most(scope)
    if headers.get(b"content-length", b"0").isdigit() and int(headers.get(b"content-length", b"0")[:20]) > most:
        raise HTTPException(413, _too_much(most), CLOSED)
    try:
        async with asyncio.timeout(BODY_S):
            return await _read(receive, most)
    except TimeoutError:
        raise HTTPException(408, "The rest of this request did not come in time.", CLOSED) from None


def handed_on(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read to the next who reads it."""
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again


async def _read(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while True:
        message: Mapping[str, object] = await receive()
        if message["type"] == "http.disconnect":
            raise HTTPException(400, "The request broke off.")
        part = message.get("body", b"")
        assert isinstance(part, bytes), "ASGI: a body is bytes"
        body += part
        if len(body) > most:
            raise HTTPException(413, _too_much(most), CLOSED)
        if not message.get("more_body", False):
            return bytes(body)


def _most(scope: Scope) -> int:
    if scope["path"].startswith(READER_APPS):
        return MOST_OF_READER_APPS
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return MOST_UPLOAD if kind.lower().startswith(b"multipart/form-data") else MOST_FORM


def _too_much(most: int) -> str:
    return f"This is more than the {most:,} bytes that are taken here."
