"""The command: parse, call the newsroom, print. Heavy parts load when a command needs them.

The exit codes stand in `EXIT_CODES`, which `nutgraf brief --help` prints. No stack trace reaches a user: whatever we
did not foresee is one sentence, and the trace only with NUTGRAF_DEBUG=1.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf import __version__
from nutgraf.errors import LineRefused, NutgrafError, UsageError

if TYPE_CHECKING:
    from nutgraf.model import Brief, Failed
    from nutgraf.newsroom import Newsroom
    from nutgraf.pipeline import OnStep, Told

OK, FAULT, USAGE, PARTLY, NOTHING, STOPPED = 0, 1, 2, 3, 4, 130

EXIT_CODES = {
    OK: "every input was read and a brief printed",
    FAULT: "a fault of nutgraf (please report it)",
    USAGE: "the command line is wrong",
    PARTLY: "a brief was printed, but not all could be used: see standard error",
    NOTHING: "no brief could be made",
    STOPPED: "stopped by Ctrl-C",
}
"""What the command's exit code means."""

MOST_MESSAGES = 20
"""Unreadable inputs named one by one; the rest is counted."""

app = typer.Typer(
    name="nutgraf",
    help="Layered news briefs, offline, in which every line points at its source sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a brief is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"
    view = "view"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    inputs: Sequence[str]
    """Paths, addresses, `-`."""
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
    until: datetime | None
    """Only what was published before."""
    allow_private: bool
    """Private networks may be asked."""
    max_bytes: int
    """Largest input."""
    words: int | None
    """Only a digest of about so many words."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nutgraf {__version__}")
        raise typer.Exit(OK)


@app.callback()
def _nutgraf(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


def _epilog() -> str:
    """Return the exit codes and examples for the help; the mark in front keeps the lines as they stand."""
    codes = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in EXIT_CODES.items())
    return f"""\b
Exit codes:
{codes}

\b
Examples:
  nutgraf brief news/                       the biggest story of a folder
  nutgraf brief https://a.example/feed.xml  of a feed, fetched now
  nutgraf brief news/ --all --format json   JSON, one line a story
  nutgraf brief - --trace < page.html       with the source sentences
"""


@app.command(epilog=_epilog())
def brief(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH_OR_URL",
            help="Files (.html .txt .md .json .jsonl .xml .rss .atom, also .gz), folders, addresses of pages or "
            "feeds, or - for standard input.",
        ),
    ],
    format: Annotated[
        Format | None, typer.Option("--format", help="Default: view on a terminal, text when piped.")
    ] = None,
    story: Annotated[
        int | None, typer.Option("--story", metavar="N", min=1, help="Which story; 1, the default, is the biggest.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="A brief for every story.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Under each line its source sentences.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Also what was left out, and why.")] = False,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="TIME", help="Use only what was published before (ISO 8601; UTC if no zone)."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Allow web addresses of private networks.")
    ] = False,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", metavar="N", min=1, help="Largest input, in bytes.")
    ] = 20_000_000,
    words: Annotated[
        int | None, typer.Option("--words", metavar="N", min=10, help="Only a digest of about N words, as plain text.")
    ] = None,
) -> None:
    """Read articles, group them into stories and print the brief of the biggest (or of --story N, or --all)."""
    chosen = format or (Format.view if sys.stdout.isatty() else Format.text)

    def run() -> int:
        moment = None if until is None else _moment(until)
        return _brief(Wanted(inputs, chosen, story, every, trace, explain, moment, allow_private, max_bytes, words))

    raise typer.Exit(ended(run))


def _moment(text: str) -> datetime:
    """Read a time; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--until {text!r} is not a time. Write it like 2025-05-14T00:00Z or 2025-05-14.") from None


def _brief(wanted: Wanted) -> int:
    """Do what `nutgraf brief` promises; return the exit code."""
    from dataclasses import replace

    from nutgraf.newsroom import open_newsroom
    from nutgraf.settings import Settings

    if wanted.every and wanted.story is not None:
        raise UsageError("--story chooses one story and --all takes every one: give only one of them.")
    settings = Settings()
    limits = replace(settings.limits, max_bytes=wanted.max_bytes, allow_private=wanted.allow_private)
    with open_newsroom(replace(settings, limits=limits)) as newsroom:
        told = _told(newsroom, wanted)
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


def _told(newsroom: "Newsroom", wanted: Wanted) -> "Told":
    """Read and group, with progress; says on standard error what could not be used. Raises UsageError for --story."""
    with _Progress() as step:
        told = newsroom.read(wanted.inputs, until=wanted.until, stdin=sys.stdin.buffer, on_step=step)
    _complain(told.failed)
    for note in told.notes:
        _say(note)
    count = len(told.stories)
    if not count:
        _say(_nothing(told, wanted))
    elif (wanted.story or 1) > count:
        there = "There is 1 story" if count == 1 else f"There are {count} stories"
        raise UsageError(f"{there}; --story {wanted.story} is none of them.")
    return told


def _complain(failed: Sequence["Failed"]) -> None:
    for one in failed[:MOST_MESSAGES]:
        _say(one.message)
    if len(failed) > MOST_MESSAGES:
        _say(f"{len(failed) - MOST_MESSAGES} more inputs could not be read.")


def _nothing(told: "Told", wanted: Wanted) -> str:
    """Return why there is no brief, as a sentence."""
    if wanted.until is not None:
        until = wanted.until.isoformat(sep=" ", timespec="minutes").replace("+00:00", " UTC")
        return f"No article that can be used was published before {until}, so there is no brief."
    if told.notes:
        return "None of these articles can be used, so there is no brief."
    return "No article was found in what was given, so there is no brief."


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
            with _Progress() as step:
                step("Writing brief", number + 1 if wanted.every else 0)
                made = newsroom.brief(told, number)
        except LineRefused as refused:
            titled = f" ({told.headlines[number]})" if told.headlines[number] else ""
            _say(f"Story {number + 1}{titled} has no title that can stand as headline: {refused.message}")
            yield None
        else:
            yield made


def _print_brief(made: "Brief", wanted: Wanted, *, first: bool) -> None:
    """Print one brief. Several as JSON are JSON lines, so that a reader of streams needs no more."""
    import nutgraf.briefs.render as render

    if wanted.format is Format.json:
        _out(render.as_json_line(made) if wanted.every else render.as_json(made))
    elif wanted.format is Format.markdown:
        _out(("" if first else "\n---\n\n") + render.as_markdown(made, trace=wanted.trace))
    else:
        _out("" if first else "\n")
        if wanted.trace:
            _out(render.as_trace(made))
        elif wanted.format is Format.view:
            _view(made)
        else:
            _out(render.as_text(made))
    if wanted.explain:
        # what programs read stays what its format promises
        programs_read = wanted.format in (Format.json, Format.markdown)
        _out("\n" + render.as_explained(made), err=programs_read)


def _view(made: "Brief") -> None:
    from rich.console import Console

    from nutgraf.terminal import print_brief

    try:
        print_brief(Console(), made)
    except SystemExit:  # what rich makes of a closed pipe
        raise BrokenPipeError from None


def _list_others(told: "Told", story: int) -> None:
    from nutgraf.briefs.wording import flat, many

    others = [number for number in range(1, len(told.stories) + 1) if number != story]
    if not others:
        return
    sys.stdout.flush()  # the brief first, when both go to one place
    typer.echo("\nOther stories (--story N, or --all):", err=True)
    for number in others:
        headline, counted = told.headlines[number - 1], len(told.stories[number - 1].articles)
        typer.echo(f"  {number:>3}  {flat(headline) or '(no title)'}  ({many(counted, 'article')})", err=True)


class _Progress:
    """A line of progress on standard error, only when that is a terminal."""

    def __enter__(self) -> "OnStep":
        self._status = None
        if sys.stderr.isatty():
            from nutgraf.terminal import status

            self._status = status()
            self._status.start()
        return self._step

    def _step(self, what: str, count: int) -> None:
        if self._status is not None:
            self._status.update(f"{what} {count}" if count else what)

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()


def _say(message: str) -> None:
    from nutgraf.briefs.wording import flat

    typer.echo(flat(message), err=True)  # it may hold a stranger's words


def _out(text: str, *, err: bool = False) -> None:
    """Print; a disk that is full is said in a sentence."""
    try:
        typer.echo(text, nl=False, err=err)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _Unprinted(error) from error


class _Unprinted(NutgrafError):
    """The brief was made and could not be printed."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"The brief could not be written: {error.strerror or error}.")


def ended(run: Callable[[], int]) -> int:
    """Run the work of a command and return its exit code, whatever happens, with at most one sentence about it."""
    try:
        code = run()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        return STOPPED
    except BrokenPipeError:
        _close_output()  # whoever reads us has enough: no fault
        return OK
    except UsageError as error:
        _say(error.message)
        return USAGE
    except NutgrafError as error:
        _close_output()
        _say(error.message)
        return NOTHING
    except Exception as error:  # noqa: BLE001 the last net: a user gets a sentence, never a stack trace
        return _fault(error)


def _close_output() -> None:
    """Let nothing more be written, so that the interpreter does not stumble over it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _fault(error: Exception) -> int:
    if os.environ.get("NUTGRAF_DEBUG"):
        import traceback

        traceback.print_exception(error)
    where = "" if os.environ.get("NUTGRAF_DEBUG") else " (NUTGRAF_DEBUG=1 shows where)"
    _say(f"nutgraf met a fault of its own: {type(error).__name__}: {error}. Please report it with the input{where}.")
    return FAULT


def main() -> None:
    """Run the command; ends the process with one of the exit codes above."""
    app(prog_name="nutgraf")
