"""What the newsstand keeps for a while: the last values and texts by key, and lists ranked anew behind readers.

Rule 1: thousands of stories are ranked for a list (50 ms), so one that is older than `FRESH_S` seconds is still given
while one thread ranks anew. Rule 2: one older than `STALE_S` is waited for.
"""

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from nutgraf.errors import NutgrafError
from nutgraf.finding import Listed

T = TypeVar("T")
OVERHEAD = 400
"""Bytes that a kept text takes beside itself: its key and its place."""
FRESH_S = 5.0
"""Seconds for which a ranked list is good."""
STALE_S = 30.0
"""Seconds for which it is given while it is made anew: so long at most is what a reader sees behind."""


class Kept:
    """The last few values by key; safe for threads."""

    def __init__(self, most: int) -> None:
        """Keep so many."""
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made when it is not kept. Two threads may make the same at once; one is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]  # type: ignore[return-value]  # one key, one kind of value
        made = make()
        self.put(key, made)
        return made

    def peek(self, key: Hashable) -> Any:  # Any: the value that was put under that key, whatever it is
        """Return the value of a key; `None` when it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: object) -> None:
        """Keep a value, and let go of the one that was asked for least lately when there are too many."""
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)


class Slot(Kept):
    """The last few values of one stretch of time by key; what was kept of another is let go: nobody asks for it."""

    def __init__(self, most: int) -> None:
        """Keep so many."""
        super().__init__(most)
        self._slot: Hashable = None

    def within(self, slot: Hashable, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key in a stretch of time, made when it is not kept."""
        with self._lock:
            if slot != self._slot:
                self._values.clear()
                self._slot = slot
        return self.get(key, make)


class Texts:
    """The last texts by key, packed; safe for threads. A text of 40 kB takes 8 kB, and 0.1 ms to unpack."""

    def __init__(self, most_bytes: int) -> None:
        """Keep so many bytes of packed texts."""
        self._most = most_bytes
        self._lock = threading.Lock()
        self._packed: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """Return the text of a key, made when it is not kept."""
        with self._lock:
            packed = self._packed.get(key)
            if packed is not None:
                self._packed.move_to_end(key)
        if packed is not None:
            return zlib.decompress(packed).decode()
        made = make()
        self._put(key, zlib.compress(made.encode("utf-8", "surrogatepass"), 1))
        return made

    def all(self) -> list[str]:
        """Return every text that is kept."""
        with self._lock:
            kept = list(self._packed.values())
        return [zlib.decompress(packed).decode() for packed in kept]

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._packed.clear()
            self._bytes = 0

    def _put(self, key: Hashable, packed: bytes) -> None:
        with self._lock:
            self._bytes += len(packed) + OVERHEAD - self._size(self._packed.get(key))
            self._packed[key] = packed
            while self._bytes > self._most:
                self._bytes -= self._size(self._packed.popitem(last=False)[1])

    @staticmethod
    def _size(packed: bytes | None) -> int:
        return 0 if packed is None else len(packed) + OVERHEAD


class Lists:
    """Ranked lists by what was asked, made anew by one thread at a time while others read the one before."""

    def __init__(self, most: int) -> None:
        """Keep so many."""
        self._kept: Kept = Kept(most)
        self._making = threading.Lock()
        self._lock = threading.Lock()
        self._afresh: set[Hashable] = set()

    def get(self, key: Hashable, now_s: float, make: Callable[[], list[Listed]]) -> list[Listed]:
        """Return the list of a key as of `now_s`, or one that is at most `STALE_S` older."""
        age, listed = self._aged(key, now_s)
        if listed is None or age >= STALE_S:
            with self._making:  # or fifty readers would rank the same list at once
                age, listed = self._aged(key, now_s)
                return listed if listed is not None and age < FRESH_S else self._made(key, now_s, make)
        if age >= FRESH_S:
            with self._lock:
                if key in self._afresh:
                    return listed
                self._afresh.add(key)
            threading.Thread(target=self._make_afresh, args=(key, now_s, make), daemon=True).start()
        return listed

    def _aged(self, key: Hashable, now_s: float) -> tuple[float, list[Listed] | None]:
        found = self._kept.peek(key)
        if found is None:
            return 0.0, None
        made_s, listed = found
        return abs(now_s - made_s), listed

    def _made(self, key: Hashable, now_s: float, make: Callable[[], list[Listed]]) -> list[Listed]:
        listed = make()
        self._kept.put(key, (now_s, listed))
        return listed

    def _make_afresh(self, key: Hashable, now_s: float, make: Callable[[], list[Listed]]) -> None:
        try:
            with self._making:
                self._made(key, now_s, make)
        except NutgrafError:  # the archive is being closed: the next who asks is told
            return
        finally:
            with self._lock:
                self._afresh.discard(key)
