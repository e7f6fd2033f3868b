"""The history file: what is written is read back; what is no history is refused by name and stays as it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from nutgraf.errors import SettingsError
from nutgraf.model import Change, Correction, History, Remembered
from nutgraf.store.history_file import read_history, write_history

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
HISTORY = History(
    stories=(Remembered("s1-a", ("a1-a", "a1-ß")),),
    redirects=(("s1-old", "s1-a"),),
    corrections=(Correction("split", ("a1-a",), ("a1-ß",), AT), Correction("merge", ("a1-a", "a1-b"))),
    changes=(Change("opened", "s1-a", "", AT), Change("merged", "s1-a", "s1-old")),
)


def test_written_and_read_it_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    write_history(str(file), HISTORY)
    assert read_history(str(file)) == HISTORY
    assert [p.name for p in tmp_path.iterdir()] == ["history.json"], "nothing is left beside it"


def test_no_file_is_an_empty_history(tmp_path: Path) -> None:
    assert read_history(str(tmp_path / "none.json")) == History()


BROKEN = [
    b"",
    b"\xff\xfe\x00",
    b"[]",
    b"{}",
    b'{"version": 2}',
    b'{"version": 1, "stories": [{"id": 1, "articles": []}], "redirects": [], "corrections": [], "changes": []}',
    b'{"version": 1, "stories": [], "redirects": [], "corrections": [{"kind": "burn"}], "changes": []}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("content", BROKEN)
def test_what_is_no_history_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"history\.json"):
        read_history(str(file))
    assert file.read_bytes() == content


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no-folder"):
        write_history(str(tmp_path / "no-folder" / "history.json"), HISTORY)
