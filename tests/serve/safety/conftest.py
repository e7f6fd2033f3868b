"""Servers of every kind over the sample's archive: with users and without, public, behind a proxy."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from safety_site import HERE, PASSWORD
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from nutgraf.serve.app import make_app
from nutgraf.serve.context import Paper
from nutgraf.serve.guard import Guard
from nutgraf.settings import Serving, Settings
from nutgraf.views import Newsstand

Site = Callable[..., TestClient]


@pytest.fixture
def site(newsstand: Newsstand) -> Iterator[Site]:
    """Makes a client of a server with these settings."""
    with ExitStack() as open_ones:

        def made(at: str = HERE, client: str = "127.0.0.1", **serving: object) -> TestClient:
            app = make_app(newsstand, replace(Settings(), serving=Serving(**serving)))  # type: ignore[arg-type]
            one = TestClient(app, base_url=at, client=(client, 50_000), follow_redirects=False)
            return open_ones.enter_context(one)

        yield made


@pytest.fixture
def ada(newsstand: Newsstand) -> str:
    """A user."""
    return newsstand.archive.users.add("ada", PASSWORD, newsstand.now())


@pytest.fixture
def app_password(newsstand: Newsstand, ada: str) -> str:
    """A password of one of her apps."""
    return newsstand.archive.tokens.issue(ada, "app", "phone", newsstand.now())


async def echo(request: Request) -> Response:
    """Tell what a handler gets."""
    async with request.form() as form:
        told = {
            name: [(await v.read()).decode() if not isinstance(v, str) else v for v in form.getlist(name)]
            for name in form
        }
    body = (await request.body()).decode("latin-1") if not told else ""
    client = request.client.host if request.client else ""
    facts = {"scheme": request.url.scheme, "client": client, "query": request.url.query, "by": request.state.known.by}
    reader = request.state.reader
    return JSONResponse(
        {"form": told, "body": body, "reader": reader.name, "may_write": reader.may_write, **facts}
        | {"headers": dict(request.headers)}
    )


async def broken(request: Request) -> Response:
    """Fail, as a handler of ours must not."""
    raise RuntimeError("a secret of the server")


METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
PATHS = ("/echo", "/feeds/echo", "/greader/echo", "/api/greader.php/echo", "/unsubscribe/echo", "/login", "/metrics")


@pytest.fixture
def echoes(newsstand: Newsstand) -> Callable[..., TestClient]:
    """Makes a client of a server that tells what its handlers get behind the guard."""

    def made(at: str = HERE, client: str = "127.0.0.1", **serving: object) -> TestClient:
        routes = [Route(path, echo, methods=METHODS) for path in PATHS]
        app = Starlette(routes=[*routes, Route("/broken", broken)], middleware=[Middleware(Guard)])
        app.state.paper = Paper(newsstand, replace(Settings(), serving=Serving(**serving)))  # type: ignore[arg-type]
        return TestClient(
            app, base_url=at, client=(client, 50_000), follow_redirects=False, raise_server_exceptions=False
        )

    return made
