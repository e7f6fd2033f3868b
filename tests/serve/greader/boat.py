"""Debian's newsboat, driven as a person would: in a terminal of its own, with files of its own.

    boat = Newsboat(find("freshrss"), folder, address, ("ada", password))
    boat.run("reload", "print-unread")              # without a terminal
    with boat.terminal() as screen:
        screen.press("\r", until=lambda: ...)

FreshRSS mode came with newsboat 2.24; Debian 12 has 2.21, whose FeedHQ mode speaks the same protocol but reads streams
as Atom. `.ci/run` gets the one of Debian 13 and names it in NUTGRAF_NEWSBOAT.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

FRESHRSS_SINCE = (2, 24)
PATIENCE_S = 20.0
ROOTS = {"freshrss": "/api/greader.php", "feedhq": "/greader"}
"""Where each mode finds the protocol."""
HOW_TO_GET = {
    "freshrss": "newsboat 2.24 or later is not here: `bash .ci/newsboat` gets Debian 13's, and names it.",
    "feedhq": "newsboat is not here: `apt-get install newsboat` brings it.",
}


@cache
def find(mode: str) -> str:
    """Return the newsboat that knows a mode, for FeedHQ the system's own first; empty when there is none here."""
    known = [os.environ.get("NUTGRAF_NEWSBOAT", ""), "newsboat"]
    for name in known if mode == "freshrss" else reversed(known):
        path = shutil.which(name) if name else None
        if path and (mode != "freshrss" or version_of(path) >= FRESHRSS_SINCE):
            return path
    return ""


def version_of(path: str) -> tuple[int, ...]:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=PATIENCE_S).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    return tuple(int(n) for n in found.groups()) if found else (0,)


class Newsboat:
    """A reader app on this machine."""

    def __init__(self, program: str, mode: str, folder: Path, address: str, login: tuple[str, str]) -> None:
        self._program, self._folder = program, folder
        self.mode = mode
        (folder / "password").write_text(login[1] + "\n", "utf-8")
        lines = [
            f'urls-source "{mode}"',
            f'{mode}-url "{address}{ROOTS[mode]}"',
            f'{mode}-login "{login[0]}"',
            f'{mode}-passwordfile "{folder / "password"}"',
            f"{mode}-min-items 100",
            f'{mode}-flag-star "s"',
            f"{mode}-show-special-feeds no",
            "confirm-exit no",
            'articlelist-format "%4i %f %t"',
        ]
        (folder / "config").write_text("\n".join(lines) + "\n", "utf-8")

    @property
    def _command(self) -> list[str]:
        files = {"-C": "config", "-c": "cache.db", "-u": "urls"}
        return [self._program, *(part for option, name in files.items() for part in (option, str(self._folder / name)))]

    @property
    def _environment(self) -> dict[str, str]:
        return {"HOME": str(self._folder), "PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8"}

    def run(self, *commands: str) -> str:
        """Carry out commands without a terminal; return what it says."""
        done = subprocess.run(
            [*self._command, "-x", *commands],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            env=self._environment,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def forget(self) -> None:
        """Let it forget all that it keeps, as on a new machine."""
        (self._folder / "cache.db").unlink()

    def titles(self, *, unread: bool) -> dict[str, str]:
        """Return what it keeps: titles by name of the item."""
        with sqlite3.connect(f"file:{self._folder / 'cache.db'}?mode=ro", uri=True) as kept:
            rows = kept.execute("select guid, title from rss_item where unread = ?", (int(unread),)).fetchall()
        kept.close()
        return dict(rows)

    @contextmanager
    def terminal(self) -> Iterator["Screen"]:
        """Give a terminal in which it runs."""
        child, screen = pty.fork()
        if child == 0:
            os.execve(self._program, self._command, self._environment)
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
        os.kill(child, signal.SIGWINCH)
        try:
            yield Screen(screen)
        finally:
            os.kill(child, signal.SIGTERM)
            os.close(screen)
            os.waitpid(child, 0)


class Screen:
    """What newsboat shows, and its keys."""

    def __init__(self, terminal: int) -> None:
        self._terminal, self.shown = terminal, ""

    def press(self, keys: str, until: Callable[[], object]) -> None:
        """Press keys and read what is shown until something holds; what was shown before is forgotten."""
        self.shown = ""
        os.write(self._terminal, keys.encode())
        self.wait(until)

    def wait(self, until: Callable[[], object]) -> None:
        """Read what is shown until something holds."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            assert time.monotonic() < end, f"newsboat does not get there; it shows: {self.shown[-2_000:]}"
            if select.select([self._terminal], [], [], 0.1)[0]:
                self.shown += os.read(self._terminal, 65_536).decode("utf-8", "replace")

    def shows(self, text: str) -> Callable[[], bool]:
        """Return a test whether a text is on the screen."""
        return lambda: text in re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]", "", self.shown)
