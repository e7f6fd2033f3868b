"""What was read from the archive and still holds: kept until this process changes the archive, or another did.

Theory: a `Watch` tells of every change by another version: of a file at the cost of 15 microseconds and a look at it,
of a database on a server at that of a small query. A query of ours takes 400 microseconds and more, and a page asks for
ten values: so the watch is asked once in `ASK_S` seconds. A newsroom at work beside the server changes the archive
several times a second, and each time all was read anew.

Rule 1: what this process changes shows at once, what another changes within `ASK_S` seconds. Rule 2: a value is never
older than the number under which it is kept. Rule 3: values are shared by all threads: they are never changed.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import TypeVar

from nutgraf.store.base import Version, Watch

T = TypeVar("T")
ASK_S = 1.0
"""Seconds for which what another process changes may go unseen."""
MOST = 2_000
"""Values kept at most; cards of stories are the largest, some 20 kB."""


class Kept:
    """Values by key, as long as the archive stays as it is; safe for threads."""

    def __init__(self, watch: Watch, ask_s: float = ASK_S) -> None:
        """Keep the watch; it is asked when a value is first asked for."""
        self._watch, self._ask_s = watch, ask_s
        self._lock = threading.Lock()
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
        """Close the watch."""
        with self._lock:
            self._values.clear()
            self._version = ()
            self._watch.close()

    def _ask(self) -> None:
        found = self._watch.version()
        if found != self._version:
            self._values.clear()
            self._version = found
        self._ask_at = time.monotonic() + self._ask_s
