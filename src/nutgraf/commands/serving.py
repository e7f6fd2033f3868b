"""`serve` and `mcp`: the archive for browsers, reader apps, programs and assistants."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from nutgraf.console import OK, ended, say
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened

Host = Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="Address to listen at; 127.0.0.1.")]
Port = Annotated[int | None, typer.Option("--port", metavar="N", min=0, max=65535, help="Port to listen at; 8080.")]
Public = Annotated[bool, typer.Option("--public", help="Let everybody read; only who logs in changes anything.")]


def serve(
    host: Host = None,
    port: Port = None,
    public: Public = False,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Serve the archive to browsers, reader apps and programs."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _serve(given, host, port, public)))


def _serve(given: ToOpen, host: str | None, port: int | None, public: bool) -> int:
    from nutgraf.serve.app import make_app
    from nutgraf.serve.listening import address_of, listen, may_listen, run
    from nutgraf.serve.pages.prepared import Preparer
    from nutgraf.views import Newsstand

    with opened(given) as daily:
        known = daily.settings.serving
        serving = replace(
            known,
            host=host or known.host,
            port=known.port if port is None else port,
            public=public or known.public,
        )
        may_listen(serving, daily.archive.users)
        app = make_app(Newsstand(daily, clock_of(given)), replace(daily.settings, serving=serving))
        with listen(serving.host, serving.port) as listening:
            say(f"Serving {given.name} at {address_of(listening)} (Ctrl-C stops)")
            with Preparer(app.state.paper, app.state.traffic.idle_s):
                run(app, listening)
    return OK


def mcp(db: DbFile = None, settings: SettingsFile = None, now: Now = None) -> None:
    """Let an assistant list, read, search and trace the archive (MCP, on standard input and output); it only reads."""
    raise typer.Exit(ended(lambda: _mcp(ToOpen(db, settings, now))))


def _mcp(given: ToOpen) -> int:
    from nutgraf.serve.mcp import serve_assistant
    from nutgraf.views import Newsstand

    with opened(given) as daily:
        serve_assistant(Newsstand(daily, clock_of(given)))
    return OK


def clock_of(given: ToOpen) -> Callable[[], datetime]:
    """Return what tells the time: the clock, or the one moment that was given."""
    return (lambda: given.moment) if given.now else lambda: datetime.now(UTC).replace(microsecond=0)
