"""Cold start to a printed brief: seconds and peak memory of `nutgraf brief` for stories of several sizes.

Each run is a process of its own, started as a user starts it; the figure is the median of the runs. Its peer runs in
the same minute: sumy's LexRank over the same articles, handed to it as ready-made sentences.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.reports import reports

ROOT = Path(__file__).resolve().parent.parent
SIZES = (2, 10, 50, 200)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one size took."""

    seconds: float
    """Wall time, median of the runs."""
    peak_mb: float
    """Largest resident memory of any run, in MB."""


class BenchFailed(Exception):
    """The measured command did not do its work, so its time means nothing."""


def measure(command: Sequence[str], runs: int, timeout_s: float) -> Measured | None:
    """Run a command several times; `None` when it passes the time limit. Raises BenchFailed when it fails."""
    taken = [_one(command, timeout_s) for _ in range(runs)]
    if any(one is None for one in taken):
        return None
    done = [one for one in taken if one is not None]
    return Measured(median(m.seconds for m in done), max(m.peak_mb for m in done))


def _one(command: Sequence[str], timeout_s: float) -> Measured | None:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, stdin=subprocess.DEVNULL, cwd=ROOT)
        status = usage = None
        while status is None:
            pid, code, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                status, usage = os.waitstatus_to_exitcode(code), used
            elif time.perf_counter() - started > timeout_s:
                process.kill()
                process.wait()
                return None
            else:
                time.sleep(0.005)
        seconds = time.perf_counter() - started
        process.returncode = status  # reaped by wait4, which also tells the memory of this child alone
        if status or not out.tell():
            errors.seek(0)
            tail = errors.read().decode("utf-8", "replace")[-800:]
            raise BenchFailed(f"{' '.join(command[:5])} ... ended with {status}, {out.tell()} bytes printed:\n{tail}")
    assert usage is not None
    unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss: bytes there, kilobytes elsewhere
    return Measured(seconds, usage.ru_maxrss / unit)


def write_story(folder: Path, count: int) -> tuple[Path, Path, float]:
    """Write the pages of a story and its sentences; return both, and the mean number of words of a report."""
    pages, lines, words = folder / f"pages-{count}", [], 0
    pages.mkdir()
    for report in reports(count):
        (pages / report.name).write_text(report.html, "utf-8")
        lines.append(json.dumps(report.sentences, ensure_ascii=False))
        words += sum(len(sentence.split()) for sentence in report.sentences)
    sentences = folder / f"sentences-{count}.jsonl"
    sentences.write_text("\n".join(lines), "utf-8")
    return pages, sentences, words / count


def stories_found(pages: Path) -> tuple[int, int]:
    """Return how many articles the biggest story holds, and how many stories were made of the pages."""
    command = [sys.executable, "-m", "nutgraf", "brief", "--format", "json", str(pages)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
    others = [line for line in done.stderr.decode("utf-8").splitlines() if line.startswith("    ")]
    return len(json.loads(done.stdout)["sources"]), 1 + len(others)


def growth(measured: dict[int, Measured], small: int, large: int) -> float | None:
    """Return the exponent e with which time grows from one size to the other: seconds ~ articles ** e."""
    if small not in measured or large not in measured:
        return None
    return math.log(measured[large].seconds / measured[small].seconds) / math.log(large / small)


def main(argv: list[str]) -> int:
    """Measure all sizes, print a table and one line of JSON."""
    parser = argparse.ArgumentParser(prog="./run bench brief", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="articles in a story")
    parser.add_argument("--runs", type=int, default=3, help="runs a size, of which the median counts")
    parser.add_argument(
        "--timeout", type=float, default=120.0, help="longest run, in seconds; a slower one is left out"
    )
    given = parser.parse_args(argv)
    ours: dict[int, Measured] = {}
    theirs: dict[int, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'articles':>9}{'words each':>12}{'nutgraf s':>11}{'peak MB':>9}{'lexrank s':>11}{'peak MB':>9}")
        for size in given.sizes:
            pages, sentences, words = write_story(Path(folder), size)
            try:
                nutgraf = measure(_nutgraf(pages), given.runs, given.timeout)
                lexrank = measure(_lexrank(sentences), given.runs if size <= 10 else 1, given.timeout)
            except BenchFailed as error:
                print(error)
                return 1
            ours.update({size: nutgraf} if nutgraf else {})
            theirs.update({size: lexrank} if lexrank else {})
            print(f"{size:>9}{words:>12.0f}{_cells(nutgraf)}{_cells(lexrank)}", flush=True)
        held, stories = stories_found(pages)
    print(f"biggest story of the last run: {held} of {given.sizes[-1]} articles, {stories} stories in all")
    print(json.dumps(_record(ours, theirs, given.runs) | {"articles_in_story": held, "stories": stories}))
    return 0


def _nutgraf(pages: Path) -> list[str]:
    return [sys.executable, "-m", "nutgraf", "brief", "--format", "text", *map(str, sorted(pages.iterdir()))]


def _lexrank(sentences: Path) -> list[str]:
    return [sys.executable, "-m", "bench.lexrank", str(sentences)]


def _cells(one: Measured | None) -> str:
    return f"{one.seconds:>11.2f}{one.peak_mb:>9.0f}" if one else f"{'too slow':>11}{'-':>9}"


def _record(ours: dict[int, Measured], theirs: dict[int, Measured], runs: int) -> dict[str, object]:
    exponent = growth(ours, 10, 200)
    return {
        "bench": "brief",
        "runs": runs,
        "systems": {
            name: {
                "seconds": {str(size): round(m.seconds, 3) for size, m in measured.items()},
                "peak_mb": {str(size): round(m.peak_mb) for size, m in measured.items()},
            }
            for name, measured in (("nutgraf", ours), ("lexrank", theirs))
        },
        "growth_10_to_200": None if exponent is None else round(exponent, 3),
    }
