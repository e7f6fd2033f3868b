"""The score of `consistency`: a logistic one whose weights may not be negative, and its crossing by article."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evals.consistency_rows import NAMES

FILE = Path(__file__).with_name("consistency_weights.json")
RIDGE = 3.0
"""How strongly weights are drawn to 0."""
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in the order of `NAMES`; the intercept puts the border at 0."""

    weights: tuple[float, ...]
    """Each at least 0: more unsupported is never more consistent."""
    intercept: float
    """Added to the sum."""

    def scores(self, table: Table) -> list[float]:
        """Return the score of each row; from 0 on it counts as inconsistent."""
        return [float(s) for s in table @ np.array(self.weights) + self.intercept]


def fit(table: Table, bad: Sequence[bool]) -> Model:
    """Fit with both labels weighing the same."""
    y = np.where(np.array(bad), 1.0, -1.0)
    share = np.where(y > 0, 0.5 / max((y > 0).sum(), 1), 0.5 / max((y < 0).sum(), 1)) * len(y)

    def loss(w: Table) -> tuple[float, Table]:
        margin = y * (table @ w[:-1] + w[-1])
        pull = -share * y / (1 + np.exp(margin))
        value = float((share * np.logaddexp(0, -margin)).sum() + RIDGE * (w[:-1] ** 2).sum() / 2)
        return value, np.append(table.T @ pull + RIDGE * w[:-1], pull.sum())

    # Any: scipy's stubs do not say what comes back
    found: Any = minimize(
        loss,
        np.zeros(table.shape[1] + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None)] * len(NAMES) + [(None, None)],
    )
    return Model(tuple(round(float(w), 2) for w in found.x[:-1]), round(float(found.x[-1]), 2))


def crossed(table: Table, bad: Sequence[bool], groups: Sequence[str]) -> list[float]:
    """Return each row's score by weights of the other articles."""
    scores = [0.0] * len(bad)
    for group in dict.fromkeys(groups):
        others = [n for n, g in enumerate(groups) if g != group]
        inside = [n for n, g in enumerate(groups) if g == group]
        model = fit(table[others], [bad[n] for n in others])
        for n, score in zip(inside, model.scores(table[inside]), strict=True):
            scores[n] = score
    return scores


def load() -> Model:
    """Return the stored weights."""
    kept = json.loads(FILE.read_text("utf-8"))
    return Model(tuple(float(kept["weights"][name]) for name in NAMES), float(kept["intercept"]))
