"""Values to what tables hold, and back: packed JSON of our dataclasses, times as seconds, bodies apart from items."""

import hashlib
import zlib
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from nutgraf.errors import NutgrafError
from nutgraf.model import Item

T = TypeVar("T")
LEVEL = 6
"""Of zlib: a report of 4 kB takes 1.9 kB and 60 microseconds."""
MOST_UNPACKED = 500_000_000
"""Bytes no document of ours passes: an archive file may come from a stranger."""


def seconds(moment: datetime | None) -> float | None:
    """Return a time as seconds since 1970."""
    return None if moment is None else moment.timestamp()


def moment(seconds: float) -> datetime:
    """Return the time that is so many seconds after 1970, UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def text_of(value: object) -> str:
    """Return a value as JSON."""
    return msgspec.json.encode(value).decode()


def packed(value: object) -> bytes:
    """Return a value as JSON, packed."""
    return zlib.compress(msgspec.json.encode(value), LEVEL)


def unpacked(data: bytes, kind: type[T]) -> T:
    """Return the value of a packed document. Raises NutgrafError when it is damaged."""
    return value_of(_inflated(data), kind)


def value_of(text: bytes | str, kind: type[T]) -> T:
    """Return the value of a JSON document. Raises NutgrafError when it is none of that kind."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise NutgrafError(
            f"The archive holds a damaged {kind.__name__}: {error}. `nutgraf doctor` tells more."
        ) from error


def body_parts(body: str | bytes) -> tuple[str, bytes, bool]:
    """Return the hash, the packed bytes of a body, and whether it was text."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    kind = b"t" if isinstance(body, str) else b"b"
    return hashlib.blake2b(kind + data, digest_size=16).hexdigest(), zlib.compress(data, LEVEL), isinstance(body, str)


def body_of(data: bytes, is_text: bool) -> str | bytes:
    """Return a body from its row."""
    found = _inflated(data)
    return found.decode("utf-8", "surrogatepass") if is_text else found


def item_text(item: Item) -> str:
    """Return an item without its body as JSON."""
    known = {name: getattr(item, name) for name in Item.__slots__ if name != "body"}
    return text_of({name: value for name, value in known.items() if value is not None})


def item_of(text: str, body: str | bytes) -> Item:
    """Return the item from its row and its body."""
    found = value_of(text, dict)
    return Item(body=body, **found)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MOST_UNPACKED)
    except zlib.error as error:
        raise NutgrafError(f"The archive holds a damaged document: {error}. `nutgraf doctor` tells more.") from error
