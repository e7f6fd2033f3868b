"""What was read from the archive and still holds: kept until anybody changes the archive, this process or another.

Theory: SQLite's `PRAGMA data_version` gives a connection another number whenever *another* connection has changed the
file. A connection that never writes therefore hears of every change. Asking costs 15 microseconds, a query 400 and
more.

Rule 1: the number is asked for before a value is read, so a value is never older than its number says.
Rule 2: values are shared by all threads: they are never changed.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")
MOST = 2_000
"""Values kept at most; cards of stories are the largest, some 20 kB."""
Version = tuple[object, ...]
"""Compared with others only."""


class Kept:
    """Values by key, as long as the file stays as it is; safe for threads."""

    def __init__(self, path: str) -> None:
        """Keep the path; the file is opened when a value is first asked for."""
        self._path = path
        self._lock = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._watched: tuple[int, int] | None = None
        self._version: Version = ()
        self._values: dict[Hashable, object] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key; `make` reads it from the archive when it is not kept or does not hold any more."""
        with self._lock:
            version = self._now()
            if version != self._version:
                self._values.clear()
                self._version = version
            elif key in self._values:
                return self._values[key]  # type: ignore[return-value]  # one key, one kind of value
        made = make()
        with self._lock:
            if version and version == self._version:
                self._values[key] = made
                if len(self._values) > MOST:
                    del self._values[next(iter(self._values))]  # the one put in first
        return made

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._values.clear()
            self._version = ()
            if self._watch is not None:
                self._watch.close()
                self._watch = None

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
