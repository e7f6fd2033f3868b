"""Late correction: given all bonds of a stretch of time, which articles stand together.

Strategy: average linkage. The two groups whose articles are likeliest one event *on average* are joined, again and
again, until the best pair of groups falls under the bar; a third article never ties two groups that do not fit each
other (a prototype measured average linkage .857 against .792 for connected components). The average is weighted by
nearness in time, as in `place`, so a long story holds if its days tie in. Then an opinion piece that stayed alone goes
to the story it fits best, over a lower bar.

Rule 1: the answer depends on the bonds, not on the order in which they are given.
Rule 2: pairs that were never compared count as `ABSENT`.
Cost: a heap over pairs of groups; about linear in the number of bonds for news streams.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from nutgraf.settings import Grouping
from nutgraf.stories.linkage import Bars, Bonds, Linkage
from nutgraf.stories.pair_model import SETTLED, probabilities
from nutgraf.stories.place import ABSENT
from nutgraf.stories.stream import Stream
from nutgraf.stories.two_sided import TWO_SIDED, two_sided

LEAST = 0.05
"""Probability under which a pair counts as never compared."""
ALIKE = 0.08
"""Least cosine or likeness of two articles of one event: in a folder of three everybody is somebody's nearest, and the
model, which counts that, was fitted on streams."""


def settled(stream: Stream) -> list[list[int]]:
    """Return the groups of all that a stream has seen, corrected late; members by position of arrival."""
    return settle(stream.times(), settled_chances(stream), stream.settings, stream.opinions)


def settled_chances(stream: Stream) -> Bonds:
    """Return the probability that two articles tell one event, seen from both sides, for all likely pairs."""
    pairs = stream.pairs()
    logits = pairs.base + two_sided(pairs, len(stream.published)) @ SETTLED.weights[-len(TWO_SIDED) :]
    chances = probabilities(logits)
    kept = (chances >= LEAST) & ((pairs.cosine >= ALIKE) | (pairs.likeness >= ALIKE))
    return Bonds.of(pairs.earlier[kept], pairs.later[kept], chances[kept])


def likenesses(stream: Stream) -> Bonds:
    """Return the plain likeness of all pairs that were compared: what running stories are made by."""
    pairs = stream.pairs()
    return Bonds.of(pairs.earlier, pairs.later, pairs.likeness)


def arcs(stream: Stream, events: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the running stories that events belong to: events close in time that tell on from one another.

    Their closeness is plain likeness, without the question whether the two are one event: a week of talks is one story
    of many events. Lone opinion pieces go to the story they fit best.
    """
    settings, likeness = stream.settings, likenesses(stream)
    bars = Bars(settings.arc_at, settings.arc_half_life_h, 0.0, settings.arc_stale_half_life_h)
    linkage = Linkage(stream.times(), events, likeness, bars)
    groups = linkage.run()
    _adopt(groups, likeness, linkage, stream.opinions, settings.arc_opinion_at)
    return sorted(sorted(group) for group in groups.values() if group)


def settle(
    times: Sequence[float | None], scores: Bonds, settings: Grouping, opinions: Sequence[int] = ()
) -> list[list[int]]:
    """Group articles 0..n-1 by average linkage over their bonds.

    `times` holds hours on any scale (`None`: unknown), `scores` the probability of pairs, `opinions` which of the
    articles are opinion. Groups come in order of their first member, members in order.
    """
    bars = Bars(settings.settle_at, settings.half_life_h, ABSENT)
    linkage = Linkage(times, [[i] for i in range(len(times))], scores, bars)
    groups = linkage.run()
    _adopt(groups, scores, linkage, opinions, settings.opinion_at)
    return sorted(sorted(group) for group in groups.values() if group)


def _adopt(
    groups: dict[int, list[int]], scores: Bonds, linkage: Linkage, opinions: Sequence[int], least: float
) -> None:
    """Bring lone opinion pieces to the story they fit best."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    of_one = np.isin(scores.earlier, opinions) | np.isin(scores.later, opinions)
    for (i, j), score in scores.where(of_one).by_pair().items():
        near[i][j] = near[j][i] = score
    home = {i: key for key, group in groups.items() for i in group}
    for i in sorted(set(opinions)):
        rivals = dict.fromkeys(home[j] for j in near[i] if home[j] != home[i]) if i in near else {}
        if len(groups[home[i]]) > 1 or not rivals:
            continue
        best, key = max((linkage.mean(i, groups[rival], near[i]), -rival) for rival in rivals)
        if best >= least:
            groups[home[i]].remove(i)
            groups[-key].append(i)
            home[i] = -key
