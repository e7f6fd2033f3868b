"""What databases say in words of their own, small enough to stand here; full text has rooms of its own."""

from typing import TYPE_CHECKING, Any  # Any: a column of whatever kind

from sqlalchemy import JSON, ColumnElement, Connection, Table, case, cast, func
from sqlalchemy.dialects.sqlite import insert as insert_of_sqlite

from nutgraf.store.schema import feeds

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


def insert_into(connection: Connection, table: Table) -> "SqliteInsert | PostgresInsert":
    """Return an insert that can be told what to do when the row is there already."""
    if connection.dialect.name != "postgresql":
        return insert_of_sqlite(table)
    from sqlalchemy.dialects.postgresql import insert

    return insert(table)


def larger(one: ColumnElement[int], other: Any) -> ColumnElement[int]:
    """Return the larger of two numbers; `max` and `greatest` are each known to one database only."""
    return case((one > other, one), else_=other)


def failures_of_feeds(connection: Connection) -> ColumnElement[int]:
    """Return the number of failures in a row that stands in a feed's document."""
    if connection.dialect.name != "postgresql":
        found: ColumnElement[int] = func.json_extract(feeds.c.feed, "$.failures")
        return found
    failures: ColumnElement[int] = cast(feeds.c.feed, JSON)["failures"].as_integer()
    return failures
