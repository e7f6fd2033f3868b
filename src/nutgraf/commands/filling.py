"""`backfill`: years of archive, part by part, on one processor, on all of them, or on a cluster."""

from collections.abc import Mapping
from typing import Annotated

import typer

from nutgraf.commands.engines import Address, EngineKind, engine_of
from nutgraf.commands.work import summary
from nutgraf.console import NOTHING, OK, PARTLY, complain, ended, out, say
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened

Patterns = Annotated[
    list[str],
    typer.Argument(
        metavar="PATTERN",
        help="Web archives (WARC): files, folders, patterns like 'news/**/*.warc.gz', or addresses in an object store "
        "like 's3://bucket/2025/*.warc.gz' (needs nutgraf[remote]).",
    ),
]
COUNTED = (
    ("files", "file", ""),
    ("files_before", "file", " done before"),
    ("files_failed", "file", " not read to the end"),
    ("records", "record", ""),
    ("damaged", "record", " damaged"),
)
"""What a back-fill counts of files, in words, in the order in which it is told."""


def backfill(
    patterns: Patterns,
    engine: Annotated[
        EngineKind, typer.Option("--engine", help="What reads the pages; ray needs nutgraf[ray].")
    ] = EngineKind.processes,
    address: Address = "",
    processes: Annotated[
        int, typer.Option("--processes", metavar="N", min=0, help="Workers; 0, the default: one a processor.")
    ] = 0,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Take in web archives part by part, then group and brief day by day; started again, it goes on where it was."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _backfill(given, patterns, engine, address, processes)))


def _backfill(given: ToOpen, patterns: list[str], kind: EngineKind, address: str, count: int) -> int:
    engine = engine_of(kind, count, address)
    with opened(given, makes=True) as daily:
        counts, failed = daily.fill(patterns, given.moment, engine)
    complain(failed)
    out(f"{told(counts)}\n{summary(counts)}", what="summary")
    if not any(counts.get(name) for name in ("files", "files_before", "files_failed")):
        return NOTHING
    if counts.get("files_failed"):
        say("The same command goes on with the files that were not read to their end.")
    return PARTLY if failed or counts.get("unreadable") else OK


def told(counts: Mapping[str, int]) -> str:
    """Return what was done with files in one line."""
    from nutgraf.briefs.printed.wording import many

    found = (many(counts[name], noun) + rest for name, noun, rest in COUNTED if counts.get(name))
    return (", ".join(found) or "No file") + "."
