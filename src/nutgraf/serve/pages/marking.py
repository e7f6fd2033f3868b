"""What a reader does with a story: save, mark read or unread, follow; and have its brief written at once.

Rule 1: the guard has checked that the form was meant.
Rule 2: a form leads back to the page it stood on; a script, which says so with the header `X-In-Place`, gets an empty
answer and changes the button itself.
"""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nutgraf.model import SAVED, UNREAD
from nutgraf.serve.context import Paper, paper_of, reader_of, writer_of
from nutgraf.serve.pages.front import saved_of
from nutgraf.serve.pages.page import page
from nutgraf.serve.pages.story import MOST_SUPPORT, marks_of
from nutgraf.views import StoryView

MOST_SAVED = 200
"""Saved stories listed, the newest first."""


async def mark(request: Request) -> Response:
    """Put a mark on a story or take it off: `mark` is `save`, `unsave`, `unread`, `read`, `follow` or `unfollow`."""
    reader, form = writer_of(request), await request.form()
    await run_in_threadpool(_mark, paper_of(request), reader.name, request.path_params["story"], _word(form, "mark"))
    return done(request, form)


async def brief(request: Request) -> Response:
    """Have the brief of a story written now, and show it; it is not kept."""
    reader, paper = writer_of(request), paper_of(request)
    view = await run_in_threadpool(paper.newsstand.written_now, request.path_params["story"])
    if paper.newsstand.card(view.id).edition:
        return RedirectResponse(f"/story/{view.id}", 303)
    return await run_in_threadpool(_written, request, paper, reader.name, view)


def _written(request: Request, paper: Paper, reader: str, view: StoryView) -> Response:
    marks = marks_of(paper, reader, view.id)
    return page(
        request,
        "story.html",
        story=view,
        news=None,
        opened="*",
        newest=True,
        kept=False,
        most_support=MOST_SUPPORT,
        marks=marks,
    )


def saved(request: Request) -> Response:
    """Return the stories that the reader saved."""
    paper, reader = paper_of(request), reader_of(request)
    wanted = sorted(saved_of(paper, reader.name))
    cards = paper.newsstand.archive.stories.many(wanted)
    marks = paper.newsstand.archive.marks.of(reader.name, SAVED) if reader.name else ()
    kept = [(cards[one.story], one.at) for one in marks if one.story in cards][:MOST_SAVED]
    return page(request, "saved.html", kept=kept)


def done(request: Request, form: FormData) -> Response:
    """Return the answer to a form: back to `back`, an address of ours, or nothing for a script."""
    if request.headers.get("x-in-place"):
        return Response(status_code=204)
    back = _word(form, "back")
    parts = urlsplit(back)
    ours = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.netloc and "\\" not in back
    return RedirectResponse(back if ours else "/", 303)


def _mark(paper: Paper, reader: str, name: str, what: str) -> None:
    card = paper.newsstand.card(name)
    story, now, archive = card.story.id, paper.newsstand.now(), paper.newsstand.archive
    if what == "save":
        archive.marks.put(reader, [story], SAVED, now)
    elif what == "unsave":
        archive.marks.take(reader, [story], SAVED)
    elif what == "unread":
        archive.marks.put(reader, [story], UNREAD, now)
    elif what == "read":
        archive.marks.take(reader, [story], UNREAD)
        paper.newsstand.saw(reader, story, card.edition)
    elif what == "follow":
        archive.editions.follow(("story", story, "follow"), now)
    elif what == "unfollow":
        archive.editions.unfollow("story", story)
    else:
        raise HTTPException(400, "A story can be saved, marked as read or unread, and followed.")


def _word(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
