"""Floors under quality: `./run check` measures small fixed parts of the evals and fails when a figure fell.

    python -m evals floors                          measure all of evals/floors.json
    python -m evals floors --task summaries         measure one task
    python -m evals floors --lower REASON --task T  let the fallen floors of T down to what is measured, and record why

Each entry of evals/floors.json: task, args, metric, floor, measured, date; `"worse": "higher"` marks a figure that must
not rise (defects), so its floor is a ceiling. Floors stand a little under what was measured, because a small part of
a set moves by chance. A task whose data are not on this machine is skipped loudly, and that is no failure; a task that
crashes is one.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.shape import NO_DATA, ROOT
from nutgraf.engine.local import processors

TASK = "floors"
DATA = ()
BOOK = ROOT / "evals" / "floors.json"
MARGIN = 0.02
"""Part of a measured figure by which a lowered floor stands below it."""
TIMEOUT_S = 480


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one entry."""

    word: str
    """ok, FELL, SKIPPED or BROKEN."""
    found: float | None
    """The figure, when there is one."""
    entry: dict[str, Any]  # Any: JSON
    """As in the book."""


def run_task(task: str, args: Sequence[str]) -> tuple[int, dict[str, Any]]:  # Any: the JSON line of the eval
    """Run one eval in a process of its own; return its exit code and our figures (empty when there are none)."""
    command = [sys.executable, "-m", "evals", task, *args]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        print(f"BROKEN: {task} took more than {TIMEOUT_S} s.")
        return 1, {}
    lines = ran.stdout.strip().splitlines()
    if ran.returncode == NO_DATA:
        print(f"SKIPPED: floors of {task} were not checked. {lines[-1] if lines else ''}")
    elif ran.returncode:
        print(f"BROKEN: {task} ended with {ran.returncode}: {(ran.stderr.strip().splitlines() or ['no word'])[-1]}")
    if ran.returncode or not lines:
        return ran.returncode or 1, {}
    return 0, dict(json.loads(lines[-1])["systems"]["nutgraf"])


def judge(entry: dict[str, Any], code: int, figures: dict[str, Any]) -> Verdict:  # Any: JSON
    """Hold one entry against what was measured."""
    if code == NO_DATA:
        return Verdict("SKIPPED", None, entry)
    if code or entry["metric"] not in figures:
        return Verdict("BROKEN", None, entry)
    found = float(figures[entry["metric"]])
    fell = found > entry["floor"] if entry.get("worse") == "higher" else found < entry["floor"]
    return Verdict("FELL" if fell else "ok", found, entry)


def check(book: Sequence[dict[str, Any]]) -> list[Verdict]:  # Any: JSON
    """Measure every entry, a task on each processor; entries with the same task and arguments share one run."""
    verdicts: list[Verdict] = []
    with ThreadPoolExecutor(processors()) as side_by_side:  # each run is a process
        keys = dict.fromkeys((entry["task"], *entry["args"]) for entry in book)
        runs = {key: side_by_side.submit(timed, key[0], key[1:]) for key in keys}
        for entry in book:
            code, figures, seconds = runs[entry["task"], *entry["args"]].result()
            verdicts.append(judge(entry, code, figures))
            show(verdicts[-1], seconds)
    return verdicts


def timed(task: str, args: Sequence[str]) -> tuple[int, dict[str, Any], float]:  # Any: the JSON line of the eval
    """Return what `run_task` does, and how many seconds it took."""
    start = time.perf_counter()
    return *run_task(task, args), time.perf_counter() - start


def show(verdict: Verdict, seconds: float) -> None:
    """Print one line a floor."""
    entry = verdict.entry
    bound = "at most" if entry.get("worse") == "higher" else "at least"
    found = "-" if verdict.found is None else f"{verdict.found:.2f}"
    what = " ".join([entry["task"], *entry["args"]])
    print(
        f"{verdict.word:<8}{what:<44}{entry['metric']:<24}{found:>8}  {bound} {entry['floor']:.2f}  ({seconds:.0f} s)"
    )


def lower(verdicts: Sequence[Verdict], reason: str) -> int:
    """Let the floors that fell down to what was measured, with the reason; return how many."""
    today, lowered = datetime.now(UTC).date().isoformat(), 0
    for verdict in verdicts:
        entry, found = verdict.entry, verdict.found
        if verdict.word != "FELL" or found is None:
            continue
        sign = 1 if entry.get("worse") == "higher" else -1
        floor = round(found * (1 + sign * MARGIN), 2)
        past = {"from": entry["floor"], "to": floor, "reason": reason, "date": today}
        entry.setdefault("lowered", []).append(past)
        entry.update(floor=floor, measured=round(found, 2), date=today)
        lowered += 1
    return lowered


def main(argv: list[str]) -> int:
    """Check the floors, or lower those of one task with a reason."""
    options = argparse.ArgumentParser(prog="python -m evals floors", description="Floors under quality.")
    options.add_argument("--task", help="only this task")
    options.add_argument("--lower", metavar="REASON", help="let fallen floors down, and record why; needs --task")
    options.add_argument("--book", type=Path, default=BOOK, help="the floors (default: evals/floors.json)")
    args = options.parse_args(argv)
    if args.lower is not None and (not args.task or not args.lower.strip()):
        options.error("--lower needs a reason and --task: floors come down one task at a time, and for a reason")
    book = json.loads(args.book.read_text("utf-8"))
    chosen = [entry for entry in book if args.task in (None, entry["task"])]
    if not chosen:
        options.error(f"no floor stands under {args.task!r}")
    verdicts = check(chosen)
    if args.lower is not None:
        print(f"{lower(verdicts, args.lower.strip())} floors lowered.")
        args.book.write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return int(any(v.word == "BROKEN" for v in verdicts))
    fallen = [v for v in verdicts if v.word in ("FELL", "BROKEN")]
    skipped = sum(v.word == "SKIPPED" for v in verdicts)
    print(f"{len(verdicts) - len(fallen) - skipped} floors hold, {len(fallen)} do not, {skipped} were skipped.")
    return int(bool(fallen))
