"""`init`, `run`, `import`, `replay`: the newsroom at work."""

import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from nutgraf.commands.sending import after_round
from nutgraf.console import NOTHING, OK, PARTLY, complain, ended, out, say
from nutgraf.errors import UsageError
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened
from nutgraf.options import AllowPrivate, Inputs

NICENESS = 19
"""Of rounds for ever, on the scale of `nice`."""
COUNTED = (
    ("feeds", "feeds asked"),
    ("feeds_failed", "failed"),
    ("items", "new entries"),
    ("pages", "pages"),
    ("articles", "articles read"),
    ("unreadable", "unreadable"),
    ("stories", "stories changed"),
    ("editions", "new editions"),
    ("unchanged", "without news"),
)
"""What a round counts, in words, in the order in which it is told."""


def init(
    settings: SettingsFile = None,
    force: Annotated[bool, typer.Option("--force", help="Write the file anew when there is one.")] = False,
) -> None:
    """Write a settings file in which every setting stands with its default and its meaning."""
    raise typer.Exit(ended(lambda: _init(settings, force=force)))


def _init(path: str | None, *, force: bool) -> int:
    from nutgraf.settings_file import write_default

    made = write_default(path, force=force)
    out(f"Settings: {made}\nArchive:  {ToOpen().name} (made by the first `nutgraf add`)\n", what="answer")
    return OK


def run(
    once: Annotated[bool, typer.Option("--once", help="One round; without it, rounds for ever.")] = False,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Fetch what is due, read, group, and brief the stories in which something material changed."""
    given = ToOpen(db, settings, now, allow_private)
    raise typer.Exit(ended(lambda: _run(given, once=once)))


def _run(given: ToOpen, *, once: bool) -> int:
    if given.now is not None and not once:
        raise UsageError("--now goes with --once: rounds for ever follow the clock.")
    with opened(given, makes=True) as daily:
        if not daily.archive.feeds.all():
            say("No feed is followed yet; `nutgraf add ADDRESS` or `nutgraf add FILE.opml` adds some.")
            return NOTHING
        if not once:
            give_way()
            daily.run(lambda: datetime.now(UTC).replace(microsecond=0), threading.Event(), partial(after_round, daily))
            return OK
        counts = daily.run_once(given.moment)
        after_round(daily, given.moment)
    out(summary(counts), what="summary")
    if counts.get("feeds_failed"):
        say("`nutgraf sources` says what is wrong with the feeds that failed.")
    return NOTHING if counts.get("feeds") and counts["feeds_failed"] == counts["feeds"] else OK


def give_way() -> None:
    """Let readers of the archive go first on a machine that is busy with both: news may come a second later."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def bring(
    inputs: Inputs,
    by_day: Annotated[
        bool, typer.Option("--by-day", help="As if they had been followed day by day: an edition for each day.")
    ] = False,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Bring files, folders, web archives or addresses into the archive, and brief what they change."""
    given = ToOpen(db, settings, now, allow_private)
    raise typer.Exit(ended(lambda: _bring(given, inputs, by_day=by_day)))


def _bring(given: ToOpen, inputs: list[str], *, by_day: bool) -> int:
    with opened(given, makes=True) as daily:
        counts, failed = daily.bring(inputs, given.moment, by_day=by_day)
    complain(failed)
    out(summary(counts), what="summary")
    return PARTLY if failed or counts.get("unreadable") else OK


def summary(counts: Mapping[str, int]) -> str:
    """Return what came of a round in one line."""
    told = [f"{counts[name]} {words}" for name, words in COUNTED if counts.get(name)]
    return (", ".join(told) or "Nothing new") + ".\n"


def replay(
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Compare from this day on.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to and with this day.")] = None,
    db: DbFile = None,
    settings: SettingsFile = None,
) -> None:
    """Do the rounds of some days anew from what was kept, and say whether the same stories and editions come out."""
    raise typer.Exit(ended(lambda: _replay(ToOpen(db, settings), since, until)))


def _replay(given: ToOpen, since: str | None, until: str | None) -> int:
    from nutgraf.daily import replayed

    first, last = (None if text is None else _day(text) for text in (since, until))
    with opened(given) as daily:
        found = replayed(daily, first, last)
    for line in found.differences:
        say(line)
    same = "the same" if not found.differences else "not the same"
    out(f"{found.rounds} rounds, {found.stories} stories, {found.editions} editions: {same}.\n", what="answer")
    return OK if not found.differences else PARTLY


def _day(text: str) -> datetime:
    from nutgraf.text.query import moment_or_ago

    found = moment_or_ago(text, datetime.now(UTC))
    if found is None:
        raise UsageError(f"{text!r} is not a day. Write it like 2025-05-14.")
    return found
