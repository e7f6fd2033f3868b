"""What databases say in words of their own, small enough to stand here; full text has rooms of its own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any  # Any: a column of whatever kind

from sqlalchemy import JSON, ColumnElement, Connection, Table, case, cast, func, text
from sqlalchemy.dialects.sqlite import insert as insert_of_sqlite

from nutgraf.errors import NotReadable
from nutgraf.store import fulltext, near
from nutgraf.store.schema import feeds, metadata

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


def create_own(connection: Connection) -> None:
    """Make what a database needs beside the tables of `schema`. Raises NotReadable when the database will not do."""
    fulltext.create(connection)
    if connection.dialect.name != "postgresql":
        return
    if connection.execute(text("SHOW server_encoding")).scalar_one() != "UTF8":
        raise NotReadable("An archive needs a database in UTF8: `createdb -E UTF8 -T template0 NAME` makes one.")
    connection.execute(text("CREATE TABLE pulse (n BIGINT NOT NULL)"))
    connection.execute(text("INSERT INTO pulse VALUES (0)"))
    near.create(connection)


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


def counted_tables() -> tuple[str, ...]:
    """Return the names of the tables whose rows are numbered as they come."""
    return tuple(name for name, table in metadata.tables.items() if table.dialect_options["sqlite"]["autoincrement"])


def numbers_given(connection: Connection) -> dict[str, int]:
    """Return the last number that was given in each table, also when its row is gone."""
    if connection.dialect.name != "postgresql":
        rows = connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
        return {row.name: row.seq for row in rows if row.name in counted_tables()}
    found: dict[str, int] = {}
    for name in counted_tables():
        counter = connection.execute(text("SELECT pg_get_serial_sequence(:name, 'n')"), {"name": name}).scalar_one()
        last, used = connection.execute(text(f"SELECT last_value, is_called FROM {counter}")).one()
        if used:
            found[name] = last
    return found


def give_numbers_after(connection: Connection, given: Mapping[str, int]) -> None:
    """Give numbers from now on behind those that were given elsewhere."""
    for name, last in given.items():
        asked = {"name": name, "last": last}
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'n'), :last)"), asked)
        elif not connection.execute(text("UPDATE sqlite_sequence SET seq = :last WHERE name = :name"), asked).rowcount:
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), asked)
