"""Late correction: given all bonds of a stretch of time, which articles stand together.

Strategy: average linkage. The two groups whose articles are likeliest one event *on average* are joined, again and
again, until the best pair of groups falls under the bar; a third article never ties two groups that do not fit each
other (a prototype measured average linkage .857 against .792 for connected components). The average is weighted by
nearness in time, as in `place`, so a long story holds if its days tie in. Then two repairs: an article that fits a
rival story better moves there, and an opinion piece that stayed alone goes to the story it fits best, over a lower bar.

Rule 1: the answer depends on the bonds, not on the order in which they are given.
Rule 2: pairs that were never compared count as `ABSENT`.
Cost: a heap over pairs of groups; about linear in the number of bonds for news streams.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

from nutgraf.settings import Grouping
from nutgraf.stories.pair_model import SETTLED, probabilities
from nutgraf.stories.place import ABSENT, nearness
from nutgraf.stories.stream import Stream
from nutgraf.stories.two_sided import TWO_SIDED, two_sided

Pair = tuple[int, int]
LEAST = 0.05
"""Probability under which a pair counts as never compared."""
MOVE_BY = 0.1
"""How much better a rival story must fit for an article to move."""


def settled(stream: Stream) -> list[list[int]]:
    """Return the groups of all that a stream has seen, corrected late; members by position of arrival."""
    return settle(stream.times(), settled_chances(stream), stream.settings, stream.opinions)


def settled_chances(stream: Stream) -> dict[Pair, float]:
    """Return the probability that two articles tell one event, seen from both sides, for all likely pairs."""
    pairs = stream.pairs()
    if not len(pairs.chance):
        return {}
    logits = pairs.base + two_sided(pairs, len(stream.published)) @ SETTLED.weights[-len(TWO_SIDED) :]
    chances = probabilities(logits)
    kept = chances >= LEAST
    keys = zip(pairs.earlier[kept].tolist(), pairs.later[kept].tolist(), strict=True)
    return dict(zip(keys, chances[kept].tolist(), strict=True))


def settle(
    times: Sequence[float | None], scores: Mapping[Pair, float], settings: Grouping, opinions: Sequence[int] = ()
) -> list[list[int]]:
    """Group articles 0..n-1 by average linkage over their bonds.

    `times` holds hours on any scale (`None`: unknown), `scores` the probability of pairs (i, j) with i < j, `opinions`
    which of the articles are opinion. Groups come in order of their first member, members in order.
    """
    linkage = _Linkage(times, scores, settings)
    linkage.run()
    groups = linkage.members
    _reassign(groups, scores, linkage)
    _adopt(groups, scores, linkage, opinions)
    return sorted(sorted(group) for group in groups.values() if group)


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

    def weight(self, i: int, j: int) -> float:
        a, b = self.times[i], self.times[j]
        return nearness(None if a is None or b is None else abs(a - b), self.settings)

    def push(self, a: int, b: int) -> None:
        total, weights = self.sums[a][b]
        if total >= self.settings.settle_at * weights:
            heapq.heappush(self.heap, (-total / weights, min(a, b), max(a, b)))

    def run(self) -> None:
        while self.heap:
            _, a, b = heapq.heappop(self.heap)
            if a in self.members and b in self.members:
                self.merge(a, b)

    def merge(self, a: int, b: int) -> None:
        new, self.fresh = self.fresh, self.fresh + 1
        near_a, near_b = self.sums[a], self.sums[b]
        self.sums[new] = {}
        for other in sorted((near_a.keys() | near_b.keys()) - {a, b}):
            total_a, weights_a = near_a.get(other) or self.absent(a, other)
            total_b, weights_b = near_b.get(other) or self.absent(b, other)
            self.sums[new][other] = self.sums[other][new] = (total_a + total_b, weights_a + weights_b)
        self.members[new] = self.members.pop(a) + self.members.pop(b)
        for gone in (a, b):
            for other in self.sums.pop(gone):
                if other in self.sums:
                    self.sums[other].pop(gone, None)
        for other in self.sums[new]:
            self.push(new, other)

    def absent(self, a: int, b: int) -> tuple[float, float]:
        weights = sum(self.weight(i, j) for i in self.members[a] for j in self.members[b])
        return ABSENT * weights, weights

    def mean(self, i: int, group: Sequence[int], near: Mapping[int, float]) -> float:
        """Return how well an article fits a group without it."""
        rest = [j for j in group if j != i]
        weights = [self.weight(i, j) for j in rest]
        return sum(w * near.get(j, ABSENT) for w, j in zip(weights, rest, strict=True)) / sum(weights) if rest else 0.0


def _neighbours(scores: Mapping[Pair, float]) -> dict[int, dict[int, float]]:
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), score in sorted(scores.items()):
        near[i][j] = near[j][i] = score
    return near


def _reassign(groups: dict[int, list[int]], scores: Mapping[Pair, float], linkage: _Linkage) -> None:
    """Move articles that fit a rival group clearly better than their own; groups change at once, in order."""
    near = _neighbours(scores)
    home = {i: key for key, group in groups.items() for i in group}
    for i in sorted(near):
        rivals = dict.fromkeys(home[j] for j in near[i] if home[j] != home[i])
        if not rivals:
            continue
        own = linkage.mean(i, groups[home[i]], near[i])
        best, key = max((linkage.mean(i, groups[rival], near[i]), -rival) for rival in rivals)
        if best >= linkage.settings.settle_at and best > own + MOVE_BY:
            groups[home[i]].remove(i)
            groups[-key].append(i)
            home[i] = -key


def _adopt(
    groups: dict[int, list[int]], scores: Mapping[Pair, float], linkage: _Linkage, opinions: Sequence[int]
) -> None:
    """Bring lone opinion pieces to the story they fit best."""
    near = _neighbours({pair: s for pair, s in scores.items() if not set(opinions).isdisjoint(pair)})
    home = {i: key for key, group in groups.items() for i in group}
    for i in sorted(set(opinions)):
        rivals = dict.fromkeys(home[j] for j in near[i] if home[j] != home[i]) if i in near else {}
        if len(groups[home[i]]) > 1 or not rivals:
            continue
        best, key = max((linkage.mean(i, groups[rival], near[i]), -rival) for rival in rivals)
        if best >= linkage.settings.opinion_at:
            groups[home[i]].remove(i)
            groups[-key].append(i)
            home[i] = -key
