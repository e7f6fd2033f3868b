"""What every command on the archive is given, and opening it: settings, progress, logs."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.console import Progress, say
from nutgraf.errors import UsageError

if TYPE_CHECKING:
    from nutgraf.daily import Daily
    from nutgraf.rounds.turn import OnEvent
    from nutgraf.settings import Settings

DbFile = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="FILE",
        help="The archive: a file or postgresql://USER@HOST/DATABASE; NUTGRAF_DB, else a file in your data folder.",
    ),
]
SettingsFile = Annotated[
    str | None,
    typer.Option("--settings", metavar="FILE", help="Settings (TOML), as `nutgraf init` writes them."),
]
Now = Annotated[
    str | None,
    typer.Option("--now", metavar="TIME", help="The moment to speak from (ISO 8601) instead of the clock's."),
]


@dataclass(frozen=True, slots=True)
class ToOpen:
    """Which archive, with which settings, at which moment."""

    db: str | None = None
    """File of the archive, or its address on a server."""
    settings_file: str | None = None
    """File of settings."""
    now: str | None = None
    """The moment, as the user wrote it."""
    allow_private: bool = False
    """Private networks may be asked."""

    @property
    def moment(self) -> datetime:
        """The moment to speak from: the one given, else the clock's, to the second. Raises UsageError."""
        if self.now is None:
            return datetime.now(UTC).replace(microsecond=0)
        from nutgraf.text.query import moment_or_ago

        found = moment_or_ago(self.now, datetime.now(UTC))
        if found is None:
            raise UsageError(f"--now {self.now!r} is not a time. Write it like 2025-05-14T00:00Z.")
        return found

    def settings(self) -> "Settings":
        """Return the settings that hold. Raises SettingsError."""
        from nutgraf.settings_file import read_settings

        found = read_settings(self.settings_file, os.environ)
        if self.allow_private:
            found = replace(found, limits=replace(found.limits, allow_private=True))
        return found

    @property
    def path(self) -> str:
        """Where the archive lies. Raises UsageError for a kind of database that we do not speak to."""
        from nutgraf.settings_file import default_archive_path
        from nutgraf.store.address import place_of

        return place_of(self.db or default_archive_path())

    @property
    def name(self) -> str:
        """What people are told of where it lies: no password."""
        from nutgraf.store.address import shown

        return shown(self.path)

    @property
    def on_server(self) -> bool:
        """Whether it is a database of a server."""
        from nutgraf.store.address import on_server

        return on_server(self.path)

    def must_exist(self) -> None:
        """Raise UsageError when there is no archive yet."""
        from nutgraf.store.database import exists

        if not exists(self.path):
            raise UsageError(
                f"There is no archive {self.name} yet; `nutgraf add` or `nutgraf import` makes it.", about=self.name
            )


@contextmanager
def opened(given: ToOpen, *, makes: bool = False) -> Iterator["Daily"]:
    """Open the archive, with a line of progress on a terminal and logs elsewhere.

    Raises UsageError when there is none yet, unless the command `makes` one.
    """
    from nutgraf.daily import open_daily

    settings = given.settings()
    if not makes:
        given.must_exist()
    with Progress() as step, open_daily(settings, given.path, on_step=step, on_event=logs()) as daily:
        yield daily


def logs() -> "OnEvent":
    """Return what is told of events: log lines where nobody watches a terminal and `NUTGRAF_LOG` asks for them."""
    form = os.environ.get("NUTGRAF_LOG", "")
    if form not in ("json", "text"):
        if form:
            say(f"NUTGRAF_LOG={form} is neither json nor text; there will be no log.")
        return lambda _name, _facts: None
    import structlog

    last = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    logger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.add_log_level, last],
    )

    def tell(name: str, facts: Mapping[str, object]) -> None:
        logger.info(name, **facts)

    return tell
