"""What a pair looks like from both sides, once both articles have met all their neighbours.

    rank_better, rank_worse   how many neighbours of either article are likelier company (log)
    mutual                    each is the other's likeliest
    common, common_share      third articles that fit both, as a sum and as a share of all that fit either
    above_tenths, above_a_tenth   the cosine beside the tenth best of both, and of either

Rule 1: the answer depends on the pairs, not on the order in which they are given.
Cost: sorting the pairs; common neighbours only for pairs that are not hopeless.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

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
AT_ONCE = 32
"""Articles whose neighbours are laid out in full at a time: 6 MB for a week of 24,000."""
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
    """Return for each pair the third articles that fit both: the sum of products, and their share of all that fit."""
    common, share = np.zeros(len(pairs.chance), np.float32), np.zeros(len(pairs.chance), np.float32)
    near = _Near(pairs, articles)
    likely = np.flatnonzero(pairs.chance >= HOPELESS)
    likely = likely[np.argsort(pairs.later[likely], kind="stable")]
    bounds = np.searchsorted(pairs.later[likely], np.arange(0, articles + AT_ONCE, AT_ONCE))
    for part, (first, last) in enumerate(pairwise(bounds.tolist())):
        rows = likely[first:last]
        if len(rows):
            both, least = near.shared(pairs.earlier[rows], pairs.later[rows], part * AT_ONCE)
            common[rows] = both
            chance = pairs.chance[rows].astype(np.float64)
            own = np.where(chance >= NEIGHBOUR, 2 * chance, 0.0)
            totals = near.totals[pairs.earlier[rows]] + near.totals[pairs.later[rows]]
            share[rows] = least / (totals - own - least + 0.3)
    return common, share


class _Near:
    """The neighbours of each article with their probabilities, as rows of one sparse table."""

    def __init__(self, pairs: Pairs, articles: int) -> None:
        own, other = _both_ways(pairs)
        chance = np.concatenate([pairs.chance, pairs.chance]).astype(np.float64)
        kept = np.flatnonzero(chance >= NEIGHBOUR)
        kept = kept[np.lexsort((other[kept], own[kept]))]
        self.other, self.chance, self.articles = other[kept], chance[kept], articles
        self.starts = np.searchsorted(own[kept], np.arange(articles + 1))
        self.totals = np.bincount(own[kept], self.chance, articles)
        self._wide = np.zeros(AT_ONCE * articles)

    def shared(self, a: Ints, b: Ints, first: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the sums of products and of the lesser ones over the neighbours of `a` that are those of `b`.

        The articles of `b` lie within `AT_ONCE` from `first` on.
        """
        wide = self._wide
        bounds = self.starts[first : first + AT_ONCE + 1]
        begin, end = bounds[0], bounds[-1]
        cells = np.repeat(np.arange(len(bounds) - 1) * self.articles, np.diff(bounds)) + self.other[begin:end]
        wide[cells] = self.chance[begin:end]
        both, least = np.zeros(len(a)), np.zeros(len(a))
        sizes = self.starts[a + 1] - self.starts[a]
        some = np.flatnonzero(sizes)
        if len(some):
            sizes = sizes[some]
            heads = np.cumsum(sizes) - sizes
            at = np.repeat(self.starts[a[some]] - heads, sizes) + np.arange(int(sizes.sum()))
            cell = np.repeat((b[some] - first) * self.articles, sizes) + self.other.take(at)
            mine, theirs = self.chance.take(at), wide.take(cell)
            both[some] = np.add.reduceat(mine * theirs, heads)
            least[some] = np.add.reduceat(np.minimum(mine, theirs), heads)
        wide[cells] = 0.0
        return both, least
