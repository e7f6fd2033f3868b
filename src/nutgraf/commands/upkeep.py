"""`backup`, `restore`, `move`, `doctor`, `prune`: care of the archive."""

import os
from datetime import datetime
from typing import Annotated

import typer

from nutgraf.console import NOTHING, OK, Progress, ended, out, say
from nutgraf.errors import UsageError
from nutgraf.opened import DbFile, Now, ToOpen, opened


def backup(file: Annotated[str, typer.Argument(metavar="FILE", help="A new file.")], db: DbFile = None) -> None:
    """Copy the archive, also while it is in use."""
    raise typer.Exit(ended(lambda: _backup(ToOpen(db), file)))


def _backup(given: ToOpen, file: str) -> int:
    with opened(given) as daily:
        size = daily.archive.upkeep.backup(file)
    out(f"{file}: {size:,} bytes.\n", what="answer")
    return OK


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `nutgraf backup` wrote.")], db: DbFile = None
) -> None:
    """Put a backup in the place of the archive; the old file stays beside it as FILE.before."""
    raise typer.Exit(ended(lambda: _restore(ToOpen(db), file)))


def _restore(given: ToOpen, file: str) -> int:
    from nutgraf.daily import put_back

    put_back(file, given.path)
    kept = f" The archive of before is {given.path}.before." if os.path.exists(f"{given.path}.before") else ""
    out(f"{given.name} is now what {file} holds.{kept}\n", what="answer")
    return OK


def move(
    here: Annotated[
        str, typer.Argument(metavar="FROM", help="An archive: a file, or postgresql://USER@HOST/DATABASE.")
    ],
    there: Annotated[str, typer.Argument(metavar="TO", help="A place that holds none: a new file, an empty database.")],
) -> None:
    """Copy an archive from a file to a PostgreSQL server or back, and compare row by row; one broken off goes on."""
    raise typer.Exit(ended(lambda: _move(ToOpen(here), ToOpen(there))))


def _move(here: ToOpen, there: ToOpen) -> int:
    from nutgraf.daily import move_archive

    here.must_exist()
    with Progress() as step:
        moved = move_archive(here.path, there.path, step)
    counts = ", ".join(f"{count:,} {name}" for name, count in moved.tables if count)
    out(f"{there.name} now holds what {here.name} does: {counts}; {moved.rows:,} rows, each compared.\n", what="answer")
    return OK


def doctor(
    numbers: Annotated[bool, typer.Option("--numbers", help="Only numbers for a monitor, one a line.")] = False,
    db: DbFile = None,
) -> None:
    """Look for damage and for what belongs nowhere; says how large everything is."""
    raise typer.Exit(ended(lambda: _numbers(ToOpen(db)) if numbers else _doctor(ToOpen(db))))


def _numbers(given: ToOpen) -> int:
    with opened(given) as daily:
        found = daily.archive.upkeep.numbers()
    out("".join(f"{name} {value:.0f}\n" for name, value in found.items()), what="list")
    return OK


def _doctor(given: ToOpen) -> int:
    with opened(given) as daily:
        found = daily.archive.upkeep.check()
    counts = ", ".join(f"{count:,} {name}" for name, count in found.counts)
    out(f"{given.name}: {found.size:,} bytes; {counts}.\n", what="answer")
    for fault in found.faults:
        say(fault)
    remedy = "pg_restore" if given.on_server else "nutgraf restore"
    out("Integrity: " + ("ok" if not found.faults else f"damaged; `{remedy}` puts a backup in its place") + "\n")
    return OK if not found.faults else NOTHING


def prune(
    keep: Annotated[str, typer.Option("--keep", metavar="TIME", help="What is younger stays: 90d, 12w.")] = "90d",
    db: DbFile = None,
    now: Now = None,
) -> None:
    """Let go of articles and entries older than a time whose stories are over. Editions stay, with their sentences."""
    raise typer.Exit(ended(lambda: _prune(ToOpen(db, None, now), keep)))


def _prune(given: ToOpen, keep: str) -> int:
    from nutgraf.text.query import moment_or_ago

    before: datetime | None = moment_or_ago(keep, given.moment)
    if before is None or before > given.moment:
        raise UsageError(f"--keep {keep!r} is no stretch of time. Write it like 90d or 12w.")
    with opened(given) as daily:
        articles, items = daily.archive.upkeep.prune(before)
    out(f"Let go of {articles:,} articles and {items:,} other entries of before {before:%-d %B %Y}.\n", what="answer")
    return OK
