"""The one shape of every eval: find the data, compare systems item by item, print a table and one line of JSON.

Systems are compared on the same items by a paired bootstrap over items (1,000 draws, fixed seed).
"""

import argparse
import gzip
import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NO_DATA = 3
"""Exit code when the measuring data are absent: CI then skips the eval, loudly."""


def data_dir() -> Path:
    """Return where the measuring data lie: `NUTGRAF_DATA`, or `../shared/data` beside the project."""
    return Path(os.environ.get("NUTGRAF_DATA", ROOT.parent / "shared" / "data"))


def parser(task: str, about: str) -> argparse.ArgumentParser:
    """Return an argument parser with the options that every eval has."""
    made = argparse.ArgumentParser(prog=f"./run eval {task}", description=about)
    made.add_argument("--data", nargs="+", type=Path, help="files of the task's shape (default: development data)")
    made.add_argument("--limit", type=int, default=0, help="only the first N items (0: all)")
    return made


def data_files(given: Sequence[Path] | None, defaults: Sequence[str]) -> list[Path]:
    """Return the files to measure on; exits with `NO_DATA` and says so when one is absent.

    `defaults` are paths below `data_dir()`, such as "summaries/neus-fulltext-dev.jsonl.gz".
    """
    files = list(given) if given else [data_dir() / name for name in defaults]
    for file in files:
        if not file.exists():
            print(f"SKIPPED: the measuring data {file.name} are not on this machine (looked in {file.parent}).")
            raise SystemExit(NO_DATA)
    return files


def read_jsonl(file: Path) -> Iterator[dict[str, Any]]:  # Any: strangers' JSON, checked where used
    """Yield the records of a JSON-lines file, gzipped or not."""
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def paired_interval(ours: Sequence[float], theirs: Sequence[float], draws: int = 1000) -> tuple[float, float]:
    """Return the 95 % interval of mean(ours - theirs) by paired bootstrap over items."""
    rng = random.Random(20250513)
    gaps = [a - b for a, b in zip(ours, theirs, strict=True)]
    means = sorted(fmean(rng.choices(gaps, k=len(gaps))) for _ in range(draws))
    return means[int(draws * 0.025)], means[int(draws * 0.975) - 1]


def report(
    task: str,
    data: Sequence[Path],
    n: int,
    systems: Mapping[str, Mapping[str, float]],
    *,
    intervals: Mapping[str, tuple[float, float]] | None = None,
    interval_of: str = "",
    notes: Mapping[str, Any] | None = None,  # Any: whatever JSON the task adds
) -> None:
    """Print a table of systems by metric, then one line of JSON with the same figures.

    `intervals` holds, per peer, the paired 95 % interval of nutgraf minus that peer on metric `interval_of`.
    """
    metrics = list(dict.fromkeys(m for row in systems.values() for m in row))
    wide = max(len(name) for name in systems) + 2
    print(f"{task}: {', '.join(f.name for f in data)}, n = {n}")
    widths = {m: max(14, len(m) + 2) for m in metrics}
    print(" " * wide + "".join(f"{m:>{widths[m]}}" for m in metrics))
    for name, row in systems.items():
        cells = (f"{row[m]:>{widths[m]}.3f}" if m in row else " " * widths[m] for m in metrics)
        print(f"{name:<{wide}}" + "".join(cells))
    for peer, (low, high) in (intervals or {}).items():
        print(f"nutgraf - {peer}, {interval_of}: 95 % interval {low:+.2f} .. {high:+.2f}")
    record: dict[str, Any] = {
        "task": task,
        "data": [f.name for f in data],
        "n": n,
        "systems": {name: {m: round(v, 4) for m, v in row.items()} for name, row in systems.items()},
    }
    if intervals:
        record["intervals"] = {
            "metric": interval_of,
            **{p: [round(a, 3), round(b, 3)] for p, (a, b) in intervals.items()},
        }
    record.update(notes or {})
    print(json.dumps(record, ensure_ascii=False))
