"""Finding in an archive that holds many articles, and who waits for whom.

The archive is filled as `filled` says, `--a-day` a day up to `--size`, and its last days are placed. Searches and
lists of stories are asked for in a process of their own, as a user's are: here the collector of garbage would walk
through all that filled the archive. Searches are of one, two and three words of its articles, also of the commonest.
While a writer puts in articles, a reader asks again and again; its longest wait is told. Peer of search: the plain
way, `LIKE` over the same texts in SQLite, on a tenth.
"""

import json
import os
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from itertools import islice
from multiprocessing import get_context

from bench.filled import START, articles, common_words, files_of, fill, p95, parser_of, placed
from nutgraf.daily import Daily
from nutgraf.finding import front_page, search
from nutgraf.model import Article
from nutgraf.settings import Settings
from nutgraf.store.archive import Archive
from nutgraf.text.query import parse_query

SEARCHES, FRONTS = 200, 100


def searches(path: str, words: list[str], now: datetime) -> dict[str, float]:
    """Time searches and the front page; returns 95th percentiles in milliseconds."""
    chance = random.Random(1)
    times: list[float] = []
    fronts: list[float] = []
    with Daily(Settings(), path) as daily:
        for n in range(SEARCHES):
            query = parse_query(" ".join(chance.choices(words, k=1 + n % 3)), now)
            began = time.monotonic()
            search(daily, query, 10)
            times.append(time.monotonic() - began)
        for _ in range(FRONTS):
            began = time.monotonic()
            front_page(daily, now, now - timedelta(hours=24), parse_query("", now), most=20)
            fronts.append(time.monotonic() - began)
    return {"search_p95_ms": 1000 * p95(times), "stories_p95_ms": 1000 * p95(fronts)}


def blocked(path: str, more: list[Article], words: list[str], now: datetime) -> dict[str, float]:
    """Return how long a reader waited at most, more than alone, while a writer wrote."""
    with Archive(path) as writer, Daily(Settings(), path) as reader:
        alone = _longest(reader, words, now, 2.0)
        stop = threading.Event()
        thread = threading.Thread(target=fill, args=(writer, iter(more), now))
        thread.start()
        beside = _longest(reader, words, now, 4.0)
        thread.join()
        stop.set()
    return {"reader_alone_max_ms": 1000 * alone, "reader_beside_writer_max_ms": 1000 * beside}


def _longest(reader: Daily, words: list[str], now: datetime, for_s: float) -> float:
    chance, longest, until = random.Random(2), 0.0, time.monotonic() + for_s
    while time.monotonic() < until:
        began = time.monotonic()
        reader.archive.stories.story_of([f"a1-{chance.random()}"])
        reader.archive.editions.latest("s1-none")
        longest = max(longest, time.monotonic() - began)
    return longest


def like_peer(made: Iterator[Article], words: list[str]) -> dict[str, float]:
    """Time `LIKE` over plain texts, scaled up from a tenth."""
    base = sqlite3.connect(":memory:")
    base.execute("create table a (title text, body text)")
    base.executemany("insert into a values (?, ?)", ((a.title, a.text) for a in made))
    chance, times = random.Random(1), []
    for n in range(20):
        begun = time.monotonic()
        parts = chance.choices(words, k=1 + n % 3)
        rule = " and ".join("body like ?" for _ in parts)
        base.execute(f"select rowid from a where {rule} limit 1000000", [f"%{w}%" for w in parts]).fetchall()
        times.append(time.monotonic() - begun)
    return {"search_p95_ms": 10_000 * p95(times)}


def main(argv: list[str]) -> int:
    given = parser_of("./run bench store", __doc__).parse_args(argv)
    files = files_of(given)
    days = given.size // given.a_day
    stream = articles(files, given.size + 1_500, given.a_day)
    now = START + timedelta(days=days)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "archive.db")
        rate = placed(path, islice(stream, days * given.a_day), now)
        found = {"fill_articles_per_s": rate, "file_mb": os.path.getsize(path) / 1e6}
        print(f"filled at {rate:.0f} articles/s, and placed", file=sys.stderr, flush=True)
        more = list(islice(stream, 1_500))
        words = common_words(more)
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            found |= pool.submit(searches, path, words, now).result()
        found |= blocked(path, more, words, now)
    peer = like_peer(articles(files, given.size // 10, given.a_day), words)
    for name, value in found.items():
        print(f"{name:<32}{value:>12.1f}")
    print(f"{'LIKE: search_p95_ms':<32}{peer['search_p95_ms']:>12.1f}")
    systems = {"nutgraf": {k: round(v, 2) for k, v in found.items()}, "like": {k: round(v, 2) for k, v in peer.items()}}
    print(json.dumps({"bench": "store", "n": given.size, "systems": systems}))
    return 0
