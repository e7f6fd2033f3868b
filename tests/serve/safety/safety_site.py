"""What the tests of safety share: logging in as a browser does, and serving on a real port."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from httpx import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from nutgraf.serve.listening import config_of, listen

HERE = "http://127.0.0.1:8080"
PASSWORD = "plain words in a row"


def token_in(page: str) -> str:
    """Return the token that stands in the forms of a page."""
    return page.partition('name="csrf" value="')[2].partition('"')[0]


def log_in(client: TestClient, name: str = "ada", password: str = PASSWORD, **more: str) -> Response:
    """Log in as a browser does; the client then has the session's cookie."""
    form = client.get("/login")
    assert form.status_code == 200
    data = {"name": name, "password": password, "csrf": token_in(form.text), **more}
    return client.post("/login", data=data)


@contextmanager
def running(app: ASGIApp) -> Iterator[int]:
    """Serve an app as `nutgraf serve` does, on a free port of this machine; give the port."""
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(config_of(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        assert server.started
        yield int(listening.getsockname()[1])
        server.should_exit = True
        thread.join(20)
