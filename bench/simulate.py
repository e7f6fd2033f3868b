"""Placing past one machine: articles a second and memory when millions come, and when very many are live.

Real articles are outlined once and come again and again as other news: in each turn, words, names and numbers of at
most one article in ten are spelled in another way, the rarest in one that never comes again, so that the
vocabulary grows; what more share stays. So an event repeats only within a turn, and an article that joins a story of an
earlier turn went `astray`. To outline an article is not to place it, and any machine can do it: its seconds are told
apart (`outline_ms`).

    stream    what comes for ever, with as much live as the settings allow: a row every `--row` articles, and at
              the end the late correction of all that is live
    live      a placer that holds `--live` articles: filled without comparing, then measured over the next ones

Seconds are those of one core (process time). Peer: TF-IDF single pass over the first articles, without forgetting.
With `--keep FILE` a stream that was stopped goes on from its last row, as long as the code is the same. Two placers
side by side, as for two languages, are two commands, of which one has `--begin` where the other ends.
The whole: `./run bench simulate --articles 5000000 --live 30000 100000 300000 1000000` takes hours, and 12 GB.
"""

import argparse
import json
import pickle
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

import numpy as np

from bench.filled import START, files_of
from bench.invented import invented
from bench.place import FORGET, PEER_N, peer_rate
from evals.clustering import read_rows
from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories import stream
from nutgraf.stories.group import settled
from nutgraf.stories.live import Live
from nutgraf.stories.outline import Outline, outline_of
from nutgraf.stories.regroup import arcs

