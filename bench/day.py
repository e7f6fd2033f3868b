"""A day of news in an archive that holds many: reading and placing 3,000 articles, finding, and who waits for whom.

The archive is filled with resampled articles of `--data` (default: the development stream of the measuring data; where
that is absent, and with `--invented`, made-up ones), each with an address of its own, `--a-day` a day up to `--size`.
Then one more day arrives as pages and is read and placed, by a process that has just begun (the window is placed
anew) and by one that goes on. Searches are of one, two and three words of articles in the archive, also of the
commonest. While a writer puts in articles, a reader asks again and again; its longest wait is told.
Peer of search: the plain way, `LIKE` over the same texts in SQLite, on a tenth of the archive.
"""

import argparse
import json
import multiprocessing
import os
import random
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import cycle, islice
from pathlib import Path

from bench.invented import invented
from bench.place import data_of
from evals.clustering import read_rows
from nutgraf.daily import Daily
from nutgraf.finding import front_page, search
from nutgraf.model import Article, Incoming, Item, Read, Round, content_id
from nutgraf.rounds.place import place_round
from nutgraf.rounds.read import read_round
from nutgraf.settings import Settings
from nutgraf.store.archive import Archive
from nutgraf.text.query import parse_query

START = datetime(2026, 1, 1, tzinfo=UTC)
SEARCHES = 200


def articles(files: list[Path], count: int, a_day: int) -> Iterator[Article]:
    """Yield resampled articles, so many a day, each with words of its own copy."""
    rows = [row.article for row in read_rows(files, 0)] if files else list(islice(invented(1), 3000))
    for n, article in enumerate(islice(cycle(rows), count)):
        at = START + timedelta(days=n // a_day, seconds=86_000 * (n % a_day) / a_day)
        again = n // len(rows)
        # a copy of a later lap tells of other people, or the laps would be one story
        text = article.text.replace("Trump", f"Trump{again}").replace("Obama", f"Obama{again}")
        url = f"https://outlet{n % 97}.example/{n}"
        yield replace(
            article, id=content_id("a", url), url=url, text=text, published=at, address=url, outlet=f"Outlet {n % 97}"
        )


def fill(archive: Archive, made: Iterator[Article], now: datetime) -> float:
    """Put articles into the archive as one round that is over; returns articles a second."""
    at = archive.inbox.open_round(now)
    began, count = time.monotonic(), 0
    while part := list(islice(made, 200)):  # as many as the inbox gives at a time
        archive.inbox.took(at.n, None, [Incoming(a.url, Item(a.url, "text", a.title)) for a in part])
        kept = {k.item.address: k.n for k in archive.inbox.unread(at.n)}
        archive.inbox.done(at.n, [Read(kept[a.url], a) for a in part], now)
        count += len(part)
    archive.inbox.advance(at.n, "done")
    return count / (time.monotonic() - began)


def as_page(article: Article) -> Incoming:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n"))
    head = f"<title>{escape(article.title)}</title>"
    page = f"<html lang='en'><head>{head}</head><body><article>{paragraphs}</article></body></html>"
    published = article.published.isoformat() if article.published else None
    item = Item(article.url, "html", page.encode(), url=article.url, published=published, published_from="feed")
    return Incoming(article.url, replace(item, outlet=article.outlet))


def a_day(path: str, day: list[Article], now: datetime) -> dict[str, float]:
    """Read and place a day in a process that has just begun; then a tenth of it once more, as it goes on."""
    with Daily(Settings(), path) as daily:
        at = daily.archive.inbox.open_round(now)
        daily.archive.inbox.took(at.n, None, [as_page(a) for a in day])
        hands = daily._hands
        began = time.monotonic()
        read_round(at, daily.archive, daily.settings, lambda *_: None)
        read = time.monotonic()
        place_round(at, daily.archive, hands.grouper, daily.settings, lambda *_: None)
        placed = time.monotonic()
        daily.archive.inbox.advance(at.n, "done")
        later = daily.archive.inbox.open_round(now + timedelta(minutes=10))
        daily.archive.inbox.advance(later.n, "place")
        place_round(later, daily.archive, hands.grouper, daily.settings, lambda *_: None)
        again = time.monotonic()
        daily.archive.inbox.advance(later.n, "done")
        cards = len(daily.archive.stories.cards())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "read_s": read - began,
        "place_s": placed - read,
        "day_s": placed - began,
        "next_round_s": again - placed,
        "peak_mb": peak,
        "stories": cards,
    }


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
        for _ in range(20):
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


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def common_words(sample: list[Article]) -> list[str]:
    """Return words of the sample, common and rare ones."""
    counts = Counter(w for a in sample for w in set(a.text.split()) if w.isalpha() and len(w) > 3)
    ranked = [w for w, _ in counts.most_common(4000)]
    return ranked[:50] + ranked[200::10]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench day", description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path)
    parser.add_argument("--invented", action="store_true")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--a-day", type=int, default=3_000)
    given = parser.parse_args(argv)
    files = [] if given.invented else data_of(given.data)
    stream = articles(files, given.size + 2 * given.a_day, given.a_day)
    days = given.size // given.a_day
    now = START + timedelta(days=days + 1)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "archive.db")
        with Archive(path) as archive:
            rate = fill(archive, islice(stream, days * given.a_day), now - timedelta(days=1))
        found = {"fill_articles_per_s": rate, "file_mb": os.path.getsize(path) / 1e6}
        print(f"filled at {rate:.0f} articles/s, {found['file_mb']:.0f} MB", file=sys.stderr, flush=True)
        day = list(islice(stream, given.a_day))
        words = common_words(day)
        with Daily(Settings(), path) as daily:  # the days before, placed; not timed
            daily.archive.inbox.advance(1, "place")
            at = Round(1, now - timedelta(days=1), "place")
            place_round(at, daily.archive, daily._hands.grouper, daily.settings, lambda *_: None)
            daily.archive.inbox.advance(1, "done")
        print("the days before are placed", file=sys.stderr, flush=True)
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:  # for a peak memory of its own
            found |= apart.submit(a_day, path, day, now).result()
        print({k: round(v, 2) for k, v in found.items()}, file=sys.stderr, flush=True)
        found |= searches(path, words, now)
        found |= blocked(path, list(islice(stream, 1500)), words, now)
    peer = like_peer(articles(files, given.size // 10, given.a_day), words)
    for name, value in found.items():
        print(f"{name:<32}{value:>12.1f}")
    print(f"{'LIKE: search_p95_ms':<32}{peer['search_p95_ms']:>12.1f}")
    systems = {"nutgraf": {k: round(v, 2) for k, v in found.items()}, "like": {k: round(v, 2) for k, v in peer.items()}}
    print(json.dumps({"bench": "day", "n": given.size, "systems": systems}))
    return 0
