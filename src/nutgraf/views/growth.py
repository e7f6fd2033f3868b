"""How a story grew: its articles over time, copies apart, and when each origin first spoke. Pure.

The plot is cumulative and stepped: nothing is smoothed, each step is an article. Articles without a time are counted
beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nutgraf.briefs.printed.wording import day, flat
from nutgraf.model import Arrival
from nutgraf.views.story import StoryView

WIDTH, HEIGHT, LEFT, TOP = 360.0, 132.0, 22.0, 10.0
"""Units of the drawing: its size, and the room for figures on the left and above."""
MOST_TICKS = 5
"""Days named below."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    """Place along its axis."""
    text: str
    """What it says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An origin's first article, as a dot on the plot."""

    x: float
    """Place."""
    y: float
    """Place."""
    name: str
    """Who the origin is."""


@dataclass(frozen=True, slots=True)
class GrownBy:
    """What an origin brought."""

    name: str
    """Who it is: the wire, or the outlet that came first."""
    first: datetime | None
    """Its first article, UTC; `None` when unknown."""
    own: int
    """Reports of their own."""
    copies: int
    """Articles that copy or retell another."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The plot, and the same as a list."""

    origins: tuple[GrownBy, ...]
    """In the order in which they spoke."""
    own: int
    """Reports of their own, all origins together."""
    copies: int
    """Articles that copy or retell."""
    undated: int
    """Articles without a time: in the counts, not in the plot."""
    all_area: str
    """Outline of all articles, as an SVG path; empty when fewer than two articles have a time."""
    own_area: str
    """The same of reports of their own."""
    entries: tuple[Entry, ...]
    """Where each origin first spoke."""
    days: tuple[Tick, ...]
    """Days, along the foot."""
    top: int
    """Articles at the top of the plot."""


def growth_of(story: StoryView) -> Growth:
    """Return how a story grew up to now; it may have grown since the edition."""
    arrivals = story.card.arrivals
    dated = sorted((a for a in arrivals if a.at is not None), key=lambda a: a.at or 0.0)
    copies = sum(a.copies for a in arrivals)
    counts = (len(arrivals) - copies, copies, len(arrivals) - len(dated))
    names = {origin.id: flat(origin.name) for origin in story.card.story.origins}
    origins = tuple(
        _grown_by(names.get(o, "?"), arrivals, o) for o in dict.fromkeys(a.origin for a in (*dated, *arrivals))
    )
    if len(dated) < 2 or dated[0].at == dated[-1].at:
        return Growth(origins, *counts, "", "", (), (), len(arrivals))
    scale = _Scale(dated[0].at or 0.0, dated[-1].at or 0.0, len(dated))
    own = [a for a in dated if not a.copies]
    return Growth(
        origins,
        *counts,
        all_area=_area(dated, scale),
        own_area=_area(own, scale),
        entries=_entries(own, names, scale),
        days=_days(scale),
        top=len(dated),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    start: float
    stop: float
    top: int

    def x(self, at: float) -> float:
        return round(LEFT + (WIDTH - LEFT - 6) * (at - self.start) / (self.stop - self.start), 1)

    def y(self, count: int) -> float:
        return round(HEIGHT - (HEIGHT - TOP) * count / self.top, 1)


def _grown_by(name: str, arrivals: Sequence[Arrival], origin: str) -> GrownBy:
    mine = [a for a in arrivals if a.origin == origin]
    first = min((a.at for a in mine if a.at is not None), default=None)
    copies = sum(a.copies for a in mine)
    return GrownBy(name, None if first is None else datetime.fromtimestamp(first, UTC), len(mine) - copies, copies)


def _area(dated: Sequence[Arrival], scale: _Scale) -> str:
    """Return the outline of a count that goes up by one with each article."""
    made = [f"M{LEFT} {HEIGHT}"]
    for count, one in enumerate(dated, 1):
        made.append(f"H{scale.x(one.at or 0.0)}V{scale.y(count)}")
    return "".join((*made, f"H{scale.x(scale.stop)}V{HEIGHT}Z"))


def _entries(own: Sequence[Arrival], names: dict[str, str], scale: _Scale) -> tuple[Entry, ...]:
    met: dict[str, Entry] = {}
    for count, one in enumerate(own, 1):
        if one.origin not in met:
            met[one.origin] = Entry(scale.x(one.at or 0.0), scale.y(count), names.get(one.origin, "?"))
    return tuple(met.values())


def _days(scale: _Scale) -> tuple[Tick, ...]:
    """Return some of the days that begin within the plot, evenly chosen; hours when it is shorter than two days."""
    first = datetime.fromtimestamp(scale.start, UTC)
    long = scale.stop - scale.start >= 2 * 86_400
    step = timedelta(days=1) if long else timedelta(hours=6)
    begin = first.replace(hour=0 if long else first.hour // 6 * 6, minute=0, second=0, microsecond=0)
    count = int((scale.stop - begin.timestamp()) // step.total_seconds())
    every = -(-count // MOST_TICKS) or 1
    marks = [begin + step * n for n in range(1, count + 1, every)]
    return tuple(Tick(scale.x(m.timestamp()), day(m).rpartition(" ")[0] if long else f"{m:%H:%M}") for m in marks)
