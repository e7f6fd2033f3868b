"""Back-fill: files of records, how far each came, and what passes on the way."""

from dataclasses import dataclass
from datetime import datetime

from nutgraf.model.article import Article, Item
from nutgraf.model.outcome import Done, Failed


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of records, as it was found."""

    file: str
    """Full path, or address in a store."""
    size: int
    """In bytes; 0 where the store does not say."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A file of records and how far it was taken in."""

    file: str
    """Full path, or address in a store."""
    size: int
    """In bytes, when it was begun: a file of another size is begun anew."""
    began: datetime
    """The moment that its articles are read at, UTC: fixed, so that a run taken up later reads the same."""
    records: int = 0
    """Records that are done: always the first ones."""
    whole: bool = False
    """All are done."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file."""

    number: int
    """From 1."""
    got: Done[Item] | Failed | None
    """The page in it; `None` when it holds no page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a file with what came of it."""

    key: str
    """Names it among imports."""
    item: Item
    """As it stood in the file."""
    article: Article | None
    """`None` when it could not be read."""
    failure: str = ""
    """Why not."""
