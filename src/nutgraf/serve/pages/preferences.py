"""Settings of the reader: colours, size of text, keys. They live in a cookie, so that visitors have them too."""

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from nutgraf.serve.context import reader_of
from nutgraf.serve.pages.page import CHOICES, COOKIE, page

A_YEAR_S = 365 * 86_400
"""How long the cookie lasts."""
WORDS = {
    "theme": {"system": "as the system", "light": "light", "dark": "dark", "contrast": "high contrast"},
    "size": {"s": "small", "m": "medium", "l": "large", "xl": "very large"},
    "keys": {"on": "on", "off": "off"},
}
"""What each choice is called, in the order in which it is offered."""


def settings(request: Request) -> Response:
    """Return the form; from a visitor, who has no token for forms, also take what it sends."""
    if request.query_params.get("keep") and not reader_of(request).csrf:
        return _kept(request, dict(request.query_params))
    return page(request, "settings.html", words=WORDS, kept=request.query_params.get("done") == "kept")


async def keep(request: Request) -> Response:
    """Keep what was chosen."""
    form = await request.form(max_files=0, max_fields=20)
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_kept, request, given)


def _kept(request: Request, given: dict[str, str]) -> Response:
    """Return the way back to the form, with the cookie; what is no choice of ours is not kept."""
    chosen = {name: given[name] for name, choices in CHOICES.items() if given.get(name) in choices}
    answer = RedirectResponse("/settings?done=kept", 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, urlencode(chosen), max_age=A_YEAR_S, samesite="lax", secure=secure, path="/")
    return answer


ROUTES: list[BaseRoute] = [
    Route("/settings", settings, name="settings"),
    Route("/settings", keep, methods=["POST"]),
]
"""Addresses of settings."""
