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

    breadth: float
    """Of independent origins."""
    growth: float
    """Of the last hours."""
    novelty: float
    """1 for news of this moment."""
    origins: int
    """Independent origins that count."""
    recent: int
    """Of them, how many were heard in the last hours."""
    youngest_h: float
    """Hours since the newest report; infinite when no time is known."""
    followed: float = 1.0
    """What the score of a followed story is multiplied by."""

    @property
    def score(self) -> float:
        """The greater the higher; 0 for a story that nothing speaks for."""
        return self.breadth * (1 + self.growth) * self.novelty * self.followed

    @property
    def reasons(self) -> tuple[str, ...]:
        """The same in words, with numbers."""
        made = [f"{self.origins} independent origin{'s' if self.origins != 1 else ''}"]
        if self.recent:
            made.append(f"{self.recent} of them in the last {RECENT_H:.0f} hours")
        if math.isfinite(self.youngest_h):
            age = f"{self.youngest_h:.0f} h ago" if self.youngest_h >= 1 else "within the hour"
            made.append(f"newest report {age}")
        return (*made, "followed") if self.followed != 1 else tuple(made)


def prominence(arrivals: Sequence[Arrival], now_s: float, weights: Mapping[int, float] = NO_WEIGHTS) -> Prominence:
    """Return the prominence of a story at a moment, in seconds since 1970; `weights` are by number of feed."""
    whole: dict[str, float] = {}
    recent: dict[str, float] = {}
    before: dict[str, float] = {}
    youngest = math.inf
    for a in arrivals:
        weight = weights.get(a.feed, 1.0) if weights else 1.0
        if a.of or weight <= 0:
            continue
        whole[a.origin] = max(whole.get(a.origin, 0.0), weight)
        if a.at is None:
            continue
        age_h = max(0.0, now_s - a.at) / 3600
        youngest = min(youngest, age_h)
        if age_h <= RECENT_H + BEFORE_H:
            part = recent if age_h <= RECENT_H else before
            part[a.origin] = max(part.get(a.origin, 0.0), weight)
    growth = math.fsum(recent.values()) / (1 + math.fsum(before.values()))
    breadth, novelty = math.log2(1 + math.fsum(whole.values())), 0.5 ** (youngest / HALF_LIFE_H)
    return Prominence(breadth, growth, novelty, len(whole), len(recent), youngest)
