"""Speed of the server: pages for 50 readers at a time while the newsroom works on the same archive.

The archive has 100,000 articles and 5,000 stories (`bench/bigarchive.py`; `--archive FILE` keeps it for the next time).
Five processes share the machine: the real `nutgraf serve`, the real `nutgraf run` on a server of feeds that have news
whenever they are asked (reading, placing, briefing without a pause), that server of feeds, the readers
(`bench/readers.py`), and this one. The server first has the time that it needs to prepare pages, as it has
whenever nobody reads. Measured are, in this order: one reader alone with nothing else running (also CPU time a page,
which other work on the machine does not change); first contentful paint in Chromium; `--readers` who think 1 s between
pages; the same without thinking (the most the server can do); `--soak` seconds of the first once more, with the
server's memory. Server time is taken at the app's door (`bench/timed.py`). Peer: the same pages as files, by
Starlette's StaticFiles, under the same load beside the same newsroom: the bound for a server of this kind.
"""

import argparse
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from threading import Event, Thread

from bench.bigarchive import ROOT, build, fresh, popular, sample_into
from bench.newsserver import NewsServer
from bench.paint import paints
from bench.readers import Asked, Load, one_by_one, read, there

ALONE = 100
"""Pages of each kind asked for by one reader alone."""
WARM_S = 60.0
"""Seconds of a soak before its memory counts: caches fill first."""
IDLE = 0.1
"""Share of a core below which the server has nothing to do."""
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
HURRY = {
    "NUTGRAF_ROUNDS_SHORTEST_INTERVAL_S": "1",
    "NUTGRAF_ROUNDS_FIRST_INTERVAL_S": "1",
    "NUTGRAF_ROUNDS_LONGEST_INTERVAL_S": "1",
    "NUTGRAF_MANNERS_HOST_DELAY_S": "0",
    "NUTGRAF_MANNERS_PER_HOST": "8",
}
"""Settings with which `run` never pauses."""
Row = dict[str, float]


@dataclass(frozen=True)
class Process:
    """A process of ours that is measured."""

    pid: int
    """Its id."""

    @property
    def rss_mb(self) -> float:
        """Memory that is resident."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    @property
    def cpu_s(self) -> float:
        """CPU time so far, of all its threads."""
        parts = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) * TICK_S


class Watch:
    """Takes a process's memory every second."""

    def __init__(self, process: Process) -> None:
        self.taken: list[tuple[float, float]] = []
        self._process, self._stop, self._began = process, Event(), time.monotonic()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(1.0):
            self.taken.append((time.monotonic() - self._began, self._process.rss_mb))

    def between(self, first_s: float, last_s: float) -> float:
        """Return the median of a stretch of time."""
        return median([mb for at, mb in self.taken if first_s <= at <= last_s] or [self._process.rss_mb])


@contextmanager
def started(words: Sequence[str], env: dict[str, str], log: Path) -> Iterator[Process]:
    """Run a command until the block is left."""
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, *words], env=env, cwd=ROOT, stdout=out, stderr=out)
        try:
            yield Process(process.pid)
            if process.poll() is not None:
                raise SystemExit(f"{' '.join(words)} ended by itself: {log.read_text()[-2000:]}")
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(base: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{base}/", timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{base} does not answer.")


def archive_of(given: argparse.Namespace, folder: Path, now: datetime) -> Path:
    """Return an archive to work on: a copy of the one that is kept, or a new one."""
    kept = given.archive or folder / "built.db"
    if not kept.exists():
        sample = folder / "sample.db"
        if "NUTGRAF_SAMPLE_DB" in os.environ:
            shutil.copy(os.environ["NUTGRAF_SAMPLE_DB"], sample)
        else:
            sample_into(sample)
        began = time.monotonic()
        part = Path(f"{kept}.part")
        part.unlink(missing_ok=True)
        build(part, sample, many_articles=given.articles, many_stories=given.stories, now=now)
        part.replace(kept)
        say(f"built {kept} in {time.monotonic() - began:.0f} s")
    path = folder / "archive.db"
    shutil.copy(kept, path)
    fresh(path, now)
    return path


