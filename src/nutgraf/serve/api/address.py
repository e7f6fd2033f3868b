"""Addresses within the API: from the root of the server, so that they hold whatever name it is reached by."""

from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

from starlette.requests import Request

from nutgraf.serve.context import paper_of

ROOT = "/api/v1"
"""Where the API is mounted."""


def outside(request: Request) -> str:
    """Return the path under which the whole server is reached; empty at the root of a name."""
    base = paper_of(request).serving.base_url
    before = str(request.scope.get("root_path", "")).removesuffix(ROOT)
    return urlsplit(base).path.rstrip("/") if base else quote(before)


def link(request: Request, *parts: object, **asked: object) -> str:
    """Return the address of something in the API; what is asked as `None` is left out."""
    path = "/".join(_quoted(str(part)) for part in parts)
    given = {name: value for name, value in asked.items() if value is not None}
    return f"{outside(request)}{ROOT}/{path}" + (f"?{urlencode(given)}" if given else "")


def next_page(request: Request, cursor: str) -> str:
    """Return the address of the next page of what a request asks: the same, with another cursor."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    path = request.url.path.removeprefix(str(request.scope.get("root_path", "")))
    return f"{outside(request)}{ROOT}{quote(path)}?{urlencode([*asked, ('cursor', cursor)])}"


@lru_cache(8_192)
def _quoted(part: str) -> str:
    return quote(part, safe="")
