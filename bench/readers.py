"""Readers for the bench of the server: so many at a time, each on a connection of its own, as people read.

A closed loop: a reader asks, reads the answer whole, thinks (exponentially distributed, mean `think_s`), asks again.
What is asked: the front page (30 %), a story (50 %, Zipf over the stories: the tenth liked is asked for a tenth as
often as the first), the trace of a line, search, the API and a feed (5 % each). Kinds that the server does not have are
left out, and stories take their part. Runs in a process of its own; the numbers come from `seed`.
"""

import asyncio
import random
import time
from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

import aiohttp

SHARES = {"front": 30, "story": 50, "line": 5, "search": 5, "api": 5, "feed": 5}
"""Per cent of what is asked."""


@dataclass(frozen=True)
class Load:
    """What readers do."""

    base: str
    """Address of the server."""
    stories: tuple[str, ...]
    """Ids, the best liked first."""
    words: tuple[str, ...]
    """Words searched for."""
    readers: int
    """At a time."""
    seconds: float
    """For how long."""
    think_s: float
    """Mean pause; 0: none, which shows what the server can do at most."""
    kinds: tuple[str, ...] = tuple(SHARES)
    """What the server has."""
    seed: int = 1
    """Of the random numbers."""


@dataclass(frozen=True)
class Asked:
    """One answer."""

    kind: str
    """Key of `SHARES`."""
    at_s: float
    """Since the beginning."""
    server_ms: float
    """From the door of the app to the beginning of its answer, as the server says; 0 when it does not."""
    client_ms: float
    """From asking to the last byte."""
    size: int
    """Bytes of the body, unpacked."""
    status: int
    """HTTP; 0 for no answer."""


def addresses(load: Load, chance: random.Random) -> dict[str, Callable[[], str]]:
    """Return for each kind what makes the next address asked for."""
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(load.stories))))

    def story() -> str:
        return load.stories[bisect(weights, chance.random() * weights[-1])]

    def query() -> str:
        return "+".join(chance.choices(load.words, k=chance.choice((1, 1, 2, 3))))

    return {
        "front": lambda: "/",
        "story": lambda: f"/story/{story()}",
        "line": lambda: f"/story/{story()}/line/summary-1",
        "search": lambda: f"/search?q={query()}",
        "api": lambda: chance.choice(("/api/v1/stories", f"/api/v1/stories/{story()}")),
        "feed": lambda: "/feeds/stories.atom",
    }


def there(load: Load) -> tuple[str, ...]:
    """Return the kinds that the server has."""
    return asyncio.run(_there(load))


def read(load: Load) -> list[Asked]:
    """Read for as long as told; return every answer."""
    return asyncio.run(_read(load))


def one_by_one(load: Load, kind: str, count: int) -> list[Asked]:
    """Ask for one kind so many times, one after another."""
    return asyncio.run(_one_by_one(load, kind, count))


async def _there(load: Load) -> tuple[str, ...]:
    async with aiohttp.ClientSession(load.base) as session:
        found = []
        for kind, make in addresses(load, random.Random(0)).items():
            answer = await _ask(session, kind, make(), 0.0)
            if answer.status == 200:
                found.append(kind)
        return tuple(found)


async def _one_by_one(load: Load, kind: str, count: int) -> list[Asked]:
    make = addresses(load, random.Random(load.seed))[kind]
    async with aiohttp.ClientSession(load.base) as session:
        return [await _ask(session, kind, make(), 0.0) for _ in range(count)]


async def _read(load: Load) -> list[Asked]:
    began = time.monotonic()
    done: list[Asked] = []
    await asyncio.gather(*(_reader(load, n, began, done) for n in range(load.readers)))
    return done


async def _reader(load: Load, n: int, began: float, done: list[Asked]) -> None:
    chance = random.Random(1000 * load.seed + n)
    make = addresses(load, chance)
    shares = [SHARES[k] for k in load.kinds]
    shares[load.kinds.index("story")] += 100 - sum(shares)
    connector = aiohttp.TCPConnector(limit=1)
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(load.base, connector=connector, timeout=timeout) as session:
        await asyncio.sleep(chance.random() * load.think_s)
        while time.monotonic() - began < load.seconds:
            kind = chance.choices(load.kinds, shares)[0]
            done.append(await _ask(session, kind, make[kind](), time.monotonic() - began))
            if load.think_s:
                await asyncio.sleep(chance.expovariate(1 / load.think_s))


async def _ask(session: aiohttp.ClientSession, kind: str, address: str, at_s: float) -> Asked:
    began = time.perf_counter()
    try:
        async with session.get(address) as answer:
            body = await answer.read()
            took = 1000 * (time.perf_counter() - began)
            said = answer.headers.get("Server-Timing", "").partition("dur=")[2]
            return Asked(kind, at_s, float(said or 0), took, len(body), answer.status)
    except (TimeoutError, aiohttp.ClientError):
        return Asked(kind, at_s, 0.0, 1000 * (time.perf_counter() - began), 0, 0)
