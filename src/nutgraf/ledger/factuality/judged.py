"""The score of an event, -3 (certainly not) to +3 (certainly), and FactBank's word for it.

`weights.json` holds one number a sign, fitted by `evals/recipes/fit_certainty.py`; the sum is clipped to the scale.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nutgraf.ledger.factuality.signs import signs_of
from nutgraf.ledger.tree import Tree
from nutgraf.model import FactBank

LOWEST, HIGHEST = -3.0, 3.0
_BANDS: tuple[tuple[float, FactBank], ...] = (
    (2.25, "CT+"), (1.25, "PR+"), (0.5, "PS+"), (-0.5, "Uu"), (-1.25, "PS-"), (-2.25, "PR-"),
)  # fmt: skip
"""Lowest score of each value, half-way between the labels of the scale; below the last, `CT-`."""


@dataclass(frozen=True, slots=True)
class Factuality:
    """How certain the author is of an event."""

    score: float
    """-3 certainly not .. +3 certainly."""
    value: FactBank
    """The word for it."""
    because: tuple[tuple[str, float], ...]
    """The signs that moved it, the strongest first, with what each added."""


@cache
def _weights() -> Mapping[str, float]:
    told = json.loads(files("nutgraf.ledger.factuality").joinpath("weights.json").read_text("utf-8"))
    return {str(name): float(value) for name, value in told["weights"].items()}


def factuality_of(tree: Tree, n: int) -> Factuality:
    """Return how certain the author of a sentence is of the event at token `n`."""
    weights = _weights()
    moved = [(name, weights[name]) for name in signs_of(tree, n) if weights.get(name)]
    score = clipped(weights["intercept"] + sum(value for _, value in sorted(moved)))
    return Factuality(score, value_of(score), tuple(sorted(moved, key=lambda m: (-abs(m[1]), m[0]))))


def clipped(score: float) -> float:
    """Return a score within the scale."""
    return max(LOWEST, min(HIGHEST, score))


def value_of(score: float) -> FactBank:
    """Return FactBank's word for a score.

    >>> value_of(3.0), value_of(0.0), value_of(-2.5)
    ('CT+', 'Uu', 'CT-')
    """
    return next((value for least, value in _BANDS if score >= least), "CT-")
