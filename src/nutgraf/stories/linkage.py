"""Average linkage over bonds: the two groups closest on average are joined until none is close enough.

The average is weighted by nearness in time; pairs without a bond count as `Bars.absent`. With a stale half-life the
closeness of two groups also fades with the time between their nearest members.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nutgraf.stories.place import LEAST_WEIGHT

Pair = tuple[int, int]


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


class Linkage:
    """Groups under way: the sums of each pair of groups that has a bond, and a heap of pairs by closeness."""

    def __init__(
        self,
        times: Sequence[float | None],
        groups: Sequence[Sequence[int]],
        bonds: Mapping[Pair, float],
        bars: Bars,
    ) -> None:
        """Start from groups of positions; `bonds` are by positions (i, j), `times` hours by position."""
        self.times, self.bars, self.fresh = times, bars, len(groups)
        self.members: dict[int, list[int]] = {n: list(group) for n, group in enumerate(groups)}
        self.sums: dict[int, dict[int, tuple[float, float]]] = {n: {} for n in self.members}
        self._heap: list[tuple[float, int, int]] = []
        home = {i: n for n, group in self.members.items() for i in group}
        extra: dict[Pair, float] = {}
        for (i, j), score in sorted(bonds.items()):
            a, b = sorted((home[i], home[j]))
            if a != b:
                extra[a, b] = extra.get((a, b), 0.0) + self.weight(i, j) * (score - bars.absent)
        for (a, b), more in extra.items():
            total, weights = self._absent(a, b)
            self.sums[a][b] = self.sums[b][a] = (total + more, weights)
            self._push(a, b)

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
        closeness = total / weights * self._freshness(a, b)
        if closeness >= self.bars.least:
            heapq.heappush(self._heap, (-closeness, min(a, b), max(a, b)))

    def _freshness(self, a: int, b: int) -> float:
        if self.bars.stale_half_life_h is None:
            return 1.0
        ours = [t for i in self.members[a] if (t := self.times[i]) is not None]
        theirs = [t for i in self.members[b] if (t := self.times[i]) is not None]
        gap = min((abs(x - y) for x in ours for y in theirs), default=0.0)
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
        for gone in (a, b):
            for other in self.sums.pop(gone):
                if other in self.sums:
                    self.sums[other].pop(gone, None)
        for other in self.sums[new]:
            self._push(new, other)

    def _absent(self, a: int, b: int) -> tuple[float, float]:
        weights, half_life_h, times = 0.0, self.bars.half_life_h, self.times
        theirs = [times[j] for j in self.members[b]]
        for i in self.members[a]:  # the sum of `weight`, written out: a third of what grouping a week takes
            x = times[i]
            for y in theirs:
                weights += 1.0 if x is None or y is None else max(0.5 ** (abs(x - y) / half_life_h), LEAST_WEIGHT)
        return self.bars.absent * weights, weights
