"""The real server with a clock at its door, for `bench/serve.py`: `python -m bench.timed serve --db FILE --port N`.

Every answer bears `Server-Timing: app;dur=MS`: from the moment the request reaches the app (before the guard) to the
moment its answer begins, so with every wait for a thread, a lock or the archive. Costs some 10 microseconds. Beside it
`plain`: files from a folder, by Starlette's StaticFiles in the same server: the bound of this way of serving.
"""

import sys
import time

from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Clock:
    """Middleware that says how long an answer took to begin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = f"app;dur={1000 * (time.perf_counter() - began):.3f}"
                message["headers"] = [*message.get("headers", ()), (b"server-timing", took.encode())]
            await send(message)

        await self._app(scope, receive, timed if scope["type"] == "http" else send)


def serve_with_clock(words: list[str]) -> None:
    """Run the real command with the clock before its app."""
    import nutgraf.serve.app as made
    from nutgraf import cli

    untimed = made.make_app

    def timed(*given: object, **named: object) -> ASGIApp:
        app = untimed(*given, **named)  # type: ignore[arg-type]  # handed through as they are
        app.add_middleware(Clock)
        return app

    made.make_app = timed  # type: ignore[assignment]  # the same with a clock
    sys.argv = ["nutgraf", *words]
    cli.main()


def serve_plain(folder: str, port: int) -> None:
    """Serve the files of a folder."""
    import uvicorn

    app = Starlette()
    app.mount("/", StaticFiles(directory=folder, html=True))
    app.add_middleware(Clock)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False, server_header=False)


if __name__ == "__main__":
    if sys.argv[1] == "plain":
        serve_plain(sys.argv[2], int(sys.argv[3]))
    else:
        serve_with_clock(sys.argv[1:])
