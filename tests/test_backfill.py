"""Back-fill by real processes that are killed with SIGKILL: a worker, then the driver; and the command itself."""

import os
import re
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench.archive_state import State, records_done, state_of
from bench.process_tree import descendants
from nutgraf.store.archive import Archive
from tests.fill_world import write_warc
from tests.sources.archive import record

ROOT = Path(__file__).resolve().parents[1]
PAGES = 500
NEEDS_RAY = pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed: pip install 'nutgraf[ray]'.")
ENGINES = ["processes", pytest.param("ray", marks=NEEDS_RAY)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("backfill")
    write_warc(found / "a.warc.gz", PAGES)
    return found


def started(db: Path, engine: str, folder: Path, address: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.fill_world", str(db), engine, str(folder / "*.warc.gz"), address]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


@pytest.fixture(scope="module")
def serial(folder: Path) -> State:
    """What stands in an archive that nobody disturbed."""
    assert started(folder / "serial.db", "serial", folder).wait(60) == 0
    return state_of(str(folder / "serial.db"))


def has_ended(pid: int) -> bool:
    """Say whether a process is gone, after a while at the latest; one that only waits to be counted is."""
    for _ in range(300):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


def taken_in(db: Path) -> int:
    with Archive(str(db)) as archive:
        return records_done(archive)


def wait_for(db: Path, records: int, driver: subprocess.Popen[bytes]) -> None:
    began = time.monotonic()
    while not db.exists() or taken_in(db) < records:
        assert driver.poll() is None, "it ended before it could be killed"
        assert time.monotonic() - began < 90
        time.sleep(0.02)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Looks for processes in /proc.")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_killed_worker_and_then_a_killed_driver_change_nothing(
    engine: str, folder: Path, tmp_path: Path, serial: State
) -> None:
    db = tmp_path / "killed.db"
    driver = started(db, engine, folder)
    wait_for(db, 20, driver)
    workers = {n for n, name in descendants(driver.pid).items() if "spawn_main" in name or "ray::Reader" in name}
    assert len(workers) == 2
    os.kill(workers.pop(), signal.SIGKILL)
    wait_for(db, 60, driver)
    left = descendants(driver.pid)
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    assert 60 <= taken_in(db) < PAGES
    assert started(db, engine, folder).wait(90) == 0
    assert state_of(str(db)) == serial
    # Ray's agents try for a minute to tell the cluster that it has ended, and end then; nothing else may stay.
    stay = [name for pid, name in left.items() if "Agent" not in name and not has_ended(pid)]
    assert not stay, "processes were left behind"


SAMPLE = sorted((ROOT / "examples/istanbul-talks").glob("2025-05-1[012]-*.html"))
"""The first three days of the sample."""
CANONICAL = re.compile(rb'rel="canonical" href="([^"]+)"')


@NEEDS_RAY
def test_through_ray_and_a_server_briefs_are_those_of_a_laptop(
    on_server: str, sample_archive: Path, tmp_path: Path
) -> None:
    with (tmp_path / "sample.warc").open("wb") as file:
        for page in (path.read_bytes() for path in SAMPLE):
            [address] = CANONICAL.findall(page)
            file.write(
                record("response", address.decode(), b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page)
            )
    words = ["backfill", str(tmp_path / "sample.warc"), "--engine", "ray", "--now", "2025-05-20", "--db", on_server]
    done = subprocess.run([sys.executable, "-m", "nutgraf", *words], cwd=ROOT, capture_output=True, timeout=200)
    assert done.returncode == 0, done.stderr.decode()
    with Archive(on_server) as ours, Archive(str(sample_archive)) as laptop:
        made = {one.story.id: ours.editions.numbers(one.story.id) for one in ours.stories.cards()}
        assert sum(map(len, made.values())) >= 4
        for story, numbers in made.items():
            assert numbers == laptop.editions.numbers(story)[: len(numbers)]
            for number, _ in numbers:
                assert ours.editions.get(story, number) == laptop.editions.get(story, number)


def nutgraf(db: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {"NUTGRAF_DB": str(db), "XDG_CONFIG_HOME": str(db.parent), "NUTGRAF_ROUNDS_LEAST_ARTICLES": "1000"}
    command = [sys.executable, "-m", "nutgraf", "backfill", *words, "--now", "2025-06-20"]
    return subprocess.run(command, env=os.environ | settings, cwd=ROOT, capture_output=True, text=True, timeout=90)


def test_the_command_takes_in_and_goes_on(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz", 20)
    done = nutgraf(tmp_path / "x.db", str(tmp_path / "*.warc.gz"), "--engine", "serial")
    assert done.returncode == 3, done.stderr  # two pages hold no text
    assert done.stdout == "1 file, 20 records.\n18 articles read, 2 unreadable, 4 stories changed.\n"
    again = nutgraf(tmp_path / "x.db", str(tmp_path / "*.warc.gz"), str(tmp_path / "gone"))
    assert again.returncode == 3
    assert again.stdout == "1 file done before.\nNothing new.\n"
    assert "gone names no file" in again.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a.warc", "--address", "127.0.0.1:1"], "--address names a Ray cluster"),
        (["https://vell.example/a.warc.gz"], "is a web address; fetch it first"),
        pytest.param(
            ["s3://vell/a.warc.gz"],
            "pip install 'nutgraf[remote]'",
            marks=pytest.mark.skipif(bool(find_spec("fsspec")), reason="fsspec is installed."),
        ),
        pytest.param(
            ["a.warc", "--engine", "ray"],
            "pip install 'nutgraf[ray]'",
            marks=pytest.mark.skipif(bool(find_spec("ray")), reason="Ray is installed."),
        ),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(words: list[str], told: str, tmp_path: Path) -> None:
    done = nutgraf(tmp_path / "x.db", *words)
    assert done.returncode in (2, 4), done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
