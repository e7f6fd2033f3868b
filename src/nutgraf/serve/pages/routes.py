"""Addresses of pages."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from nutgraf.serve.context import paper_of, reader_of
from nutgraf.serve.pages.page import page
from nutgraf.text.query import Query


def front(request: Request) -> Response:
    """Return the front page."""
    paper = paper_of(request)
    name = reader_of(request).name
    listed = paper.newsstand.front(Query(), timedelta(hours=24), most=paper.serving.page_stories, reader=name)
    return page(request, "front.html", listed=listed)


ROUTES: list[BaseRoute] = [Route("/", front, name="front")]
"""All of them."""
