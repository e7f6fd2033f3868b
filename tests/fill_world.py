"""A small world for back-fills: archives of invented pages over four days."""

import gzip
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nutgraf.daily import Daily
from nutgraf.newsroom import engine_named
from nutgraf.rounds import fill
from nutgraf.settings import Settings
from tests.sources.archive import record, response

START = datetime(2025, 6, 10, 5, tzinfo=UTC)
NOW = datetime(2025, 6, 20, tzinfo=UTC)
EMPTY = b"<html><body><nav>Home</nav></body></html>"
"""A page without text."""
SETTINGS = replace(Settings(), rounds=replace(Settings().rounds, least_articles=1_000))
"""Nothing is briefed: what reading and placing give is compared, and no model need load."""


EVENTS = ("tunnel at Arlen", "dam at Vell", "bridge of Sonnau", "harbour of Norda")
TOLD = (
    "Engineers closed the {what} on {day} after a crack was found, the operator said.",
    "Minister Karl Oden promised an inquiry into the {what} within {n} days.",
    "Residents near the {what} were told to leave their homes by the evening.",
    "The crack in the {what} is {n} metres long, inspector Ines Vidal said.",
    "Work on the {what} will cost {n} million, according to a report of {day}.",
    "Mayor Petra Lang asked why nobody had looked after the {what} for {n} years.",
)


def pages(count: int, seed: int) -> Iterator[bytes]:
    """Yield short reports, on another event each day; every ninth page holds no text."""
    for n in range(count):
        day = n * len(EVENTS) // count
        at = START + timedelta(days=day, minutes=11 * n)
        words = {"what": EVENTS[day], "day": f"{at:%A}", "n": 2 + (n + seed) % 40}
        told = "".join(f"<p>{TOLD[(n + k) % len(TOLD)].format(**words)}</p>" for k in range(4))
        title = f"Crack found in the {EVENTS[day]}, report {seed}.{n}"
        head = f"<title>{title}</title><meta property=article:published_time content={at.isoformat()}>"
        page = f"<html lang=en><head>{head}</head><body><article><h1>{title}</h1>{told}</article></body></html>"
        yield EMPTY if n % 9 == 8 else page.encode()


def write_warc(path: Path, count: int, seed: int = 1) -> Path:
    """Write an archive in gzip, a member a record, with what archives hold beside pages."""
    with path.open("wb") as file:
        for n, page in enumerate(pages(count, seed)):
            file.write(gzip.compress(record("request", f"https://vell.example/{seed}-{n}", b"GET / HTTP/1.1\r\n\r\n")))
            file.write(gzip.compress(response(seed * 1_000 + n, page), mtime=0))
    return path


def main(db: str, engine: str, pattern: str, address: str = "") -> None:
    """Take in archives in small parts, in a process that can be killed."""
    fill.PART = 20
    with Daily(SETTINGS, db) as daily:
        daily.fill([pattern], NOW, engine_named(engine, 2, address))  # type: ignore[arg-type]  # by name


if __name__ == "__main__":
    main(*sys.argv[1:])
