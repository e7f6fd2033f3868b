"""What was read from the archive and still holds: kept until this process changes the archive, or another did.

Theory: SQLite's `PRAGMA data_version` gives a connection another number whenever *another* connection has changed the
file. A connection that never writes therefore hears of every change. Asking takes 15 microseconds and a look at the
file, a query 400 and more, and a page asks for ten values: so it is asked once in `ASK_S` seconds. A newsroom at work
beside the server changes the archive several times a second, and each time all was read anew.

Rule 1: what this process changes shows at once, what another changes within `ASK_S` seconds. Rule 2: a value is never
older than the number under which it is kept. Rule 3: values are shared by all threads: they are never changed.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")
ASK_S = 1.0
"""Seconds for which what another process changes may go unseen."""
MOST = 2_000
"""Values kept at most; cards of stories are the largest, some 20 kB."""
Version = tuple[object, ...]
"""Compared with others only."""


class Kept:
    """Values by key, as long as the file stays as it is; safe for threads."""

    def __init__(self, path: str, ask_s: float = ASK_S) -> None:
        """Keep the path; the file is opened when a value is first asked for."""
        self._path, self._ask_s = path, ask_s
        self._lock = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._watched: tuple[int, int] | None = None
        self._version: Version = ()
        self._values: dict[Hashable, object] = {}
        self._ask_at = 0.0

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key; `make` reads it from the archive when it is not kept or does not hold any more."""
        with self._lock:
            if time.monotonic() >= self._ask_at:
                self._ask()
            version = self._version
            if key in self._values:
                return self._values[key]  # type: ignore[return-value]  # one key, one kind of value
        made = make()
        with self._lock:
            if version and version is self._version:
                self._values[key] = made
                if len(self._values) > MOST:
                    del self._values[next(iter(self._values))]  # the one put in first
        return made

    def changed(self) -> None:
        """Let go of everything: this process has changed the archive."""
        with self._lock:
            self._values.clear()
            self._version = ()
            self._ask_at = 0.0

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._values.clear()
            self._version = ()
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _ask(self) -> None:
        found = self._now()
        if found != self._version:
            self._values.clear()
            self._version = found
        self._ask_at = time.monotonic() + self._ask_s

    def _now(self) -> Version:
        """Return the version of the file; an empty one, under which nothing is kept, when it cannot be told."""
        try:
            found = os.stat(self._path)
            lies = (found.st_dev, found.st_ino)
            if self._watch is None or lies != self._watched:
                if self._watch is not None:
                    self._watch.close()
                self._watch = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
                self._watched = lies
            return (*lies, id(self._watch), self._watch.execute("PRAGMA data_version").fetchone()[0])
        except (OSError, sqlite3.Error):
            return ()