ROOT = Path(__file__).resolve().parent.parent
BASE = 12_000
"""Articles of a turn, at most."""
RARE = 2
"""Articles of a turn that a key stands in, at most, to be spelled as never before in each turn."""
COMMON = 0.1
"""Part of a turn's articles that holds a key which stays as it is."""
SPELLINGS = 16
"""Ways in which the other keys are spelled, one after the other."""
MEASURED = 1_000
"""Articles measured when so many are live as were asked for."""
Row = dict[str, float]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench simulate", description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, help="files of articles with dates")
    parser.add_argument("--invented", action="store_true", help="made-up articles instead of data")
    parser.add_argument("--articles", type=int, default=100_000, help="number of the stream's last article")
    parser.add_argument("--begin", type=int, default=0, help="number of the article it begins after")
    parser.add_argument("--row", type=int, default=0, help="articles a row of the stream; 0: a tenth of all")
    parser.add_argument("--live", nargs="*", type=int, default=[30_000, 100_000], help="live articles to measure at")
    parser.add_argument("--a-day", type=int, default=1_000_000, help="articles a day, for their times")
    parser.add_argument("--keep", type=Path, help="file that keeps how far the stream came")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    turn = Turn.of(files_of(given))
    if given.one:
        print(json.dumps(holding(turn, given.one, given.a_day)))
        return 0
    print(f"{len(turn.outlines):,} articles a turn; to outline one takes {turn.outline_ms:.2f} ms of a core")
    peer = peer_rate(turn.articles[:PEER_N])
    print(f"tfidf-single-pass: {peer:,.0f} articles/s of its first {PEER_N:,}")
    print(f"{'placed':>12}{'articles/s':>12}{'MB':>8}{'stories/1000':>14}{'astray %':>10}")
    so_far = SoFar.kept(given.keep, turn, given.a_day, given.begin)
    for row in so_far.rows:
        show(row)
    for row in streamed(so_far, turn, given.articles, given.row or max(1, given.articles // 10), given.a_day):
        show(row)
        if given.keep:
            so_far.keep(given.keep)
    rows, late = so_far.rows, corrected(so_far.placing)
    print(f"late correction of the last {late['articles']:,.0f}: {late['s']:.1f} s")
    del so_far
    lives = []
    print(f"{'live':>12}{'articles/s':>12}{'MB':>8}{'MB a million':>14}")
    for live in given.live:
        lives.append(row := apart(given, live))
        print(
            f"{live:>12,}{row['articles_per_s']:>12,.0f}{row['mb']:>8,.0f}{row['mb_per_million']:>14,.0f}", flush=True
        )
    ours = {"outline_ms": round(turn.outline_ms, 3), "stream": rows, "late": late, "live": lives}
    systems = {"nutgraf": ours, "tfidf-single-pass": {"articles_per_s": round(peer, 1)}}
    print(json.dumps({"bench": "simulate", "n": given.articles, "a_day": given.a_day, "systems": systems}))
    return 0


def show(row: Row) -> None:
    print(
        f"{row['placed']:>12,.0f}{row['articles_per_s']:>12,.0f}{row['mb']:>8,.0f}{row['stories_per_1000']:>14.0f}"
        f"{row['astray_percent']:>10.2f}",
        flush=True,
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """The articles that come again and again, outlined."""

    articles: list[Article]
    outlines: list[Outline]
    held: Mapping[str, Counter[str]]
    """Of each field the keys, and how many articles hold each."""
    outline_ms: float

    @classmethod
    def of(cls, files: list[Path]) -> "Turn":
        """Read and outline the articles of some files; invented ones without files."""
        made = (row.article for row in read_rows(files, 0)) if files else invented()
        articles = list(islice(made, BASE))
        began = time.process_time()
        outlines = [outline_of(article) for article in articles]
        took = time.process_time() - began
        held: dict[str, Counter[str]] = {}
        for outline in outlines:
            for field, keys in outline.fields.items():
                held.setdefault(field, Counter()).update(dict.fromkeys(keys, 1))
        words = Counter(word for outline in outlines for word in set(outline.order))
        held |= dict.fromkeys(("full", "title", "lead", "titled"), words)  # guises of the same keys
        return cls(articles, outlines, held, 1000 * took / len(articles))

    def arrivals(self, a_day: int, number: int = 0) -> Iterator[tuple[Article, Outline]]:
        """Yield articles without end from a number on, and what `outline_of` says of each."""
        step = timedelta(days=1) / a_day
        first, skipped = divmod(number, len(self.articles))
        for turn in count(first):
            spelled = {field: self._spelled(held, turn) for field, held in self.held.items()}
            here = zip(self.articles, self.outlines, strict=True)
            for article, outline in islice(here, skipped if turn == first else 0, None):
                name, moment = f"{turn}/{outline.id}", START + step * number
                fields = {f: {spelled[f][key]: w for key, w in keys.items()} for f, keys in outline.fields.items()}
                order = tuple(spelled["full"][word] for word in outline.order)
                told = replace(outline, id=name, published=moment, fields=fields, order=order)
                yield replace(article, id=name, url="", text="", published=moment), told
                number += 1

    def _spelled(self, held: Counter[str], turn: int) -> dict[str, str]:
        """Say how keys are spelled in a turn."""
        often = COMMON * len(self.articles)
        return {
            key: key if n > often else f"{key}~{turn if n <= RARE else (crc32(key.encode()) + turn) % SPELLINGS}"
            for key, n in held.items()
        }


@contextmanager
def handed() -> Iterator[dict[str, Outline]]:
    """Let streams place articles that are outlined already: by id."""
    outlines: dict[str, Outline] = {}
    with patch.object(stream, "outline_of", lambda article, *_: outlines.pop(article.id)):
        yield outlines


@dataclass(slots=True)
class SoFar:
    """A stream on its way, at the end of a row."""

    told: tuple[int, int, int]
    """What must be the same to go on: articles of a turn, keys of them all, articles a day."""
    placing: stream.Stream = made_by(default_factory=lambda: stream.Stream(Grouping()))
    number: int = 0
    """Number of the last article that was placed."""
    own: set[str] = made_by(default_factory=set)
    """Stories opened in this turn."""
    rows: list[Row] = made_by(default_factory=list)

    @classmethod
    def kept(cls, file: Path | None, turn: Turn, a_day: int, begin: int = 0) -> "SoFar":
        """Go on from a file, if it is there and of the same stream; else begin with the article of that number."""
        told = len(turn.articles), sum(map(len, turn.held.values())), a_day
        if file is None or not file.exists():
            return cls(told, number=begin)
        found: SoFar = pickle.loads(file.read_bytes())
        if found.told != told:
            raise SystemExit(f"{file} keeps another stream. Name another file, or delete it.")
        return found

    def keep(self, file: Path) -> None:
        """Write it down, so that what stood there is replaced at once or not at all."""
        new = file.with_name(file.name + ".new")
        with new.open("wb") as out:
            pickle.dump(self, out, pickle.HIGHEST_PROTOCOL)
        new.replace(file)


def streamed(so_far: SoFar, turn: Turn, many: int, row: int, a_day: int) -> Iterator[Row]:
    """Place a stream; yield speed, memory, stories and errors of each part of it."""
    placing, own, before = so_far.placing, so_far.own, so_far.number
    took, opened, astray = 0.0, 0, 0
    with handed() as outlines:
        for number, (article, outline) in enumerate(islice(turn.arrivals(a_day, before), many - before), before + 1):
            if number % len(turn.outlines) == 1:
                own.clear()
            outlines[article.id] = outline
            began = time.process_time()
            placed = placing.add(article)
            if number % FORGET == 0:
                placing.forget()
            took += time.process_time() - began
            if placed.action == "opens":
                opened += 1
                own.add(placed.story)
            elif placed.story not in own:
                astray += 1
            if number % row == 0:
                so_far.number = number
                made: Row = {
                    "placed": number,
                    "articles_per_s": round(row / took, 1),
                    "mb": resident_mb(),
                    "stories_per_1000": round(1000 * opened / row, 1),
                    "astray_percent": round(100 * astray / row, 2),
                }
                so_far.rows.append(made)
                yield made
                took, opened, astray = 0.0, 0, 0


def corrected(placing: stream.Stream) -> Row:
    """Time the late correction of what a stream has not forgotten."""
    began = time.process_time()
    arcs(placing, settled(placing))
    return {"articles": len(placing.published), "s": round(time.process_time() - began, 2)}


def holding(turn: Turn, live: int, a_day: int) -> Row:
    """Fill a placer without comparing anything, then measure it; memory is what the live articles added."""
    placing = stream.Stream(replace(Grouping(), most_live=live + MEASURED))
    arrivals = turn.arrivals(a_day)
    before = resident_mb()
    with handed() as outlines:
        with patch.object(Live, "nearest", lambda *_, **__: np.zeros(0, np.int64)):
            for number, (article, outline) in enumerate(islice(arrivals, live), 1):
                outlines[article.id] = outline
                placing.add(article)
                if number % FORGET == 0:
                    placing.forget()
        mb, took = resident_mb(), 0.0
        for article, outline in islice(arrivals, MEASURED):
            outlines[article.id] = outline
            began = time.process_time()
            placing.add(article)
            took += time.process_time() - began
    return {
        "live": live,
        "articles_per_s": round(MEASURED / took, 1),
        "mb": mb,
        "mb_per_million": round((mb - before) * 1e6 / live),
    }


def apart(given: argparse.Namespace, live: int) -> Row:
    """Measure a placer that holds much in a process of its own."""
    command = [sys.executable, "-m", "bench", "simulate", "--one", str(live), "--a-day", str(given.a_day)]
    command += ["--invented"] if given.invented else ["--data", *map(str, given.data)] if given.data else []
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def resident_mb() -> float:
    """Return the memory that this process has now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * resource.getpagesize() / 1e6, 1)
