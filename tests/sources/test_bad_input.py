"""Everything that can be wrong with what the user names: one clear sentence each, and the rest is still read."""

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nutgraf.model import Done, Failed, Item
from nutgraf.settings import Limits
from nutgraf.sources.open import OpenedSource, open_source

SMALL = Limits(max_bytes=100_000, timeout_s=5)
GOOD = "<html><body><article><p>The bridge reopened on Monday.</p></article></body></html>"
BOMB = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'

MATRIX: dict[str, tuple[str, Callable[[Path], object], str, str]] = {
    "missing path": ("gone.html", lambda _: None, "NotFound", "{p} does not exist."),
    "empty file": ("e.html", lambda p: p.write_bytes(b""), "NoText", "{p} is empty."),
    "blank file": ("blank.txt", lambda p: p.write_bytes(b" \n\t "), "NoText", "{p} is empty."),
    "empty gzip": ("e.html.gz", lambda p: p.write_bytes(gzip.compress(b"")), "NoText", "{p} is empty."),
    "picture": (
        "a.html",
        lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n"),
        "NotReadable",
        "is a PNG picture, not text",
    ),
    "pdf": ("a.txt", lambda p: p.write_bytes(b"%PDF-1.7\n"), "NotReadable", "{p} is a PDF, not text"),
    "zeros": ("z.html", lambda p: p.write_bytes(b"\0" * 50), "NotReadable", "{p} is a binary file, not text"),
    "random": ("r.txt", lambda p: p.write_bytes(bytes(range(256)) * 9), "NotReadable", "{p} is a binary file"),
    "huge": ("h.html", lambda p: p.write_bytes(b"<p>x" * 30_000), "TooLarge", "{p} is larger than 100 kB"),
    "bomb": ("b.html.gz", lambda p: p.write_bytes(gzip.compress(b"<p>" * 10**6)), "TooLarge", "larger than 100 kB"),
    "nested bomb": (
        "n.html.gz",
        lambda p: p.write_bytes(gzip.compress(gzip.compress(b"\0" * 10**8))),
        "TooLarge",
        "{p} is larger than 100 kB, the limit",
    ),
    "three gzip layers": (
        "t.html.gz",
        lambda p: p.write_bytes(gzip.compress(gzip.compress(gzip.compress(b"x")))),
        "NotReadable",
        "{p} is a gzip archive inside two others",
    ),
    "cut gzip": ("c.txt.gz", lambda p: p.write_bytes(gzip.compress(b"x" * 9999)[:-9]), "NotReadable", "damaged gzip"),
    "bad gzip": ("d.txt.gz", lambda p: p.write_bytes(b"\x1f\x8b\x08rubbish!"), "NotReadable", "{p} is a damaged gzip"),
    "dtd bomb": (
        "f.xml",
        lambda p: p.write_bytes(BOMB),
        "NotAllowed",
        "declares XML entities, which nutgraf",
    ),
    "utf-16 dtd bomb": ("f.rss", lambda p: p.write_bytes(BOMB.decode().encode("utf-16")), "NotAllowed", "declares XML"),
    "broken json": ("j.json", lambda p: p.write_text('{"text": '), "NotReadable", "{p} is not valid JSON: Expecting"),
    "deep json": ("k.json", lambda p: p.write_text("[" * 90_000), "TooLarge", "{p} is nested too deeply"),
    "long line": ("l.jsonl", lambda p: p.write_text('{"text":"' + "x" * 200_000), "TooLarge", "{p}, line 1 passes"),
    "line bomb": ("m.jsonl.gz", lambda p: p.write_bytes(gzip.compress(b'{"a":"' + b"0" * 10**7)), "TooLarge", "line 1"),
    "not a feed": (
        "s.xml",
        lambda p: p.write_text("<?xml version='1.0'?><bonds></bonds>"),
        "NotReadable",
        "no feed",
    ),
    "empty folder": ("d", lambda p: p.mkdir(), "NotFound", "Folder {p} holds no file that nutgraf reads"),
    "a file as a folder": ("f.txt/x.html", lambda p: p.parent.write_text("x"), "NotFound", "{p} does not exist."),
}


def run(paths: list[str], limits: Limits = SMALL) -> tuple[list[Item], list[Failed]]:
    outcomes = list(open_source(paths, limits).items())
    return [o.value for o in outcomes if isinstance(o, Done)], [o for o in outcomes if isinstance(o, Failed)]


