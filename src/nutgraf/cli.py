"""The command: parse, call the newsroom, print. Heavy parts load when a command needs them.

The exit codes stand in `EXIT_CODES` of `console`, which the help of each command prints.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf import __version__
from nutgraf.asking import DryRun, ModelName, ModelUrl, ModeOption, NoModel, Preview, ToWord, before_sending
from nutgraf.commands import COMMANDS
from nutgraf.commands.finding import Asked, Reader, correct, front
from nutgraf.console import (
    EXIT_CODES,
    FAULT,
    NOTHING,
    OK,
    PARTLY,
    STOPPED,
    USAGE,
    Progress,
    complain,
    ended,
    out,
    say,
)
from nutgraf.errors import LineRefused, UsageError
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen
from nutgraf.options import (
    BRIEF_EXAMPLES,
    EXAMPLES,
    STORIES_EXAMPLES,
    AllowPrivate,
    HistoryFile,
    Inputs,
    MaxBytes,
    Merge,
    Move,
    OwnersFile,
    SomeInputs,
    Split,
    Until,
    epilog,
    requests_of,
)
from nutgraf.reading import ToRead, nothing, told_of

if TYPE_CHECKING:
    from nutgraf.briefs.printed.listing import Listing
    from nutgraf.model import Brief
    from nutgraf.newsroom import Newsroom
    from nutgraf.pipeline import Told

app = typer.Typer(
    name="nutgraf",
    help="Layered news briefs, offline, in which every line points at its source sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


__all__ = ["EXIT_CODES", "FAULT", "NOTHING", "OK", "PARTLY", "STOPPED", "USAGE", "app", "ended", "main"]

STORIES_LISTED = 20
"""Stories listed unless all are asked for."""


class Format(StrEnum):
    """How a brief is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"
    view = "view"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of `nutgraf brief`."""

    read: ToRead
    """What to read."""
    format: Format
    """How to print."""
    story: int | None
    """Which story, from 1; `None` for the biggest."""
    every: bool
    """A brief for every story."""
    trace: bool
    """With the source sentences under each line."""
    explain: bool
    """With what was left out."""
    words: int | None
    """Only a digest of about so many words."""
    model: ToWord
    """What is said about a language model."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nutgraf {__version__}")
        raise typer.Exit(OK)


