"""Average linkage over bonds: the two groups closest on average are joined until none is close enough.

The average is weighted by nearness in time; pairs without a bond count as `Bars.absent`. With a stale half-life the
closeness of two groups also fades with the time between their nearest members.

A mean reaches a bar only if one of its bonds does. So what bonds over the bar do not tie together, through however many
others, is never joined, and the bonds between are left out: nine of ten in a stream of news.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nutgraf.stories.place import LEAST_WEIGHT
from nutgraf.stories.vectors import Ints

Pair = tuple[int, int]
Doubles = NDArray[np.float64]
AT_ONCE = 20_000
"""Pairs of groups weighed at a time: an array takes some MB."""
FEW = 40
"""Pairs of members from which arrays are faster than a loop."""
ROUNDING = 1e-6
"""Part by which a mean may lie over its highest bond."""


@dataclass(frozen=True, slots=True)
class Bars:
    """When two groups are one."""

    least: float
    """Least mean bond."""
    half_life_h: float
    """Hours after which a bond weighs half."""
    absent: float
    """What a pair without a bond counts as."""
    stale_half_life_h: float | None = None
    """Hours between nearest members after which closeness is half; `None`: it does not fade."""


@dataclass(frozen=True, slots=True, eq=False)
class Bonds:
    """How close pairs are, by position; the same length everywhere, in order of the pairs."""

    earlier: Ints
    """The one of the pair that stands first."""
    later: Ints
    """The other."""
    values: Doubles
    """How close they are."""

    @classmethod
    def of(cls, earlier: Ints, later: Ints, values: NDArray[np.floating]) -> "Bonds":
        """Return bonds given in any order."""
        order = np.lexsort((later, earlier))
        return cls(earlier[order], later[order], values[order].astype(np.float64))

    @classmethod
    def of_pairs(cls, pairs: Mapping[Pair, float]) -> "Bonds":
        """Return the same of pairs with their values."""
        ends = np.array(list(pairs), np.int64).reshape(-1, 2)
        return cls.of(ends[:, 0], ends[:, 1], np.array(list(pairs.values()), np.float64))

    def by_pair(self) -> dict[Pair, float]:
        """Return the value of each pair."""
        keys = zip(self.earlier.tolist(), self.later.tolist(), strict=True)
        return dict(zip(keys, self.values.tolist(), strict=True))

    def where(self, kept: NDArray[np.bool_]) -> "Bonds":
        """Return some of them."""
        return Bonds(self.earlier[kept], self.later[kept], self.values[kept])


class Linkage:
    """Groups under way: the sums of each pair of groups that has a bond, and a heap of pairs by closeness."""

    def __init__(
        self,
        times: Sequence[float | None],
        groups: Sequence[Sequence[int]],
        bonds: Bonds,
        bars: Bars,
    ) -> None:
        """Start from groups of positions; `times` are hours by position."""
        self.times, self.bars, self.fresh = times, bars, len(groups)
        self.members: dict[int, list[int]] = {n: list(group) for n, group in enumerate(groups)}
        self.sums: dict[int, dict[int, tuple[float, float]]] = {n: {} for n in self.members}
        self._dated = {n: sorted(t for i in group if (t := times[i]) is not None) for n, group in self.members.items()}
        self._heap: list[tuple[float, int, int]] = []
        for a, b, more, weights in self._between(bonds):
            self.sums[a][b] = self.sums[b][a] = (bars.absent * weights + more, weights)
            self._push(a, b)

    def _between(self, bonds: Bonds) -> Iterator[tuple[int, int, float, float]]:
        """Yield for pairs of groups that may be joined what bonds add to absent ones, and what all pairs weigh."""
        hours = np.array([np.nan if t is None else t for t in self.times], np.float64)
        home = np.zeros(len(self.times), np.int64)
        for n, group in self.members.items():
            home[group] = n
        ends = np.stack([bonds.earlier, bonds.later], axis=1)
        scores = bonds.values
        groups = np.sort(home[ends], axis=1)
        across = groups[:, 0] != groups[:, 1]
        if self.bars.least > self.bars.absent:
            strong = groups[across & (scores >= self.bars.least * (1 - ROUNDING))]
            tied = _tied(strong, self.fresh)
            across &= tied[groups[:, 0]] == tied[groups[:, 1]]
        more = self._weigh(hours[ends[across]]) * (scores[across] - self.bars.absent)
        keys, place = np.unique(groups[across] @ np.array([self.fresh, 1]), return_inverse=True)
        a, b, added = keys // self.fresh, keys % self.fresh, np.bincount(place, more, len(keys))
        sizes = np.array([len(group) for group in self.members.values()])
        members = np.array([i for group in self.members.values() for i in group], np.int64)
        starts = np.cumsum(sizes) - sizes
        for first in range(0, len(keys), AT_ONCE):
            mine, theirs = a[first : first + AT_ONCE], b[first : first + AT_ONCE]
            many = sizes[mine] * sizes[theirs]  # at least one each
            pair = np.repeat(np.arange(len(many)), many)
            at = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many)
            width = sizes[theirs][pair]
            i, j = members[starts[mine][pair] + at // width], members[starts[theirs][pair] + at % width]
            heavy = np.bincount(pair, self._weigh(np.stack([hours[i], hours[j]], axis=1)), len(many))
            rows = zip(
                mine.tolist(), theirs.tolist(), added[first : first + AT_ONCE].tolist(), heavy.tolist(), strict=True
            )
            yield from rows

    def _weigh(self, hours: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return `weight` for rows of two moments; NaN is unknown."""
        apart = np.abs(hours[:, 0] - hours[:, 1])
        return np.nan_to_num(np.maximum(0.5 ** (apart / self.bars.half_life_h), LEAST_WEIGHT), nan=1.0)

    def run(self) -> dict[int, list[int]]:
        """Join until nothing is close enough; return the groups by number."""
        while self._heap:
            _, a, b = heapq.heappop(self._heap)
            if a in self.members and b in self.members:
                self._merge(a, b)
        return self.members

    def weight(self, i: int, j: int) -> float:
        """Return how much a bond counts, by the time between."""
        a, b = self.times[i], self.times[j]
        return 1.0 if a is None or b is None else max(0.5 ** (abs(a - b) / self.bars.half_life_h), LEAST_WEIGHT)

    def mean(self, i: int, group: Sequence[int], near: Mapping[int, float]) -> float:
        """Return how well an article fits a group without it."""
        rest = [j for j in group if j != i]
        weights = [self.weight(i, j) for j in rest]
        total = sum(w * near.get(j, self.bars.absent) for w, j in zip(weights, rest, strict=True))
        return total / sum(weights) if rest else 0.0

    def _push(self, a: int, b: int) -> None:
        total, weights = self.sums[a][b]
        mean = total / weights
        closeness = mean * self._freshness(a, b) if mean >= self.bars.least else 0.0  # which no freshness can raise
        if closeness >= self.bars.least:
            heapq.heappush(self._heap, (-closeness, min(a, b), max(a, b)))

    def _freshness(self, a: int, b: int) -> float:
        if self.bars.stale_half_life_h is None:
            return 1.0
        few, many = sorted((self._dated[a], self._dated[b]), key=len)
        gap = min((_nearest(t, many) for t in few), default=0.0) if many else 0.0
        return float(0.5 ** (gap / self.bars.stale_half_life_h))

    def _merge(self, a: int, b: int) -> None:
        new, self.fresh = self.fresh, self.fresh + 1
        near_a, near_b = self.sums[a], self.sums[b]
        self.sums[new] = {}
        for other in sorted((near_a.keys() | near_b.keys()) - {a, b}):
            total_a, weights_a = near_a.get(other) or self._absent(a, other)
            total_b, weights_b = near_b.get(other) or self._absent(b, other)
            self.sums[new][other] = self.sums[other][new] = (total_a + total_b, weights_a + weights_b)
        self.members[new] = self.members.pop(a) + self.members.pop(b)
        self._dated[new] = sorted(self._dated.pop(a) + self._dated.pop(b))
        for gone in (a, b):
            for other in self.sums.pop(gone):
                if other in self.sums:
                    self.sums[other].pop(gone, None)
        for other in self.sums[new]:
            self._push(new, other)

    def _absent(self, a: int, b: int) -> tuple[float, float]:
        half_life_h, times = self.bars.half_life_h, self.times
        if len(self.members[a]) * len(self.members[b]) > FEW:
            ours, theirs = np.array(self._dated[a]), np.array(self._dated[b])
            dated = np.maximum(0.5 ** (np.abs(ours[:, None] - theirs) / half_life_h), LEAST_WEIGHT)
            undated = len(self.members[a]) * len(self.members[b]) - dated.size
            weights = float(dated.sum()) + undated
            return self.bars.absent * weights, weights
        weights = 0.0
        others = [times[j] for j in self.members[b]]
        for i in self.members[a]:  # the sum of `weight`, written out: a third of what grouping a week takes
            x = times[i]
            for y in others:
                weights += 1.0 if x is None or y is None else max(0.5 ** (abs(x - y) / half_life_h), LEAST_WEIGHT)
        return self.bars.absent * weights, weights


def _tied(pairs: Ints, many: int) -> Ints:
    """Return for each of so many things the least of those that pairs tie it to, through however many others."""
    least = list(range(many))
    for a, b in pairs.tolist():
        while least[a] != a:
            least[a] = a = least[least[a]]
        while least[b] != b:
            least[b] = b = least[least[b]]
        least[max(a, b)] = min(a, b)
    for n, other in enumerate(least):
        least[n] = least[other]  # which is smaller, so it is done
    return np.array(least, np.int64)


def _nearest(moment: float, others: Sequence[float]) -> float:
    """Return how far the nearest of some sorted moments is."""
    at = bisect_left(others, moment)
    return min(abs(moment - other) for other in others[max(0, at - 1) : at + 1])
