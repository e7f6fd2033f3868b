"""Back-fill: every engine gives the serial archive, what is done is done once, and one bad thing costs itself."""

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bench.archive_state import State, state_of
from nutgraf.daily import Daily
from nutgraf.engine.local import Processes, Serial
from nutgraf.model import Failed
from nutgraf.ports import Engine
from nutgraf.rounds import fill
from nutgraf.store.archive import Archive
from tests.fill_world import NOW, SETTINGS, write_warc
from tests.sources.archive import response

T = TypeVar("T")
R = TypeVar("R")
PAGES = 60
Told = tuple[Mapping[str, int], list[Failed]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("fill")
    write_warc(found / "a.warc.gz", PAGES)
    write_warc(found / "b.warc.gz", PAGES // 2, 2)
    return found


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fill, "PART", 25)


def filled(db: Path, *patterns: object, engine: Engine | None = None, days: int = 0) -> Told:
    with Daily(SETTINGS, str(db)) as daily:
        return daily.fill([str(one) for one in patterns], NOW + timedelta(days=days), engine or Serial())


@pytest.fixture(scope="module")
def serial(folder: Path) -> State:
    """What stands in an archive that nobody disturbed."""
    counts, failed = filled(folder / "serial.db", folder)
    assert not failed
    assert counts["files"] == 2
    assert counts["records"] == PAGES + PAGES // 2
    assert (counts["articles"], counts["unreadable"]) == (81, 9)
    return state_of(str(folder / "serial.db"))


def test_the_archive_holds_all_pages_by_day(serial: State) -> None:
    assert len(serial.items) == PAGES + PAGES // 2
    assert len(serial.unread) == 9
    assert len(serial.rounds) == 4
    assert len(serial.articles) == 81
    assert serial.stories
    assert [(one.records, one.whole) for one in serial.fills] == [(PAGES, True), (PAGES // 2, True)]


def test_processes_give_the_serial_archive(folder: Path, tmp_path: Path, serial: State) -> None:
    filled(tmp_path / "side.db", folder, engine=Processes(2))
    assert state_of(str(tmp_path / "side.db")) == serial


def test_what_is_done_is_not_read_again(folder: Path, tmp_path: Path, serial: State) -> None:
    for name in ("a", "b", "*"):
        counts, _ = filled(tmp_path / "a.db", folder / f"{name}.warc.gz")
    assert counts["files_before"] == 2
    assert "articles" not in counts
    assert state_of(str(tmp_path / "a.db")).articles == serial.articles


class Dying(Serial):
    """The serial engine of a process that ends at a page."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def map(self, stage: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        for n, one in enumerate(super().map(stage, items, lost)):
            if n == self.at:
                raise KeyboardInterrupt
            yield one


def test_a_run_that_is_stopped_anywhere_goes_on_to_the_same_archive(
    folder: Path, tmp_path: Path, serial: State
) -> None:
    db = tmp_path / "stopped.db"
    for day in range(20):  # each run does one part
        try:
            filled(db, folder, engine=Dying(27), days=day)
            break
        except KeyboardInterrupt:
            continue
    assert 2 < day < 10
    assert state_of(str(db)) == serial


def test_a_file_that_has_grown_is_begun_anew_and_nothing_is_doubled(tmp_path: Path, serial: State) -> None:
    path = write_warc(tmp_path / "a.warc.gz", 20)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    counts, failed = filled(tmp_path / "x.db", path)
    assert counts["damaged"] == 1
    assert "a.warc.gz, record " in failed[0].message
    with Archive(str(tmp_path / "x.db")) as archive:
        [half] = archive.fills.all()
        assert half.whole
    path.write_bytes(whole)
    counts, failed = filled(tmp_path / "x.db", path, days=1)
    assert not failed
    filled(tmp_path / "y.db", path)
    one, other = (state_of(str(tmp_path / name)) for name in ("x.db", "y.db"))
    assert (one.items, one.unread) == (other.items, other.unread)
    assert one.articles == other.articles


def test_what_is_bad_is_told_and_costs_itself(folder: Path, tmp_path: Path, serial: State) -> None:
    good = (folder / "a.warc.gz").read_bytes()
    hostile = gzip.compress(response(7).replace(b"Content-Length: ", b"Content-Length: x"))
    bomb = gzip.compress(
        response(8, gzip.compress(b"<p>" * 30_000_000), "Content-Type: text/html\r\nContent-Encoding: gzip")
    )
    (tmp_path / "hostile.warc.gz").write_bytes(hostile + bomb + good[:-30])
    (tmp_path / "none.warc.gz").write_bytes(b"this is no archive")
    (tmp_path / "robots.warc").write_bytes(response(1, b"User-agent: *", "Content-Type: text/plain"))
    wanted = ("hostile.warc.gz", "none.warc.gz", "robots.warc", "gone.warc.gz")
    counts, failed = filled(tmp_path / "x.db", *(tmp_path / name for name in wanted))
    told = "\n".join(one.message for one in failed)
    for words in (
        "hostile.warc.gz, record 1 is damaged: it does not say how long it is",
        "hostile.warc.gz, record 2 is larger than 20 MB",
        "hostile.warc.gz, record 62 is damaged: its gzip member cannot be unpacked",
        "none.warc.gz is no web archive",
        "robots.warc is a web archive without a page",
        "gone.warc.gz names no file",
    ):
        assert words in told
    assert len(failed) == 6
    assert counts["damaged"] == 3
    assert counts["articles"] + counts["unreadable"] == PAGES - 1
    assert (counts["files"], counts["files_failed"]) == (2, 1)
