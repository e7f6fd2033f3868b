"""`serve`: the web reader, the API and the feeds, for readers on this machine or beyond."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from nutgraf.console import OK, ended, say
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened

Host = Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="Address to listen at; 127.0.0.1.")]
Port = Annotated[int | None, typer.Option("--port", metavar="N", min=0, max=65535, help="Port to listen at; 8080.")]


def serve(
    host: Host = None,
    port: Port = None,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Serve the archive to browsers, reader apps and programs."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _serve(given, host, port)))


def _serve(given: ToOpen, host: str | None, port: int | None) -> int:
    import uvicorn

    from nutgraf.serve.app import make_app
    from nutgraf.views import Newsstand

    with opened(given) as daily:
        serving = daily.settings.serving
        clock = (lambda: given.moment) if given.now else lambda: datetime.now(UTC).replace(microsecond=0)
        app = make_app(Newsstand(daily, clock), daily.settings)
        at = (host or serving.host, serving.port if port is None else port)
        say(f"Serving {given.path} at http://{at[0]}:{at[1]}/ (Ctrl-C stops)")
        config = uvicorn.Config(app, at[0], at[1], log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run()
    return OK
