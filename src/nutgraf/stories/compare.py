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
from nutgraf.stories.vectors import WORD_FIELDS, Floats, Profile, Vocabulary

COSINES = ("full", "title", "lead", "body", "names", "titled", "numbers", "dates")
"""Fields whose cosine is a feature."""
FACTS = ("ages", "clocks", "streets")
"""Kinds of facts: shared, or both have some and share none."""
LATE = ("full", "title", "names", "full_log", "rare", "above_tenth")
"""Features that weigh otherwise between articles more than `LATE_DAYS` apart: late follow-ups need more in common."""
LATE_DAYS = 30.0
FEATURES = (
    *COSINES,
    *("full_log", "rare", "title_told", "titles_told", "titled_apart", "dates_apart"),
    *(f"{fact}{end}" for fact in FACTS for end in ("", "_apart")),
    *("ordinals", "ordinals_apart", "counts", "counts_apart"),
    *("days", "days_log", "same_day", "undated"),
    *("above_mean", "of_best", "above_tenth", "rank", "above_others_tenth", "of_others_best"),
    *("shorter", "length_gap", "crowd", "density"),
    *("late", *(f"late_{name}" for name in LATE)),
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
_TENTH = 9
_UNDATED_DAYS = 0.0
_CROWD = 0.06
"""Cosine from which a candidate counts as one of a crowd."""

Standing = NDArray[np.float32]
"""For each candidate its best and its tenth best cosine, as known when it arrived."""


class Layout:
    """Room in which an article's weights are laid out by key; kept between calls, because it is large."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make room for a vocabulary; it grows with it."""
        self.vocabulary = vocabulary
        self.same: Floats = np.zeros(0, np.float32)
        self.told: Floats = np.zeros(0, np.float32)
        self.rare: Floats = np.zeros(0, np.float32)

    def lay(self, article: Profile) -> None:
        """Lay an article out."""
        if len(self.same) < WORD_FIELDS * len(self.vocabulary):
            room = 2 * WORD_FIELDS * len(self.vocabulary)
            self.same, self.told, self.rare = (np.zeros(room, np.float32) for _ in range(3))
        self.same[article.keys] = article.weights
        keys, _ = article.field("full")
        self.told[keys + _AT["title"]] = 1.0
        keys, weights = article.field("title")
        self.told[keys - _AT["title"]] = weights * weights
        keys, _ = article.field("lead")
        self.rare[keys] = self.vocabulary.rarity(keys)

    def clear(self, article: Profile) -> None:
        """Take it away again."""
        self.same[article.keys] = 0.0
        full, title = article.field("full")[0], article.field("title")[0]
        self.told[full + _AT["title"]] = 0.0
        self.told[title - _AT["title"]] = 0.0
        self.rare[article.field("lead")[0]] = 0.0


def compare(article: Profile, others: Sequence[Profile], standing: Standing, layout: Layout, live: int) -> Floats:
    """Return one row of `FEATURES` for each of the others (at least one); self-calibration is over them all.

    `live` is how many articles of the last days there are: likeness means less in a dense stream.
    """
    keys = np.concatenate([o.keys for o in others])
    weights = np.concatenate([o.weights for o in others])
    starts = np.stack([o.starts for o in others])
    offsets = np.cumsum([0, *(len(o.keys) for o in others[:-1])])
    cuts = (starts + offsets[:, None]).ravel()
    shape = (len(others), len(FIELDS))
    layout.lay(article)
    like = np.add.reduceat(layout.same[keys] * weights, cuts).reshape(shape)
    told = layout.told[keys]
    rare = np.add.reduceat(layout.rare[keys], cuts).reshape(shape)[:, _AT["lead"]]
    layout.clear(article)
    covers = np.add.reduceat(told * weights * weights, cuts).reshape(shape)[:, _AT["title"]]
    covered = np.add.reduceat(told, cuts).reshape(shape)[:, _AT["full"]]
    sizes = np.stack([o.sizes for o in others])
    columns = {field: like[:, _AT[field]] for field in COSINES}
    columns |= {
        "full_log": np.log(columns["full"] + 0.02),
        "rare": np.sqrt(rare),
        "title_told": np.minimum(covers, covered),
        "titles_told": np.maximum(covers, covered),
    }
    columns |= _facts(like, sizes, article.sizes)
    columns |= _times(article, others)
    columns |= _calibrated(columns["full"], standing)
    lengths = np.log1p(np.stack([sizes[:, 0], np.full(len(others), article.sizes[0])])) / 6
    columns |= {"shorter": lengths.min(axis=0), "length_gap": np.abs(lengths[0] - lengths[1])}
    columns["density"] = np.full(len(others), np.log1p(live) / 6, np.float32)
    columns |= {f"late_{name}": columns[name] * columns["late"] for name in LATE}
    return np.stack([columns[name] for name in FEATURES], axis=1).astype(np.float32)


def _facts(like: Floats, sizes: Floats, own: Floats) -> dict[str, Floats]:
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


def _times(article: Profile, others: Sequence[Profile]) -> dict[str, Floats]:
    days = np.array([days_between(article, o) for o in others], np.float32)
    known = days >= 0
    days = np.where(known, days, _UNDATED_DAYS)
    return {
        "days": np.minimum(days, 60.0) / 14,
        "days_log": np.log1p(days),
        "same_day": (known & (days < 1)).astype(np.float32),
        "undated": (~known).astype(np.float32),
        "late": (days > LATE_DAYS).astype(np.float32),
    }


def days_between(a: Profile, b: Profile) -> float:
    """Return the days between two articles, or -1 when a time is unknown."""
    if a.published is None or b.published is None:
        return -1.0
    return abs((a.published - b.published).total_seconds()) / 86_400


def _calibrated(cosine: Floats, standing: Standing) -> dict[str, Floats]:
    """Say how a likeness stands among the article's others, and among the other's own."""
    ranked = np.argsort(-cosine, kind="stable")
    rank = np.empty(len(cosine), np.float32)
    rank[ranked] = np.arange(len(cosine), dtype=np.float32)
    best = cosine[ranked[0]]
    tenth = cosine[ranked[_TENTH]] if len(cosine) > _TENTH else 0.0
    return {
        "above_mean": cosine - cosine.mean(),
        "of_best": cosine / max(float(best), 1e-6),
        "above_tenth": cosine - tenth,
        "rank": np.log1p(rank),
        "crowd": np.full(len(cosine), np.log1p((cosine > _CROWD).sum()) / 4, np.float32),
        "above_others_tenth": cosine - standing[:, 1],
        "of_others_best": np.minimum(cosine / np.maximum(standing[:, 0], 0.05), 3.0),
    }


def standing_of(cosines: Floats) -> tuple[float, float]:
    """Return the best and the tenth best of an article's cosines; 0 when there are fewer."""
    ranked = np.sort(cosines)[::-1]
    return (float(ranked[0]) if len(ranked) else 0.0, float(ranked[_TENTH]) if len(ranked) > _TENTH else 0.0)
