"""A back-fill that is killed: what stands in the archive afterwards, beside a back-fill that nobody disturbed.

Articles are drawn again as pages with addresses and times of their own, so many a day, and written as web archives.
`nutgraf backfill` takes them in twice, briefing nothing: serially; and on another engine, of which a worker is killed
with SIGKILL at a third of the records, then the driver at two thirds, then the driver again while it places the days.
Both archives must hold the same items, articles, rounds and stories.

Seconds are told, but both runs share the machine with `--beside`. There is no peer: a program that loses nothing has no
figure beside it. The whole takes two hours of two slow cores:
`./run bench backfill --size 100000 --a-day 1000 --beside`.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from gzip import compress
from itertools import islice
from pathlib import Path

from bench.archive_state import State, records_done, state_of
from bench.day import page_of
from bench.filled import START, articles, files_of, parser_of
from bench.process_tree import descendants
from bench.scale import IN_ONE, is_there, record_of
from nutgraf.store.archive import Archive

READERS = ("ray::Reader", "spawn_main")
"""How processes are called that read for a driver."""
POLL_S = 0.5


def main(argv: list[str]) -> int:
    parser = parser_of("./run bench backfill", __doc__)
    parser.set_defaults(size=4_000, a_day=400)
    parser.add_argument("--engine", choices=("processes", "ray"), default="ray")
    parser.add_argument("--beside", action="store_true", help="let both runs go on at once")
    given = parser.parse_args(argv)
    if not is_there(given.engine):
        return 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as both:
        days = write_pages(Path(folder), given)
        now = START + timedelta(days=days + 1)
        runs = [Run(Path(folder), engine, now.isoformat()) for engine in ("serial", given.engine)]
        print(f"{given.size:,} pages of {days} days in web archives", flush=True)
        quiet = both.submit(runs[0].undisturbed)
        if not given.beside:
            quiet.result()
        disturbed = both.submit(runs[1].killed, given.size, days)
        took = {run.engine: round(done.result(), 1) for run, done in zip(runs, (quiet, disturbed), strict=True)}
        states = [run.state() for run in runs]
    for run, state in zip(runs, states, strict=True):
        print(
            f"{run.engine:<10}{took[run.engine]:>9.1f} s, {run.kills} kills: {len(state.items):,} items, "
            f"{len(state.articles):,} articles, {len(state.rounds)} rounds, {len(state.stories):,} stories"
        )
    same = states[0] == states[1] and len(states[0].items) == given.size
    print("The same." if same else "NOT THE SAME.")
    row = {"kills": runs[1].kills, "same": same, "stories": len(states[0].stories), "took_s": took}
    print(json.dumps({"bench": "backfill", "n": given.size, "systems": {"nutgraf": row}}))
    return 0 if same else 1


def write_pages(folder: Path, given: argparse.Namespace) -> int:
    """Write articles as pages in web archives; return over how many days they go."""
    made = articles(files_of(given), given.size, given.a_day)
    number = 0
    while part := list(islice(made, IN_ONE)):
        with (folder / f"{number:09}.warc.gz").open("wb") as file:
            for article in part:
                dated = f'<meta property="article:published_time" content="{article.published:%Y-%m-%dT%H:%M:%SZ}">'
                page = page_of(article).replace("</head>", dated + "</head>").encode()
                file.write(compress(record_of(number, page), compresslevel=1, mtime=0))
                number += 1
    days: int = -(-given.size // given.a_day)
    return days


class Run:
    """A back-fill of some archives into an archive of its own."""

    def __init__(self, folder: Path, engine: str, now: str) -> None:
        self.engine, self.kills = engine, 0
        self._db = folder / f"{engine}.db"
        self._command = [sys.executable, "-m", "nutgraf", "backfill", str(folder / "*.warc.gz")]
        self._command += ["--engine", engine, "--now", now]
        self._environment = os.environ | {
            "NUTGRAF_DB": str(self._db),
            "XDG_CONFIG_HOME": str(folder),
            "NUTGRAF_ROUNDS_LEAST_ARTICLES": "1000000",
        }

    def undisturbed(self) -> float:
        """Take all in; return the seconds."""
        began = time.monotonic()
        self._end(self._start())
        return time.monotonic() - began

    def killed(self, size: int, days: int) -> float:
        """Take all in, killed three times on the way; return the seconds."""
        began = time.monotonic()
        driver = self._start()
        self._wait(driver, lambda archive: records_done(archive) >= size // 3)
        workers = [pid for pid, name in descendants(driver.pid).items() if any(one in name for one in READERS)]
        assert workers, f"{self.engine} had ended reading; take a larger --size"
        os.kill(workers[0], signal.SIGKILL)
        self.kills += 1
        self._wait(driver, lambda archive: records_done(archive) >= 2 * size // 3)
        self._kill(driver)
        driver = self._start()
        self._wait(driver, lambda archive: len(archive.inbox.rounds()) >= days // 2)
        self._kill(driver)
        self._end(self._start())
        return time.monotonic() - began

    def state(self) -> State:
        """Return what stands in the archive."""
        return state_of(str(self._db))

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self._command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def _wait(self, driver: "subprocess.Popen[bytes]", until: Callable[[Archive], bool]) -> None:
        while driver.poll() is None:
            time.sleep(POLL_S)
            if self._db.exists():
                with Archive(str(self._db)) as archive:
                    if until(archive):
                        return
        raise AssertionError("It ended before it could be killed: " + self._said(driver))

    def _kill(self, driver: "subprocess.Popen[bytes]") -> None:
        driver.kill()
        driver.wait()
        self.kills += 1

    def _end(self, driver: "subprocess.Popen[bytes]") -> None:
        said = self._said(driver)
        assert driver.wait() == 0, said

    def _said(self, driver: "subprocess.Popen[bytes]") -> str:
        assert driver.stderr
        return driver.stderr.read().decode("utf-8", "replace")
