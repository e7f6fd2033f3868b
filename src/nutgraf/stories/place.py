"""Which story an article belongs to: one pure decision, with its reasons.

    fit(bonds)                 how well an article fits a story, by its bonds to the story's newest members
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

from nutgraf.model import Placement, content_id
from nutgraf.settings import Grouping
from nutgraf.stories.compare import days_between
from nutgraf.stories.vectors import Profile, copied, shared

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


@dataclass(frozen=True, slots=True)
class Bond:
    """How likely an article and one that is there tell one event."""

    other: Profile
    """The one that is there."""
    score: float
    """Probability that both tell one event, 0 to 1."""
    gap_h: float | None
    """Hours between them; `None` when a time is unknown."""
    against: tuple[str, ...] = ()
    """What speaks against, in words ("other ages")."""


@dataclass(frozen=True, slots=True)
class LiveStory:
    """A story an article might join."""

    id: str
    """Id of the story."""
    bonds: tuple[Bond, ...]
    """The article's bonds to the story's newest members, the newest last; never empty."""


def gap_hours(a: Profile, b: Profile) -> float | None:
    """Return the hours between two articles, or `None` when a time is unknown."""
    days = days_between(a, b)
    return None if days < 0 else 24.0 * days


def nearness(gap_h: float | None, settings: Grouping) -> float:
    """Return 1 for the same moment, half after each half-life, 1 when the time between is unknown."""
    return 1.0 if gap_h is None else max(0.5 ** (gap_h / settings.half_life_h), LEAST_WEIGHT)


def fit(bonds: Sequence[Bond], settings: Grouping) -> float:
    """Return how well an article fits a story, 0 to 1, by its bonds to the newest members."""
    weights = [nearness(b.gap_h, settings) for b in bonds]
    return sum(w * b.score for w, b in zip(weights, bonds, strict=True)) / sum(weights)


def place(article: Profile, candidates: Sequence[LiveStory], now: datetime | None, settings: Grouping) -> Placement:
    """Decide where an article goes, among stories that share something with it.

    `now` is the moment of the decision: stories whose newest member lies further back than the window take nothing
    in; `None` switches that off. Candidates may come in any order: ties go to the smaller id.
    """
    open_ones = [c for c in candidates if not _closed(c, now, settings)]
    scored = sorted(((fit(c.bonds, settings), c) for c in open_ones), key=lambda pair: (-pair[0], pair[1].id))
    for _, story in scored:
        other = _copied(article, story)
        if other is not None:
            return Placement(article.id, "repeats", story.id, 1.0, other.id, ("nearly the same text",))
    if not scored:
        return Placement(article.id, "opens", content_id("s", article.id), 0.0, None, ("nothing like it yet",))
    score, story = scored[0]
    if score >= settings.join_at:
        return Placement(article.id, "joins", story.id, round(score, 4), None, _reasons(article, story))
    nearest = f"nearest story fits {score:.2f}, needs {settings.join_at:.2f}"
    return Placement(article.id, "opens", content_id("s", article.id), 0.0, None, (nearest, *_against(_best(story))))


def _closed(story: LiveStory, now: datetime | None, settings: Grouping) -> bool:
    times = [b.other.published for b in story.bonds if b.other.published is not None]
    return bool(now and times) and (now - max(times)).total_seconds() > settings.window_days * 86_400  # type: ignore[operator]


def _copied(article: Profile, story: LiveStory) -> Profile | None:
    found = [(-copied(article, b.other), b.other.id, b.other) for b in story.bonds if b.score >= COPY_FROM]
    best = min(found, key=lambda f: f[:2], default=None)
    return best[2] if best and -best[0] >= COPY_AT else None


def _best(story: LiveStory) -> Bond:
    return max(story.bonds, key=lambda b: (b.score, b.other.id))


def _against(bond: Bond) -> tuple[str, ...]:
    return (f"against: {', '.join(bond.against)}",) if bond.against else ()


def _reasons(article: Profile, story: LiveStory) -> tuple[str, ...]:
    nearest = _best(story)
    told: list[str] = []
    for label, field in (("same names", "names"), ("same words", "lead"), ("same numbers", "numbers")):
        terms = shared(article, nearest.other, field, REASON_TERMS)
        if terms:
            told.append(f"{label}: {', '.join(terms)}")
    if nearest.gap_h is not None:
        told.append(f"{nearest.gap_h:.0f} hours apart")
    return (*told, *_against(nearest))
