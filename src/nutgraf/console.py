"""How a command speaks: results, progress, complaints, and the code it ends with. Shared by all commands.

No stack trace reaches a user: whatever we did not foresee is one sentence, and the trace only with NUTGRAF_DEBUG=1.
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from nutgraf.errors import NutgrafError, UsageError

if TYPE_CHECKING:
    from nutgraf.model import Failed
    from nutgraf.pipeline import OnStep

OK, FAULT, USAGE, PARTLY, NOTHING, STOPPED = 0, 1, 2, 3, 4, 130

EXIT_CODES = {
    OK: "every input was read, and the brief, list or ledger printed",
    FAULT: "a fault of nutgraf (please report it)",
    USAGE: "the command line is wrong",
    PARTLY: "printed, but not all could be used: see standard error",
    NOTHING: "no brief or ledger could be made, or there is no story",
    STOPPED: "stopped by Ctrl-C",
}
"""What the command's exit code means."""

PIPED_WIDTH = 100
"""Cells of a line where no terminal tells."""

MOST_MESSAGES = 20
"""Unreadable inputs named one by one; the rest is counted."""


def moment_of(text: str) -> datetime:
    """Read a time; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--until {text!r} is not a time. Write it like 2025-05-14T00:00Z or 2025-05-14.") from None


def complain(failed: Sequence["Failed"]) -> None:
    """Name what could not be read, the first ones, and count the rest."""
    for one in failed[:MOST_MESSAGES]:
        say(one.message)
    if len(failed) > MOST_MESSAGES:
        say(f"{len(failed) - MOST_MESSAGES} more inputs could not be read.")


class Progress:
    """A line of progress on standard error, only when that is a terminal."""

    def __enter__(self) -> "OnStep":
        """Start the line; call what comes back to change it."""
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
        """Take the line away."""
        if self._status is not None:
            self._status.stop()


def width() -> int:
    """Return the cells of a line: the terminal's, at most `PIPED_WIDTH`, which also stands when piped."""
    return min(shutil.get_terminal_size().columns, PIPED_WIDTH) if sys.stdout.isatty() else PIPED_WIDTH


def say(message: str) -> None:
    """Print a sentence on standard error."""
    from nutgraf.briefs.printed.wording import flat

    typer.echo(flat(message), err=True)  # it may hold a stranger's words


def out(text: str, *, what: str = "brief", err: bool = False) -> None:
    """Print; a disk that is full is said in a sentence, which names `what` could not be written."""
    try:
        typer.echo(text, nl=False, err=err)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unprinted(error, what) from error


class Unprinted(NutgrafError):
    """It was made and could not be printed."""

    def __init__(self, error: OSError, what: str) -> None:
        """Say what could not be written, and why."""
        super().__init__(f"The {what} could not be written: {error.strerror or error}.")


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
        say(error.message)
        return USAGE
    except NutgrafError as error:
        _close_output()
        say(error.message)
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
    say(f"nutgraf met a fault of its own: {type(error).__name__}: {error}. Please report it with the input{where}.")
    return FAULT
