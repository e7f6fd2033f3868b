"""Cold start to a printed brief: seconds and peak memory of `nutgraf brief` for stories of several sizes.

Each run is a process of its own, started as a user starts it; the figure is the median of the runs. Memory is that of
the process and its children together. Its peer runs in the same minute: sumy's LexRank over the same articles, handed
to it as ready-made sentences. `further` is what each story after the first costs: `--all` over several events of ten
reports, months apart, less the time of the first alone.
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
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench.reports import START, reports

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "nutgraf", "brief", "--format", "text")
SIZES = (2, 10, 50, 200)
FURTHER, EACH = 5, 10
"""Stories beyond the first, and articles in each, when their cost is measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one size took."""

    seconds: float
    """Wall time, median of the runs."""
    cpu_s: float
    """Processor time of the process and its children, median of the runs: steadier than wall time on a busy machine."""
    peak_mb: float
    """Largest resident memory of any run, children included, in MB."""


class BenchFailed(Exception):
    """The measured command did not do its work, so its time means nothing."""


def measure(command: Sequence[str], runs: int, timeout_s: float) -> Measured | None:
    """Run a command several times; `None` when it passes the time limit. Raises BenchFailed when it fails."""
    taken = [_one(command, timeout_s) for _ in range(runs)]
    if any(one is None for one in taken):
        return None
    done = [one for one in taken if one is not None]
    return Measured(median(m.seconds for m in done), median(m.cpu_s for m in done), max(m.peak_mb for m in done))


def _one(command: Sequence[str], timeout_s: float) -> Measured | None:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, stdin=subprocess.DEVNULL, cwd=ROOT)
        status = usage = None
        peak = 0.0
        while status is None:
            pid, code, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                status, usage = os.waitstatus_to_exitcode(code), used
            elif time.perf_counter() - started > timeout_s:
                process.kill()
                process.wait()
                return None
            else:
                peak = max(peak, _resident_mb(process.pid))
                time.sleep(0.005)
        seconds = time.perf_counter() - started
        process.returncode = status  # reaped by wait4, which also tells the memory of this child alone
        if status or not out.tell():
            errors.seek(0)
            tail = errors.read().decode("utf-8", "replace")[-800:]
            raise BenchFailed(f"{' '.join(command[:5])} ... ended with {status}, {out.tell()} bytes printed:\n{tail}")
    assert usage is not None
    unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss: bytes there, kilobytes elsewhere
    return Measured(seconds, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss / unit))


def _resident_mb(pid: int) -> float:
    """Return the resident memory of a process and its children now; 0 where the system does not tell (not Linux)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = [int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (pid, *children)]
    except OSError:
        return 0.0
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def write_events(folder: Path) -> tuple[Path, Path]:
    """Write several events of `EACH` reports; return the folder of all and that of the first."""
    events = folder / "events"
    for number in range(FURTHER + 1):
        event = events / f"event-{number}"
        event.mkdir(parents=True)
        for report in reports(EACH, seed=2025 + number, start=START + timedelta(days=60 * number)):
            (event / report.name).write_text(report.html, "utf-8")
    return events, events / "event-0"


def measure_further(folder: Path, runs: int, timeout_s: float) -> float | None:
    """Return the seconds that each further story costs; `None` when a run was too slow. Raises BenchFailed."""
    every, first = write_events(folder)
    found = stories_found(every)[1]
    if found != FURTHER + 1:
        raise BenchFailed(f"{FURTHER + 1} events were grouped into {found} stories, so their cost means nothing.")
    many = measure([*COMMAND, "--all", str(every)], runs, timeout_s)
    one = measure([*COMMAND, "--all", str(first)], runs, timeout_s)
    return (many.seconds - one.seconds) / FURTHER if many and one else None


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
    others = [line for line in done.stderr.decode("utf-8").splitlines() if line.startswith("   ")]
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
        system = f"{'s':>11}{'cpu s':>8}{'peak MB':>9}"
        print(f"{'':>21}{'nutgraf':>28}{'lexrank':>28}")
        print(f"{'articles':>9}{'words each':>12}{system}{system}")
        for size in given.sizes:
            pages, sentences, words = write_story(Path(folder), size)
            try:
                nutgraf = measure(_nutgraf(pages), given.runs, given.timeout)
                lexrank = measure(_lexrank(sentences), given.runs if size <= EACH else 1, given.timeout)
            except BenchFailed as error:
                print(error)
                return 1
            ours.update({size: nutgraf} if nutgraf else {})
            theirs.update({size: lexrank} if lexrank else {})
            print(f"{size:>9}{words:>12.0f}{_cells(nutgraf)}{_cells(lexrank)}", flush=True)
        held, stories = stories_found(pages)
        try:
            further = measure_further(Path(folder), given.runs, given.timeout)
        except BenchFailed as error:
            print(error)
            return 1
    print(f"biggest story of the last run: {held} of {given.sizes[-1]} articles, {stories} stories in all")
    print(f"each further story of {EACH} articles: " + (f"{further:.2f} s" if further is not None else "too slow"))
    more = {"articles_in_story": held, "stories": stories, "further_s": further and round(further, 3)}
    print(json.dumps(_record(ours, theirs, given.runs) | more))
    return 0


def _nutgraf(pages: Path) -> list[str]:
    return [*COMMAND, *map(str, sorted(pages.iterdir()))]


def _lexrank(sentences: Path) -> list[str]:
    return [sys.executable, "-m", "bench.lexrank", str(sentences)]


def _cells(one: Measured | None) -> str:
    if one is None:
        return f"{'too slow':>11}{'-':>8}{'-':>9}"
    return f"{one.seconds:>11.2f}{one.cpu_s:>8.2f}{one.peak_mb:>9.0f}"


def _record(ours: dict[int, Measured], theirs: dict[int, Measured], runs: int) -> dict[str, object]:
    exponent = growth(ours, 10, 200)
    return {
        "bench": "brief",
        "runs": runs,
        "systems": {
            name: {
                "seconds": {str(size): round(m.seconds, 3) for size, m in measured.items()},
                "cpu_s": {str(size): round(m.cpu_s, 3) for size, m in measured.items()},
                "peak_mb": {str(size): round(m.peak_mb) for size, m in measured.items()},
            }
            for name, measured in (("nutgraf", ours), ("lexrank", theirs))
        },
        "growth_10_to_200": None if exponent is None else round(exponent, 3),
    }
