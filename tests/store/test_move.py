"""An archive moved from a file to a server and back is the same archive, row by row."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from nutgraf.errors import NotReadable, UsageError
from nutgraf.store import move as moving
from nutgraf.store.archive import Archive
from nutgraf.store.move import move
from nutgraf.store.schema import metadata
from nutgraf.store.search import Wanted
from tests.postgres_server import Server
from tests.store.test_archive import FEED, article, fill

ROOT = Path(__file__).resolve().parents[2]


def silent(_what: str, _count: int) -> None:
    return None


def rows_of(place: str) -> dict[str, list[tuple[object, ...]]]:
    with Archive(place) as archive, archive._database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


def found(place: str, word: str) -> list[str]:
    with Archive(place) as archive:
        return sorted(a.id for a in archive.search.articles(Wanted(words=(word,)), 100))


def test_the_sample_comes_back_from_a_server_as_it_went(sample_copy: Path, on_server: str, tmp_path: Path) -> None:
    before = rows_of(str(sample_copy))
    moved = move(str(sample_copy), on_server, silent)
    assert dict(moved.tables)["articles"] == 67
    assert moved.rows == sum(map(len, before.values()))
    assert rows_of(on_server) == before
    back = str(tmp_path / "back.db")
    move(on_server, back, silent)
    assert rows_of(back) == before
    for word in ("Erdogan", "ceasefire", "delegation", "nowhere"):
        assert found(str(sample_copy), word) == found(on_server, word) == found(back, word)
    with Archive(on_server) as archive:
        assert archive.upkeep.check().faults == ()


@pytest.fixture
def small(tmp_path: Path) -> str:
    place = str(tmp_path / "small.db")
    with Archive(place) as archive:
        archive.feeds.add([FEED])
        fill(archive, [article(f"a1-{n}") for n in range(7)], FEED)
    return place


def test_numbers_go_on_behind_those_that_were_given(small: str, on_server: str, tmp_path: Path) -> None:
    with Archive(small) as archive:
        archive.feeds.add([replace(FEED, address="http://b.example/")])
        archive.feeds.remove("http://b.example/")
    back = str(tmp_path / "back.db")
    move(small, on_server, silent)
    with Archive(on_server) as archive:
        archive.feeds.add([replace(FEED, address="http://c.example/")])
        assert list(archive.feeds.numbered()) == [1, 3], "2 was given, and is gone"
        archive.feeds.remove("http://c.example/")
    move(on_server, back, silent)
    with Archive(back) as archive:
        archive.feeds.add([replace(FEED, address="http://d.example/")])
        assert list(archive.feeds.numbered()) == [1, 4]


def test_nothing_is_moved_into_an_archive_nor_to_where_it_lies(small: str, on_server: str) -> None:
    with Archive(on_server) as archive:
        archive.feeds.add([FEED])
    with pytest.raises(UsageError, match=r"holds an archive already \(feeds\)"):
        move(small, on_server, silent)
    with pytest.raises(UsageError, match="these are one"):
        move(small, f"sqlite:{small}", silent)
    with Archive(on_server) as archive:
        assert archive.feeds.all() == (FEED,)


def broken_after(batches: int) -> Callable[[str, int], None]:
    left = [batches]

    def step(what: str, _count: int) -> None:
        left[0] -= what.startswith("Copying")
        if left[0] < 0:
            raise KeyboardInterrupt

    return step


@pytest.mark.parametrize("batches", range(6))
def test_what_is_broken_off_is_opened_by_nobody_and_goes_on(
    small: str, on_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, batches: int
) -> None:
    monkeypatch.setattr(moving, "BATCH", 3)
    with pytest.raises(KeyboardInterrupt):
        move(small, on_server, broken_after(batches))
    with pytest.raises(NotReadable, match="is not whole"):
        Archive(on_server)
    other = shutil.copy(small, tmp_path / "other.db")
    with pytest.raises(UsageError, match=r"small\.db was being moved"):
        move(str(other), on_server, silent)
    move(small, on_server, silent)
    assert rows_of(on_server) == rows_of(small)
    assert found(on_server, "words") == [f"a1-{n}" for n in range(7)]


def test_a_row_that_differs_is_seen_and_the_archive_stays_closed(
    small: str, on_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = moving.give_numbers_after

    def spoiled(connection, given):  # type: ignore[no-untyped-def]
        whole(connection, given)
        connection.execute(text("UPDATE articles SET outlet = 'B' WHERE n = 5"))

    monkeypatch.setattr(moving, "give_numbers_after", spoiled)
    with pytest.raises(NotReadable, match=r"articles did not arrive as it was \(\(5,\)\)"):
        move(small, on_server, silent)
    with pytest.raises(NotReadable, match="is not whole"):
        Archive(on_server)


def nutgraf(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nutgraf", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_the_command_moves_and_others_work_on_a_server(sample_copy: Path, postgres: Server) -> None:
    with postgres.database(of="template0") as address:
        none = nutgraf("stories", "--db", address)
        assert none.returncode == 2
        assert "There is no archive postgresql://postgres:***@" in none.stderr
        done = nutgraf("move", f"sqlite:{sample_copy}", address)
        assert done.returncode == 0, done.stderr
        assert "67 articles" in done.stdout
        assert "each compared" in done.stdout
        asked = ("--since", "7d", "--now", "2025-05-17")
        there, here = (nutgraf("stories", *asked, "--db", place).stdout for place in (address, str(sample_copy)))
        assert there == here != ""
        doctor = nutgraf("doctor", "--db", address)
        assert doctor.stdout.endswith("Integrity: ok\n"), doctor.stderr
        again = nutgraf("move", str(sample_copy), address)
        assert again.returncode == 2
        assert "holds an archive already" in again.stderr
