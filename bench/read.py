"""Reading pages: pages and megabytes a second, and peak memory, beside plain trafilatura on the same pages.

Each system runs in a process of its own, so that its peak memory is its own. Pages are the `.html` files below the
paths given with `--data` (default: `examples/`). One page is read before the clock starts: imports are cold start,
which `./run bench brief` measures.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nutgraf.errors import InputError
from nutgraf.model import Item
from nutgraf.text.extract import read_article

ROOT = Path(__file__).resolve().parent.parent
NO_PAGES = 3
"""Exit code when there is nothing to read."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench read", description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, default=[ROOT / "examples"], help="pages, or folders of pages")
    parser.add_argument("--least", type=int, default=400, help="read the pages again until so many were read")
    parser.add_argument("--one", choices=sorted(SYSTEMS), help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    pages = find_pages(given.data)
    if not pages:
        print(f"SKIPPED: no .html page below {', '.join(map(str, given.data))}.")
        return NO_PAGES
    if given.one:
        print(json.dumps(measure(pages, SYSTEMS[given.one], given.least)))
        return 0
    found = {name: measure_apart(name, given.data, given.least) for name in SYSTEMS}
    print(f"{'':12}{'pages/s':>10}{'MB/s':>10}{'peak MB':>10}{'refused':>10}")
    for name, row in found.items():
        print(
            f"{name:12}{row['pages_per_s']:>10.1f}{row['mb_per_s']:>10.2f}{row['peak_mb']:>10.0f}{row['refused']:>10.0f}"
        )
    print(json.dumps({"bench": "read", "pages": len(pages), "systems": found}))
    return 0


def find_pages(paths: list[Path]) -> list[bytes]:
    files = [file for path in paths for file in (sorted(path.rglob("*.html")) if path.is_dir() else [path])]
    return [file.read_bytes() for file in files if file.exists()]


def nutgraf(page: bytes) -> bool:
    try:
        return bool(read_article(Item(address="page.html", kind="html", body=page)).text)
    except InputError:
        return False


def trafilatura(page: bytes) -> bool:
    from trafilatura import bare_extraction

    document = bare_extraction(page, fast=True, include_comments=False, with_metadata=True)
    return bool(getattr(document, "text", None))


SYSTEMS: dict[str, Callable[[bytes], bool]] = {"nutgraf": nutgraf, "trafilatura": trafilatura}


def measure(pages: list[bytes], read: Callable[[bytes], bool], least: int) -> dict[str, float]:
    """Return the speed of one system over the pages, read in turn until `least` were read."""
    rounds = max(1, -(-least // len(pages)))
    read(pages[0])
    started = time.perf_counter()
    refused = sum(not read(page) for _ in range(rounds) for page in pages)
    seconds = time.perf_counter() - started
    megabytes = rounds * sum(map(len, pages)) / 1e6
    return {
        "pages_per_s": round(rounds * len(pages) / seconds, 2),
        "mb_per_s": round(megabytes / seconds, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "refused": refused / rounds,
    }


def measure_apart(name: str, data: list[Path], least: int) -> dict[str, float]:
    """Measure one system in a process of its own."""
    command = [sys.executable, "-m", "bench", "read", "--one", name, "--least", str(least), "--data", *map(str, data)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return row
