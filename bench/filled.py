"""An archive filled with news for benches: resampled articles, so many a day, each with an address of its own.

The articles are of the measuring data; where that is absent they are made up. A later lap tells of other people, or
all laps would be one story.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from bench.invented import invented
from bench.place import data_of
from evals.clustering import read_rows
from nutgraf.daily import Daily
from nutgraf.model import Article, Incoming, Item, Read, Round, content_id
from nutgraf.rounds.place import place_round
from nutgraf.settings import Settings
from nutgraf.store.archive import Archive

START = datetime(2026, 1, 1, tzinfo=UTC)


def parser_of(prog: str, doc: str | None) -> argparse.ArgumentParser:
    """Return the options that benches of a filled archive share."""
    parser = argparse.ArgumentParser(prog=prog, description=doc)
    parser.add_argument("--data", nargs="+", type=Path)
    parser.add_argument("--invented", action="store_true", help="made-up articles also where there is measuring data")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--a-day", type=int, default=3_000)
    return parser


def files_of(given: argparse.Namespace) -> list[Path]:
    """Return the files of articles that were asked for; none means made-up ones."""
    return [] if given.invented else data_of(given.data)


def articles(files: list[Path], count: int, a_day: int) -> Iterator[Article]:
    """Yield resampled articles, so many a day, each with words of its own copy."""
    rows = [row.article for row in read_rows(files, 0)] if files else list(islice(invented(1), 3000))
    for n, article in enumerate(islice(cycle(rows), count)):
        at = START + timedelta(days=n // a_day, seconds=86_000 * (n % a_day) / a_day)
        again = n // len(rows)
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


def placed(path: str, made: Iterator[Article], now: datetime) -> float:
    """Fill an archive and place what lies within its window; returns articles a second of filling."""
    with Archive(path) as archive:
        rate = fill(archive, made, now)
    with Daily(Settings(), path) as daily:
        daily.archive.inbox.advance(1, "place")
        at = Round(1, now, "place")
        place_round(at, daily.archive, daily._hands.grouper, daily.settings, lambda *_: None)
        daily.archive.inbox.advance(1, "done")
    return rate


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def common_words(sample: list[Article]) -> list[str]:
    """Return words of the sample, common and rare ones."""
    counts = Counter(w for a in sample for w in set(a.text.split()) if w.isalpha() and len(w) > 3)
    ranked = [w for w, _ in counts.most_common(4000)]
    return ranked[:50] + ranked[200::10]
