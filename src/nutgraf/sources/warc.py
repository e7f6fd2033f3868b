"""Web archives (WARC, WARC in gzip, the shape of CC-NEWS) -> Items, one record at a time, never whole in memory.

    stream -- Members --> content, gzip members taken off one after the other; a damaged one is left out
           -- frames  --> one record's bytes, bounded
           -- FastWARC --> its headers and the HTTP response in it
           -- a page (status 200, HTML) --> Item

Rule 1: a damaged record is one `Failed`; reading goes on at the next, which begins with `WARC/` on a line of its own. A
record that claims to be longer than it is takes with it what it covers.
Rule 2: FastWARC sees one whole record in memory at a time. On a stream it ends at the first bad record, and an error of
the stream stops the process (a panic in Rust that no `except Exception` catches).
Rule 3: the time of a record says when the crawler came by, hours or years after publication; it is never `published`.
Pages name their own time.
Rule 4: what is no page (requests, robots.txt, pictures, redirects, error pages) is passed over without a word.

Source: iipc.github.io/warc-specifications (WARC 1.1, annex D: one gzip member a record).
"""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn, cast

from nutgraf.errors import InputError, NoText, NotReadable, TooLarge
from nutgraf.model import Done, Failed, Item, Record
from nutgraf.settings import Limits
from nutgraf.sources.inflate import GZIP, INFLATERS, Damaged
from nutgraf.sources.jsonl import too_many
from nutgraf.sources.outcome import Outcome
from nutgraf.sources.unpack import CHUNK, size_words, too_large

MOST_HEADER = 65_536
"""Longest header of a record, in bytes; real ones take under 2 kB."""
REMEMBERED = 1_000_000
"""Packed bytes of a member that are looked through again when it turns out damaged."""
MOST_DAMAGED = 1_000
"""Damaged records after which an archive is given up."""

