"""Which story an article belongs to: one pure decision, with its reasons.

    bond(a, b)                 how close two articles are, by content alone, 0 to 1
    weight(gap)                how much that counts, by the time between them
    place(article, stories)    the story that fits best, or a new one

Strategy: an article must fit the *story*, not one member of it. Its fit is the mean closeness to the story's newest
members, each weighted by nearness in time, times the nearness of the nearest one. So a story may run for a week as
long as each day ties in with the days beside it, while one chance likeness cannot chain two events together.

Rule 1: nothing here reads a clock or an index; the caller brings the candidates and `now`.
Rule 2: a time that is not known neither helps nor harms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nutgraf.model import Placement, content_id
from nutgraf.settings import Grouping
from nutgraf.stories.fingerprint import similarity
from nutgraf.stories.vectors import Profile, cosine, shared

COPY_AT = 0.6
"""Estimated overlap of shingles from which an article repeats another."""
REASON_TERMS = 4
"""Terms named in a reason."""


@dataclass(frozen=True, slots=True)
class Bond:
    """How close an article is to one that is there."""

    other: Profile
    """The one that is there."""
    score: float
    """Closeness by content, 0 to 1."""
    gap_h: float | None
    """Hours between them; `None` when a time is unknown."""


@dataclass(frozen=True, slots=True)
class LiveStory:
    """A story an article might join."""

    id: str
    """Id of the story."""
    bonds: tuple[Bond, ...]
    """The article's bonds to the story's newest members, the newest last; never empty."""


def bond(article: Profile, other: Profile, settings: Grouping) -> Bond:
    """Compare two articles by what they say."""
    parts = (
        (settings.full_weight, article.full, other.full),
        (settings.title_weight, article.title, other.title),
        (settings.lead_weight, article.lead, other.lead),
        (settings.names_weight, article.names, other.names),
        (settings.numbers_weight, article.numbers, other.numbers),
    )
    score = sum(weight * cosine(a, b) for weight, a, b in parts)
    return Bond(other, min(1.0, score), gap_hours(article, other))


def gap_hours(a: Profile, b: Profile) -> float | None:
    """Return the hours between two articles, or `None` when a time is unknown."""
    if a.published is None or b.published is None:
        return None
    return abs((a.published - b.published).total_seconds()) / 3600.0


def nearness(gap_h: float | None, settings: Grouping) -> float:
    """Return 1 for the same moment, half after each half-life, 1 when the time between is unknown."""
    return 1.0 if gap_h is None else 0.5 ** (gap_h / settings.half_life_h)


def fit(bonds: Sequence[Bond], settings: Grouping) -> float:
    """Return how well an article fits a story, 0 to 1, by its bonds to the newest members."""
    weights = [max(nearness(b.gap_h, settings), 1e-9) for b in bonds]
    mean = sum(w * b.score for w, b in zip(weights, bonds, strict=True)) / sum(weights)
    return mean * staleness(min((b.gap_h for b in bonds if b.gap_h is not None), default=None), settings)


def staleness(gap_h: float | None, settings: Grouping) -> float:
    """Return the part of a fit that remains when the nearest report is so many hours away."""
    return 1.0 if gap_h is None else 0.5 ** (gap_h / settings.stale_half_life_h)


def place(article: Profile, candidates: Sequence[LiveStory], now: datetime | None, settings: Grouping) -> Placement:
    """Decide where an article goes, among stories that share something with it.

    `now` is the moment of the decision: stories whose newest member lies further back than the window take nothing
    in; `None` switches that off. Candidates may come in any order: ties go to the smaller id.
    """
    open_ones = [c for c in candidates if not _closed(c, now, settings)]
    scored = sorted(((fit(c.bonds, settings), c) for c in open_ones), key=lambda pair: (-pair[0], pair[1].id))
    for _, story in scored:
        copied = _copied(article, story)
        if copied is not None:
            return Placement(article.id, "repeats", story.id, 1.0, copied.id, ("nearly the same text",))
    if scored and scored[0][0] >= settings.join_at:
        score, story = scored[0]
        return Placement(article.id, "joins", story.id, round(score, 4), None, _reasons(article, story))
    nearest = (
        f"nearest story fits {scored[0][0]:.2f}, needs {settings.join_at:.2f}" if scored else "nothing like it yet"
    )
    return Placement(article.id, "opens", content_id("s", article.id), 0.0, None, (nearest,))


def _closed(story: LiveStory, now: datetime | None, settings: Grouping) -> bool:
    times = [b.other.published for b in story.bonds if b.other.published is not None]
    return bool(now and times) and (now - max(times)).total_seconds() > settings.window_days * 86_400  # type: ignore[operator]


def _copied(article: Profile, story: LiveStory) -> Profile | None:
    found = [(-similarity(article.sketch, b.other.sketch), b.other.id, b.other) for b in story.bonds if b.score > 0.3]
    best = min(found, key=lambda f: f[:2], default=None)
    return best[2] if best and -best[0] >= COPY_AT else None


def _reasons(article: Profile, story: LiveStory) -> tuple[str, ...]:
    nearest = max(story.bonds, key=lambda b: (b.score, b.other.id))
    told: list[str] = []
    for label, a, b in (
        ("same names", article.names, nearest.other.names),
        ("same words", article.lead, nearest.other.lead),
        ("same numbers", article.numbers, nearest.other.numbers),
    ):
        terms = shared(a, b, REASON_TERMS)
        if terms:
            told.append(f"{label}: {', '.join(terms)}")
    if nearest.gap_h is not None:
        told.append(f"{nearest.gap_h:.0f} hours apart")
    return tuple(told)
