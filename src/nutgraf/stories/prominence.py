"""How prominent a story is in a list: by independent origins, by how fast it grows, by how new its news is.

    score = breadth x (1 + growth) x novelty
    breadth = log2(1 + sum over origins of the greatest weight of a feed that brought one of its articles)
    growth  = origins heard in the last `RECENT_H` hours, by weight, per origin of the `BEFORE_H` before, and one more
    novelty = 0.5 ** (hours since the newest article that is no copy / `HALF_LIFE_H`)

Rule 1: copies and retellings add nothing: neither breadth nor growth nor novelty.
Rule 2: a feed of weight 0 adds nothing, and one that is hidden counts like any other: hiding is about view.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nutgraf.model import Arrival

RECENT_H, BEFORE_H = 6.0, 24.0
"""Hours of what counts as growing, and of what it is held against."""
HALF_LIFE_H = 18.0
"""Hours after which a story without news counts half: last evening's story is still there in the morning."""
NO_WEIGHTS: Mapping[int, float] = {}
"""Every feed counts in full."""


@dataclass(frozen=True, slots=True)
class Prominence:
    """How prominent a story is, and why."""

    score: float
    """The greater the higher; 0 for a story that nothing speaks for."""
    breadth: float
    """Of independent origins."""
    growth: float
    """Of the last hours."""
    novelty: float
    """1 for news of this moment."""
    reasons: tuple[str, ...]
    """The same in words, with numbers."""


def prominence(arrivals: Sequence[Arrival], now_s: float, weights: Mapping[int, float] = NO_WEIGHTS) -> Prominence:
    """Return the prominence of a story at a moment, in seconds since 1970; `weights` are by number of feed."""
    own = [a for a in arrivals if not a.copies]
    origins = _by_origin(own, weights)
    breadth = math.log2(1 + math.fsum(origins[name] for name in sorted(origins)))
    hours = [(max(0.0, now_s - a.at) / 3600, a) for a in own if a.at is not None]
    recent = _by_origin([a for age, a in hours if age <= RECENT_H], weights)
    before = _by_origin([a for age, a in hours if RECENT_H < age <= RECENT_H + BEFORE_H], weights)
    grown = math.fsum(recent[name] for name in sorted(recent))
    growth = grown / (1 + math.fsum(before[name] for name in sorted(before)))
    youngest = min((age for age, _ in hours), default=math.inf)
    novelty = 0.5 ** (youngest / HALF_LIFE_H)
    reasons = _reasons(len(origins), len(recent), youngest)
    return Prominence(breadth * (1 + growth) * novelty, breadth, growth, novelty, reasons)


def _by_origin(arrivals: Sequence[Arrival], weights: Mapping[int, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for a in arrivals:
        found[a.origin] = max(found.get(a.origin, 0.0), weights.get(a.feed, 1.0))
    return {name: weight for name, weight in found.items() if weight > 0}


def _reasons(origins: int, recent: int, youngest: float) -> tuple[str, ...]:
    made = [f"{origins} independent origin{'s' if origins != 1 else ''}"]
    if recent:
        made.append(f"{recent} of them in the last {RECENT_H:.0f} hours")
    if math.isfinite(youngest):
        made.append(f"newest report {youngest:.0f} h ago" if youngest >= 1 else "newest report within the hour")
    return tuple(made)