_START = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RESPONSE = re.compile(rb"^warc-type[ \t]*:[ \t]*response[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MEMBER = GZIP + b"\x08"


class _Damaged(Exception):  # no error yet: the next read goes on behind it
    """A gzip member cannot be unpacked."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """One record, or what is wrong with it."""

    data: bytes = b""
    fault: str = ""


def is_warc(stream: io.BufferedReader) -> bool:
    """Say whether the stream holds a web archive, packed or not, without taking anything from it."""
    head = stream.peek(CHUNK)
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 32)
        except zlib.error:
            return False
    return starts_warc(head)


def starts_warc(head: bytes) -> bool:
    """Say whether unpacked content begins as a web archive does."""
    return _START.match(head) is not None


def read_warc(stream: BinaryIO, address: str, limits: Limits) -> Iterator[Outcome]:
    """Yield the pages of an archive in its order, lazily.

    Raises NotReadable when it is none or mostly damage, NoText when it holds no page, TooLarge past the limits of a
    file.
    """
    return (one.got for one in read_records(stream, address, limits) if one.got is not None)


def read_records(stream: BinaryIO, address: str, limits: Limits, after: int = 0) -> Iterator[Record]:
    """Yield the records of an archive behind the first `after`, each with the page it holds, if any; raises the same.

    Records up to `after` are unpacked and counted, and not looked into: a tenth of the time of reading them.
    """
    number = pages = damaged = 0
    unpacked = cast(io.BufferedReader, io.BufferedReader(_Members(stream, address, limits.max_file_bytes), CHUNK))
    for frame in _frames(unpacked, limits.max_bytes):
        number += 1
        if number <= after:
            continue
        try:
            got = _outcome_of(frame, f"{address}, record {number}", limits)
        except InputError as error:
            damaged += 1
            yield Record(number, Failed.of(error, f"{address}, record {number}"))
            if damaged >= MOST_DAMAGED:
                raise NotReadable(
                    f"{address} is damaged in {damaged:,} places and was given up.", about=address
                ) from None
            continue
        pages += got is not None
        if pages > limits.max_entries:
            raise too_many(address, limits)
        yield Record(number, got)
    if not number:
        raise NotReadable(f"{address} is no web archive: it holds no WARC record.", about=address)
    if not pages and not damaged and not after:
        raise NoText(f"{address} is a web archive without a page (an HTTP response with HTML).", about=address)


def _outcome_of(frame: _Frame, where: str, limits: Limits) -> Done[Item] | None:
    if frame.fault:
        raise NotReadable(f"{where} {frame.fault}.", about=where)
    item = _page_of(frame.data, where, limits)
    return None if item is None else Done(item)


class _Members(io.RawIOBase):
    """Content of a stream of gzip members, or of a stream that is not packed, as it is.

    A read gives bytes of one member only; where a member is damaged, one read raises `_Damaged` and the next goes on
    with the next member.
    """

    def __init__(self, raw: BinaryIO, address: str, most: int) -> None:
        self._address, self._most, self._given = address, most, 0
        self._raw = raw
        self._rest = raw.read(CHUNK)
        self._packed = self._rest.startswith(GZIP)
        self._member = zlib.decompressobj(31)
        self._begun = False
        self._past = b""  # what the current member was given, for a search after damage
        self._lost = False  # inside damage that was told already

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed: WriteableBuffer
        while self._rest or self._more():
            given = self._inflated(len(buffer)) if self._packed else self._plain(len(buffer))
            self._given += len(given)
            if self._given > self._most:
                words = f"{self._address} passes the limit of {size_words(self._most)}; nothing after it was read."
                raise TooLarge(words, about=self._address)
            if given:
                buffer[: len(given)] = given
                return len(given)
        if self._begun:
            self._give_up()
        return 0

    def _give_up(self) -> NoReturn:
        """Go back to just behind the member's start: a damaged one may have swallowed what follows."""
        self._rest, self._past = (self._past + self._rest)[1:], b""
        self._begun, self._lost = False, True
        raise _Damaged

    def _more(self) -> bool:
        self._rest += self._raw.read(CHUNK)
        return bool(self._rest)

    def _plain(self, most: int) -> bytes:
        given, self._rest = self._rest[:most], self._rest[most:]
        return given

    def _inflated(self, most: int) -> bytes:
        if not self._begun and not self._next_member():
            return b""
        try:
            given = self._member.decompress(self._rest, most)
        except zlib.error:
            self._give_up()
        left = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        if len(self._past) < REMEMBERED:
            self._past += self._rest[: len(self._rest) - len(left)]
        self._rest = left
        self._begun = not self._member.eof
        self._lost = self._lost and self._begun
        return given

    def _next_member(self) -> bool:
        """Move to the next place that looks like a member's start; dropping more than padding is damage."""
        at = self._rest.find(_MEMBER)
        dropped = self._rest[:at] if at >= 0 else self._rest[:-2]
        self._rest = self._rest[len(dropped) :]
        if dropped.strip(b"\0\r\n") and not self._lost:
            self._lost = True
            raise _Damaged
        if at < 0:
            fresh = self._raw.read(CHUNK)
            self._rest = self._rest + fresh if fresh else b""
            return False
        self._member, self._begun, self._past = zlib.decompressobj(31), True, b""
        return True


def _frames(stream: io.BufferedReader, most: int) -> Iterator[_Frame]:
    """Yield the records one by one, each within `most` bytes of content, and one fault for each stretch of damage.

    A record is held back until a blank line, the next record or the end has come after it: else its length was wrong.
    """
    held = _Frame()
    lost = False  # inside damage that was told already
    while True:
        try:
            line = stream.readline(MOST_HEADER)
            if line.strip() and not _START.fullmatch(line):
                if not lost:
                    yield _Frame(fault="is damaged: something else stands where a record should begin or end")
                held, lost = _Frame(), True
                continue
            yield from [held] if held.data else []
            held = _Frame()
            if not line:
                return
            if line.strip():
                held = _frame(stream, line, most)
                if held.fault:
                    yield held
                    held, lost = _Frame(), True
                else:
                    lost = False
        except _Damaged:
            # even inside damage: each broken member was a record
            yield from [held] if held.data else []
            held = _Frame()
            yield _Frame(fault="is damaged: its gzip member cannot be unpacked")


def _frame(stream: io.BufferedReader, first: bytes, most: int) -> _Frame:
    header = bytearray(first)
    while (line := stream.readline(MOST_HEADER)).strip():
        header += line
        if len(header) > MOST_HEADER:
            return _Frame(fault="is damaged: its header does not end")
    found = _LENGTH.search(bytes(header))
    if found is None:
        return _Frame(fault="is damaged: it does not say how long it is")
    length = int(found.group(1))
    page = _RESPONSE.search(bytes(header)) is not None
    if not page or length > most:
        short = _skip(stream, length)
        too_long = f"is larger than {size_words(most)}, the limit for one item" if page else ""
        return _Frame(bytes(header) if short else b"", too_long or ("is cut short" if short else ""))
    content = stream.read(length)
    if len(content) < length:
        return _Frame(fault="is cut short")
    return _Frame(bytes(header) + b"\r\n" + content + b"\r\n\r\n")


def _skip(stream: io.BufferedReader, length: int) -> bool:
    """Pass over so many bytes; say whether the stream ended before."""
    while length > 0 and (part := stream.read(min(length, CHUNK))):
        length -= len(part)
    return length > 0


def _page_of(data: bytes, where: str, limits: Limits) -> Item | None:
    """Return the page in a record, or `None` when it holds something else; raises InputError when it is damaged."""
    if not data:
        return None
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # late: pages and feeds need no archive

    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response)), None)
        headers = record.http_headers if record is not None else None
        if record is None or headers is None or headers.status_code != 200:
            return None
        media, charset = record.http_content_type, record.http_charset
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> \t")  # WARC 1.0 wrote it in angle brackets
        packed = (headers.get("Content-Encoding") or "", headers.get("Transfer-Encoding") or "")
        body = record.reader.read()
    except (OSError, ValueError, RuntimeError) as error:
        raise NotReadable(f"{where} is damaged: {error}.", about=where) from error
    if (media or "").lower() not in _PAGES:
        return None
    encoding, transfer = (value.strip().lower() for value in packed)
    body = _unpacked(_joined(body) if transfer == "chunked" else body, encoding, where, limits)
    if not url.lower().startswith(("http://", "https://")):
        url = ""
    return Item(where, "html", body, charset=charset, url=url or None) if body.strip() else None


def _joined(body: bytes) -> bytes:
    """Return the body without its division into chunks; many crawlers take it off and keep the header all the same."""
    parts, at = list[bytes](), 0
    while found := _CHUNK.match(body, at):
        size = int(found.group(1), 16)
        if not size:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 0
    return b"".join(parts) if parts and at >= len(body) else body


def _unpacked(body: bytes, encoding: str, where: str, limits: Limits) -> bytes:
    """Return the body unpacked; one whose crawler unpacked it and kept the header is taken as it is."""
    if encoding in ("", "identity") or ("gzip" in encoding and not body.startswith(GZIP)):
        return body
    if encoding not in INFLATERS:
        raise NotReadable(f"{where} is packed as {encoding[:20]}, which nutgraf does not unpack.", about=where)
    try:
        given = INFLATERS[encoding]().feed(body, limits.max_bytes + 1)
    except Damaged as error:
        raise NotReadable(f"{where} is damaged: its page cannot be unpacked.", about=where) from error
    if len(given) > limits.max_bytes:
        raise too_large(where, limits.max_bytes)
    return given