@pytest.mark.parametrize("name", MATRIX)
def test_one_sentence_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    file, make, reason, words = MATRIX[name]
    bad, good = tmp_path / file, tmp_path / "good.html"
    make(bad)
    good.write_text(GOOD)
    items, failed = run([str(bad), str(good)])
    assert [i.address for i in items] == [str(good)]
    (one,) = failed
    assert one.reason == reason
    assert words.format(p=bad) in one.message
    assert str(bad) in one.message
    assert one.message.endswith(".")
    assert "\n" not in one.message


def test_a_bad_line_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}\n{"text: }\n{"text": "Three."}\n'))
    items, failed = run([str(tmp_path)])
    assert [(i.body, i.address.rpartition("/")[2]) for i in items] == [
        ("One.", "r.jsonl.gz, line 1"),
        ("Three.", "r.jsonl.gz, line 3"),
    ]
    assert "r.jsonl.gz, line 2 is not valid JSON" in failed[0].message


def test_names_that_cannot_be() -> None:
    items, failed = run(["bad\0name", "file:///etc/passwd", "ftp://a.example/x", "x" * 5000])
    assert items == []
    assert [f.reason for f in failed] == ["NotReadable", "NotAllowed", "NotAllowed", "NotReadable"]


def test_an_unreachable_host_and_a_private_one_stop_nothing(tmp_path: Path, server: str) -> None:
    (tmp_path / "good.html").write_text(GOOD)
    limits = Limits(allow_hosts=(server,), timeout_s=5)
    redirect = f"http://{server}/redirect?to=http://169.254.169.254/latest"
    items, failed = run(["http://news.invalid/", redirect, f"http://{server}/page", str(tmp_path)], limits)
    assert [i.address for i in items] == [f"http://{server}/page", str(tmp_path / "good.html")]
    assert [f.message for f in failed] == [
        "http://news.invalid/ cannot be reached: its host was not found.",
        f"{redirect} leads to 169.254.169.254, the metadata service of a cloud machine; "
        "nutgraf fetches public addresses only, unless --allow-private is given.",
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_without_permission(tmp_path: Path) -> None:
    closed, folder = tmp_path / "closed.html", tmp_path / "inner"
    closed.write_text(GOOD)
    folder.mkdir()
    closed.chmod(0)
    folder.chmod(0)
    (tmp_path / "good.html").write_text(GOOD)
    items, failed = run([str(tmp_path)])
    folder.chmod(0o700)
    assert len(items) == 1
    assert [f.message for f in failed] == [
        f"{closed} may not be read: permission denied.",
        f"{folder} may not be read: permission denied.",
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Caf\u00e9 prices rose.".encode("latin-1"), "text"),
        ("Caf\u00e9 ".encode() + "caf\u00e9".encode("cp1252"), "text"),
        ("<html><p>Caf\u00e9</p></html>".encode("utf-16"), "html"),
        ("<html><p>Caf\u00e9</p></html>".encode("utf-16-le"), "html"),
        (b'<html><meta charset="no-such-thing"><p>x</p></html>', "html"),
    ],
)
def test_wrong_and_mixed_encodings_are_handed_on(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "x.html").write_bytes(data)
    items, failed = run([str(tmp_path)])
    assert [(i.kind, i.body) for i in items] == [(kind, data)]
    assert failed == []


def test_folders_are_sorted_recursive_and_safe_from_loops(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "sub/c.md", "sub/.hidden.html", ".git/x.html", "sub/d.doc", "Z.HTML"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "same.html").symlink_to(tmp_path / "b.html")
    (tmp_path / "lost.html").symlink_to(tmp_path / "nowhere")
    source: OpenedSource = open_source([str(tmp_path), str(tmp_path / "b.html")], SMALL)
    found = [o.value.address for o in source.items() if isinstance(o, Done)]
    assert [f.removeprefix(str(tmp_path) + "/") for f in found] == ["Z.HTML", "a.txt", "b.html", "sub/c.md"]
    assert source.skipped == 3  # .hidden.html, d.doc, and the link that leads nowhere


def test_standard_input_is_sniffed() -> None:
    for data, kind in (
        (GOOD.encode(), "html"),
        (b"Plain words.", "text"),
        (gzip.compress(b'{"text": "One."}'), "text"),
    ):
        (one,) = open_source(["-"], SMALL, stdin=io.BytesIO(data)).items()
        assert isinstance(one, Done)
        assert (one.value.kind, one.value.address) == (kind, "-")
    (none,) = open_source(["-"], SMALL).items()
    assert isinstance(none, Failed)
    (empty,) = open_source(["-"], SMALL, stdin=io.BytesIO(b"")).items()
    assert isinstance(empty, Failed)
    assert empty.message == "- is empty."


def test_the_time_stamp_of_a_file_is_not_its_date(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(GOOD)
    (item,), _ = run([str(tmp_path)])
    assert (item.published, item.published_from) == (None, "none")
