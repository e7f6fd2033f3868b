"""A request of a reader app, opened: who asks, with which values; and its refusals.

    ROUTE = Route(path, reads(handle), methods=["GET", "POST"])     # handle(call) -> Response, on a thread of its own
    ROUTE = Route(path, changes(handle), methods=["POST"])          # the same for what changes something

Rule 1: apps use no cookie: who asks stands in `Authorization: GoogleLogin auth=...`, which no foreign page can send.
        So the guard leaves these addresses to us and asks for no token against forged requests; see `login`.
Rule 2: what is read of a request is bounded before it is understood.
"""

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from nutgraf.errors import InputError, UsageError
from nutgraf.serve.context import Paper, base_url, paper_of
from nutgraf.serve.greader.login import Who, action_token, who_asks
from nutgraf.views import Newsstand

MOST_BYTES = 1_000_000
"""Bytes of a body: ten thousand items by their long names, or some thousand feeds as OPML."""
MOST_VALUES = 12_000
"""Values of a request."""
ACCEPTED_TOKENS = frozenset({"", "x"})
"""What some apps (FeedMe, Reeder) send instead of an action token; see docs/design/185."""
Handler = Callable[["Call"], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class Refused(Exception):
    """What an app asked for cannot be had; carries the status and a sentence."""

    def __init__(self, status: int, words: str, headers: Mapping[str, str] | None = None) -> None:
        """Keep them."""
        super().__init__(words)
        self.status, self.words, self.headers = status, words, headers


@dataclass(frozen=True, slots=True)
class Call:
    """A request, understood."""

    paper: Paper
    """What the server serves."""
    who: Who
    """Who asks."""
    base: str
    """Public address of the server."""
    values: Mapping[str, tuple[str, ...]]
    """Values by name: of the address first, then of the body."""
    body: bytes
    """What was sent, as it came."""
    path: str = ""
    """What the address names behind the endpoint, unquoted; may be empty."""

    @property
    def stand(self) -> Newsstand:
        """The archive as readers look at it."""
        return self.paper.newsstand

    @property
    def reader(self) -> str:
        """Name of the reader in cursors and marks."""
        return self.who.name

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a name."""
        return self.values.get(name, ())

    def one(self, name: str, default: str = "") -> str:
        """Return the last value of a name."""
        return (self.values.get(name) or (default,))[-1]

    def number(self, name: str, default: int, most: int) -> int:
        """Return a value as a number from 0 to `most`; the default when it is none."""
        text = self.one(name)
        return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 20 else default


def reads(handle: Handler) -> Endpoint:
    """Return an endpoint that changes nothing."""

    async def endpoint(request: Request) -> Response:
        return await _answered(request, handle)

    return endpoint


def changes(handle: Handler) -> Endpoint:
    """Return an endpoint that changes something: it asks for the action token."""

    def checked(call: Call) -> Response:
        given = call.one("T")
        if given not in ACCEPTED_TOKENS and not hmac.compare_digest(given.encode(), action_token(call.who).encode()):
            bad = {"X-Reader-Google-Bad-Token": "true", "Google-Bad-Token": "true"}
            raise Refused(401, "The token is stale: get a new one from reader/api/0/token.", bad)
        return handle(call)

    async def endpoint(request: Request) -> Response:
        return await _answered(request, checked)

    return endpoint


async def values_of(request: Request) -> tuple[bytes, dict[str, tuple[str, ...]]]:
    """Return the body of a request, and its values by name. Raises Refused when it is too much."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Refused(413, "That is more than can be taken in one request.")
    form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    pairs = list(request.query_params.multi_items())
    try:
        if form:
            pairs += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_VALUES)
    except ValueError as error:
        raise Refused(413, "These are more values than can be taken in one request.") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return body, {name: tuple(values) for name, values in found.items()}


def refusal(error: Refused) -> Response:
    """Return a refusal as apps take it."""
    return PlainTextResponse(f"Error={error.words}\n", error.status, error.headers)


async def _answered(request: Request, handle: Handler) -> Response:
    try:
        body, values = await values_of(request)
        return await run_in_threadpool(_handled, request, handle, body, values)
    except Refused as error:
        return refusal(error)


def _handled(request: Request, handle: Handler, body: bytes, values: Mapping[str, tuple[str, ...]]) -> Response:
    who = who_asks(request)
    if who is None:
        raise Refused(401, "Log in at accounts/ClientLogin with a name and an app password.")
    path = str(request.path_params.get("stream", ""))
    call = Call(paper_of(request), who, base_url(request), values, body, path)
    try:
        return handle(call)
    except (InputError, UsageError) as error:
        raise Refused(400, error.message) from error