def alone(load: Load, server: Process, pool: ProcessPoolExecutor, count: int) -> dict[str, Row]:
    """Return for each kind what a page costs one reader with nothing else running."""
    found = {}
    for kind in load.kinds:
        pool.submit(one_by_one, replace(load, seed=7), kind, 10).result()
        before = server.cpu_s
        asked = pool.submit(one_by_one, load, kind, count).result()
        cpu = 1000 * (server.cpu_s - before) / count
        found[kind] = {"cpu_ms": cpu, "server_p50_ms": percentile([a.server_ms for a in asked], 50)}
        found[kind]["largest_kb"] = max(a.size for a in asked) / 1000
    return found


def percentile(values: Sequence[float], per_cent: float) -> float:
    return sorted(values)[min(len(values) - 1, int(per_cent / 100 * len(values)))] if values else 0.0


def summed(asked: list[Asked], seconds: float) -> dict[str, Row]:
    """Return the figures of each kind, and of `all`."""
    kinds = {"all": asked} | {k: [a for a in asked if a.kind == k] for k in sorted({a.kind for a in asked})}
    return {
        kind: {
            "per_s": len(some) / seconds,
            "errors": sum(a.status != 200 for a in some),
            **{f"server_p{p}_ms": percentile([a.server_ms for a in some if a.status], p) for p in (50, 95, 99)},
            **{f"client_p{p}_ms": percentile([a.client_ms for a in some], p) for p in (50, 95, 99)},
            "largest_kb": max((a.size for a in some), default=0) / 1000,
        }
        for kind, some in kinds.items()
    }


def table(title: str, rows: dict[str, Row]) -> None:
    columns = list(next(iter(rows.values()), {}))
    print(f"\n{title}\n{'':<8}" + "".join(f"{c:>15}" for c in columns))
    for kind, row in rows.items():
        print(f"{kind:<8}" + "".join(f"{row[c]:>15.1f}" for c in columns), flush=True)


def soak(load: Load, server: Process, pool: ProcessPoolExecutor) -> Row:
    """Read for long; return the memory and what went wrong."""
    with Watch(server) as watch:
        rows = summed(pool.submit(read, load).result(), load.seconds)
    warm = min(WARM_S, load.seconds / 3)
    first, last = watch.between(warm, warm * 1.5), watch.between(load.seconds - warm / 2, load.seconds + 1)
    table(f"soak of {load.seconds:.0f} s", rows)
    found = {"first_mb": first, "last_mb": last, "grown_per_cent": 100 * (last / first - 1)}
    print("memory: " + ", ".join(f"{k} {v:.1f}" for k, v in found.items()))
    found["most_mb"] = max((mb for _, mb in watch.taken), default=last)
    return found | {"errors": rows["all"]["errors"], "server_p95_ms": rows["all"]["server_p95_ms"]}


def as_files(load: Load, folder: Path) -> None:
    """Write the pages that are read most as files, at the addresses that are asked for."""
    for address in ("/", *(f"/story/{name}" for name in load.stories)):
        with urllib.request.urlopen(f"{load.base}{address}", timeout=60) as answer:
            file = folder / address.strip("/") / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer.read())


def peer(load: Load, folder: Path, env: dict[str, str], pool: ProcessPoolExecutor) -> dict[str, Row]:
    """Return the figures of the same pages as files. Addresses of folders end in a slash there: no redirects."""
    port = free_port()
    with started(["-m", "bench.timed", "plain", str(folder), str(port)], env, folder.parent / "plain.log"):
        wait_for(f"http://127.0.0.1:{port}")
        named = tuple(f"{name}/" for name in load.stories)
        there = replace(load, base=f"http://127.0.0.1:{port}", stories=named, kinds=("front", "story"))
        return summed(pool.submit(read, there).result(), load.seconds)


