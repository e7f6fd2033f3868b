"""Reader: who looks at the archive through a face, what they may do, and what they marked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SAVED, UNREAD, LABEL = "saved", "unread", "label:"
"""Marks a reader puts on a story: to be kept, to be read again, and a label of their own (`label:NAME`)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. Names what they have seen, marked and follow."""

    name: str
    """Name in the archive's cursors and marks; empty for a visitor, of whom nothing is remembered."""
    may_write: bool = False
    """May follow, mark and correct."""
    csrf: str = ""
    """What a form of theirs must send back as `csrf`, or a script as `X-CSRF-Token`; empty when they may not write."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a story."""

    story: str
    """Id of the story."""
    mark: str
    """`saved`, `unread` or `label:NAME`."""
    at: datetime
    """When it was put there, UTC."""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition as lists page through it: without its brief."""

    n: int
    """Its number in the archive: the later published, the greater. Names its place in a list for good."""
    first: int
    """The same of the first edition of its story: a number that names the story for programs that want one."""
    story: str
    """Id of the story."""
    number: int
    """Number of the edition within the story."""
    at: datetime
    """The moment of its round, UTC."""


PassKind = Literal["session", "app", "reader"]
"""Of a browser that logged in, a password for one program, or what a reader app was given when it logged in."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a program or a browser shows instead of a password: a token, without the secret."""

    id: str
    """SHA-256 of the secret."""
    user: str
    """Whose it is."""
    kind: PassKind
    """What it is for."""
    label: str
    """What its user calls it; of a session the browser, of a reader app's the app password it came with."""
    made_at: datetime
    """When it was issued, UTC."""
    used_at: datetime
    """When it was last used, to a minute, UTC."""
    expires_at: datetime | None
    """When it ends, UTC; `None`: never."""
