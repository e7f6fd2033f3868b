"""Addresses of pages, and what stands there when a page cannot be shown."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from nutgraf.errors import LineRefused, NotFound
from nutgraf.serve.pages.article import article
from nutgraf.serve.pages.changes import ROUTES as CHANGES
from nutgraf.serve.pages.corrections import ROUTES as CORRECTIONS
from nutgraf.serve.pages.follows import ROUTES as FOLLOWS
from nutgraf.serve.pages.front import front
from nutgraf.serve.pages.marking import brief, mark, saved
from nutgraf.serve.pages.metrics import ROUTES as METRICS
from nutgraf.serve.pages.preferences import ROUTES as PREFERENCES
from nutgraf.serve.pages.refusals import no_brief, not_found, refused
from nutgraf.serve.pages.search import ROUTES as SEARCH
from nutgraf.serve.pages.shell import manifest, offline, worker
from nutgraf.serve.pages.sources import ROUTES as SOURCES
from nutgraf.serve.pages.story import line, story, traces

ROUTES: list[BaseRoute] = [
    Route("/", front, name="front"),
    Route("/story/{story}", story, name="story"),
    Route("/story/{story}/{number:int}", story, name="edition"),
    Route("/story/{story}/{number:int}/traces", traces, name="traces"),
    Route("/story/{story}/{number:int}/line/{line}", line, name="edition_line"),
    Route("/story/{story}/line/{line}", line, name="line"),
    Route("/story/{story}/mark", mark, methods=["POST"], name="mark"),
    Route("/story/{story}/brief", brief, methods=["POST"], name="brief"),
    Route("/article/{article}", article, name="article"),
    Route("/saved", saved, name="saved"),
    Route("/manifest.webmanifest", manifest, name="manifest"),
    Route("/service-worker.js", worker, name="worker"),
    Route("/offline", offline, name="offline"),
    *CHANGES,
    *CORRECTIONS,
    *FOLLOWS,
    *METRICS,
    *PREFERENCES,
    *SEARCH,
    *SOURCES,
]
"""All of them."""
REFUSALS: dict[type[Exception], Callable[[Request, Exception], Response]] = {
    NotFound: not_found,
    LineRefused: no_brief,
    HTTPException: refused,
}
"""What is shown instead, by what was raised."""
