"""Features made of features: what a likeness is worth depends on the time between, and on the other likenesses.

    first_day, first_days, first_week   days apart, up to 1, 3 and 7: one slope for all days cannot be steep and long
    both_mean, both_least, both_most    title and lead together: geometric mean, least, most
    title_log, lead_log, names_log, body_log   likeness by order of size: .1 beside .02 says more than .5 beside .42
    now_...   a likeness that fades with a day or two: the same words today are the event, in a month the topic
    is_best   no candidate is more alike

A linear model cannot find these itself; boosted trees find more of them, but lose on outlets never seen.
"""

from collections.abc import Mapping

import numpy as np

from nutgraf.stories.vectors import Floats

FADE_DAYS = 2.0
"""Days after which a likeness of `NOW` counts 1/e."""
UNDATED_NOW = 0.4
"""What it counts between articles whose time is unknown: 1 cost .5 points of settled F1 on articles without dates."""
LOGGED = ("title", "lead", "names", "body")
"""Likenesses that also count by order of size."""
NOW = ("full_log", "title", "of_best", "rare", "title_told", "titled")
"""Features that also count by nearness in time."""
INTERPLAY = (
    *("first_day", "first_days", "first_week", "both_mean", "both_least", "both_most"),
    *(f"{name}_log" for name in LOGGED),
    *(f"now_{name}" for name in NOW),
    "is_best",
)
"""Names of the features, in order."""


def interplay(columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return `INTERPLAY` by name, from the features of `compare` by name."""
    days, title, lead = np.expm1(columns["days_log"]), columns["title"], columns["lead"]
    now = np.where(columns["undated"] > 0, UNDATED_NOW, np.exp(-days / FADE_DAYS))
    made = {
        "first_day": np.minimum(days, 1.0),
        "first_days": np.minimum(days, 3.0) / 3,
        "first_week": np.minimum(days, 7.0) / 7,
        "both_mean": np.sqrt(np.maximum(title * lead, 0.0)),
        "both_least": np.minimum(title, lead),
        "both_most": np.maximum(title, lead),
        "is_best": (columns["rank"] == 0).astype(np.float32),
    }
    made |= {f"{name}_log": np.log(np.maximum(columns[name], 0.0) + 0.05) for name in LOGGED}
    return made | {f"now_{name}": columns[name] * now for name in NOW}
