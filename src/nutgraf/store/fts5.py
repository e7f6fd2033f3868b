"""Full text in SQLite, by FTS5.

Theory: the index holds no text of its own (`content=''`): the documents lie packed in their tables. An index entry is
therefore taken out by giving FTS5 the words that were put in.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

COLUMNS = {"article_words": ("title", "body", "outlet"), "edition_words": ("headline", "lines", "claims")}
"""Columns, the weightiest first."""
WEIGHTS = {"article_words": "4.0, 1.0, 2.0", "edition_words": "4.0, 2.0, 1.0"}
"""Of the columns in bm25 (Robertson and Zaragoza 2009)."""


def create(connection: Connection) -> None:
    """Make the full-text tables."""
    for table, columns in COLUMNS.items():
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(columns)}, content='', "
            'tokenize="unicode61 remove_diacritics 2")'
        )


def insert(connection: Connection, table: str, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Add words, each under its number."""
    columns = ", ".join(COLUMNS[table])
    for row in rows:
        connection.exec_driver_sql(
            f"INSERT INTO {table}(rowid, {columns}) VALUES (?, ?, ?, ?)", tuple(_plain(value) for value in row)
        )


def remove(connection: Connection, table: str, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Take words out again: the number, and what was put in under it."""
    columns = ", ".join(COLUMNS[table])
    for row in rows:
        connection.exec_driver_sql(
            f"INSERT INTO {table}({table}, rowid, {columns}) VALUES ('delete', ?, ?, ?, ?)",
            tuple(_plain(value) for value in row),
        )


def matching(
    connection: Connection, table: str, wanted: Sequence[str], barred: Sequence[str], since: int, most: int
) -> list[tuple[int, float]]:
    """Return number and bm25 (smaller is better) of the newest that match, unordered."""
    words = _expression(wanted, barred)
    newest = connection.execute(
        text(
            f"SELECT rowid FROM {table} WHERE {table} MATCH :words AND rowid >= :since ORDER BY rowid DESC LIMIT :most"
        ),
        {"words": words, "most": most, "since": since},
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


def _expression(wanted: Sequence[str], barred: Sequence[str]) -> str:
    every, none = " AND ".join(map(_quoted, wanted)), " OR ".join(map(_quoted, barred))
    return f"({every}) NOT ({none})" if none else every


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ").replace("\0", " ") + '"'


def _plain(value: int | str) -> int | str:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
