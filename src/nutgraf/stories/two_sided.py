"""What a pair looks like from both sides, once both articles have met all their neighbours.

    rank_better, rank_worse   how many neighbours of either article are likelier company (log)
    mutual                    each is the other's likeliest
    common, common_share      third articles that fit both, as a sum and as a share of all that fit either
    above_tenths, above_a_tenth   the cosine beside the tenth best of both, and of either

Rule 1: the answer depends on the pairs, not on the order in which they are given.
Cost: sorting the pairs; common neighbours only for pairs that are not hopeless.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nutgraf.stories.vectors import Floats, Ints

TWO_SIDED = (
    *("rank_better", "rank_worse", "mutual", "common", "common_share"),
    *("above_tenths", "above_a_tenth"),
)
"""Names of the features, in order."""
HOPELESS = 0.005
"""Probability under which common neighbours are not looked for."""
NEIGHBOUR = 0.02
"""Probability from which an article is a neighbour."""
_TENTH = 9


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """All pairs that were compared; the same length everywhere."""

    earlier: Ints
    """Position of the article that was there."""
    later: Ints
    """Position of the article that arrived."""
    cosine: Floats
    """Likeness of whole texts."""
    chance: Floats
    """Probability on arrival."""
    base: Floats
    """Log odds of the settled model by the features on arrival."""
    likeness: Floats
    """Plain likeness of what they say, for running stories."""


def two_sided(pairs: Pairs, articles: int) -> Floats:
    """Return one row of `TWO_SIDED` for each pair."""
    a, b, cosine = pairs.earlier, pairs.later, pairs.cosine
    rank_a, rank_b = _ranks(pairs, pairs.chance)
    tenth = _tenth(pairs, articles)
    common, share = _common(pairs, articles)
    columns = (
        np.log1p(np.minimum(rank_a, rank_b)),
        np.log1p(np.maximum(rank_a, rank_b)),
        (rank_a + rank_b == 0).astype(np.float32),
        np.sqrt(common),
        share,
        cosine - np.minimum(tenth[a], tenth[b]),
        cosine - np.maximum(tenth[a], tenth[b]),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _both_ways(pairs: Pairs) -> tuple[Ints, Ints]:
    return np.concatenate([pairs.earlier, pairs.later]), np.concatenate([pairs.later, pairs.earlier])


def _ranks(pairs: Pairs, by: Floats) -> tuple[Floats, Floats]:
    """Return each article's place among the other's neighbours, 0 for the first."""
    own, other = _both_ways(pairs)
    order = np.lexsort((other, -np.concatenate([by, by]), own))
    sorted_own = own[order]
    ranks = np.empty(len(own), np.float32)
    ranks[order] = np.arange(len(own)) - np.searchsorted(sorted_own, sorted_own)
    return ranks[: len(by)], ranks[len(by) :]


def _tenth(pairs: Pairs, articles: int) -> Floats:
    """Return the tenth best cosine of each article; 0 when it has fewer."""
    own, _ = _both_ways(pairs)
    cosine = np.concatenate([pairs.cosine, pairs.cosine])
    order = np.lexsort((-cosine, own))
    sorted_own, ranked = own[order], cosine[order]
    start = np.searchsorted(sorted_own, np.arange(articles))
    has = np.searchsorted(sorted_own, np.arange(articles), "right") - start > _TENTH
    found = np.zeros(articles, np.float32)
    found[has] = ranked[start[has] + _TENTH]
    return found


def _common(pairs: Pairs, articles: int) -> tuple[Floats, Floats]:
    near: list[dict[int, float]] = [{} for _ in range(articles)]
    likely = np.flatnonzero(pairs.chance >= HOPELESS)
    rows = list(
        zip(pairs.earlier[likely].tolist(), pairs.later[likely].tolist(), pairs.chance[likely].tolist(), strict=True)
    )
    for i, j, chance in rows:
        if chance >= NEIGHBOUR:
            near[i][j] = near[j][i] = chance
    totals = [sum(held.values()) for held in near]
    common, share = np.zeros(len(pairs.chance), np.float32), np.zeros(len(pairs.chance), np.float32)
    for at, (i, j, chance) in zip(likely.tolist(), rows, strict=True):
        both, least = _shared(near[i], near[j])
        own = 2 * chance if chance >= NEIGHBOUR else 0.0
        common[at] = both
        share[at] = least / (totals[i] + totals[j] - own - least + 0.3)
    return common, share


def _shared(a: dict[int, float], b: dict[int, float]) -> Sequence[float]:
    if len(a) > len(b):
        a, b = b, a
    both = least = 0.0
    for third, chance in a.items():
        other = b.get(third)
        if other is not None:
            both += chance * other
            least += min(chance, other)
    return both, least
