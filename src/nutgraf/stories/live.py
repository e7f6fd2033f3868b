"""The live articles, found by the rare terms they share with a new one: an inverted index, never all pairs.

Strategy: for each term of `full` the positions of the articles that hold it, in order of arrival, with their weights:
one whole number a posting, position above and the bits of the weight below, for one list a term costs half of two.
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
"""Least arrivals between two sweeps; more when more is live."""


class Live:
    """Which live articles share weight of rare terms with one."""

    def __init__(self) -> None:
        """Start with no article."""
        self.first = 0
        """Position of the oldest live article; the caller moves it."""
        self.end = 0
        """Position that the next article gets."""
        self._terms: dict[int, array[int]] = {}
        self._sums: Floats = np.zeros(1024, np.float32)
        self._dropped: list[int] = []
        self._swept = 0

    def add(self, profile: Profile) -> None:
        """Take in the next article."""
        keys, weights = profile.field("full")
        terms = self._terms
        packed = weights.view(np.uint32).astype(np.int64) | (self.end << 32)
        for key, posting in zip(keys.tolist(), packed.tolist(), strict=True):
            held = terms.get(key)
            if held is None:
                terms[key] = array("q", (posting,))
            else:
                held.append(posting)
        self.end += 1
        if self.end - self._swept > max(SWEEP, (self.end - self.first) // 2):
            self._sweep()

    def drop(self, position: int) -> None:
        """Never find an article again."""
        self._dropped.append(position)

    def nearest(self, profile: Profile, *, recent: int, least: float, most: int, late: int) -> Ints:
        """Return positions of the live articles that share most: the best from `recent` on, then `late` older ones.

        Best first in each part; ties go to the older article.
        """
        live = self.end - self.first
        if live > len(self._sums):
            self._sums = np.zeros(2 * live, np.float32)
        sums = self._sums
        self._sum(profile, sums)
        if self._dropped:
            self._dropped = [position for position in self._dropped if position >= self.first]
            sums[[position - self.first for position in self._dropped]] = 0.0
        cut = max(0, recent - self.first)
        found = np.concatenate([_best(sums[cut:live], least, most) + cut, _best(sums[:cut], least, late)])
        sums[:live] = 0.0
        return found + self.first

    def _sum(self, profile: Profile, sums: Floats) -> None:
        """Add up the shared weight of each live article, the weightiest term first."""
        keys, weights = profile.field("full")
        probe = np.argsort(-weights, kind="stable")[:PROBE]
        oldest = self.first << 32
        parts: list[Ints] = []
        sizes: list[int] = []
        for key in keys[probe].tolist():
            held = self._terms.get(key)
            size = 0
            if held is not None and held[-1] >= oldest:
                start = bisect_left(held, oldest) if held[0] < oldest else 0
                size = len(held) - start
                parts.append(np.frombuffer(held, np.int64, size, 8 * start))
            sizes.append(size)
        if parts:
            packed = np.concatenate(parts)
            shared = (packed & 0xFFFFFFFF).astype(np.uint32).view(np.float32) * np.repeat(weights[probe], sizes)
            np.add.at(sums, (packed >> 32) - self.first, shared)

    def _sweep(self) -> None:
        self._swept, oldest = self.end, self.first << 32
        for key, held in list(self._terms.items()):
            if held[-1] < oldest:
                del self._terms[key]
            elif held[0] < oldest:
                del held[: bisect_left(held, oldest)]


def _best(sums: Floats, least: float, most: int) -> NDArray[np.int64]:
    over = np.flatnonzero(sums >= least)
    if len(over) > 4 * most:
        bar = np.partition(sums[over], len(over) - most)[len(over) - most]
        over = over[sums[over] >= bar]
    ranked = np.lexsort((over, -sums[over]))[:most]
    best: NDArray[np.int64] = over[ranked]
    return best
