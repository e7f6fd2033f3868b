"""The command: parse, call the newsroom, print. Heavy parts load when a command needs them.

Exit codes:
    0    every input was read and a brief printed
    1    a fault of ours (please report it)
    2    the command line or a setting is wrong
    3    a brief was printed, but some inputs could not be read (each is named on standard error)
    4    no brief could be made
    130  stopped by Ctrl-C
"""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nutgraf import __version__

if TYPE_CHECKING:
    from nutgraf.model import Brief, Failed
    from nutgraf.newsroom import Newsroom
    from nutgraf.pipeline import Told

OK, FAULT, USAGE, PARTLY, NOTHING, STOPPED = 0, 1, 2, 3, 4, 130

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nutgraf {__version__}")
        raise typer.Exit(OK)


@app.callback()
def _nutgraf(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


@app.command()
def brief(
    inputs: Annotated[
        list[str], typer.Argument(metavar="PATH_OR_URL...", help="Files, folders, web addresses, or - for stdin.")
    ],
    format: Annotated[
        Format | None, typer.Option("--format", help="Default: view on a terminal, text when piped.")
    ] = None,
    story: Annotated[int, typer.Option("--story", min=1, help="Which story, the biggest is 1.")] = 1,
    every: Annotated[bool, typer.Option("--all", help="A brief for every story.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Under each line its source sentences.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Also what was left out, and why.")] = False,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TIME", help="Use only what was published before (ISO 8601).")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Allow web addresses of private networks.")
    ] = False,
    max_bytes: Annotated[int, typer.Option("--max-bytes", min=1, help="Largest input, in bytes.")] = 20_000_000,
) -> None:
    """Read articles, group them into stories and print the brief of the biggest (or of --story N, or --all)."""
    from dataclasses import replace

    from nutgraf.newsroom import open_newsroom
    from nutgraf.settings import Settings

    settings = Settings()
    settings = replace(settings, limits=replace(settings.limits, max_bytes=max_bytes, allow_private=allow_private))
    with open_newsroom(settings) as newsroom:
        told = _told(newsroom, inputs, None if until is None else _moment(until))
        chosen = range(len(told.stories)) if every else range(story - 1, story)
        if told.stories and story > len(told.stories):
            raise _usage(f"There are {len(told.stories)} stories; --story {story} is none of them.")
        briefs = [made for number in chosen if number < len(told.stories) and (made := newsroom.brief(told, number))]
        _print_briefs([b for b in briefs if b is not None], format, trace=trace, explain=explain)
        if not every:
            _list_others(told, story)
    raise typer.Exit(_exit_code(told.failed, briefs))


def _told(newsroom: "Newsroom", inputs: Sequence[str], until: datetime | None) -> "Told":
    """Read and group, with progress; says on standard error what could not be read."""
    with _progress() as step:
        told = newsroom.read(inputs, until=until, stdin=sys.stdin.buffer, on_step=step)
    for failed in told.failed:
        typer.echo(failed.message, err=True)
    for note in told.notes:
        typer.echo(note, err=True)
    if not told.stories:
        typer.echo("No article was found in what was given, so there is no brief.", err=True)
    return told


def _exit_code(failed: Sequence["Failed"], briefs: Sequence["Brief"]) -> int:
    if not briefs:
        return NOTHING
    return PARTLY if failed else OK


def _moment(text: str) -> datetime:
    """Read a time; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _usage(f"--until {text}: not a time. Write it like 2025-05-14T00:00Z or 2025-05-14.") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _usage(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(USAGE)


def _print_briefs(briefs: Sequence["Brief"], format: Format | None, *, trace: bool, explain: bool) -> None:
    chosen = format or (Format.view if sys.stdout.isatty() else Format.text)
    if chosen is Format.json:
        _print_json(briefs)
        return
    import nutgraf.briefs.render as render

    for number, made in enumerate(briefs):
        if number:
            typer.echo("")
        if chosen is Format.view and not trace:
            from rich.console import Console

            from nutgraf.terminal import print_brief

            print_brief(Console(), made)
        elif trace:
            typer.echo(render.as_trace(made), nl=False)
        else:
            typer.echo(render.as_text(made) if chosen is Format.text else render.as_markdown(made), nl=False)
        if explain:
            typer.echo("\n" + render.as_explained(made), nl=False)


def _print_json(briefs: Sequence["Brief"]) -> None:
    """One document a line when there are several (JSON lines), so that a reader of streams needs no more."""
    import nutgraf.briefs.render as render

    for made in briefs:
        typer.echo(render.as_json(made), nl=False)


def _list_others(told: "Told", story: int) -> None:
    if len(told.stories) < 2:
        return
    typer.echo("\nOther stories (--story N, or --all):", err=True)
    for number, headline in enumerate(told.headlines, start=1):
        if number != story:
            counted = len(told.stories[number - 1].articles)
            typer.echo(f"  {number:>3}  {headline}  ({counted} article{'s' if counted > 1 else ''})", err=True)


class _progress:
    """A line of progress on standard error, only when that is a terminal."""

    def __enter__(self) -> Callable[[str, int], None]:
        self._bar: Any = None  # Any: rich is imported late, and only on a terminal
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.status import Status

            self._bar = Status("Reading", console=Console(stderr=True))
            self._bar.start()
        return self._step

    def _step(self, what: str, count: int) -> None:
        if self._bar is not None:
            self._bar.update(f"{what} {count}" if count else what)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def main() -> None:
    """Run the command; ends the process with one of the exit codes above."""
    from nutgraf.errors import NutgrafError, UsageError

    try:
        app()
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        sys.exit(STOPPED)
    except BrokenPipeError:
        sys.exit(OK)
    except UsageError as error:
        typer.echo(error.message, err=True)
        sys.exit(USAGE)
    except NutgrafError as error:
        typer.echo(error.message, err=True)
        sys.exit(NOTHING)
