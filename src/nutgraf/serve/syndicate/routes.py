"""Addresses of feeds: `/feeds/stories.atom`, `/feeds/search.rss?q=...`, `/feeds/followed.json`, `/feeds/story/ID.atom`.

Rule 1: a program that has the newest version gets 304: the mark of a version is made of which editions stand in it,
        before any is opened. A version is written once (300 ms for a day of long briefs) and kept for the next.
Rule 2: programs log in as the guard lets them (`?token=`, Basic or Bearer); what they log in with stands in no feed.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from nutgraf import __version__
from nutgraf.errors import NotFound
from nutgraf.serve.context import Paper, base_url, paper_of
from nutgraf.serve.syndicate.chosen import Picked, kinds, of_day, of_followed, of_search, of_story, opened
from nutgraf.serve.syndicate.written import FORMATS

KEPT = "private, max-age=60"
"""How long a program may go without asking again."""


def stories(request: Request) -> Response:
    """Return the day."""
    return _answer(request, lambda: of_day(paper_of(request)))


def search(request: Request) -> Response:
    """Return a search."""
    return _answer(request, lambda: of_search(paper_of(request), request.query_params.get("q", "")))


def followed(request: Request) -> Response:
    """Return what is followed, or one word, actor or story of it."""
    given = next(((kind, request.query_params[kind]) for kind in kinds() if kind in request.query_params), None)
    return _answer(request, lambda: of_followed(paper_of(request), *(given or ())))


def story(request: Request) -> Response:
    """Return the editions of a story."""
    return _answer(request, lambda: of_story(paper_of(request), request.path_params["story"]))


def _answer(request: Request, pick: Callable[[], Picked]) -> Response:
    ending = request.path_params["ending"]
    if ending not in FORMATS:
        return PlainTextResponse(f"Feeds end in {', '.join('.' + name for name in FORMATS)}.", 404)
    base = base_url(request)
    try:
        picked = pick()
    except NotFound as error:
        return PlainTextResponse(error.message, 404)  # to programs, for which a page is no words
    headers = {"ETag": _mark(picked, paper_of(request).serving.title, base, ending), "Cache-Control": KEPT}
    if headers["ETag"] in _marks(request):
        return Response(status_code=304, headers=headers)
    paper = paper_of(request)
    updated, body = paper.newsstand.files.get(headers["ETag"], lambda: _written(paper, picked, base, ending))
    headers["Last-Modified"] = format_datetime(updated, usegmt=True)
    if "if-none-match" not in request.headers and _not_newer(request, updated):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=f"{FORMATS[ending].media}; charset=utf-8")


def _written(paper: Paper, picked: Picked, base: str, ending: str) -> tuple[datetime, bytes]:
    channel = opened(paper, picked, base, ending)
    return channel.updated, FORMATS[ending].write(channel)


def _mark(picked: Picked, title: str, base: str, ending: str) -> str:
    facts = repr((__version__, title, base, ending, picked)).encode()
    return f'"{hashlib.sha256(facts).hexdigest()[:32]}"'


def _marks(request: Request) -> set[str]:
    return {mark.strip().removeprefix("W/") for mark in request.headers.get("if-none-match", "").split(",")}


def _not_newer(request: Request, updated: datetime) -> bool:
    try:
        return updated <= parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (TypeError, ValueError):  # not a date, or one without a zone
        return False


ROUTES: list[BaseRoute] = [
    Route("/feeds/stories.{ending}", stories, name="feed-stories"),
    Route("/feeds/search.{ending}", search, name="feed-search"),
    Route("/feeds/followed.{ending}", followed, name="feed-followed"),
    Route("/feeds/story/{story}.{ending}", story, name="feed-story"),
]
"""All of them."""
