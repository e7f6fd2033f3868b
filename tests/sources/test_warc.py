"""Web archives, packed and not: pages come out, the rest is passed over, damage costs its own record only."""

import gzip
import io
import os
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.errors import InputError, NoText, NotReadable, TooLarge
from nutgraf.model import Done, Item
from nutgraf.settings import Limits
from nutgraf.sources.open import open_source
from nutgraf.sources.outcome import Outcome
from nutgraf.sources.warc import read_warc
from tests.sources.archive import PAGE, record, response

RECORDS = [response(n) for n in range(6)]


def shown(outcomes: list[Outcome]) -> list[str]:
    return [o.value.url or "" if isinstance(o, Done) else o.message for o in outcomes]


def read(data: bytes, limits: Limits | None = None) -> list[Outcome]:
    return list(read_warc(io.BytesIO(data), "a.warc", limits or Limits()))


def url(n: int) -> str:
    return f"https://vell.example/{n}"


@pytest.mark.parametrize(
    "data",
    [
        b"".join(RECORDS),
        b"".join(gzip.compress(r, mtime=0) for r in RECORDS),
        gzip.compress(b"".join(RECORDS)),
        b"".join(gzip.compress(r, mtime=0) + b"\0" * 7 for r in RECORDS),
        b"".join(RECORDS).replace(b"\r\n\r\nWARC", b"\r\n\r\n\r\n\nWARC"),
    ],
    ids=["plain", "member a record", "one member", "padding", "more blank lines"],
)
def test_pages_in_order(data: bytes) -> None:
    items = [o.value for o in read(data) if isinstance(o, Done)]
    assert items == [
        Item(f"a.warc, record {n + 1}", "html", PAGE.format(n=n).encode(), charset="utf-8", url=url(n))
        for n in range(6)
    ]


def test_what_is_no_page_is_passed_over() -> None:
    data = b"".join(
        [
            record("warcinfo", "", b"software: by hand\r\n"),
            record("request", url(1), b"GET / HTTP/1.1\r\nHost: vell.example\r\n\r\n"),
            response(1, b"User-agent: *", "Content-Type: text/plain"),
            response(2, b"", "Content-Type: text/html"),
            response(3).replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 404 NO"),
            record("response", "dns:vell.example", b"20251101000000\nvell.example. 1 IN A 192.0.2.1\n"),
            record("metadata", url(3), b"fetchTimeMs: 3\r\n"),
        ]
    )
    assert shown(read(data + RECORDS[4])) == [url(4)]
    with pytest.raises(NoText, match=r"a\.warc is a web archive without a page"):
        read(data)


BODY = PAGE.format(n=1).encode()
CHUNKED = b"10\r\n" + BODY[:16] + b"\r\n" + f"{len(BODY) - 16:x};x=y\r\n".encode() + BODY[16:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(BODY)),
        ("Content-Encoding: gzip", BODY),
        ("Content-Encoding: deflate", zlib.compress(BODY)),
        ("Transfer-Encoding: chunked", CHUNKED),
        ("Transfer-Encoding: chunked", BODY),
        ("X-Crawler-Content-Encoding: gzip", BODY),
    ],
)
def test_bodies_are_unpacked_where_the_crawler_left_them_packed(head: str, body: bytes) -> None:
    (outcome,) = read(response(1, body, "Content-Type: Text/HTML\r\n" + head))
    assert isinstance(outcome, Done)
    assert outcome.value.body == BODY


DAMAGE = {
    "length too long": (RECORDS[2].replace(b"Content-Length: ", b"Content-Length: 9"), "cut short"),
    "no length": (RECORDS[2].replace(b"Content-Length: ", b"Content-Length: x"), "does not say how long it is"),
    "other start": (RECORDS[2].replace(b"WARC/1.0", b"WURC/1.0"), "where a record should begin"),
    "endless header": (RECORDS[2].replace(b"\r\n\r\n", b"\r\n" + b"a: b\r\n" * 20_000, 1), "header does not end"),
    "unknown packing": (response(2, BODY, "Content-Type: text/html\r\nContent-Encoding: lzma"), "packed as lzma"),
    "bad packing": (
        response(2, b"\x1f\x8b\x08rubbish!!!", "Content-Type: text/html\r\nContent-Encoding: gzip"),
        "page",
    ),
}


