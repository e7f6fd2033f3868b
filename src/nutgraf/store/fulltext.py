"""Words of articles, claims and editions, by SQLite's FTS5; the part that another database does its own way.

Theory: the index holds no text of its own (`content=''`): the documents lie packed in their tables. An index entry is
therefore taken out by giving FTS5 the words that were put in.

Rule 1: what a person typed is never FTS5 syntax: every word is quoted.
Rule 2: only the newest `MOST_RANKED` matches are ranked: a common word stands in a fifth of a million articles, and
        ranking all of them takes half a second.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from nutgraf.model import Article

MOST_RANKED = 1_000
"""Newest matches that are ranked."""
TABLES = ("article_words", "edition_words")
"""Full-text tables; the columns of each stand in the first migration."""
COLUMNS = {"article_words": ("title", "body", "outlet"), "edition_words": ("headline", "lines", "claims")}
"""Columns, the weightiest first."""
WEIGHTS = {"article_words": "4.0, 1.0, 2.0", "edition_words": "4.0, 2.0, 1.0"}
"""Of the columns in bm25 (Robertson and Zaragoza 2009)."""


def create(connection: Connection) -> None:
    """Make the full-text tables."""
    for table in TABLES:
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(COLUMNS[table])}, content='', "
            'tokenize="unicode61 remove_diacritics 2")'
        )


def index_articles(connection: Connection, rows: Iterable[tuple[int, Article]]) -> None:
    """Add the words of articles, each under its number."""
    _insert(connection, "article_words", [(n, a.title, a.text, a.outlet) for n, a in sorted(rows, key=lambda r: r[0])])


def index_edition(connection: Connection, n: int, headline: str, lines: str, claims: str) -> None:
    """Add the words of an edition under its number."""
    _insert(connection, "edition_words", [(n, headline, lines, claims)])


def unindex(connection: Connection, table: str, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Take words out again: the number, and what was put in under it."""
    columns = ", ".join(COLUMNS[table])
    for row in rows:
        connection.exec_driver_sql(
            f"INSERT INTO {table}({table}, rowid, {columns}) VALUES ('delete', ?, ?, ?, ?)",
            tuple(_plain(value) for value in row),
        )


def matching(connection: Connection, table: str, words: str, since: int = 0) -> list[tuple[int, float]]:
    """Return number and rank (smaller is better) of what matches an expression of `expression_of`, unordered."""
    newest = connection.execute(
        text(
            f"SELECT rowid FROM {table} WHERE {table} MATCH :words AND rowid >= :since ORDER BY rowid DESC LIMIT :most"
        ),
        {"words": words, "most": MOST_RANKED, "since": since},
    ).scalars()
    numbers = newest.all()
    if not numbers:
        return []
    ranked = connection.execute(
        text(
            f"SELECT rowid, bm25({table}, {WEIGHTS[table]}) FROM {table} WHERE {table} MATCH :words AND rowid >= :first"
        ),
        {"words": words, "first": numbers[-1]},
    )
    return [(row[0], row[1]) for row in ranked]


def expression_of(words: Sequence[str], phrases: Sequence[str], excluded: Sequence[str]) -> str:
    """Return the FTS5 expression for words and phrases that must all stand there, and words that must not."""
    wanted = " AND ".join(map(_quoted, filter(_has_word, (*words, *phrases))))
    barred = " OR ".join(map(_quoted, filter(_has_word, excluded)))
    return f"({wanted}) NOT ({barred})" if wanted and barred else wanted


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ").replace("\0", " ") + '"'


def _insert(connection: Connection, table: str, rows: Sequence[tuple[int, str, str, str]]) -> None:
    columns = ", ".join(COLUMNS[table])
    for row in rows:
        connection.exec_driver_sql(
            f"INSERT INTO {table}(rowid, {columns}) VALUES (?, ?, ?, ?)", tuple(_plain(value) for value in row)
        )


def _plain(value: int | str) -> int | str:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
