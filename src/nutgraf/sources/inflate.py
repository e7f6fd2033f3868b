"""Takes an HTTP body's packing off, piece by piece, and never gives out more than it is asked for. Pure.

Theory: a bomb is small when it arrives and large when it is unpacked (300 MB of zeros are 455 bytes of Brotli), so what
counts is what comes *out*. Every library has a way to be stopped inside a piece: zlib's `max_length`, Brotli's
`output_buffer_limit`, and for Zstandard, whose `decompress` has none, a writer that refuses to be written to.

Rule 1: what was packed twice is refused: nobody does it but to hide a size.
Rule 2: what follows the end of a packed body is padding, and is not read; Brotli takes it for damage.
"""

import zlib
from collections.abc import Callable, Iterable
from typing import IO, Protocol, cast

PIECE = 65_536
"""Bytes that a library gives out at a time."""
GZIP = b"\x1f\x8b"
"""First bytes of a gzip member."""
MEMBERS = 1_000
"""Most gzip members in one body; a million empty ones would cost a minute and hold nothing."""
MOST_WINDOW = 2**23
"""Largest window of a Zstandard frame: the 8 MB that RFC 9659 sets for HTTP."""


class Damaged(Exception):
    """The packing is broken."""


class Inflater(Protocol):
    """Unpacks one body."""

    def feed(self, chunk: bytes, most: int) -> bytes:
        """Return the content of the next piece, cut at about `most` bytes (never `PIECE` over); raises `Damaged`.

        Once it gave `most` bytes it must not be fed again.
        """
        ...


class Plain:
    """Not packed."""

    def feed(self, chunk: bytes, most: int) -> bytes:
        """Return the piece."""
        return chunk[:most]


class Zlib:
    """gzip, of one member or several, and deflate, with its header or without."""

    def __init__(self, bits: int) -> None:
        """Start; `bits` is 31 for gzip and 15 for deflate."""
        self._bits = bits
        self._member = zlib.decompressobj(bits)
        self._members = 0

    def feed(self, chunk: bytes, most: int) -> bytes:
        """Return the content of the next piece."""
        try:
            return self._feed(chunk, most)
        except zlib.error as error:
            raise Damaged from error

    def _feed(self, chunk: bytes, most: int) -> bytes:
        if not self._members and self._bits == 15 and not _is_zlib(chunk):
            self._member = zlib.decompressobj(-15)  # some servers send raw deflate under this name
        self._members = self._members or 1
        parts, rest, room = list[bytes](), chunk, most
        while rest and room > 0:
            if self._member.eof:
                if not rest.startswith(GZIP):
                    break  # padding after the end
                self._next_member()
            parts.append(self._member.decompress(rest, room))
            room -= len(parts[-1])
            rest = self._member.unused_data
        return b"".join(parts)

    def _next_member(self) -> None:
        self._members += 1
        if self._members > MEMBERS:
            raise zlib.error("more gzip members in a row than any server sends")
        self._member = zlib.decompressobj(self._bits)


class Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        """Start."""
        import brotli  # type: ignore[import-untyped]  # it ships none; late: few servers send it

        self._error: type[Exception] = brotli.error
        self._unpacker = brotli.Decompressor()

    def feed(self, chunk: bytes, most: int) -> bytes:
        """Return the content of the next piece."""
        parts, rest, room = list[bytes](), chunk, most
        try:
            while room > 0 and not self._unpacker.is_finished():
                parts.append(self._unpacker.process(rest, output_buffer_limit=min(PIECE, room)))
                rest = b""
                room -= len(parts[-1])
                if self._unpacker.can_accept_more_data():
                    break
        except self._error as error:
            raise Damaged from error
        return b"".join(parts)


class Zstandard:
    """Zstandard (RFC 8878), one frame or several."""

    def __init__(self) -> None:
        """Start."""
        import zstandard  # late: few servers send it

        self._error: type[Exception] = zstandard.ZstdError
        self._sink = _Sink()
        unpacker = zstandard.ZstdDecompressor(max_window_size=MOST_WINDOW)
        self._writer = unpacker.stream_writer(cast(IO[bytes], self._sink), write_size=PIECE, closefd=False)

    def feed(self, chunk: bytes, most: int) -> bytes:
        """Return the content of the next piece."""
        self._sink.room = most
        try:
            self._writer.write(chunk)
        except _Full:
            pass
        except self._error as error:
            raise Damaged from error
        return self._sink.taken()


class _Full(Exception):
    pass


class _Sink:
    """Takes what is unpacked until there is no room."""

    def __init__(self) -> None:
        self.room = 0
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        self.room -= len(part)
        if self.room <= 0:
            raise _Full
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


INFLATERS: dict[str, Callable[[], Inflater]] = {
    "": Plain,
    "identity": Plain,
    "gzip": lambda: Zlib(31),
    "x-gzip": lambda: Zlib(31),
    "deflate": lambda: Zlib(15),
    "br": Brotli,
    "zstd": Zstandard,
}
"""What unpacks each value of Content-Encoding."""
ACCEPTED = "gzip, deflate, br, zstd"
"""What servers are told that we unpack."""


class Body:
    """What came of a body so far, unpacked."""

    def __init__(self, encoding: str, most: int) -> None:
        """Start on a body packed as `encoding`, one of `INFLATERS`; it is full past `most` bytes."""
        self.most = most
        self.full = False
        """True when it is larger than `most`; what it holds is cut then."""
        self._inflater = INFLATERS[encoding]()
        self._parts: list[bytes] = []
        self._arrived = self._total = 0

    def add(self, chunk: bytes) -> None:
        """Unpack the next piece, unless it is full; raises `Damaged`."""
        if self.full:
            return
        part = self._inflater.feed(chunk, self.most - self._total + 1)
        self._parts.append(part)
        self._arrived += len(chunk)
        self._total += len(part)
        self.full = max(self._total, self._arrived) > self.most

    def add_all(self, chunks: Iterable[bytes]) -> None:
        """Unpack several pieces; raises `Damaged`."""
        for chunk in chunks:
            self.add(chunk)

    def whole(self) -> bytes:
        """Return the content."""
        return b"".join(self._parts)


def _is_zlib(chunk: bytes) -> bool:
    """Say whether a deflate body has the header it should have (RFC 1950)."""
    return len(chunk) > 1 and chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0
