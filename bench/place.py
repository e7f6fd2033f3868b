"""Placing: articles a second, cost an article as the archive grows, and peak memory.

The stream is resampled from the articles of `--data` (default: the development stream of the measuring data): each copy
gets an id of its own and a later time, so that what is live stays as large as `--live`. Text is extracted already.
"""

import argparse
import json
import resource
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evals.clustering import read_rows
from evals.shape import data_files
from nutgraf.settings import Grouping
from nutgraf.stories.group import Stream

DATA = tuple(f"clustering/allsides-stream-{year}.jsonl.gz" for year in (2016, 2017, 2018))
START = datetime(2020, 1, 1, tzinfo=UTC)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench place", description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, help="files of articles with dates")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 50_000], help="archives to measure at")
    parser.add_argument("--live", type=int, default=3_000, help="live articles")
    given = parser.parse_args(argv)
    articles = [row.article for row in read_rows(data_files(given.data, DATA), 0)]
    stream = Stream(replace(Grouping(), most_live=given.live))
    found: list[dict[str, float]] = []
    placed, started = 0, time.perf_counter()
    print(f"{'archive':>10}{'articles/s':>12}{'peak MB':>10}   (live at most {given.live})")
    for size in sorted(given.sizes):
        first = max(placed, size - 2_000)
        while placed < size:
            if placed == first:
                started = time.perf_counter()
            again = articles[placed % len(articles)]
            when = START + timedelta(minutes=10 * placed)
            stream.add(replace(again, id=f"{again.id}-{placed}", published=when))
            placed += 1
        speed = (size - first) / (time.perf_counter() - started)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found.append({"archive": size, "articles_per_s": round(speed, 1), "peak_mb": round(peak, 1)})
        print(f"{size:>10}{speed:>12.1f}{peak:>10.1f}", flush=True)
    print(json.dumps({"bench": "place", "live": given.live, "rows": found}))
    return 0
