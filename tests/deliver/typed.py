"""Commands as users type them, run in this process: starting one anew costs seconds on a busy machine."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.cli import app


class Typed:
    """Commands on one archive, on a day."""

    def __init__(self, db: Path, settings: Path) -> None:
        self.db, self.settings = db, settings

    def __call__(self, words: str, *more: str, code: int = 0, now: str = "2025-05-12T06:00Z") -> str:
        """Run a command; return what it printed and said."""
        named = ["--db", str(self.db), *(["--settings", str(self.settings)] if self.settings.exists() else [])]
        clock = [] if words.startswith("unsubscribe") else ["--now", now]
        with _caught() as printed, pytest.raises(SystemExit) as end:
            app([*words.split(), *more, *named, *clock], prog_name="nutgraf")
        told = "".join(printed)
        assert end.value.code == code, told
        assert "fault" not in told
        return told


@contextlib.contextmanager
def _caught() -> Iterator[list[str]]:
    """Give what is written to standard output and error, by whatever way."""
    printed: list[str] = []
    with tempfile.TemporaryFile() as file:
        kept = [(fd, os.dup(fd)) for fd in (1, 2)]
        streams = [open(fd, "w", encoding="utf-8", closefd=False) for fd in (1, 2)]  # noqa: SIM115 closed below
        try:
            for fd, _ in kept:
                os.dup2(file.fileno(), fd)
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                yield printed
                sys.stdout.flush()
                sys.stderr.flush()
        finally:
            for stream in streams:
                stream.close()
            for fd, copy in kept:
                os.dup2(copy, fd)
                os.close(copy)
            file.seek(0)
            printed.append(file.read().decode())
