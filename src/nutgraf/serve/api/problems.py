"""What goes wrong, said in one form for programs and people: `application/problem+json` (RFC 9457).

Rule 1: a kind has an address, and a text there that says what to do.
Rule 2: `detail` is a sentence of ours; nothing of the inside (traces, paths of files) gets into it.
"""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nutgraf.errors import NotFound, NotReadable, NutgrafError, UsageError
from nutgraf.serve.api.address import ROOT
from nutgraf.serve.api.documents.base import ProblemDocument, ProblemPlace

MEDIA = "application/problem+json"
"""Content type of every problem."""
MOST_PLACES = 20
"""Most places named in one problem."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem."""

    status: int
    """The HTTP status."""
    title: str
    """In a few words."""
    text: str
    """What it means, and what to do."""


KINDS = {
    "bad-request": Kind(
        400,
        "Bad request",
        "A value is well formed, but means nothing here: a cursor of another list, "
        "a day that does not exist. `detail` says which.",
    ),
    "not-logged-in": Kind(
        401,
        "Not logged in",
        "This archive is not open to everybody. Send an app password as "
        "`Authorization: Bearer PASSWORD`; its user makes one in the settings.",
    ),
    "forbidden": Kind(
        403,
        "Not allowed",
        "Visitors may not change anything, and a change needs proof that it was meant: an "
        "app password, or the token that `/` gives as `reader.csrf`, sent as `X-CSRF-Token`.",
    ),
    "not-found": Kind(404, "Not found", "There is no such thing here, or no longer. Lists give the ids in force."),
    "method-not-allowed": Kind(405, "Method not allowed", "The header `Allow` names the methods of this address."),
    "too-slow": Kind(408, "Too slow", "The rest of the request did not come in time. Send it again."),
    "too-large": Kind(413, "Body too large", "Bodies hold a few dozen bytes here."),
    "address-too-long": Kind(414, "Address too long", "A query holds at most 4,000 bytes and 40 parameters."),
    "media-type": Kind(415, "Not JSON", "Send bodies as `Content-Type: application/json`."),
    "misdirected": Kind(421, "Another server's name", "This server does not answer to the name it was asked by."),
    "invalid": Kind(
        422,
        "Not what is taken here",
        "A parameter or a body has the wrong form, passes its bounds, or is not "
        "known here. `errors` names every place; the OpenAPI document says what is taken.",
    ),
    "too-many-requests": Kind(429, "Too many requests", "Wait as long as the header `Retry-After` says."),
    "failed": Kind(
        500,
        "The server failed",
        "This is a fault of the program, not of the request. The server's log tells more to whoever runs it.",
    ),
    "unavailable": Kind(
        503,
        "The archive cannot be read",
        "Try again in a while; whoever runs the server sees why in its log, and with `nutgraf doctor`.",
    ),
}
"""By name."""
BY_STATUS = {kind.status: name for name, kind in KINDS.items()}
"""Name of the kind by status."""


class Elsewhere(Exception):
    """A story was asked for by another name than its own; its address is where it should have been."""

    def __init__(self, address: str) -> None:
        """Keep the address."""
        super().__init__(address)
        self.address = address


def problem(
    name: str,
    detail: str,
    *,
    before: str = "",
    errors: tuple[ProblemPlace, ...] = (),
    status: int | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return a problem of a kind; `before` is the path under which the whole server is reached."""
    kind = KINDS[name]
    made = ProblemDocument(
        type=f"{before}{ROOT}/problems/{name}",
        title=kind.title,
        status=status or kind.status,
        detail=detail,
        errors=errors,
    )
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(made.model_dump_json(), made.status, kept, MEDIA)


def register(api: FastAPI) -> None:
    """Let every error leave the API as a problem."""
    api.add_exception_handler(Elsewhere, _elsewhere)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(NutgrafError, _ours)
    api.add_exception_handler(Exception, _failed)


def _elsewhere(_: Request, error: Exception) -> Response:
    assert isinstance(error, Elsewhere)
    # 307 and not 308: a merge may be undone, and the beginning of an id may fit a second story tomorrow
    return RedirectResponse(error.address, 307, {"Cache-Control": "private, no-cache"})


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    name = BY_STATUS.get(error.status_code, "bad-request" if error.status_code < 500 else "failed")
    headers = dict(error.headers or {})
    if "GET" in headers.get("Allow", "") and "HEAD" not in headers["Allow"]:
        headers["Allow"] += ", HEAD"
    detail = _NOWHERE.get(error.status_code) or f"{str(error.detail).rstrip('.')}."
    return problem(name, detail, before=_before(request), status=error.status_code, headers=headers)


_NOWHERE = {404: "Nothing is at this address.", 405: "This address takes other methods."}


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(one["type"] in ("json_invalid", "model_attributes_type") and one["loc"][0] == "body" for one in found):
        given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if given != "application/json":
            return problem("media-type", "The body is not JSON.", before=_before(request))
    places = tuple(ProblemPlace(where=_where(one["loc"]), why=str(one["msg"])[:200]) for one in found[:MOST_PLACES])
    return problem("invalid", "The request has parts that are not taken here.", before=_before(request), errors=places)


def _where(loc: tuple[object, ...]) -> str:
    return ".".join(str(part)[:80] for part in loc[:6])


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, NutgrafError)
    before = _before(request)
    if isinstance(error, NotFound):
        return problem("not-found", error.message.partition(";")[0].rstrip(".") + ".", before=before)
    if isinstance(error, UsageError):
        return problem("bad-request", error.message, before=before)
    if isinstance(error, NotReadable):
        return problem("unavailable", "The archive cannot be read now.", before=before, headers={"Retry-After": "30"})
    return problem("failed", "The archive holds something that cannot be read.", before=before)


def _failed(request: Request, _: Exception) -> Response:
    return problem("failed", "The server failed at this request.", before=_before(request))


def _before(request: Request) -> str:
    return str(request.scope.get("root_path", "")).removesuffix(ROOT)
