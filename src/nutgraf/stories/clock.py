"""What time it is in a stream whose dates may be wrong: the newest time seen, unless one article alone says so.

Rule 1: the clock never goes back; an article that is late arrives now.
Rule 2: one article dated further ahead than the window does not move the clock; a second one does. Otherwise one page
        dated 2099 would make a stream forget all that is live.
Rule 3: an article without a time arrives now, too.
"""

from array import array
from bisect import bisect_left
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRIM = 4_096


def seconds_of(moment: datetime) -> float:
    """Return a moment in seconds since 1970."""
    return (moment - _EPOCH).total_seconds()


class Clock:
    """The time of each arrival, by position; positions only grow."""

    def __init__(self, window_s: float) -> None:
        """Start before all time; `window_s` is how far one article may move the clock."""
        self._window_s = window_s
        self._now: float | None = None
        self._ahead: float | None = None
        self._arrived = array("d")
        self._said = array("d")
        self._first = 0

    def arrive(self, published: datetime | None) -> None:
        """Take the next position in."""
        said = None if published is None else seconds_of(published)
        if said is not None:
            self._move(said)
        self._said.append(float("nan") if said is None else said)
        self._arrived.append(float("-inf") if self._now is None else self._now)

    def _move(self, said: float) -> None:
        if self._now is None or said - self._now <= self._window_s:
            self._now = said if self._now is None else max(self._now, said)
        elif self._ahead is None:
            self._ahead = said
        else:
            self._now, self._ahead = min(self._ahead, said), max(self._ahead, said)
            if self._ahead - self._now <= self._window_s:
                self._now, self._ahead = self._ahead, None

    def age_s(self, position: int) -> float:
        """Return the seconds since an arrival, or since what was published later; 0 when no time is known at all."""
        at = position - self._first
        if self._now is None:
            return 0.0
        said = self._said[at]
        return self._now - (said if self._arrived[at] < said <= self._now else self._arrived[at])

    def first_since(self, moment_s: float, low: int, high: int) -> int:
        """Return the first of the positions low..high-1 that arrived at a moment or later; `high` when none did."""
        first = self._first
        return bisect_left(self._arrived, moment_s, low - first, high - first) + first

    def within(self, positions: NDArray[np.int64], published: datetime) -> NDArray[np.int64]:
        """Return those of the positions whose own time lies within the window of a time, or is unknown."""
        apart = np.abs(np.frombuffer(self._said, np.float64)[positions - self._first] - seconds_of(published))
        outside = apart > self._window_s
        return positions[~outside] if outside.any() else positions

    def forget(self, first: int) -> None:
        """Give up what stands before a position."""
        gone = first - self._first
        if gone > max(_TRIM, len(self._said) // 2):
            del self._said[:gone], self._arrived[:gone]
            self._first = first
