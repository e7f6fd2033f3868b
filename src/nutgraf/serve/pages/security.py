"""A reader's password, app passwords and sessions.

Rule: a program's token opens no door here: who finds an app password must not make more of it, nor a lasting one.
"""

from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from nutgraf.errors import UsageError
from nutgraf.serve.context import Paper, address_of, paper_of
from nutgraf.serve.pages.page import page
from nutgraf.serve.safety.known import Known

LONGEST_LABEL = 60
"""Characters of the name of an app password."""
_checking = CapacityLimiter(2)


async def security(request: Request) -> Response:
    """Show passwords and sessions, or change them: `do` is `password`, `add`, `revoke` or `others`."""
    known: Known = request.state.known
    if known.by not in ("session", "proxy"):
        words = {
            "machine": "There are no users, so there is no password. `nutgraf user add NAME` adds one.",
            "program": "A program's password does not open this page. Log in with a browser.",
        }
        raise HTTPException(403, words.get(known.by, "Log in to see this."))
    if request.method != "POST":
        return await run_in_threadpool(_shown, request)
    form = await request.form()
    do = DEEDS.get(str(form.get("do", "")))
    if do is None:
        raise HTTPException(400, "This is nothing that can be done here.")
    try:
        return await to_thread.run_sync(do, request, form, limiter=_checking)
    except UsageError as error:
        return await run_in_threadpool(_shown, request, error=error.message, status=400)


def _password(request: Request, form: FormData) -> Response:
    paper, known = paper_of(request), _known(request)
    name, address = known.reader.name, address_of(request)
    if wait_s := paper.tries.wait_s(name, address, paper.newsstand.now()):
        answer = _shown(request, error="Too many tries failed. Try again later.", status=429)
        answer.headers["Retry-After"] = str(wait_s)
        return answer
    if paper.newsstand.archive.users.check(name, _said(form, "old")) is None:
        return _shown(request, error="That is not your password.", status=403)
    paper.tries.right(name, address)
    if _said(form, "new") != _said(form, "again"):
        raise UsageError("The new password was not typed alike twice.")
    paper.newsstand.archive.users.set_password(name, _said(form, "new"), but=known.token)
    return _shown(request, notice="The password is changed, and all other sessions are ended.")


def _add(request: Request, form: FormData) -> Response:
    label = " ".join(_said(form, "label").split())[:LONGEST_LABEL]
    if not label:
        raise UsageError("Name the app, so that you know it again.")
    paper = paper_of(request)
    token = paper.newsstand.archive.tokens.issue(_known(request).reader.name, "app", label, paper.newsstand.now())
    return _shown(request, fresh=token, label=label)


def _revoke(request: Request, form: FormData) -> Response:
    tokens = paper_of(request).newsstand.archive.tokens
    if not tokens.revoke(_known(request).reader.name, _said(form, "id")):
        raise UsageError("That one holds no longer.")
    return _shown(request, notice="It holds no longer.")


def _others(request: Request, _: FormData) -> Response:
    known = _known(request)
    paper_of(request).newsstand.archive.tokens.end(known.reader.name, "session", but=known.token)
    return _shown(request, notice="All other sessions are ended.")


DEEDS: dict[str, Callable[[Request, FormData], Response]] = {
    "password": _password,
    "add": _add,
    "revoke": _revoke,
    "others": _others,
}
"""What can be done, by name."""


def _shown(
    request: Request, *, notice: str = "", error: str = "", fresh: str = "", label: str = "", status: int = 200
) -> Response:
    paper: Paper = paper_of(request)
    known = _known(request)
    tokens, name, now = paper.newsstand.archive.tokens, known.reader.name, paper.newsstand.now()
    here = tokens.find(known.token, ("session",), now) if known.token else None
    sessions = [one for one in tokens.of(name, "session") if one.expires_at is None or one.expires_at > now]
    values = {"notice": notice, "error": error, "fresh": fresh, "label": label, "here": here.id if here else ""}
    return page(
        request,
        "security.html",
        status,
        apps=tokens.of(name, "app"),
        sessions=sessions,
        has_password=known.by == "session",
        **values,
    )


def _known(request: Request) -> Known:
    known: Known = request.state.known
    return known


def _said(form: FormData, field: str) -> str:
    value = form.get(field, "")
    return value[:2_000] if isinstance(value, str) else ""
