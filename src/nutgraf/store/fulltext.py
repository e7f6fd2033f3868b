"""Words of articles, claims and editions: what is asked of an index, and who answers it, `fts5` or `tsvector`.

Rule 1: what a person typed is never a database's syntax.
Rule 2: only the newest `MOST_RANKED` matches are ranked: a common word stands in a fifth of a million articles, and
        ranking all of them takes half a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from sqlalchemy import Connection

from nutgraf.model import Article
from nutgraf.store import fts5

MOST_RANKED = 1_000
"""Newest matches that are ranked."""
TABLES = ("article_words", "edition_words")
"""Full-text tables; the columns of each stand in the first migration."""
Row = tuple[int, str, str, str]
"""The number, and the words in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Expression:
    """What is looked for; one that holds nothing is false."""

    wanted: tuple[str, ...]
    """Words and phrases that must all stand there."""
    barred: tuple[str, ...]
    """Words of which none may."""

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return bool(self.wanted)


class Index(Protocol):
    """A database's way of finding words; called by the functions below."""

    def create(self, connection: Connection) -> None:
        """Make the tables."""
        ...

    def insert(self, connection: Connection, table: str, rows: Sequence[Row]) -> None:
        """Add words, each under its number."""
        ...

    def remove(self, connection: Connection, table: str, rows: Sequence[Row]) -> None:
        """Take words out again."""
        ...

    def matching(
        self, connection: Connection, table: str, wanted: Sequence[str], barred: Sequence[str], since: int, most: int
    ) -> list[tuple[int, float]]:
        """Return number and rank of the newest that match."""
        ...


def create(connection: Connection) -> None:
    """Make the full-text tables."""
    _index(connection).create(connection)


def index_articles(connection: Connection, rows: Iterable[tuple[int, Article]]) -> None:
    """Add the words of articles, each under its number."""
    words = [(n, a.title, a.text, a.outlet) for n, a in sorted(rows, key=lambda r: r[0])]
    _index(connection).insert(connection, "article_words", words)


def index_edition(connection: Connection, n: int, headline: str, lines: str, claims: str) -> None:
    """Add the words of an edition under its number."""
    _index(connection).insert(connection, "edition_words", [(n, headline, lines, claims)])


def unindex(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Take words out again: the number, and what was put in under it."""
    _index(connection).remove(connection, table, rows)


def matching(connection: Connection, table: str, words: Expression, since: int = 0) -> list[tuple[int, float]]:
    """Return number and rank (smaller is better) of what matches, unordered."""
    return _index(connection).matching(connection, table, words.wanted, words.barred, since, MOST_RANKED)


def expression_of(words: Sequence[str], phrases: Sequence[str], excluded: Sequence[str]) -> Expression:
    """Return what to look for: words and phrases that must all stand there, and words that must not."""
    return Expression(tuple(filter(_has_word, (*words, *phrases))), tuple(filter(_has_word, excluded)))


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _index(connection: Connection) -> Index:
    if connection.dialect.name != "postgresql":
        return cast(Index, fts5)
    from nutgraf.store import tsvector

    return cast(Index, tsvector)
