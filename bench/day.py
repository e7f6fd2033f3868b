"""A day of news in an archive that holds many: reading and placing 3,000 articles.

The archive is filled as `filled` says, `--a-day` a day up to `--size`. Then one more day arrives as pages and is read
and placed, by a process that has just begun (the window is placed anew) and by one that goes on. Peer: trafilatura
alone on the same pages, without dates, furniture or grouping.
"""

import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape
from itertools import islice

from bench.filled import START, articles, files_of, parser_of, placed
from nutgraf.daily import Daily
from nutgraf.model import Article, Incoming, Item
from nutgraf.rounds.place import place_round
from nutgraf.rounds.read import read_round
from nutgraf.settings import Settings


def page_of(article: Article) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n"))
    head = f"<title>{escape(article.title)}</title>"
    return f"<html lang='en'><head>{head}</head><body><article>{paragraphs}</article></body></html>"


def as_page(article: Article) -> Incoming:
    page = page_of(article)
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
        read_round(at, daily.archive, daily.settings, hands.engine, lambda *_: None)
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


def bare(day: list[Article]) -> dict[str, float]:
    """Time the peer: the text of the same pages, and nothing else."""
    import trafilatura

    pages = [as_page(article).item.body for article in day]
    began = time.monotonic()
    for page in pages:
        trafilatura.extract(page, fast=True)
    return {"read_s": time.monotonic() - began}


def main(argv: list[str]) -> int:
    given = parser_of("./run bench day", __doc__).parse_args(argv)
    files = files_of(given)
    stream = articles(files, given.size + given.a_day, given.a_day)
    days = given.size // given.a_day
    now = START + timedelta(days=days + 1)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "archive.db")
        rate = placed(path, islice(stream, days * given.a_day), now - timedelta(days=1))
        print(f"filled at {rate:.0f} articles/s, and placed", file=sys.stderr, flush=True)
        day = list(islice(stream, given.a_day))
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:  # for a peak memory of its own
            found = apart.submit(a_day, path, day, now).result()
    peer = bare(day)
    for name, value in found.items():
        print(f"{name:<32}{value:>12.1f}")
    print(f"{'trafilatura: read_s':<32}{peer['read_s']:>12.1f}")
    systems = {
        "nutgraf": {k: round(v, 2) for k, v in found.items()},
        "trafilatura": {k: round(v, 2) for k, v in peer.items()},
    }
    print(json.dumps({"bench": "day", "n": given.size, "systems": systems}))
    return 0
