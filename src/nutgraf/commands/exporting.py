"""`export`: feeds as OPML; stories as a static site, Markdown, a book or JSON lines."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.console import NOTHING, OK, ended, out, say
from nutgraf.errors import UsageError
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nutgraf.daily import Daily
    from nutgraf.views import StoryView

MOST_BOOK = 500_000_000
"""Bytes of a book that may be ours."""


class ExportFormat(StrEnum):
    """What stories become."""

    site = "site"
    markdown = "markdown"
    epub = "epub"
    jsonl = "jsonl"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is exported, as the user wrote it."""

    form: ExportFormat
    """What stories become."""
    to: str
    """Folder or file; empty for standard output."""
    since: str
    """How far back; may be empty."""
    story: str
    """Only this one; may be empty."""
    topic: str
    """Only stories that fit; may be empty."""


def export(
    opml: Annotated[bool, typer.Option("--opml", help="The feeds as OPML 2.0, folders kept.")] = False,
    format: Annotated[ExportFormat | None, typer.Option("--format", help="What stories become.")] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FOLDER_OR_FILE", help="A folder (site, markdown) or a file (epub, jsonl).")
    ] = "",
    since: Annotated[str, typer.Option("--since", metavar="TIME", help="Only what is new since: 24h, 7d, a day.")] = "",
    story: Annotated[str, typer.Option("--story", metavar="ID", help="Only this story.")] = "",
    topic: Annotated[str, typer.Option("--topic", metavar="QUERY", help="Only stories that fit.")] = "",
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Print what is followed as OPML, or write stories as files: a site, Markdown, a book, JSON lines."""
    given = ToOpen(db, settings, now)
    if opml or format is None:
        raise typer.Exit(ended(lambda: _opml(given, opml=opml)))
    wanted = Wanted(format, to, since, story, topic)
    raise typer.Exit(ended(lambda: _stories(given, wanted)))


def _opml(given: ToOpen, *, opml: bool) -> int:
    from nutgraf.subscribing import opml_of

    if not opml:
        raise UsageError("Say what to export: nutgraf export --opml > feeds.opml, or --format site --to FOLDER")
    with opened(given) as daily:
        out(opml_of(daily.archive.feeds.all()), what="export")
    return OK


def _stories(given: ToOpen, wanted: Wanted) -> int:
    if not wanted.to and wanted.form is not ExportFormat.jsonl:
        raise UsageError("Say where to: --to FOLDER for site and markdown, --to FILE for epub.")
    with opened(given) as daily:
        stories = _chosen(daily, given, wanted)
        work = {
            ExportFormat.site: _site,
            ExportFormat.markdown: _markdown,
            ExportFormat.epub: _book,
            ExportFormat.jsonl: _lines,
        }
        return work[wanted.form](daily, given, wanted, stories)


def _chosen(daily: "Daily", given: ToOpen, wanted: Wanted) -> "Iterator[StoryView]":
    from nutgraf.deliver.files.chosen import Chosen, stories_of
    from nutgraf.text.query import Query, moment_or_ago, parse_query
    from nutgraf.views import Newsstand

    moment = given.moment
    first = moment_or_ago(wanted.since, moment) if wanted.since else None
    if wanted.since and first is None:
        raise UsageError(f"--since {wanted.since!r} is no time. Write it like 24h, 7d or 2025-05-14.")
    topic = parse_query(wanted.topic, moment) if wanted.topic else Query()
    return stories_of(Newsstand(daily, lambda: moment), Chosen(first, wanted.story, topic), moment)


def _site(daily: "Daily", given: ToOpen, wanted: Wanted, stories: "Iterator[StoryView]") -> int:
    from nutgraf.deliver.files.folder import write_folder
    from nutgraf.deliver.files.site import site_files

    made = site_files(stories, daily.settings.serving.title, given.moment)
    return _told(wanted, *write_folder(wanted.to, made))


def _markdown(_daily: "Daily", _given: ToOpen, wanted: Wanted, stories: "Iterator[StoryView]") -> int:
    from nutgraf.deliver.files.folder import write_folder
    from nutgraf.deliver.files.texts import markdown_files

    made = markdown_files(stories)
    if not made:
        return _none()
    return _told(wanted, *write_folder(wanted.to, made))


def _book(daily: "Daily", _given: ToOpen, wanted: Wanted, stories: "Iterator[StoryView]") -> int:
    from nutgraf.deliver.files.book import book_of, is_book_of_ours
    from nutgraf.deliver.files.folder import read_start, write_file

    made = book_of(stories, daily.settings.serving.title)
    write_file(wanted.to, made, ours=is_book_of_ours(read_start(wanted.to, MOST_BOOK)))
    return _told(wanted, 1, 0)


def _lines(_daily: "Daily", _given: ToOpen, wanted: Wanted, stories: "Iterator[StoryView]") -> int:
    from nutgraf.deliver.files.folder import read_start, write_file
    from nutgraf.deliver.files.texts import LINE_START, json_lines

    if wanted.to in ("", "-"):
        count = 0
        for line in json_lines(stories):
            out(line, what="export")
            count += 1
        return OK if count else _none()
    made = "".join(json_lines(stories))
    if not made:
        return _none()
    write_file(wanted.to, made.encode(), ours=read_start(wanted.to, len(LINE_START)) == LINE_START)
    return _told(wanted, 1, 0)


def _none() -> int:
    say("No story fits; nothing was written.")
    return NOTHING


def _told(wanted: Wanted, written: int, removed: int) -> int:
    from nutgraf.briefs.printed.wording import many

    gone = f", {many(removed, 'old file')} removed" if removed else ""
    out(f"{wanted.to}: {many(written, 'file')} written{gone}.\n", what="answer")
    return OK
