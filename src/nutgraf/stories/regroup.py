"""Late correction: given all bonds of a stretch of time, which articles stand together.

Strategy: average linkage. The two groups whose articles are closest *on average* are joined, again and again, until
the closest pair of groups falls under the bar; a third article never ties two groups that do not fit each other
(a prototype measured average linkage .857 against .792 for connected components). The average is weighted by nearness
in time, as in `place`: reports a week apart count little either way, so a long story holds if its days tie in.

An opinion piece that stayed alone then goes to the story it fits best, over a lower bar: it makes no event of its own.

Rule 1: the answer depends on the bonds, not on the order in which they are given.
Rule 2: pairs that were never compared count as not alike.
Cost: a heap over pairs of groups; about linear in the number of bonds for news streams.
"""

import heapq
from collections.abc import Mapping, Sequence

from nutgraf.settings import Grouping
from nutgraf.stories.place import nearness, staleness

Pair = tuple[int, int]


def settle(
    times: Sequence[float | None], scores: Mapping[Pair, float], settings: Grouping, opinions: Sequence[int] = ()
) -> list[list[int]]:
    """Group articles 0..n-1 by average linkage over their bonds.

    `times` holds hours on any scale (`None`: unknown), `scores` the closeness of pairs (i, j) with i < j, `opinions`
    which of the articles are opinion. Groups come in order of their first member, members in order.
    """
    linkage = _Linkage(times, scores, settings)
    linkage.run()
    linkage.adopt(opinions)
    return sorted(sorted(group) for group in linkage.members.values())


class _Linkage:
    """Groups under way: the sums of each pair of groups that has a bond, and a heap of pairs by linkage."""

    def __init__(self, times: Sequence[float | None], scores: Mapping[Pair, float], settings: Grouping) -> None:
        self.times, self.settings, self.fresh = times, settings, len(times)
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(times))}
        self.sums: dict[int, dict[int, tuple[float, float]]] = {i: {} for i in range(len(times))}
        self.heap: list[tuple[float, int, int]] = []
        for (i, j), score in sorted(scores.items()):
            weight = self.weight(i, j)
            self.sums[i][j] = self.sums[j][i] = (weight * score, weight)
            self.push(i, j)

    def gap(self, i: int, j: int) -> float | None:
        a, b = self.times[i], self.times[j]
        return None if a is None or b is None else abs(a - b)

    def weight(self, i: int, j: int) -> float:
        return max(nearness(self.gap(i, j), self.settings), 1e-9)

    def linkage(self, a: int, b: int) -> float:
        total, weights = self.sums[a][b]
        gaps = [g for i in self.members[a] for j in self.members[b] if (g := self.gap(i, j)) is not None]
        return total / weights * staleness(min(gaps, default=None), self.settings)

    def push(self, a: int, b: int) -> None:
        score = self.linkage(a, b)
        if score >= self.settings.settle_at:
            heapq.heappush(self.heap, (-score, min(a, b), max(a, b)))

    def run(self) -> None:
        while self.heap:
            _, a, b = heapq.heappop(self.heap)
            if a in self.members and b in self.members:
                self.merge(a, b)

    def adopt(self, lone: Sequence[int]) -> None:
        for i in sorted(set(lone)):
            others = self.sums.get(i, {})  # gone when it has company already
            best = max(((self.linkage(i, other), -other) for other in others), default=(0.0, 0))
            if best[0] >= self.settings.opinion_at:
                self.merge(i, -best[1])

    def merge(self, a: int, b: int) -> None:
        new, self.fresh = self.fresh, self.fresh + 1
        near_a, near_b = self.sums[a], self.sums[b]
        self.sums[new] = {}
        for other in sorted((near_a.keys() | near_b.keys()) - {a, b}):
            total_a, weights_a = near_a.get(other) or (0.0, self.between(a, other))
            total_b, weights_b = near_b.get(other) or (0.0, self.between(b, other))
            self.sums[new][other] = self.sums[other][new] = (total_a + total_b, weights_a + weights_b)
        self.members[new] = self.members.pop(a) + self.members.pop(b)
        for gone in (a, b):
            for other in self.sums.pop(gone):
                self.sums[other].pop(gone, None) if other in self.sums else None
        for other in self.sums[new]:
            self.push(new, other)

    def between(self, a: int, b: int) -> float:
        return sum(self.weight(i, j) for i in self.members[a] for j in self.members[b])
