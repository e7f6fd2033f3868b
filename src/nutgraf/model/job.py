"""Job: work that any machine may do, small enough to be done again when whoever took it died."""

import zlib
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

JobKind = Literal["fetch", "page", "read"]
"""Ask feeds; fetch the pages of teasers; read items."""
MOST_IN_A_JOB = 100
"""Numbers in one job: giving a job out and taking it costs as much as a few of them, its loss delays all of them."""
LANES = 64
"""Lanes of hosts: as many machines can ask the web at once, in as many parts a long list is asked."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one worker does at a time."""

    kind: JobKind
    """What is to be done."""
    numbers: tuple[int, ...]
    """Of feeds for `fetch`, of items for `page` and `read`; at most `MOST_IN_A_JOB`."""
    lane: str = ""
    """Of all jobs of one lane only one is done at a time, wherever; empty: none."""


def lane_of(address: str) -> str:
    """Return the lane of an address: a host is always in the same one, so two machines never ask it at once."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = address
    return f"web-{zlib.crc32(host.encode()) % LANES}"


def jobs_by_lane(kind: JobKind, addressed: list[tuple[int, str]]) -> list[Job]:
    """Return jobs for numbers with their addresses, each within one lane, in the order of the numbers."""
    lanes: dict[str, list[int]] = {}
    for number, address in addressed:
        lanes.setdefault(lane_of(address), []).append(number)
    return [job for lane, numbers in lanes.items() for job in jobs_of(kind, numbers, lane)]


def jobs_of(kind: JobKind, numbers: list[int], lane: str = "") -> list[Job]:
    """Return jobs for numbers, in their order, none too large."""
    parts = (numbers[start : start + MOST_IN_A_JOB] for start in range(0, len(numbers), MOST_IN_A_JOB))
    return [Job(kind, tuple(part), lane) for part in parts]
