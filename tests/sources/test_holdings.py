"""Web archives by pattern: here and in stores, each once, and what is wrong in a sentence."""

import gzip
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from nutgraf.errors import NoText, NotFound, NotReadable, UsageError
from nutgraf.model import Done, Record
from nutgraf.settings import Limits
from nutgraf.sources.holdings import listed, records_of
from tests.sources.archive import response

ARCHIVE = b"".join(gzip.compress(response(n), mtime=0) for n in range(5))
NEEDS_FSSPEC = pytest.mark.skipif(not find_spec("fsspec"), reason="fsspec is not installed: nutgraf[remote].")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.warc.gz", "a.warc.gz", "2025/c.WARC", "2025/d.warc.gz", "2025/read.me", "[x].warc"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(ARCHIVE)
    (tmp_path / "link.warc.gz").symlink_to(tmp_path / "a.warc.gz")
    return tmp_path


def names(folder: Path, *patterns: str) -> list[str]:
    found, failed = listed([str(folder / one) for one in patterns])
    assert not failed
    assert all(one.size == len(ARCHIVE) for one in found)
    return [one.file.removeprefix(f"{folder.resolve()}/") for one in found]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["*.warc.gz"], ["a.warc.gz", "b.warc.gz"]),
        (["b.warc.gz", "*.warc.gz", "link.warc.gz"], ["b.warc.gz", "a.warc.gz"]),
        (["**/*.warc.gz"], ["2025/d.warc.gz", "a.warc.gz", "b.warc.gz"]),
        (["2025"], ["2025/c.WARC", "2025/d.warc.gz"]),
        (["2025/*"], ["2025/c.WARC", "2025/d.warc.gz", "2025/read.me"]),
        (["[x].warc"], ["[x].warc"]),
    ],
)
def test_patterns_name_files_each_once_in_order(folder: Path, patterns: list[str], expected: list[str]) -> None:
    assert names(folder, *patterns) == expected


def test_a_file_is_known_by_its_full_path_from_anywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "2025")
    assert listed(["../a.warc.gz"])[0] == listed([str(folder / "a.warc.gz")])[0]


def test_what_names_nothing_is_told(folder: Path) -> None:
    found, failed = listed([str(folder / "*.zip"), str(folder / "a.warc.gz"), "https://vell.example/a.warc.gz", "a\0b"])
    assert len(found) == 1
    assert [one.reason for one in failed] == ["NotFound", "NotAllowed", "NotFound"]


def numbers(records: list[Record]) -> list[tuple[int, str]]:
    return [(one.number, one.got.value.url or "") for one in records if isinstance(one.got, Done)]


@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_records_behind_the_first_ones_keep_their_numbers(folder: Path, after: int) -> None:
    found = list(records_of(str(folder / "a.warc.gz"), after, Limits()))
    assert numbers(found) == [(n + 1, f"https://vell.example/{n}") for n in range(after, 5)]


def test_what_cannot_be_read_is_said_in_our_words(folder: Path) -> None:
    (folder / "robots.warc").write_bytes(response(1, b"User-agent: *", "Content-Type: text/plain"))
    (folder / "rubbish.warc").write_bytes(b"rubbish")
    for name, error in (("gone.warc", NotFound), ("rubbish.warc", NotReadable), ("2025", NotReadable)):
        with pytest.raises(error, match=name):
            list(records_of(str(folder / name), 0, Limits()))
    with pytest.raises(NoText):
        list(records_of(str(folder / "robots.warc"), 0, Limits()))


@NEEDS_FSSPEC
def test_a_store_gives_the_same_records(folder: Path) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    for name in ("a", "b"):
        store.pipe_file(f"/news/{name}.warc.gz", ARCHIVE)
    found, failed = listed(["memory://news/*.warc.gz", "memory://news/b.warc.gz", "memory://news/gone.warc.gz"])
    assert [one.file for one in found] == ["memory:///news/a.warc.gz", "memory:///news/b.warc.gz"]
    assert [one.reason for one in failed] == ["NotFound"]
    for after in (0, 3):
        records = list(records_of(found[0].file, after, Limits()))
        assert numbers(records) == numbers(list(records_of(str(folder / "a.warc.gz"), after, Limits())))
    store.rm("/news", recursive=True)
    with pytest.raises(NotFound, match=r"memory:///news/a\.warc\.gz does not exist"):
        list(records_of(found[0].file, 0, Limits()))


def test_without_fsspec_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r"pip install 'nutgraf\[remote\]'"):
        listed(["s3://vell/a.warc.gz"])
