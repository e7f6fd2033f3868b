"""A real server on a free loopback port, in a thread of this process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand

PATIENCE_S = 30.0
"""Longest wait for the server to be up, and to be down again."""


@contextmanager
def serving(newsstand: Newsstand, settings: Settings | None = None) -> Iterator[str]:
    """Give the address of a server over the newsstand; it is down when the block ends."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        app = make_app(newsstand, settings or Settings())
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        up = threading.Event()
        server.config.callback_notify = None
        thread = threading.Thread(target=_run, args=(server, listening, up), daemon=True)
        thread.start()
        try:
            assert up.wait(PATIENCE_S), "the server does not start"
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE_S)
            assert not thread.is_alive()


def _run(server: uvicorn.Server, listening: socket.socket, up: threading.Event) -> None:
    up.set()  # the socket listens already: who connects before it is served waits
    server.run(sockets=[listening])
