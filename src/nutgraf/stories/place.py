"""Which story an article belongs to: one pure decision, with its reasons.

    Candidates                 the stories an article might join, and its bonds to their newest members
    place(article, stories)    the story that fits best, or a new one

Strategy: an article must fit the *story*, not one member of it. Its fit is the mean probability, over the story's
newest members, that the two tell one event; members that share too little to be compared count as `ABSENT`. Members
near in time weigh more, so that a story may run for a week as long as each day ties in with the days beside it, while
one chance likeness cannot chain two events together.

Rule 1: nothing here reads a clock or an index; the caller brings the candidates and `now`.
Rule 2: a time that is not known neither helps nor harms.
Rule 3: what spoke against is said too, when an article joins and when it does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from nutgraf.model import Placement, content_id
from nutgraf.settings import Grouping
from nutgraf.stories.clock import seconds_of
from nutgraf.stories.compare import CONFLICTS
from nutgraf.stories.vectors import Ints, Profile, copied_of, shared

COPY_AT = 0.6
"""Estimated overlap of runs of terms from which an article repeats another."""
COPY_FROM = 0.05
"""Least probability of one event at which copying is looked for."""
ABSENT = 0.02
"""Probability of a pair that shared too little to be compared."""
REASON_TERMS = 4
"""Terms named in a reason."""
LEAST_WEIGHT = 1e-4
"""Weight of a bond however long ago."""
_DAY_S = 86_400.0
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Stories an article might join (at least one), as bonds: how likely it and a newest member tell one event.

    Bonds stand story by story, the newest member last; the same length everywhere but `stories` and `starts`.
    """

    stories: Sequence[str]
    """Ids of the stories."""
    starts: Ints
    """Where the bonds of each story start; each has at least one."""
    others: Sequence[Profile]
    """The members."""
    scores: Doubles
    """Probability that the article and the member tell one event, 0 to 1."""
    against: NDArray[np.bool_]
    """What speaks against: a row for each bond, a column for each of `CONFLICTS`."""

    def bonds_of(self, story: int) -> range:
        """Return where the bonds of a story stand."""
        end = int(self.starts[story + 1]) if story + 1 < len(self.starts) else len(self.others)
        return range(int(self.starts[story]), end)

    def best_of(self, story: int) -> int:
        """Return the likeliest bond of a story."""
        return max(self.bonds_of(story), key=lambda n: (self.scores[n], self.others[n].id))


def nearness(gaps_h: Doubles, settings: Grouping) -> Doubles:
    """Return 1 for the same moment, half after each half-life, 1 when the time between is unknown (NaN)."""
    return np.nan_to_num(np.maximum(0.5 ** (gaps_h / settings.half_life_h), LEAST_WEIGHT), nan=1.0)


def fits(article: Profile, among: Candidates, settings: Grouping) -> Doubles:
    """Return how well an article fits each story, 0 to 1, by its bonds to the newest members."""
    gaps_h = np.abs(np.array([o.at_s for o in among.others]) - article.at_s) / 3_600
    weights = nearness(gaps_h, settings)
    found: Doubles = np.add.reduceat(weights * among.scores, among.starts) / np.add.reduceat(weights, among.starts)
    return found


def place(article: Profile, among: Candidates | None, now: datetime | None, settings: Grouping) -> Placement:
    """Decide where an article goes, among stories that share something with it.

    `now` is the moment of the decision: stories whose newest member lies further back than the window take nothing
    in; `None` switches that off. Candidates may come in any order: ties go to the smaller id.
    """
    ranked = _ranked(article, among, now, settings) if among is not None else []
    if among is None or not ranked:
        return Placement(article.id, "opens", content_id("s", article.id), 0.0, None, ("nothing like it yet",))
    original = _copied(article, among, [n for _, n in ranked])
    if original is not None:
        story, other = original
        return Placement(article.id, "repeats", story, 1.0, other, ("nearly the same text",))
    score, best = ranked[0]
    against = _against(among, best)
    if score >= settings.join_at:
        reasons = (*_shared(article, among.others[among.best_of(best)]), *against)
        return Placement(article.id, "joins", among.stories[best], round(score, 4), None, reasons)
    nearest = f"nearest story fits {score:.2f}, needs {settings.join_at:.2f}"
    return Placement(article.id, "opens", content_id("s", article.id), 0.0, None, (nearest, *against))


def _ranked(article: Profile, among: Candidates, now: datetime | None, settings: Grouping) -> list[tuple[float, int]]:
    """Return how well an article fits the stories that are open, and which they are, the best first."""
    closed = _closed(among, now, settings) if now is not None else frozenset()
    found = [(score, n) for n, score in enumerate(fits(article, among, settings).tolist()) if n not in closed]
    return sorted(found, key=lambda row: (-row[0], among.stories[row[1]]))


def _closed(among: Candidates, now: datetime, settings: Grouping) -> frozenset[int]:
    """Return the stories whose newest member lies too far back; one without any time stays open."""
    newest = np.fmax.reduceat([o.at_s for o in among.others], among.starts)
    return frozenset(np.flatnonzero(seconds_of(now) - newest > settings.window_days * _DAY_S).tolist())


def _copied(article: Profile, among: Candidates, ranked: Sequence[int]) -> tuple[str, str] | None:
    """Return the first of the stories that holds the same text, and the id of the article that has it."""
    likely = np.flatnonzero(among.scores >= COPY_FROM).tolist()
    if not likely:
        return None
    found = copied_of(article, [among.others[n] for n in likely], COPY_AT).tolist()
    same = {n: share for n, share in zip(likely, found, strict=True) if share >= COPY_AT}
    for story in ranked if same else ():
        here = [(-same[n], among.others[n].id) for n in among.bonds_of(story) if n in same]
        if here:
            return among.stories[story], min(here)[1]
    return None


def _against(among: Candidates, story: int) -> tuple[str, ...]:
    flags = among.against[among.best_of(story)].tolist()
    said = [words for flag, words in zip(flags, CONFLICTS.values(), strict=True) if flag]
    return (f"against: {', '.join(said)}",) if said else ()


def _shared(article: Profile, other: Profile) -> list[str]:
    told: list[str] = []
    for label, field in (("same names", "names"), ("same words", "lead"), ("same numbers", "numbers")):
        terms = shared(article, other, field, REASON_TERMS)
        if terms:
            told.append(f"{label}: {', '.join(terms)}")
    if article.published is not None and other.published is not None:
        told.append(f"{abs(article.at_s - other.at_s) / 3_600:.0f} hours apart")
    return told
