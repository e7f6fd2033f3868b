"""`worker` and `place`: several machines at work on one archive."""

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.commands.engines import Address, EngineKind, engine_of
from nutgraf.commands.sending import after_round
from nutgraf.commands.serving import clock_of
from nutgraf.commands.work import give_way
from nutgraf.console import OK, ended, say
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, logs, opened
from nutgraf.options import AllowPrivate

if TYPE_CHECKING:
    from nutgraf.rounds.turn import OnEvent

SAID: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "placing": lambda _: "Placing: this process groups and briefs what workers read.",
    "standing by": lambda _: "Standing by: another process places; this one takes over when it ends.",
    "server away": lambda facts: f"{facts['why']}; trying again.",
    "taken over": lambda facts: f"Taking over a job ({facts['job']}) of a worker that is gone.",
    "put back": lambda facts: f"A job ({facts['job']}, {facts['count']}) failed and comes again: {facts['why']}",
}
"""What is said on standard error when it happens, beside the logs; the same thing only once in a row."""
Every = Annotated[
    float,
    typer.Option("--every", metavar="SECONDS", min=1, help="Longest wait for what is on its way before a round."),
]


def worker(
    db: DbFile = None, settings: SettingsFile = None, now: Now = None, allow_private: AllowPrivate = False
) -> None:
    """Fetch and read for an archive on a server; as many as you like, on as many machines."""
    given = ToOpen(db, settings, now, allow_private)
    raise typer.Exit(ended(lambda: _worker(given)))


def _worker(given: ToOpen) -> int:
    from nutgraf.sharing import work

    with opened(given, makes=True) as daily:
        say(f"Working for {given.name} (Ctrl-C stops)")
        work(daily, clock_of(given), _until_told(), _told())
    return OK


def place(
    every: Every = 60.0,
    engine: Annotated[
        EngineKind,
        typer.Option("--engine", help="What holds the stories of each language; ray needs nutgraf[ray]."),
    ] = EngineKind.serial,
    address: Address = "",
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Group and brief what workers read for an archive on a server; of several one does it, the others stand by."""
    given = ToOpen(db, settings, now, allow_private)
    raise typer.Exit(ended(lambda: _place(given, timedelta(seconds=every), engine, address)))


def _place(given: ToOpen, every: timedelta, kind: EngineKind, address: str) -> int:
    from nutgraf.sharing import place as place_on

    give_way()
    with opened(given, makes=True) as daily:
        daily.place_on(engine_of(kind, 0, address))
        after: Callable[[datetime], None] = partial(after_round, daily)
        place_on(daily, clock_of(given), _until_told(), every=every, after=after, on_event=_told())
    return OK


def _until_told() -> threading.Event:
    """Return what is set when the process is told to end: what is under way is then done to its end."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    return stop


def _told() -> "OnEvent":
    log = logs()
    last: list[str] = []

    def tell(name: str, facts: Mapping[str, object]) -> None:
        log(name, facts)
        sentence = SAID[name](facts) if name in SAID else ""
        if sentence and last != [sentence]:
            last[:] = [sentence]
            say(sentence)

    return tell
