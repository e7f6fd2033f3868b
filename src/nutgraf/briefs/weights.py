"""The small readable models: their weights, from the JSON files in the rooms below, and the curve that makes odds.

Each file holds `about` and models by name; each model its weights by feature, with their `intercept`.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

STEEPEST = 30.0
"""Log odds beyond which nothing changes any more."""


@cache
def _read(file: str) -> Mapping[str, Any]:  # Any: JSON, converted where it is used
    made: Mapping[str, Any] = json.loads(files("nutgraf.briefs").joinpath(file).read_text("utf-8"))
    return made


@cache
def weights_of(file: str, model: str) -> Mapping[str, float]:
    """Return the weights of one of the models in a file, by feature, with their `intercept`."""
    return {str(name): float(value) for name, value in _read(file)[model].items()}


@cache
def number_of(file: str, name: str) -> float:
    """Return a number that stands beside the models of a file."""
    return float(_read(file)[name])


def probability(log_odds: float) -> float:
    """Return log odds as a probability.

    >>> probability(0.0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-STEEPEST, min(STEEPEST, log_odds))))
