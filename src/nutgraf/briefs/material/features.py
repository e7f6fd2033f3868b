"""What is known of each sentence before any parse: the numbers from which `rank` judges.

Strategy: `plain` reads features from the index alone; `meant` adds those of sentence vectors. Being central means
being said by *other origins*: copies of one text are one voice. Of the strongest features the standing within the
set is given too, because what counts is to be better than the others at hand.

Rule 1: all numbers lie within about -1..1 and mean the same for 2 articles and for 200.
Rule 2: a feature that cannot be known (one origin only, no vectors) is 0 for all.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nutgraf.briefs.material.dossier import Vectors
from nutgraf.briefs.material.index import LEAD, Index, Pair, Row, Weights, dot, weigh
from nutgraf.briefs.material.surface import FLAGS

Column = NDArray[np.float64]
"""One number a sentence."""
Table = NDArray[np.float64]
"""One row a sentence or an origin."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Sentence vectors that `rank.score` may use."""

    sentences: Vectors
    """One row a sentence scored, in the same order."""
    titles: Vectors
    """One row an article of the dossier, in its order: the vector of the article's title."""


def _share(users: int, others: int) -> float:
    """How many of the other origins, damped: the second voice tells more than the twentieth."""
    return math.log1p(users) / math.log1p(others) if others > 0 else 0.0


def _similar_others(row: Row, vector: Weights, index: Index) -> float:
    """Cosine to the sum of the other origins' vectors, without making that sum."""
    own = index.own[row.origin]
    square = index.whole_square - 2.0 * dot(own, index.whole) + dot(own, own)
    if index.origins < 2 or square <= 1e-9:
        return 0.0
    return (dot(vector, index.whole) - dot(vector, own)) / math.sqrt(square)


def _mean_elsewhere(row: Row, vector: Weights, parts: Sequence[Weights], total: Weights) -> float:
    """Mean cosine to the other origins' vectors of a kind, of which `total` is the sum."""
    if len(parts) < 2:
        return 0.0
    return (dot(vector, total) - dot(vector, parts[row.origin])) / (len(parts) - 1)


def _shared(row: Row, users: Mapping[Pair, frozenset[int]], index: Index) -> float:
    """Mean over the sentence's pairs of the share of other origins that use them."""
    if not row.pairs:
        return 0.0
    counts = (len(users.get(p, frozenset()) - {row.origin}) for p in row.pairs)
    return sum(_share(n, index.origins - 1) for n in counts) / len(row.pairs)


def _spread(row: Row, index: Index) -> float:
    """Mean over the sentence's telling stems of the share of other origins that use them."""
    if not row.terms:
        return 0.0
    others = index.origins - 1
    return sum(_share(len(index.term_origins[t]) - 1, others) for t in row.terms) / len(row.terms)


def _plain_row(row: Row, index: Index) -> dict[str, float]:
    vector = weigh(row.terms, index.idf)
    text, count = row.sentence.text, len(row.words)
    return {
        "first": float(row.position == 0),
        "second": float(row.position == 1),
        "early": 1.0 / (1.0 + row.position),
        "depth": row.position / max(row.of - 1, 1),
        "column": index.personal[row.article],
        "like_own": dot(vector, index.own[row.origin]),
        "like_others": _similar_others(row, vector, index),
        "like_leads": _mean_elsewhere(row, vector, index.leads, index.lead_sum),
        "like_own_title": dot(vector, index.titles[row.origin]),
        "like_titles": _mean_elsewhere(row, vector, index.titles, index.title_sum),
        "pairs_shared": _shared(row, index.pair_origins, index),
        "pairs_titled": _shared(row, index.title_origins, index),
        "terms_shared": _spread(row, index),
        "words": math.log(max(count, 1)) / 4.0,
        "short": max(0.0, (12 - count) / 12),
        "long": min(1.0, max(0.0, (count - 32) / 32)),
        **{name: flag(text) for name, flag in FLAGS.items()},
    }


def standing(column: Column) -> Column:
    """Return each value's standing in the set, 0 (least) to 1 (most); equals share theirs.

    >>> standing(np.array([3.0, 1.0, 3.0])).tolist()
    [0.75, 0.0, 0.75]
    """
    if len(column) < 2:
        return np.zeros(len(column))
    ordered = np.sort(column)
    below = np.searchsorted(ordered, column, side="left")
    upto = np.searchsorted(ordered, column, side="right")
    return np.asarray((below + upto - 1) / 2.0 / (len(column) - 1), dtype=np.float64)


_STANDINGS = ("like_own", "like_others", "like_leads", "pairs_shared")
"""Plain features of which the standing is given too."""


def plain(rows: Sequence[Row], index: Index) -> dict[str, Column]:
    """Return the features that need no vectors, by name, one column each."""
    read = [_plain_row(row, index) for row in rows]
    if not read:
        return {}
    columns = {name: np.array([r[name] for r in read], dtype=np.float64) for name in read[0]}
    return columns | {f"{name}_standing": standing(columns[name]) for name in _STANDINGS}


def _by_origin(values: Table, homes: Sequence[int], count: int) -> tuple[Table, Column]:
    """Return the sum of vectors of each origin (scaled to length 1), and which origins have any."""
    sums = np.zeros((count, values.shape[1]))
    for value, home in zip(values, homes, strict=True):
        sums[home] += value
    norms = np.linalg.norm(sums, axis=1)
    return sums / np.maximum(norms, 1e-9)[:, None], (norms > 1e-9).astype(np.float64)


def _elsewhere(values: Table, homes: NDArray[np.int64], voices: Table, there: Column) -> Column:
    """Mean cosine of each row to the voices of the origins other than its own."""
    cosines = (values @ voices.T) * there[None, :]
    own = cosines[np.arange(len(values)), homes]
    others = there.sum() - there[homes]
    return np.asarray((cosines.sum(axis=1) - own) / np.maximum(others, 1.0), dtype=np.float64)


def meant(rows: Sequence[Row], index: Index, meaning: Meaning, title_homes: Sequence[int]) -> dict[str, Column]:
    """Return the features read from sentence vectors, by name; `title_homes` gives each title's origin."""
    if not rows:
        return {}
    values = np.asarray(meaning.sentences, dtype=np.float64)
    homes = np.array([row.origin for row in rows])
    titles, titled = _by_origin(np.asarray(meaning.titles, dtype=np.float64), title_homes, index.origins)
    leading = [i for i, row in enumerate(rows) if row.position < LEAD]
    leads, led = _by_origin(values[leading], homes[leading].tolist(), index.origins)
    everything, there = _by_origin(values, homes.tolist(), index.origins)
    columns = {
        "means_titles": _elsewhere(values, homes, titles, titled),
        "means_own_title": np.einsum("ij,ij->i", values, titles[homes]),
        "means_leads": _elsewhere(values, homes, leads, led),
        "means_others": _elsewhere(values, homes, everything, there),
        "means_own": np.einsum("ij,ij->i", values, everything[homes]),
    }
    return columns | {f"{name}_standing": standing(columns[name]) for name in ("means_titles", "means_leads")}
