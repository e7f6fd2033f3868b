"""What two articles have in common and what speaks against: one row of readable features a pair.

Strategy: one article against all its candidates at once. Its weights are laid out by key; the candidates' fields stand
behind one another in one array, so that looking up, multiplying and summing by field gives every likeness in four
array operations.

Rule 1: features come in the order of `FEATURES`; each is a number of the order of one.
Rule 2: what is not known (a time, an age) makes neither likeness nor conflict.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nutgraf.stories.outline import FIELDS
from nutgraf.stories.vectors import WORD_FIELDS, Floats, Ints, Profile, Vocabulary

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
_UNDATED_DAYS = 0.0
_FAINT = 0.05
"""Cosine under which a best one is no measure."""
_FEWEST = 20
"""Articles of the last days that a stream counts as having at least: the model was fitted on none that is thinner for
long."""
_CROWD = 0.06
"""Cosine from which a candidate counts as one of a crowd."""

Standing = NDArray[np.float32]
"""For each candidate its best cosine, as known when it arrived."""


class Layout:
    """Room in which an article's weights are laid out by key; kept between calls, because it is large."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make room for a vocabulary; it grows with it."""
        self.vocabulary = vocabulary
        self.same: Floats = np.zeros(0, np.float32)

    def lay(self, article: Profile) -> None:
        """Lay an article out."""
        if len(self.same) < WORD_FIELDS * len(self.vocabulary):
            room = 2 * WORD_FIELDS * len(self.vocabulary)
            self.same = np.zeros(room, np.float32)
        self.same[article.keys] = article.weights

    def clear(self, article: Profile) -> None:
        """Take it away again."""
        self.same[article.keys] = 0.0


def compare(article: Profile, others: Sequence[Profile], standing: Standing, layout: Layout, live: int) -> Floats:
    """Return one row of `FEATURES` for each of the others (at least one); self-calibration is over them all.

    `live` is how many articles of the last days there are: likeness means less in a dense stream.
    """
    keys = np.concatenate([o.keys for o in others])
    weights = np.concatenate([o.weights for o in others])
    starts = np.concatenate([o.starts for o in others]).reshape(len(others), len(FIELDS))
    ends = np.cumsum([len(o.keys) for o in others])
    cuts = (starts + np.concatenate([[0], ends[:-1]])[:, None]).ravel()
    layout.lay(article)
    like = np.add.reduceat(layout.same.take(keys) * weights, cuts).reshape(starts.shape)
    layout.clear(article)
    sizes = (np.diff(cuts, append=len(keys)) - 1).reshape(starts.shape)
    columns = {field: like[:, _AT[field]] for field in COSINES}
    columns["full_log"] = np.log(columns["full"] + 0.02)
    columns |= _facts(like, sizes, article.sizes)
    days = days_from(article, others).astype(np.float32)
    columns |= _times(days)
    columns |= {f"fade_{name}": columns[name] * columns["fade"] for name in FADING}
    columns |= _calibrated(columns["full"], days, standing)
    columns["density"] = np.full(len(others), np.log1p(max(live, _FEWEST)) / 6, np.float32)
    rows = np.empty((len(others), len(FEATURES)), np.float32)
    for n, name in enumerate(FEATURES):
        rows[:, n] = columns[name]
    return rows


def _facts(like: Floats, sizes: Ints, own: Floats) -> dict[str, Floats]:
    """Return what facts agree and which speak against."""
    made: dict[str, Floats] = {}
    for kind in ("titled", "dates", *FACTS):
        at = _AT[kind]
        none_shared = (like[:, at] < 1e-6) & (sizes[:, at] > 0) & (own[at] > 0)
        made[f"{kind}_apart"] = none_shared.astype(np.float32)
        if kind in FACTS:
            made[kind] = like[:, at]
    for kind, about in (("ordinals", "ordered"), ("counts", "counted")):
        made[kind] = like[:, _AT[kind]]
        made[f"{kind}_apart"] = np.maximum(like[:, _AT[about]] - like[:, _AT[kind]], 0.0)
    return made


def _times(days: Floats) -> dict[str, Floats]:
    known = days >= 0
    days = np.where(known, days, _UNDATED_DAYS)
    return {
        "days_log": np.log1p(days),
        "same_day": (known & (days < 1)).astype(np.float32),
        "fade": np.exp(-days / FADE_DAYS),
    }


def days_from(article: Profile, others: Sequence[Profile]) -> NDArray[np.float64]:
    """Return the days between an article and each of the others; -1 when a time is unknown."""
    days = np.abs(np.array([o.at_s for o in others]) - article.at_s) / 86_400
    return np.where(np.isnan(days), -1.0, days)


def _calibrated(cosine: Floats, days: Floats, standing: Standing) -> dict[str, Floats]:
    """Say how a likeness stands among those of the article's company in time, and among the other's own."""
    near = np.where(days <= FADE_DAYS, cosine, np.float32(0))
    best = float(near.max())
    above = len(near) - np.searchsorted(np.sort(near), cosine, side="right")
    return {
        "rank_near": np.log1p(above),
        "best_near": np.full(len(cosine), best, np.float32),
        "of_best_near": np.minimum(cosine / max(best, _FAINT), 3.0),
        "crowd": np.full(len(cosine), np.log1p((cosine > _CROWD).sum()) / 4, np.float32),
        "of_others_best": np.minimum(cosine / np.maximum(standing, _FAINT), 3.0),
    }


def standing_of(cosines: Floats) -> float:
    """Return the best of an article's cosines; 0 when there is none."""
    return float(cosines.max()) if len(cosines) else 0.0
