"""Answers: a document with its ETag, an answer without a body when the asker has it already, links to the next page.

Rule 1: an edition never changes, so its tag is made of its id, and nothing is printed for who has it already.
Rule 2: of everything else the tag is a hash of the bytes: it is right whatever moved.
Rule 3: every answer may depend on who asks, so no shared cache keeps it, and a browser asks each time.
"""

import hashlib
import re
from collections.abc import Callable

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from nutgraf.serve.api.address import link
from nutgraf.views.kept import Kept

VERSION = "1"
"""Changes with how documents are printed: editions' tags are made of it, too."""
MOST_PRINTED = 64
"""Printed documents kept; one of a great story takes a megabyte."""
MOST_TAGS = 4_096
"""Characters read of If-None-Match."""
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def document(request: Request, made: BaseModel, *, following: str | None = None) -> Response:
    """Return a document, with the address of the next page if there is one."""
    body = made.model_dump_json(by_alias=True).encode()
    form = str(getattr(made, "form", ""))
    return _answer(request, form, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', lambda: body, following)


def printed(request: Request, form: str, identity: tuple[object, ...], make: Callable[[], str]) -> Response:
    """Return a document that is the same for good for one identity; printed once while it is kept."""
    key = (form, VERSION, *identity)
    tag = f'"{hashlib.blake2b(repr(key).encode(), digest_size=12).hexdigest()}"'
    press: Kept = request.app.state.press
    return _answer(request, form, tag, lambda: press.get(key, lambda: make().encode()), None)


def fixed(request: Request, body: bytes, media: str) -> Response:
    """Return something that only a new version of the program changes."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
    return Response(None, 304, headers) if has(request, tag) else Response(body, 200, headers, media)


def has(request: Request, tag: str) -> bool:
    """Tell whether the asker has what a tag names (RFC 9110, 13.1.2: compared weakly)."""
    given = request.headers.get("if-none-match", "")[:MOST_TAGS]
    return given.strip() == "*" or tag in _TAG.findall(given)


def _answer(request: Request, form: str, tag: str, make: Callable[[], bytes], following: str | None) -> Response:
    links = [f'<{link(request, "schemas", *form.split("/"))}>; rel="describedby"'] if form else []
    if following:
        links.append(f'<{following}>; rel="next"')
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie, Authorization",
        "Link": ", ".join(links),
    }
    if request.method == "GET" and has(request, tag):
        return Response(None, 304, headers)
    return Response(make(), 200, headers, "application/json")
