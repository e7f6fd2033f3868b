"""How the protocol names things: items by number, streams by path. Pure.

    number_of("tag:google.com,2005:reader/item/000000000000000a")    # 10
    stream_of("user/-/state/com.google/read")                        # Stream("state", "read")

Rule 1: a story is the item, and its number is that of its first edition: it stays the same when the story changes.
Rule 2: what we cannot read is refused with its name; nothing is guessed.
"""

import re
from dataclasses import dataclass
from typing import Literal

from nutgraf.views.brief_html import printable

ITEM = "tag:google.com,2005:reader/item/"
"""Begins the long form of an item's name; sixteen hexadecimal digits follow."""
STATE = "user/-/state/com.google/"
"""Begins the names of states."""
LABEL = "user/-/label/"
"""Begins the names of folders and labels."""
READING_LIST, READ, STARRED = f"{STATE}reading-list", f"{STATE}read", f"{STATE}starred"
KEPT_UNREAD, FRESH = f"{STATE}kept-unread", f"{STATE}fresh"
STATES = frozenset(
    {"reading-list", "read", "unread", "starred", "kept-unread", "tracking-kept-unread", "fresh", "broadcast", "like"}
)
"""States that apps name; of the last two nothing is kept."""
MOST_LABEL = 100
"""Longest name of a label, in code points."""
_STREAM = re.compile(r"user/[^/]+/(state/com\.google|label)/(.+)", re.DOTALL)
_HEX = re.compile(r"[0-9a-fA-F]{16}")
_DECIMAL = re.compile(r"-?\d{1,20}")
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Stream:
    """A list of items that an app asks for or leaves out."""

    kind: Literal["state", "label", "feed"]
    """What it is."""
    value: str
    """`read`, the name of a folder or label, or what follows `feed/`."""


def long_name(number: int) -> str:
    """Return the long form of an item's name.

    >>> long_name(10)
    'tag:google.com,2005:reader/item/000000000000000a'
    """
    return f"{ITEM}{number:016x}"


def number_of(name: str) -> int | None:
    """Return an item's number, from its long form, its sixteen digits, or a decimal number; `None` for others.

    >>> number_of("10"), number_of("000000000000000a"), number_of("x")
    (10, 10, None)
    """
    text = name.strip().removeprefix(ITEM)
    if _HEX.fullmatch(text):
        number = int(text, 16)
    elif _DECIMAL.fullmatch(text) and text == name.strip():
        number = int(text)
    else:
        return None
    return number if 0 <= number < _LARGEST else None


def stream_of(name: str) -> Stream | None:
    """Return the stream of a name, whichever user it names; `None` for what is none."""
    if name.startswith("feed/"):
        return Stream("feed", name[5:])
    found = _STREAM.fullmatch(name)
    if found is None:
        return None
    if found[1] == "label":
        label = label_of(found[2])
        return Stream("label", label) if label else None
    return Stream("state", found[2]) if found[2] in STATES else None


def label_of(text: str) -> str:
    """Return a label as it is kept: on one line, not too long; empty when nothing is left."""
    return printable(text)[:MOST_LABEL].strip()
