"""The live articles, found by the rare terms they share with a new one: an inverted index, never all pairs.

Strategy: for each term of `full` the positions of the articles that hold it, in order of arrival, with their weights.
Positions only grow, so what is still live is the end of each list; the rest is cut off when it outgrows what is live.

Rule 1: an article is found by its `PROBE` weightiest terms; terms of hundreds of articles tell nothing and cost most.
Rule 2: memory follows the live articles, not the archive: lists that hold nothing live are swept out.
"""

from array import array
from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from nutgraf.stories.vectors import Floats, Ints, Profile

PROBE = 60
"""Terms by which the live articles are found."""
SWEEP = 2_000
"""Arrivals between two sweeps."""


class _Postings:
    """The articles that hold one term."""

    __slots__ = ("at", "weight")

    def __init__(self) -> None:
        self.at = array("q")
        self.weight = array("f")


class Live:
    """Which live articles share weight of rare terms with one."""

    def __init__(self) -> None:
        """Start with no article."""
        self.first = 0
        """Position of the oldest live article; the caller moves it."""
        self.end = 0
        """Position that the next article gets."""
        self._terms: dict[int, _Postings] = {}
        self._sums: Floats = np.zeros(1024, np.float32)

    def add(self, profile: Profile) -> None:
        """Take in the next article."""
        keys, weights = profile.field("full")
        terms = self._terms
        for key, weight in zip(keys.tolist(), weights.tolist(), strict=True):
            held = terms.get(key)
            if held is None:
                held = terms[key] = _Postings()
            held.at.append(self.end)
            held.weight.append(weight)
        self.end += 1
        if self.end % SWEEP == 0:
            self._sweep()

    def nearest(self, profile: Profile, *, recent: int, least: float, most: int, late: int) -> Ints:
        """Return positions of the live articles that share most: the best from `recent` on, then `late` older ones.

        Best first in each part; ties go to the older article.
        """
        keys, weights = profile.field("full")
        probe = np.argsort(-weights, kind="stable")[:PROBE]
        live = self.end - self.first
        if live > len(self._sums):
            self._sums = np.zeros(2 * live, np.float32)
        sums = self._sums
        for key, weight in zip(keys[probe].tolist(), weights[probe].tolist(), strict=True):
            held = self._terms.get(key)
            if held is None or held.at[-1] < self.first:
                continue
            start = bisect_left(held.at, self.first)
            at = np.frombuffer(held.at, np.int64)[start:]
            sums[at - self.first] += np.frombuffer(held.weight, np.float32)[start:] * np.float32(weight)
        cut = max(0, recent - self.first)
        found = np.concatenate([_best(sums[cut:live], least, most) + cut, _best(sums[:cut], least, late)])
        sums[:live] = 0.0
        return found + self.first

    def _sweep(self) -> None:
        for key, held in list(self._terms.items()):
            if held.at[-1] < self.first:
                del self._terms[key]
                continue
            start = bisect_left(held.at, self.first)
            if start:
                del held.at[:start]
                del held.weight[:start]


def _best(sums: Floats, least: float, most: int) -> NDArray[np.int64]:
    over = np.flatnonzero(sums >= least)
    if len(over) > 4 * most:
        bar = np.partition(sums[over], len(over) - most)[len(over) - most]
        over = over[sums[over] >= bar]
    ranked = np.lexsort((over, -sums[over]))[:most]
    best: NDArray[np.int64] = over[ranked]
    return best