def measure(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    now = datetime.now(UTC).replace(microsecond=0)
    path = archive_of(given, folder, now)
    env = os.environ | HURRY | {"NUTGRAF_DB": str(path), "XDG_CONFIG_HOME": str(folder)}
    names, base = tuple(popular(path)), f"http://127.0.0.1:{(port := free_port())}"
    load = Load(base, names, tuple(WORDS), given.readers, given.seconds, 1.0)
    found: dict[str, object] = {}
    with ExitStack() as open_:
        pool = open_.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        web = open_.enter_context(NewsServer(given.feeds, healthy=True, growing=True, day=now - timedelta(days=1)))
        web.write_opml(folder / "feeds.opml")
        add = [sys.executable, "-m", "nutgraf", "add", str(folder / "feeds.opml")]
        subprocess.run(add, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        words = ["-m", "bench.timed", "serve", "--db", str(path), "--port", str(port)]
        server = open_.enter_context(started(words, env, folder / "serve.log"))
        wait_for(base)
        load = replace(load, kinds=pool.submit(there, load).result())
        say(f"the server has {', '.join(load.kinds)}; {server.rss_mb:.0f} MB")
        if "story" not in load.kinds:
            raise SystemExit("The server has no page of a story.")
        await_idle(server)
        found["alone"] = rows = alone(load, server, pool, given.alone)
        table("one reader alone, nothing else running", rows)
        found["paint"] = painted = paints([f"{base}/", *(f"{base}/story/{name}" for name in names[:5])])
        table("first contentful paint, nothing else running", painted)
        files = folder / "files"
        as_files(replace(load, stories=names[: given.files]), files)
        words = ["-m", "nutgraf", "run", "--allow-private"]
        newsroom = open_.enter_context(started(words, env, folder / "run.log"))
        await_rounds(path, 2)
        before = newsroom.cpu_s, editions(path), time.monotonic()
        found["readers"] = rows = summed(pool.submit(read, load).result(), load.seconds)
        table(f"{load.readers} readers who think 1 s, while the newsroom works", rows)
        short = replace(load, seconds=max(5.0, given.seconds / 3), think_s=0.0)
        found["saturated"] = rows = summed(pool.submit(read, short).result(), short.seconds)
        table(f"{load.readers} readers who do not think, while the newsroom works", rows)
        if given.soak:
            found["soak"] = soak(replace(load, seconds=given.soak, seed=3), server, pool)
        took = time.monotonic() - before[2]
        work = {
            "cores": (newsroom.cpu_s - before[0]) / took,
            "editions_per_min": 60 * (editions(path) - before[1]) / took,
        }
        found["newsroom"] = {"all": work}
        table("the newsroom meanwhile", {"all": work})
        plain = replace(load, stories=names[: given.files])
        rows = peer(plain, files, env, pool)
        table("peer: the same pages as files", rows)
        found["peer"] = {"readers": rows}
    return found


def await_idle(server: Process) -> None:
    """Wait until the server has prepared its pages: it works while nobody asks."""
    for _ in range(300):
        before = server.cpu_s
        time.sleep(1.0)
        if server.cpu_s - before < IDLE:
            break
    say(f"pages are prepared; {server.rss_mb:.0f} MB")


def await_rounds(path: Path, many: int) -> None:
    """Wait until the newsroom has done so many rounds beside the one that was built."""
    for _ in range(3600):
        if _number(path, "SELECT count(*) FROM rounds WHERE stage = 'done'") > many:
            return
        time.sleep(0.25)
    raise SystemExit("The newsroom does no rounds.")


def editions(path: Path) -> int:
    return _number(path, "SELECT count(*) FROM editions")


def _number(path: Path, query: str) -> int:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


WORDS = """Russia Ukraine prisoners Istanbul talks exchange Zelensky Putin Umerov minister sanctions ceasefire bank rate
    tariffs China NATO spending Syria Cannes trial flood village tunnel elebani chin kelfur stel""".split()
"""What is searched for: common and rare words of the archive, some that stand nowhere."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench serve", description=__doc__)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--soak", type=float, default=0.0, metavar="SECONDS", help="600 for the soak of the goals")
    parser.add_argument("--archive", type=Path, help="kept here, and used again when it is there")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--stories", type=int, default=5_000)
    parser.add_argument("--feeds", type=int, default=40, help="of the newsroom; four tell one event")
    parser.add_argument("--small", action="store_true", help="1,000 articles, 60 stories, some seconds: does it work?")
    given = parser.parse_args(argv)
    given.alone, given.files = ALONE, 300
    if given.small:
        given.articles, given.stories, given.readers, given.seconds = 1000, 60, 5, 5.0
        given.feeds, given.alone, given.files = 8, 20, 20
    with tempfile.TemporaryDirectory() as folder:
        found = measure(given, Path(folder))
    peers = found.pop("peer")
    systems = {"nutgraf": found, "files": peers}
    print(json.dumps({"bench": "serve", "n": given.articles, "systems": systems}, default=float))
    return 0
