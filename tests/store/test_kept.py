"""What was read and still holds: kept until anybody changes the archive, and never longer."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.store.archive import Archive
from nutgraf.store.database import Database
from nutgraf.store.kept import MOST, Kept
from nutgraf.store.sqlite import FileWatch


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.db"
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("CREATE TABLE t (n)")
    base.commit()
    base.close()
    return path


@pytest.fixture
def kept(file: Path) -> Iterator[Kept]:
    made = Kept(FileWatch(str(file)), ask_s=0.0)
    yield made
    made.close()


def count(file: Path) -> int:
    base = sqlite3.connect(file)
    try:
        return int(base.execute("SELECT count(*) FROM t").fetchone()[0])
    finally:
        base.close()


def put(file: Path, n: int) -> None:
    base = sqlite3.connect(file)
    base.execute("INSERT INTO t VALUES (?)", (n,))
    base.commit()
    base.close()


def test_a_value_is_read_once_as_long_as_nothing_changes(file: Path, kept: Kept) -> None:
    read: list[int] = []
    for _ in range(3):
        assert kept.get("count", lambda: read.append(1) or count(file)) == 0
    assert len(read) == 1


def test_every_change_is_heard_of_at_once(file: Path, kept: Kept) -> None:
    for n in range(20):
        assert kept.get("count", lambda: count(file)) == n
        put(file, n)
    assert kept.get("count", lambda: count(file)) == 20


def test_between_two_looks_only_changes_of_its_own_are_heard_of(file: Path) -> None:
    kept = Kept(FileWatch(str(file)), ask_s=3600.0)
    assert kept.get("count", lambda: count(file)) == 0
    put(file, 1)
    assert kept.get("count", lambda: count(file)) == 0, "another process: not looked yet"
    kept.changed()
    assert kept.get("count", lambda: count(file)) == 1
    kept.close()


def test_what_was_being_read_when_the_archive_changed_is_not_kept(file: Path) -> None:
    kept = Kept(FileWatch(str(file)), ask_s=3600.0)

    def reading() -> int:
        found = count(file)
        put(file, 1)
        kept.changed()
        return found

    assert kept.get("count", reading) == 0
    assert kept.get("count", lambda: count(file)) == 1
    kept.close()


def test_another_file_in_the_place_of_this_one_is_noticed(file: Path, kept: Kept, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(file, other)
    put(other, 1)
    assert kept.get("count", lambda: count(file)) == 0
    for suffix in ("-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    os.replace(other, file)
    assert kept.get("count", lambda: count(file)) == 1


def test_what_was_put_in_first_goes_first(kept: Kept) -> None:
    for n in range(MOST + 1):
        kept.get(n, lambda n=n: n)  # type: ignore[misc]  # mypy cannot tell the default's type
    assert kept.get(MOST, lambda: -1) == MOST
    assert kept.get(0, lambda: -1) == -1


def test_nothing_is_kept_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    kept = Kept(FileWatch(str(tmp_path / "none" / "none.db")))
    assert [kept.get("n", lambda: 1), kept.get("n", lambda: 2)] == [1, 2]


def test_kept_connections_do_not_outlive_their_file(tmp_path: Path, sample_archive: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive(str(path)) as archive:
        assert archive.stories.cards() == ()
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        os.replace(shutil.copy(sample_archive, tmp_path / "aside.db"), path)
        assert len(archive.stories.cards()) == 13


def test_connections_are_used_again(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "archive.db"))
    seen = set()
    for _ in range(5):
        with database.reading() as connection:
            seen.add(id(connection.connection.driver_connection))
    database.close()
    assert len(seen) == 1
