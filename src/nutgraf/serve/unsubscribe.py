"""Ending a subscription: a page with a button for people, one POST for mail programs (RFC 8058).

The address holds a secret that only the subscriber has been sent, so neither needs a login or a token against forged
requests. Looking at the page changes nothing: mail programs and scanners look at every link of a message.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from nutgraf.model import Subscriber
from nutgraf.serve.context import paper_of
from nutgraf.serve.pages.page import page

MOST_TOKEN = 100
"""Characters of a token; what is longer is none of ours."""


def unsubscribe(request: Request) -> Response:
    """Show what would be ended, or end it."""
    token = request.path_params["token"]
    subscribers = paper_of(request).newsstand.archive.subscribers
    ends = request.method == "POST"
    found = None if len(token) > MOST_TOKEN else subscribers.end(token) if ends else subscribers.by_token(token)
    answer = page(
        request, "unsubscribe.html", 404 if found is None else 200, subscriber=found, shown=_shown(found), ended=ends
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _shown(found: Subscriber | None) -> str:
    """Return an address so that its owner knows it, and nobody else learns it from a link that went astray."""
    if found is None:
        return ""
    name, _, host = found.address.partition("@")
    return f"{name[:2]}…@{host}"


ROUTES: list[BaseRoute] = [Route("/unsubscribe/{token}", unsubscribe, methods=["GET", "POST"], name="unsubscribe")]
"""All of them."""
