"""Wide reading: pages a second of a back-fill's map stages (archives in, articles out) on each engine.

Pages below the paths given with `--data` (default: `examples/`) are drawn anew, by a seed and with addresses of their
own, until there are `--size`, and written as web archives, a gzip member a record. Each engine reads them in a process
of its own, which is warm: workers stand and have read some hundred pages. The store is left out: parts are counted and
let go.

`carry` is what it costs to hand pages to workers and back: the same way with a stage that does nothing, less what the
driver takes to read the archives, for each page, beside what serial reading takes for one.

What places the articles afterwards is simulated by `./run bench simulate`; `./run bench plan` adds both up.
"""

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from bench.read import NO_PAGES, ROOT, find_pages
from nutgraf.model import Done, Fill, Kept, Listed, Page, Read
from nutgraf.newsroom import EngineName, engine_named
from nutgraf.ports import Engine
from nutgraf.rounds import fill
from nutgraf.settings import Limits
from nutgraf.sources.holdings import listed, records_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LIMITS = Limits(max_entries=1_000_000, max_file_bytes=50_000_000_000)
IN_ONE = 10_000
"""Pages of an archive."""
WARM = 20
"""Pages read before the clock starts."""
ENGINES: tuple[EngineName, ...] = ("serial", "processes", "ray")


class Counted:
    """A `ports.Fills` that lets go of what it is given."""

    def __init__(self) -> None:
        self.articles = self.pages = 0

    def begin(self, files: Sequence[Listed], now: datetime) -> tuple[Fill, ...]:
        return tuple(Fill(one.file, one.size, now) for one in files)

    def keep(self, of: Fill, pages: Sequence[Page], *, records: int, whole: bool = False) -> None:
        self.pages += len(pages)
        self.articles += sum(one.article is not None for one in pages)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench scale", description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, default=[ROOT / "examples"], help="pages, or folders of pages")
    parser.add_argument("--size", type=int, default=4_000, help="pages read by each engine")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.one:
        print(json.dumps(measure(given.one[0], Path(given.one[1]), given.workers)))
        return 0
    pages = find_pages(given.data)
    if not pages:
        print(f"SKIPPED: no .html page below {', '.join(map(str, given.data))}.")
        return NO_PAGES
    with tempfile.TemporaryDirectory() as folder:
        write_archives(Path(folder), pages, given.size, random.Random(given.seed))
        packed_mb = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        print(
            f"{given.size:,} pages drawn from {len(pages):,}, {packed_mb:,.0f} MB packed; load {os.getloadavg()[0]:.1f}"
        )
        found = {name: measure_apart(name, folder, given.workers) for name in given.engines if is_there(name)}
    show(found, given.workers)
    print(json.dumps({"bench": "scale", "pages": given.size, "workers": given.workers, "systems": found}))
    return 0


def is_there(engine: EngineName) -> bool:
    if engine == "ray" and not find_spec("ray"):
        print("SKIPPED: ray is not installed (pip install 'nutgraf[ray]').")
        return False
    return True


def show(found: dict[str, dict[str, float]], workers: int) -> None:
    serial = found.get("serial")
    print(f"{'':14}{'pages/s':>10}{'x serial':>10}{'carry %':>10}{'start s':>10}{'driver MB':>11}{'articles':>10}")
    for name, row in found.items():
        times = f"{row['pages_per_s'] / serial['pages_per_s']:.2f}" if serial else "-"
        carry = f"{100 * carried(row, serial):.1f}" if serial and row is not serial else "-"
        title = name if name == "serial" else f"{name} {workers}"
        print(
            f"{title:14}{row['pages_per_s']:>10.1f}{times:>10}{carry:>10}{row['start_s']:>10.1f}"
            f"{row['driver_mb']:>11.0f}{row['articles']:>10.0f}"
        )
    if serial:
        print(
            f"The driver alone reads {serial['idle_pages_per_s']:,.0f} pages/s from archives: the bound of one driver."
        )


def carried(row: dict[str, float], serial: dict[str, float]) -> float:
    """Return the seconds that handing a page out and back takes, as a part of those of reading one serially."""
    return (1 / row["idle_pages_per_s"] - 1 / serial["idle_pages_per_s"]) * serial["pages_per_s"]


def write_archives(folder: Path, pages: list[bytes], size: int, chance: random.Random) -> None:
    """Write pages drawn at random, each with an address of its own."""
    for start in range(0, size, IN_ONE):
        with (folder / f"{start:09}.warc.gz").open("wb") as file:
            for n in range(start, min(start + IN_ONE, size)):
                file.write(gzip.compress(record_of(n, chance.choice(pages)), compresslevel=1, mtime=0))


def record_of(n: int, page: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{n:012}>\r\n"
        f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: https://h{n % 997}.example/{n}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + (block + b"\r\n\r\n")


def measure(name: EngineName, folder: Path, workers: int) -> dict[str, float]:
    """Return speed and memory of one engine: reading, and with a stage that does nothing."""
    engine = engine_named(name, workers)
    began = time.perf_counter()
    warm_up(engine, folder)
    start_s = time.perf_counter() - began
    pages_per_s, articles = speed(engine, folder)
    fill.read_given = nothing  # the same way without its work
    idle, _ = speed(engine, folder)
    engine.close()
    return {
        "pages_per_s": round(pages_per_s, 2),
        "idle_pages_per_s": round(idle, 1),
        "articles": articles,
        "start_s": round(start_s, 2),
        "driver_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def nothing(given: fill.Given, limits: Limits) -> Read:
    return Read(given.kept.n, None)


def warm_up(engine: Engine, folder: Path) -> None:
    first = sorted(folder.iterdir())[0]
    records = (record for record, _ in zip(records_of(str(first), 0, LIMITS), range(WARM), strict=False))
    given = [fill.Given(Kept(r.number, r.got.value, ""), NOW) for r in records if isinstance(r.got, Done)]
    for _ in engine.map(partial(fill.read_given, limits=LIMITS), given * 10, lambda one: Read(one.kept.n, None)):
        pass


def speed(engine: Engine, folder: Path) -> tuple[float, int]:
    """Return the pages a second of a back-fill without a store, and the articles it gave."""
    desk = Counted()
    files, _ = listed([str(folder)])
    began = time.perf_counter()
    _, failed = fill.fill(
        desk.begin(files, NOW), desk, partial(records_of, limits=LIMITS), engine, LIMITS, lambda *_: None
    )
    assert not failed, failed
    return desk.pages / (time.perf_counter() - began), desk.articles


def measure_apart(name: EngineName, folder: str, workers: int) -> dict[str, float]:
    """Measure one engine in a process of its own."""
    command = [sys.executable, "-m", "bench", "scale", "--one", name, folder, "--workers", str(workers)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return row
