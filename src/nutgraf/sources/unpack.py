"""Read bytes within limits: gzip unpacked with a cap, and text decoded whatever its encoding claims to be.

Theory: a bomb is small when it arrives and large when it is unpacked, so the cap counts what comes *out*, chunk by
chunk, and stops there; nothing is unpacked first and measured afterwards.
"""

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from nutgraf.errors import NotReadable, TooLarge
from nutgraf.sources.inflate import GZIP
from nutgraf.sources.sniff import bom_encoding

CHUNK = 65_536
"""Bytes read at a time."""
NESTED = 2
"""Most gzip layers taken off: a `.gz` inside a `.gz` happens by accident, three do not."""

# Codecs whose decoding is quadratic, or that depend on the machine.
_REFUSED_CODECS = frozenset({"punycode", "idna", "mbcs", "oem", "undefined"})
_SURROGATE = re.compile("[\ud800-\udfff\0]")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows-1252, what mixed files mostly hold."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("nutgraf-cp1252", _as_cp1252)


def size_words(count: int) -> str:
    """Return a size in words for people: "20 MB"."""
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count} bytes"


def open_unpacked(raw: BinaryIO, address: str) -> io.BufferedReader:
    """Return a buffered stream of the content, up to two gzip layers taken off lazily.

    Reading from it may raise what gzip raises; `read_capped` turns that into our errors.
    """
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw), CHUNK)
    for _ in range(NESTED):
        if peek(stream, 2, address) != GZIP:
            break
        stream = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream, mode="rb")), CHUNK)
    return stream


def peek(stream: io.BufferedReader, count: int, address: str) -> bytes:
    """Return up to `count` first bytes (at most `CHUNK`) without taking them."""
    try:
        return stream.peek(count)[:count]
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise broken_gzip(address) from error


def read_capped(stream: io.BufferedReader, most: int, address: str) -> bytes:
    """Return all bytes of the stream; raises TooLarge past `most`, NotReadable when the archive is damaged."""
    parts: list[bytes] = []
    total = 0
    try:
        while part := stream.read(CHUNK):
            total += len(part)
            if total > most:
                raise too_large(address, most)
            parts.append(part)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise broken_gzip(address) from error
    return b"".join(parts)


def split_lines(stream: io.BufferedReader, most: int, address: str) -> Iterator[bytes]:
    """Yield the lines of the stream; one longer than `most` comes out cut just past it, so that the caller sees it."""
    try:
        while line := stream.readline(most + 1):
            yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise broken_gzip(address) from error


def too_large(address: str, most: int) -> TooLarge:
    """Return the error for content over the limit."""
    return TooLarge(
        f"{address} is larger than {size_words(most)}, the limit for one item (--max-bytes sets another).",
        about=address,
    )


def broken_gzip(address: str) -> NotReadable:
    """Return the error for a gzip file that is cut short or damaged."""
    return NotReadable(f"{address} is a damaged gzip file and cannot be unpacked.", about=address)


def decode(data: bytes, charset: str | None = None) -> str:
    """Return text for bytes, never failing.

    In this order: byte order mark; UTF-8; the named `charset`; else UTF-8 with every stray byte read as Windows-1252,
    which also mends files that mix the two.
    """
    marked = bom_encoding(data)
    if marked:
        return clean(data.decode(marked, "replace"))
    for name in ("utf-8", charset):
        text = decode_as(data, name) if name else None
        if text is not None:
            return clean(text)
    return clean(data.decode("utf-8", "nutgraf-cp1252"))


def decode_as(data: bytes, charset: str) -> str | None:
    """Return the text in the named encoding, or `None` when the name or the bytes are wrong."""
    try:
        if codecs.lookup(charset).name in _REFUSED_CODECS:
            return None
        return data.decode(charset)
    except (LookupError, ValueError):  # unknown or not a text encoding; bytes that do not fit
        return None


def clean(text: str) -> str:
    """Return text without a leading byte order mark, and without what no text may hold: half surrogates and NUL."""
    return _SURROGATE.sub("\ufffd", text.removeprefix("\ufeff"))
