"""What a reader has just seen counts at once, is written soon, and waits for no writer."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nutgraf.errors import NutgrafError
from nutgraf.model import SAVED, UNREAD
from nutgraf.store.archive import Archive
from nutgraf.store.soon import Seen, Soon

NOW = datetime(2025, 5, 17, tzinfo=UTC)


@pytest.fixture(params=["file", "server"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    path = request.getfixturevalue("on_server") if request.param == "server" else str(tmp_path / "archive.db")
    with Archive(path) as made:
        yield made


def written(archive: Archive) -> list[tuple[str, int]]:
    with Archive(archive.path) as other, other._database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT story, number FROM cursors ORDER BY story")
        return [(row.story, row.number) for row in rows]


def test_it_counts_at_once_for_everybody_who_asks_this_archive(archive: Archive) -> None:
    archive.marks.put("ann", ["s1"], UNREAD, NOW)
    archive.marks.read_soon("ann", "s1", 2, NOW)
    assert archive.marks.seen("ann") == archive.marks.seen("ann", ["s1", "s2"]) == {"s1": 2}
    assert archive.marks.seen("ann", ["s2"]) == {}
    assert archive.editions.seen("ann", "s1") == 2
    assert archive.editions.seen("ben", "s1") == 0
    assert archive.marks.of("ann", UNREAD) == archive.marks.of("ann") == ()


def test_it_waits_for_no_writer_and_is_written_when_there_is_none(archive: Archive) -> None:
    with Archive(archive.path) as other, other._database.writing():
        archive.marks.read_soon("ann", "s1", 1, NOW)  # would take 30 s otherwise
        assert archive.editions.seen("ann", "s1") == 1
        assert written(archive) == []
    archive.marks.write_seen()
    assert written(archive) == [("s1", 1)]
    assert archive.editions.seen("ann", "s1") == 1


def test_it_never_moves_back_and_is_not_written_again(archive: Archive) -> None:
    archive.marks.read_soon("ann", "s1", 3, NOW)
    archive.marks.read_soon("ann", "s1", 1, NOW)
    archive.marks.write_seen()
    archive.marks.read_soon("ann", "s1", 2, NOW)
    assert written(archive) == [("s1", 3)]
    assert archive.marks.seen("ann") == {"s1": 3}


def test_other_marks_come_after_what_was_seen_before_them(archive: Archive) -> None:
    archive.marks.read_soon("ann", "s1", 1, NOW)
    archive.marks.put("ann", ["s1"], UNREAD, NOW)
    archive.marks.write_seen()
    assert [m.mark for m in archive.marks.of("ann")] == [UNREAD]
    archive.marks.put("ann", ["s1"], SAVED, NOW)
    assert [m.story for m in archive.marks.of("ann", SAVED)] == ["s1"]


def test_closing_writes_it(archive: Archive) -> None:
    with Archive(archive.path) as first:
        first.marks.read_soon("ann", "s1", 1, NOW)
    with Archive(archive.path) as again:
        assert again.marks.seen("ann") == {"s1": 1}


def test_it_is_written_by_itself() -> None:
    soon, done = Soon(), threading.Event()
    soon.put(Seen("ann", "s1", 1, NOW), done.set)
    assert done.wait(10)


def test_notes_stay_when_they_cannot_be_written() -> None:
    soon = Soon()
    soon.put(Seen("ann", "s1", 1, NOW), lambda: None)

    def busy(_: object) -> None:
        raise NutgrafError("busy")

    with pytest.raises(NutgrafError):
        soon.written(busy)
    assert soon.of("ann") == {"s1": 1}
    got: list[Seen] = []
    soon.written(got.extend)
    assert [seen.story for seen in got] == ["s1"]
    assert soon.of("ann") == {}
