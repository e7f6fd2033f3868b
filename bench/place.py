"""Placing: articles a second, peak memory, and how both grow with the archive and with what is live.

The stream is resampled from the articles of `--data` (default: the development stream of the measuring data, or where
that is absent, and with `--invented`, made-up articles): each copy gets an id of its own and a later time, so that
what is live stays as large as `--live` and reaches back 60 days. Text is extracted already. For each `--live` one
process, so that its peak memory is its own. Speed is measured over the last 2,000 arrivals before a size, in seconds
of one core, without the making of articles; the stream forgets every 1,000 arrivals, as one does that runs for ever.
The second pass is timed on 5,000 live articles. Peer: TF-IDF single pass, which looks ahead and keeps no evidence.

A run of some seconds: `./run bench place --limit 4000`.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from bench.invented import invented
from evals.clustering import read_rows
from evals.grouping_peers import of_texts, single_pass
from evals.shape import data_dir
from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories.group import Stream, settled
from nutgraf.stories.regroup import arcs

ROOT = Path(__file__).resolve().parent.parent
DATA = tuple(f"clustering/allsides-stream-{year}.jsonl.gz" for year in (2016, 2017, 2018))
START = datetime(2020, 1, 1, tzinfo=UTC)
LIVE_DAYS = 60
"""Days over which the live articles are spread."""
MEASURED = 2_000
"""Arrivals over which speed is measured."""
FORGET = 1_000
"""Arrivals between two times the stream forgets."""
PEER_N = 2_000
"""Articles the peer groups."""
Found = dict[str, float]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench place", description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, help="files of articles with dates")
    parser.add_argument("--invented", action="store_true", help="made-up articles instead of data")
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=[10_000, 50_000, 200_000], help="archives to measure at"
    )
    parser.add_argument("--live", nargs="+", type=int, default=[3_000], help="live articles")
    parser.add_argument("--settle", type=int, default=5_000, help="live articles of the second pass")
    parser.add_argument("--limit", type=int, default=0, help="largest archive, for a short run")
    parser.add_argument("--one", choices=sorted(PARTS), help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.limit:
        given.sizes = sorted({min(size, given.limit) for size in given.sizes})
        given.settle = min(given.settle, given.limit)
    files = [] if given.invented else data_of(given.data)
    if given.one:
        print(json.dumps(PARTS[given.one](files, given)))
        return 0
    print(f"{'live':>10}{'archive':>10}{'articles/s':>12}{'peak MB':>10}")
    ours: Found = {}
    for live in given.live:
        found = measure_apart("stream", given, files, live)
        for size in sorted(given.sizes):
            name = f"live_{live}_archive_{size}"
            print(f"{live:>10}{size:>10}{found[f'articles_per_s_{name}']:>12.1f}{found[f'peak_mb_{name}']:>10.1f}")
        ours |= found
    ours |= measure_apart("second-pass", given, files, given.settle)
    peer = measure_apart("peer", given, files, given.live[0])
    print(f"second pass over {given.settle} live articles: {ours[f'second_pass_s_{given.settle}']:.2f} s")
    print(f"tfidf-single-pass: {peer['articles_per_s']:.1f} articles/s")
    shown = [file.name for file in files] or ["invented"]
    systems = {"nutgraf": ours, "tfidf-single-pass": peer}
    print(json.dumps({"task": "place", "data": shown, "n": max(given.sizes), "systems": systems}))
    return 0


def data_of(named: list[Path] | None) -> list[Path]:
    """Return the files to read: those named, else the development stream if it is there."""
    files = named or [data_dir() / name for name in DATA]
    return files if named or all(file.exists() for file in files) else []


def stream_of(files: list[Path], live: int) -> Iterator[Article]:
    """Yield dated articles without end, each with an id and a time of its own."""
    made = cycle([row.article for row in read_rows(files, 0)]) if files else invented()
    step = timedelta(days=LIVE_DAYS) / live
    for number, article in enumerate(made):
        yield replace(article, id=f"{article.id}-{number}", url="", published=START + step * number)


def stream(files: list[Path], given: argparse.Namespace) -> Found:
    """Measure one stream at each size of its archive."""
    live = given.live[0]
    found: Found = {}
    placing = Stream(replace(Grouping(), most_live=live))
    placed, took = 0, 0.0
    articles = stream_of(files, live)
    for size in sorted(given.sizes):
        first, took = max(placed, size - MEASURED), 0.0
        while placed < size:
            article = next(articles)
            started = time.process_time()
            placing.add(article)
            if placed % FORGET == 0:
                placing.forget()
            took += (time.process_time() - started) * (placed >= first)
            placed += 1
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        name = f"live_{live}_archive_{size}"
        found |= {f"articles_per_s_{name}": round((size - first) / took, 1), f"peak_mb_{name}": round(peak, 1)}
    return found


def second_pass(files: list[Path], given: argparse.Namespace) -> Found:
    """Measure the late correction of all that is live."""
    live = given.live[0]
    placing = Stream(replace(Grouping(), most_live=live))
    for article in islice(stream_of(files, live), live):
        placing.add(article)
    started = time.process_time()
    events = settled(placing)
    middle = time.process_time()
    arcs(placing, events)
    return {
        f"second_pass_s_{live}": round(time.process_time() - started, 2),
        f"settled_s_{live}": round(middle - started, 2),
    }


def peer(files: list[Path], given: argparse.Namespace) -> Found:
    """Measure the peer on the first articles of the same stream."""
    articles = islice(stream_of(files, given.live[0]), min(PEER_N, max(given.sizes)))
    return {"articles_per_s": round(peer_rate(list(articles)), 1)}


def peer_rate(articles: list[Article]) -> float:
    """Return the articles a second of TF-IDF single pass."""
    started = time.process_time()
    single_pass(articles, range(len(articles)), of_texts(articles), int(Grouping().window_days))
    return len(articles) / (time.process_time() - started)


PARTS = {"stream": stream, "second-pass": second_pass, "peer": peer}


def measure_apart(part: str, given: argparse.Namespace, files: list[Path], live: int) -> Found:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "bench", "place", "--one", part, "--live", str(live)]
    command += ["--sizes", *map(str, given.sizes), *(["--data", *map(str, files)] if files else ["--invented"])]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found