@app.callback()
def _nutgraf(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


@app.command(epilog=epilog(BRIEF_EXAMPLES))
def brief(
    inputs: Inputs,
    format: Annotated[
        Format | None, typer.Option("--format", help="Default: view on a terminal, text when piped.")
    ] = None,
    story: Annotated[
        int | None, typer.Option("--story", metavar="N", min=1, help="Which story; 1, the default, is the biggest.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="A brief for every story.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Under each line its source sentences.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Also what was left out, and why.")] = False,
    until: Until = None,
    allow_private: AllowPrivate = False,
    max_bytes: MaxBytes = 20_000_000,
    words: Annotated[
        int | None, typer.Option("--words", metavar="N", min=10, help="Only a digest of about N words, as plain text.")
    ] = None,
    owners: OwnersFile = None,
    history: HistoryFile = None,
    model: ModelName = None,
    no_model: NoModel = False,
    mode: ModeOption = None,
    model_url: ModelUrl = None,
    dry_run: DryRun = False,
    preview: Preview = False,
    settings: SettingsFile = None,
) -> None:
    """Read articles, group them into stories and print the brief of the biggest (or of --story N, or --all)."""
    chosen = format or (Format.view if sys.stdout.isatty() else Format.text)
    read = ToRead(inputs, until, allow_private, max_bytes, owners, history)
    to_word = ToWord(model, no_model, model_url, mode, dry_run, preview, settings)
    wanted = Wanted(read, chosen, story, every, trace, explain, words, to_word)
    raise typer.Exit(ended(lambda: _brief(wanted)))


def _brief(wanted: Wanted) -> int:
    """Do what `nutgraf brief` promises; return the exit code."""
    from nutgraf.newsroom import open_newsroom

    if wanted.every and wanted.story is not None:
        raise UsageError("--story chooses one story and --all takes every one: give only one of them.")
    with open_newsroom(wanted.model.settings(wanted.read.settings())) as newsroom:
        if not wanted.model.sends_nothing:
            _ = newsroom.pen  # what is wrong with a model or its judge is said before anything is read
        told = told_of(newsroom, wanted.read, wanted.story, "brief")
        if wanted.model.sends_nothing:
            return before_sending(newsroom, told, _numbers(told, wanted), wanted.model)
        missing = 0
        printed = 0
        if wanted.words is not None:
            return _digests(newsroom, told, wanted, wanted.words)
        for made in _briefs(newsroom, told, wanted):
            if made is None:
                missing += 1
            else:
                _print_brief(made, wanted, first=not printed)
                printed += 1
        if not wanted.every:
            _list_others(told, wanted.story or 1)
    return NOTHING if not printed else PARTLY if told.failed or missing else OK


def _numbers(told: "Told", wanted: Wanted) -> range:
    """Return which stories were asked for, from 0."""
    first = (wanted.story or 1) - 1
    return range(len(told.stories)) if wanted.every else range(first, min(first + 1, len(told.stories)))


def _digests(newsroom: "Newsroom", told: "Told", wanted: Wanted, words: int) -> int:
    """Print a digest a line; return the exit code."""
    texts = [" ".join(line.text for line in newsroom.in_words(told, n, words)) for n in _numbers(told, wanted)]
    for text in filter(None, texts):
        typer.echo(text)
    return NOTHING if not any(texts) else PARTLY if told.failed or not all(texts) else OK


def _briefs(newsroom: "Newsroom", told: "Told", wanted: Wanted) -> Iterator["Brief | None"]:
    """Yield the briefs asked for, each as soon as it is made; `None` for a story that gave none, and say why."""
    for number in _numbers(told, wanted):
        try:
            with Progress() as step:
                step("Writing brief", number + 1 if wanted.every else 0)
                made = newsroom.brief(told, number)
        except LineRefused as refused:
            titled = f" ({told.headlines[number]})" if told.headlines[number] else ""
            say(f"Story {number + 1}{titled} has no title that can stand as headline: {refused.message}")
            yield None
        else:
            yield made


def _print_brief(made: "Brief", wanted: Wanted, *, first: bool) -> None:
    """Print one brief. Several as JSON are JSON lines, so that a reader of streams needs no more."""
    import nutgraf.briefs.printed.render as render

    if wanted.format is Format.json:
        out(render.as_json_line(made) if wanted.every else render.as_json(made))
    elif wanted.format is Format.markdown:
        out(("" if first else "\n---\n\n") + render.as_markdown(made, trace=wanted.trace))
    else:
        out("" if first else "\n")
        if wanted.trace:
            out(render.as_trace(made))
        elif wanted.format is Format.view:
            _view(made)
        else:
            out(render.as_text(made))
    if wanted.explain:
        # what programs read stays what its format promises
        programs_read = wanted.format in (Format.json, Format.markdown)
        out("\n" + render.as_explained(made), err=programs_read)


def _view(made: "Brief") -> None:
    from rich.console import Console

    from nutgraf.terminal import print_brief

    try:
        print_brief(Console(), made)
    except SystemExit:  # what rich makes of a closed pipe
        raise BrokenPipeError from None


def _list_others(told: "Told", story: int) -> None:
    from nutgraf.briefs.printed.wording import flat, many

    others = [number for number in range(1, len(told.stories) + 1) if number != story]
    if not others:
        return
    sys.stdout.flush()  # the brief first, when both go to one place
    typer.echo("\nOther stories (--story N, or --all):", err=True)
    for number in others:
        headline, counted = told.headlines[number - 1], len(told.stories[number - 1].articles)
        typer.echo(f"  {number:>3}  {flat(headline) or '(no title)'}  ({many(counted, 'article')})", err=True)


class ListFormat(StrEnum):
    """How a list of stories is printed."""

    text = "text"
    json = "json"
    view = "view"


@dataclass(frozen=True, slots=True)
class WantedList:
    """What was asked of `nutgraf stories`."""

    read: ToRead
    """What to read."""
    format: ListFormat
    """How to print."""
    why: bool
    """With the reason for each article."""
    every: bool
    """All stories, not only the biggest."""
    corrections: Mapping[str, Sequence[str]]
    """A person's corrections: their words by kind."""


@app.command(epilog=epilog(STORIES_EXAMPLES))
def stories(
    inputs: SomeInputs = None,
    why: Annotated[bool, typer.Option("--why", help="For each article what decided, and whose voice it is.")] = False,
    format: Annotated[
        ListFormat | None, typer.Option("--format", help="Default: view on a terminal, text when piped.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=f"All stories, not only the {STORIES_LISTED} biggest.")] = False,
    until: Until = None,
    allow_private: AllowPrivate = False,
    max_bytes: MaxBytes = 20_000_000,
    owners: OwnersFile = None,
    history: HistoryFile = None,
    merge: Merge = None,
    split: Split = None,
    move: Move = None,
    since: Annotated[str, typer.Option("--since", metavar="TIME", help="Of the archive: 24h, 7d, a date.")] = "24h",
    topic: Annotated[str, typer.Option("--topic", metavar="QUERY", help="Of the archive: words as for search.")] = "",
    source: Annotated[str, typer.Option("--source", metavar="OUTLET", help="Of the archive: told by it.")] = "",
    reader: Reader = "",
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """List the stories of the archive, or of articles that are named: size, outlets, origins, dates and events."""
    corrections = {"merge": merge or (), "split": split or (), "move": move or ()}
    if not inputs:
        given = ToOpen(db, settings, now)
        if any(corrections.values()):
            raise typer.Exit(ended(lambda: correct(given, corrections)))
        asked = Asked(since, topic, source, reader, sys.maxsize if every else STORIES_LISTED, why=why)
        form = "json" if format is ListFormat.json else "text"
        raise typer.Exit(ended(lambda: front(given, asked, form)))
    chosen = format or (ListFormat.view if sys.stdout.isatty() else ListFormat.text)
    read = ToRead(inputs, until, allow_private, max_bytes, owners, history)
    wanted = WantedList(read, chosen, why, every, corrections)
    raise typer.Exit(ended(lambda: _stories(wanted)))


def _stories(wanted: WantedList) -> int:
    """Do what `nutgraf stories` promises; return the exit code."""
    from nutgraf.newsroom import open_newsroom

    with open_newsroom(wanted.read.settings()) as newsroom:
        with Progress() as step:
            found = newsroom.survey(
                wanted.read.inputs,
                until=wanted.read.moment,
                stdin=sys.stdin.buffer,
                on_step=step,
                history=wanted.read.history,
                requests=requests_of(wanted.corrections, wanted.read.history),
            )
            listing = newsroom.list_stories(found, None if wanted.every else STORIES_LISTED, step)
            if wanted.why:
                step("Finding reasons", 0)
                listing = newsroom.explain_stories(found, listing)
        complain(found.told.failed)
        for note in found.told.notes:
            say(note)
        if not listing.stories:
            say(nothing(found.told, wanted.read.moment, "story"))
            return NOTHING
        _print_list(listing, wanted.format)
    return PARTLY if found.told.failed else OK


def _print_list(listing: "Listing", form: ListFormat) -> None:
    from nutgraf.briefs.printed.listing import as_listing
    from nutgraf.briefs.printed.listing_json import listing_json

    if form is ListFormat.view:
        from rich.console import Console

        from nutgraf.terminal import print_stories

        try:
            print_stories(Console(), listing)
        except SystemExit:  # what rich makes of a closed pipe
            raise BrokenPipeError from None
    else:
        out(listing_json(listing) if form is ListFormat.json else as_listing(listing), what="list")


for _name, _command in COMMANDS.items():
    app.command(_name, epilog=epilog(EXAMPLES.get(_name, "")))(_command)


def main() -> None:
    """Run the command; ends the process with one of the exit codes above."""
    app(prog_name="nutgraf")
