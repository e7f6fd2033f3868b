"""Cursors: where a page ends, as an opaque word that leads to the next one. Pure.

A cursor holds what names the last entry of a page, never a count of entries, so that what arrives meanwhile moves
nothing; and a mark of what was asked, so that it leads on in that list and no other. It is no secret, and no right.
"""

import base64
import binascii
import hashlib
from typing import Annotated, TypeVar

import msgspec

from nutgraf.errors import UsageError

PATTERN = r"^[A-Za-z0-9_-]+$"
"""What a cursor looks like."""
MOST_CHARS = 200
"""Longest cursor."""
MOST = 2**53
"""Greatest number in one: what JSON holds exactly, and SQLite too."""


class CursorError(UsageError):
    """A cursor was not given out by this list, or it is too old."""


class StoryPlace(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Where a page of stories ends."""

    asked: str
    """Mark of what was asked."""
    at: Annotated[int, msgspec.Meta(ge=0, le=MOST)]
    """The moment they were ranked for, in seconds since 1970."""
    key: float
    """What the last one is sorted by."""
    story: Annotated[str, msgspec.Meta(max_length=40)]
    """Id of the last one."""


class NumberPlace(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Where a page of something numbered ends."""

    asked: str
    """Mark of what was asked."""
    n: Annotated[int, msgspec.Meta(ge=0, le=MOST)]
    """Number of the last one."""


Place = TypeVar("Place", StoryPlace, NumberPlace)


def mark_of(*asked: object) -> str:
    """Return a short mark of what was asked: the same for the same, seldom for other things."""
    return hashlib.blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def sealed(place: StoryPlace | NumberPlace) -> str:
    """Return a place as a cursor.

    >>> opened(sealed(NumberPlace("ab", 7)), NumberPlace, "ab").n
    7
    """
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def opened(cursor: str, kind: type[Place], asked: str) -> Place:
    """Return the place that a cursor holds. Raises CursorError when it is none of this list."""
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place = msgspec.json.decode(data, type=kind)
    except (binascii.Error, ValueError, msgspec.MsgspecError, RecursionError):
        raise CursorError("This cursor was not given out here: begin the list anew, without one.") from None
    if place.asked != asked:
        raise CursorError("This cursor belongs to a list that was asked for otherwise: keep the other parameters.")
    return place
