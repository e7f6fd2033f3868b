"""What readers have just seen and is not written yet: a page that is only read must not wait for a writer.

While a round publishes, a writer may have to wait for seconds. So what was seen is noted here, counts from then on for
everybody who asks this archive, and is written together with what others have seen, within `WITHIN_S`. A process that
is killed meanwhile forgets that somebody has looked at a story, nothing else.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from nutgraf.errors import NutgrafError

WITHIN_S = 0.5
"""Seconds after which it is written."""
MOST = 10_000
"""Notes kept; beyond it a reader waits for the writing."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reader has seen an edition."""

    reader: str
    """Name of the reader."""
    story: str
    """Id of the story."""
    number: int
    """Number of the edition."""
    at: datetime
    """When, UTC."""


class Soon:
    """Notes to be written; safe for threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._notes: dict[str, dict[str, Seen]] = {}
        self._count = 0
        self._timer: threading.Timer | None = None

    def of(self, reader: str) -> dict[str, int]:
        """Return, by story, the number of the edition that a reader has just seen."""
        with self._lock:
            return {story: seen.number for story, seen in self._notes.get(reader, {}).items()}

    def put(self, seen: Seen, write: Callable[[], None]) -> None:
        """Note what was seen; `write` is called soon, by another thread."""
        with self._lock:
            mine = self._notes.setdefault(seen.reader, {})
            self._count += seen.story not in mine
            if seen.story not in mine or mine[seen.story].number < seen.number:
                mine[seen.story] = seen
            full = self._count > MOST
            if self._timer is None:
                self._timer = threading.Timer(WITHIN_S, self._tick, (write,))
                self._timer.daemon = True
                self._timer.start()
        if full:
            write()

    def written(self, write: Callable[[Sequence[Seen]], None]) -> None:
        """Have all notes written; they count as notes until they are. What `write` raises comes out, and they stay."""
        with self._writing:
            with self._lock:
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None
                notes = [seen for mine in self._notes.values() for seen in mine.values()]
            if not notes:
                return
            write(notes)
            with self._lock:
                for seen in notes:
                    mine = self._notes[seen.reader]
                    if mine.get(seen.story) is seen:
                        del mine[seen.story]
                        self._count -= 1
                    if not mine:
                        del self._notes[seen.reader]

    def _tick(self, write: Callable[[], None]) -> None:
        try:
            write()
        except NutgrafError:  # the archive is busy or gone: what is seen next, marked next, or closing tries again
            return
