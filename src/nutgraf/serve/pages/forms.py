"""Forms that change something: read, carried out beside the event loop, answered with an address to go to.

Rule 1: the guard has checked that the form was meant; here it is checked that its sender may write.
Rule 2: what a form did is told by a word in the address (`?done=muted`), looked up in a table of ours: nobody can make
a page say anything else by a link.
Rule 3: a user's mistake is a sentence on a page, with the status 422.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nutgraf.briefs.printed.wording import flat
from nutgraf.serve.context import writer_of

MOST_WORD, MOST_FIELDS = 2_000, 200
"""Characters of a field, and fields of a form."""
Work = Callable[[Request, FormData], Response]
"""What a form asks for; runs in a thread."""


def posted(work: Work) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that reads the form of one who may write and carries it out in a thread."""

    async def handler(request: Request) -> Response:
        writer_of(request)
        async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
            return await run_in_threadpool(work, request, form)

    return handler


def word(form: FormData, name: str) -> str:
    """Return a field on one line, cut to its bound; empty when it is not there."""
    value = form.get(name, "")
    return "" if isinstance(value, UploadFile) else flat(value[:MOST_WORD])


def words(form: FormData, name: str) -> tuple[str, ...]:
    """Return all fields of a name, without repeats."""
    values = (value for value in form.getlist(name) if isinstance(value, str))
    return tuple(dict.fromkeys(flat(value[:MOST_WORD]) for value in values))


def asked(request: Request, name: str) -> str:
    """Return what the address says after `?name=`, on one line and cut to its bound."""
    return flat(request.query_params.get(name, "")[:MOST_WORD])


def whole(text: str, most: int) -> int | None:
    """Return a whole number from 0 to `most`; `None` for anything else."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
    return number if number is not None and number <= most else None


def to(path: str, **query: object) -> Response:
    """Return the answer to a form that did its work: the page to go to."""
    told = urlencode({name: str(value) for name, value in query.items() if value != ""})
    return RedirectResponse(f"{path}?{told}" if told else path, 303)


def unknown(what: str) -> HTTPException:
    """Return what is raised for a form that no page of ours sends."""
    return HTTPException(400, what)
