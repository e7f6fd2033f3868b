"""How likely two articles tell one event: a logistic regression over readable features.

The weights stand in `pair_model.json`, feature by feature, and `evals/recipes/fit_grouping.py` finds them anew.
`ARRIVAL` judges by what is known when the second article arrives, `SETTLED` also by what came after (`two_sided`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from nutgraf.stories.compare import FEATURES
from nutgraf.stories.two_sided import TWO_SIDED
from nutgraf.stories.vectors import Floats


@dataclass(frozen=True, slots=True, eq=False)
class PairModel:
    """Weights of a logistic regression."""

    weights: Floats
    """One a feature, in their order."""
    bias: float
    """What a pair with features of zero has."""

    def logits(self, features: Floats) -> Floats:
        """Return the log odds of rows of features."""
        found: Floats = features @ self.weights + np.float32(self.bias)
        return found


def model_of(weights: Mapping[str, float], names: tuple[str, ...]) -> PairModel:
    """Return a model from weights by name; a feature without a weight counts for nothing."""
    return PairModel(np.array([weights.get(n, 0.0) for n in names], np.float32), weights.get("bias", 0.0))


def probabilities(logits: Floats) -> Floats:
    """Return odds as probabilities, 0 to 1."""
    found: Floats = (1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))).astype(np.float32)
    return found


_RAW = json.loads(files("nutgraf.stories").joinpath("pair_model.json").read_text("utf-8"))
ARRIVAL = model_of(_RAW["arrival"], FEATURES)
"""Judges a pair when the second article arrives."""
SETTLED = model_of(_RAW["settled"], (*FEATURES, *TWO_SIDED))
"""Judges a pair afterwards, from both sides."""