@pytest.mark.parametrize("case", DAMAGE)
@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_costs_itself(case: str, packed: bool) -> None:
    bad, words = DAMAGE[case]
    pack = gzip.compress if packed else bytes
    if case == "length too long":  # nothing tells where it was meant to end, so only what stands before it is sure
        outcomes = shown(read(b"".join(pack(r) for r in [*RECORDS[:2], bad, *RECORDS[3:]])))
        assert outcomes[:2] == [url(0), url(1)]
        assert words in outcomes[2]
        return
    outcomes = shown(read(b"".join(pack(r) for r in [*RECORDS[:2], bad, *RECORDS[3:]])))
    assert [o for o in outcomes if o.startswith("https")] == [url(0), url(1), url(3), url(4), url(5)]
    assert [words in o and "a.warc, record 3 " in o for o in outcomes].count(True) == 1
    assert len(outcomes) == 6


@pytest.mark.parametrize("bits", [0x01, 0x5A, 0xFF])
def test_a_damaged_gzip_member_costs_itself(bits: int) -> None:
    members = [gzip.compress(r, mtime=0) for r in RECORDS]
    for at in (
        i for i in range(len(members[2])) if not 3 <= i < 10
    ):  # name, time and system of the packer are not read
        bad = bytearray(members[2])
        bad[at] ^= bits
        outcomes = shown(read(b"".join([*members[:2], bytes(bad), *members[3:]])))
        found = [o for o in outcomes if o.startswith("https")]
        assert [f for f in found if f != url(2)] == [url(0), url(1), url(3), url(4), url(5)]
        assert len(found) < len(outcomes) <= 8, at


def test_a_cut_archive_gives_what_came_before() -> None:
    for data in (b"".join(RECORDS), b"".join(gzip.compress(r, mtime=0) for r in RECORDS)):
        outcomes = shown(read(data[:-60]))
        assert outcomes[:5] == [url(n) for n in range(5)]
        assert "cut short" in outcomes[5] or "damaged" in outcomes[5]


def test_limits() -> None:
    small = Limits(max_bytes=2_000, max_entries=3)
    bomb = response(2, gzip.compress(b" " * 10**6), "Content-Type: text/html\r\nContent-Encoding: gzip")
    large = response(1, b"x" * 3_000)
    outcomes = shown(read(RECORDS[0] + large + bomb + RECORDS[3], small))
    assert outcomes[0], outcomes[3] == (url(0), url(3))
    assert "larger than 2 kB" in outcomes[1]
    assert "larger than 2 kB" in outcomes[2]
    with pytest.raises(TooLarge, match="more than 3 records"):
        read(b"".join(RECORDS), small)
    with pytest.raises(TooLarge, match=r"a\.warc passes the limit of 1 kB"):
        read(b"".join(RECORDS), Limits(max_file_bytes=1_000))
    with pytest.raises(NotReadable, match="damaged in 1,000 places"):
        read(b"WARC/1.0\r\n\r\n" * 1_200)
    with pytest.raises(NotReadable, match="no WARC record"):
        read(b"")


def test_it_is_streamed(tmp_path: Path) -> None:
    file = tmp_path / "big.warc.gz"
    page = b"<html><body>" + os.urandom(500_000).hex().encode()
    with file.open("wb") as out:
        for n in range(40):  # 40 MB of pages
            out.write(gzip.compress(response(n, page), 1))
    items = open_source([str(file)]).items()
    next(items)
    tracemalloc.start()
    count = sum(isinstance(o, Done) for o in items)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 39
    assert peak < 12_000_000


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.bin", "a.gz"])
def test_archives_are_known_by_their_content_or_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    data = b"".join(gzip.compress(r, mtime=0) if name.endswith("gz") else r for r in RECORDS[:2])
    file.write_bytes(data)
    assert shown(list(open_source([str(file)]).items())) == [url(0), url(1)]
    assert shown(list(open_source(["-"], stdin=io.BytesIO(data)).items())) == [url(0), url(1)]
    if ".warc" in name:
        assert shown(list(open_source([str(tmp_path)]).items())) == [url(0), url(1)]


@given(st.integers(0, 1_400), st.binary(min_size=1, max_size=6), st.booleans())
def test_damage_anywhere_lets_only_our_errors_out(at: int, noise: bytes, packed: bool) -> None:
    data = bytearray(b"".join(gzip.compress(r, mtime=0) if packed else r for r in RECORDS))
    data[at : at + len(noise)] = noise
    try:
        read(bytes(data))
    except InputError:
        return


@given(st.binary(max_size=200))
def test_any_response_lets_only_our_errors_out(block: bytes) -> None:
    try:
        read(record("response", url(0), block) + record("response", url(0), b"HTTP/1.1 200 OK\r\n" + block))
    except InputError:
        return
