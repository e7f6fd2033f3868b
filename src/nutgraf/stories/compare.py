"""What two articles have in common and what speaks against: one row of readable features a pair.

Strategy: one article against all its candidates at once. Its weights are laid out by key; the candidates' fields stand
behind one another in one array, so that looking up, multiplying and summing by field gives every likeness in four
array operations.

Rule 1: features come in the order of `FEATURES`; each is a number of the order of one.
Rule 2: what is not known (a time, an age) makes neither likeness nor conflict.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from nutgraf.stories.outline import FIELDS
from nutgraf.stories.vectors import WORD_FIELDS, Floats, Ints, Keys, Profile, Vocabulary

COSINES = ("full", "title", "lead", "names", "titled", "numbers", "dates")
"""Fields whose cosine is a feature."""
FACTS = ("ages", "clocks", "streets")
"""Kinds of facts: shared, or both have some and share none."""
FADING = ("title", "lead", "names")
"""Likenesses that weigh otherwise the closer in time two articles are."""
FADE_DAYS = 3.0
"""Days after which closeness in time has fallen to a third (1/e); candidates so near are each other's company."""
FEATURES = (
    *COSINES,
    *("full_log", "titled_apart", "dates_apart"),
    *(f"{fact}{end}" for fact in FACTS for end in ("", "_apart")),
    *("ordinals", "ordinals_apart", "counts", "counts_apart"),
    *("days_log", "same_day", "fade"),
    *(f"fade_{name}" for name in FADING),
    *("rank_near", "best_near", "of_best_near", "of_others_best", "crowd", "density"),
)
"""Names of the features on arrival, in order."""
CONFLICTS = {
    "titled_apart": "other names in the title",
    "dates_apart": "other days",
    "ages_apart": "other ages",
    "clocks_apart": "other times of day",
    "streets_apart": "other streets",
    "ordinals_apart": "another number in a series",
    "counts_apart": "other counts of the same",
}
"""What speaks against, in words."""
_AT = {field: n for n, field in enumerate(FIELDS)}
_COLUMN = {name: n for n, name in enumerate(FEATURES)}
_UNDATED_DAYS = 0.0
_FAINT = 0.05
"""Cosine under which a best one is no measure."""
_FEWEST = 20
"""Articles of the last days that a stream counts as having at least: the model was fitted on none that is thinner for
long."""
_CROWD = 0.06
"""Cosine from which a candidate counts as one of a crowd."""


def _columns(names: Iterable[str]) -> Ints:
    return np.array([_COLUMN[name] for name in names])


def _fields(names: Iterable[str]) -> Ints:
    return np.array([_AT[name] for name in names])


_KINDS = ("titled", "dates", *FACTS)
"""Kinds of which it speaks against two articles that both have some and share none."""
_OF_WHAT = {"ordinals": "ordered", "counts": "counted"}
"""Kinds of which it speaks against them that they number or count the same otherwise."""
_ALIKE, _ALIKE_AT = _columns((*COSINES, *FACTS, *_OF_WHAT)), _fields((*COSINES, *FACTS, *_OF_WHAT))
_APART, _APART_AT = _columns(f"{kind}_apart" for kind in _KINDS), _fields(_KINDS)
_OTHERWISE, _OTHERWISE_AT = _columns(f"{kind}_apart" for kind in _OF_WHAT), _fields(_OF_WHAT)
_ABOUT_AT = _fields(_OF_WHAT.values())
_FADED, _FADED_FROM = _columns(f"fade_{name}" for name in FADING), _columns(FADING)

Standing = NDArray[np.float32]
"""For each candidate its best cosine, as known when it arrived."""


class Layout:
    """Room in which an article's weights are laid out by key; kept between calls, because it is large."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make room for a vocabulary; it grows with it."""
        self.vocabulary = vocabulary
        self._weights: Floats = np.zeros(0, np.float32)

    def products(self, article: Profile, keys: Keys, weights: Floats) -> Floats:
        """Return each weight times what its key weighs in an article; 0 where the article has not got it."""
        if len(self._weights) < WORD_FIELDS * len(self.vocabulary):
            self._weights = np.zeros(2 * WORD_FIELDS * len(self.vocabulary), np.float32)
        self._weights[article.keys] = article.weights
        made: Floats = self._weights.take(keys) * weights
        self._weights[article.keys] = 0.0
        return made


