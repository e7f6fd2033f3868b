"""What a day of news takes, from what one article takes: cores, memory, disk, money, and where one placer ends.

Give what was measured on your kind of machine: `./run bench scale` (reading), `./run bench simulate` (placing, late
correction, memory), `./run bench brief` (a story) and `./run bench store` (writing). Prices are yours too. Arithmetic
only, nothing is measured here; the defaults are those of `docs/design/245-past-one-machine.md`.
"""

import argparse
import json
from dataclasses import asdict, dataclass, fields

DAY_S = 86_400.0
HOURS = 730.0
"""Of a month."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What one article or story takes; seconds are of one core."""

    read_s: float = 0.0225
    """To extract an article from its page."""
    write_s: float = 0.00056
    """To keep it, in the one transaction at a time."""
    place_s: float = 0.0018
    """To outline and place it."""
    late_s: float = 0.0004
    """Of the late correction, for each article of the window, in each round."""
    brief_s: float = 0.85
    """To parse a story and write its brief."""
    placer_mb: float = 12.3
    """Memory of the placer for each thousand live articles."""
    disk_kb: float = 8.0
    """Archive, an article."""


@dataclass(frozen=True, slots=True)
class World:
    """What is asked for, and prices."""

    peak: float = 2.0
    """Busiest hour by the mean."""
    briefs: float = 0.1
    """Editions for each article that comes."""
    window_days: float = 8.5
    """Mean of the articles' window: seven days, and none to three more."""
    rounds_a_day: float = 96.0
    live: float = 30_000.0
    """Most articles an arrival is compared with."""
    core_hour: float = 0.05
    """Price of a core for an hour, its memory with it."""
    gb_month: float = 0.1
    """Price of a GB of disk for a month."""
    kept_days: float = 365.0


def cores_of(a_day: float, costs: Costs, world: World) -> dict[str, float]:
    """Return the cores that each stage takes in the busiest hour of so many articles a day."""
    a_second = world.peak * a_day / DAY_S
    late = costs.late_s * a_day * world.window_days * world.rounds_a_day / DAY_S
    return {
        "reading": a_second * costs.read_s,
        "writing": a_second * costs.write_s,
        "placing": a_second * costs.place_s + late,
        "briefing": a_second * world.briefs * costs.brief_s,
    }


def plan(a_day: float, costs: Costs, world: World) -> dict[str, float]:
    """Return what so many articles a day take."""
    cores = cores_of(a_day, costs, world)
    window = a_day * world.window_days
    disk_gb = a_day * world.kept_days * costs.disk_kb / 1e6
    paid = sum(cores.values()) / world.peak * HOURS * world.core_hour + disk_gb * world.gb_month
    return {
        "articles_a_day": a_day,
        **{name: round(value, 2) for name, value in cores.items()},
        "window": window,
        "placer_gb": round(min(window, world.live) / 1e6 * costs.placer_mb, 2),
        "disk_gb": round(disk_gb),
        "a_month": round(paid),
    }


def ends(costs: Costs, world: World) -> float:
    """Return the articles a day at which one placer is busy all the time in the busiest hour."""
    return 1.0 / cores_of(1.0, costs, world)["placing"]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench plan", description=__doc__)
    parser.add_argument("--a-day", nargs="+", type=float, default=[1e5, 1e6, 1e7])
    for kind in (Costs, World):
        for one in fields(kind):
            parser.add_argument(f"--{one.name.replace('_', '-')}", type=float, default=one.default)
    given = vars(parser.parse_args(argv))
    costs = Costs(*(given[one.name] for one in fields(Costs)))
    world = World(*(given[one.name] for one in fields(World)))
    rows = [plan(a_day, costs, world) for a_day in given["a_day"]]
    print("".join(f"{name.replace('_', ' '):>15}" for name in rows[0]))
    for row in rows:
        print("".join(f"{value:>15,.{2 if value < 100 else 0}f}" for value in row.values()))
    end = ends(costs, world)
    print(f"One placer is busy all the time at {end:,.0f} articles a day.")
    print(json.dumps({"bench": "plan", "costs": asdict(costs), "world": asdict(world), "rows": rows, "ends": end}))
    return 0