def compare(article: Profile, others: Sequence[Profile], standing: Standing, layout: Layout, live: int) -> Floats:
    """Return one row of `FEATURES` for each of the others (at least one); self-calibration is over them all.

    `live` is how many articles of the last days there are: likeness means less in a dense stream.
    """
    keys = np.concatenate([o.keys for o in others])
    weights = np.concatenate([o.weights for o in others])
    starts = np.concatenate([o.starts for o in others]).reshape(len(others), len(FIELDS))
    lengths = np.array([len(o.keys) for o in others])
    cuts = starts + (np.cumsum(lengths) - lengths)[:, None]
    like = np.add.reduceat(layout.products(article, keys, weights), cuts.ravel()).reshape(starts.shape)
    sizes = np.concatenate([o.sizes for o in others]).reshape(starts.shape)
    days = days_from(article, others).astype(np.float32)
    rows = np.empty((len(others), len(FEATURES)), np.float32)
    _likenesses(rows, like, sizes, article.sizes)
    _times(rows, days)
    _calibrated(rows, like[:, _AT["full"]], days, standing)
    rows[:, _COLUMN["density"]] = np.log1p(max(live, _FEWEST)) / 6
    return rows


def _likenesses(rows: Floats, like: Floats, sizes: Floats, own: Floats) -> None:
    """Fill in what is alike, what facts agree, and which speak against."""
    rows[:, _ALIKE] = like[:, _ALIKE_AT]
    rows[:, _COLUMN["full_log"]] = np.log(like[:, _AT["full"]] + np.float32(0.02))
    rows[:, _APART] = (like[:, _APART_AT] < 1e-6) & (sizes[:, _APART_AT] > 0) & (own[_APART_AT] > 0)
    rows[:, _OTHERWISE] = np.maximum(like[:, _ABOUT_AT] - like[:, _OTHERWISE_AT], 0.0)


def _times(rows: Floats, days: Floats) -> None:
    """Fill in how near in time each is, and likenesses that fade with it."""
    known = days >= 0
    days = np.where(known, days, _UNDATED_DAYS)
    rows[:, _COLUMN["days_log"]] = np.log1p(days)
    rows[:, _COLUMN["same_day"]] = known & (days < 1)
    fade = rows[:, _COLUMN["fade"]] = np.exp(-days / FADE_DAYS)
    rows[:, _FADED] = rows[:, _FADED_FROM] * fade[:, None]


def days_from(article: Profile, others: Sequence[Profile]) -> NDArray[np.float64]:
    """Return the days between an article and each of the others; -1 when a time is unknown."""
    days = np.abs(np.array([o.at_s for o in others]) - article.at_s) / 86_400
    return np.where(np.isnan(days), -1.0, days)


def _calibrated(rows: Floats, cosine: Floats, days: Floats, standing: Standing) -> None:
    """Fill in how a likeness stands among those of the article's company in time, and among the other's own."""
    near = np.where(days <= FADE_DAYS, cosine, np.float32(0))
    near.sort()
    best = float(near[-1])
    rows[:, _COLUMN["rank_near"]] = np.log1p(len(near) - near.searchsorted(cosine, side="right"))
    rows[:, _COLUMN["best_near"]] = best
    rows[:, _COLUMN["of_best_near"]] = np.minimum(cosine / max(best, _FAINT), 3.0)
    rows[:, _COLUMN["of_others_best"]] = np.minimum(cosine / np.maximum(standing, _FAINT), 3.0)
    rows[:, _COLUMN["crowd"]] = np.log1p(np.count_nonzero(cosine > _CROWD)) / 4


def standing_of(cosines: Floats) -> float:
    """Return the best of an article's cosines; 0 when there is none."""
    return float(cosines.max()) if len(cosines) else 0.0
