"""Moves an archive to another place, from a file to a server or back, and holds row against row afterwards.

    mark -> copy each table by key, in batches, with the words of its documents -> numbers -> compare -> unmark

Rule 1: into what holds anything nothing is moved, but a move that was broken off goes on behind the last row it wrote:
        a batch is one transaction, and tables are copied in order of their keys.
Rule 2: until every row was compared a mark stands in the new archive, and nothing else opens it. The old one stays as
        it is; nobody may work on either meanwhile.
Rule 3: the index of words is made anew from the documents, in the manner of the new place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any  # rows: SQLAlchemy types a select by its columns

from sqlalchemy import Connection, Row, Table, func, insert, literal, select, text, tuple_

from nutgraf.errors import NotReadable, UsageError
from nutgraf.model import Article, Edition
from nutgraf.store import near
from nutgraf.store.address import MEMORY
from nutgraf.store.columns import Words
from nutgraf.store.database import MOVING, Database
from nutgraf.store.dialects import give_numbers_after, numbers_given
from nutgraf.store.editions import words_of
from nutgraf.store.fulltext import TABLES, index_articles, index_edition
from nutgraf.store.rows import unpacked
from nutgraf.store.schema import articles, editions, metadata, vectors

BATCH = 500
"""Rows of one transaction: of editions some 20 MB."""
OnStep = Callable[[str, int], None]
"""Told what is being done, and how far it is."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved."""

    rows: int
    """Rows compared, of all tables."""
    tables: tuple[tuple[str, int], ...]
    """Rows of each table."""


class Target(Database):
    """The new place, which may have been left half full."""

    opens_unfinished = True


def move(here: str, there: str, on_step: OnStep) -> Moved:
    """Copy an archive to a place that holds none, and compare. Raises UsageError, NotReadable."""
    source = Database(here)
    try:
        target = Target(there)
        try:
            if source.path == target.path or MEMORY in (source.path, target.path):
                raise UsageError("An archive is moved from one place to another; these are one, or no place to stay.")
            with source.alone("", _busy(source)), target.alone("", _busy(target)), source.reading() as reading:
                return _move(source, reading, target, on_step)
        finally:
            target.close()
    finally:
        source.close()


def _move(source: Database, reading: Connection, target: Database, on_step: OnStep) -> Moved:
    _mark(target, source.name)
    for table in metadata.sorted_tables:
        _copy(reading, target, table, on_step)
    with target.writing() as connection:
        give_numbers_after(connection, numbers_given(reading))
    with target.reading() as connection:
        counts = tuple((t.name, _compare(reading, connection, t, on_step)) for t in metadata.sorted_tables)
        _compare_words(connection, dict(counts))
    with target.writing() as connection:
        connection.execute(text(f"DROP TABLE {MOVING}"))
    return Moved(sum(count for _, count in counts), counts)


def _busy(database: Database) -> str:
    return f"Another nutgraf is working on {database.name}; stop it first."


def _mark(target: Database, source: str) -> None:
    """Put the mark, or find that of the same move. Raises UsageError when the place is not empty."""
    with target.writing() as connection:
        connection.execute(text(f"CREATE TABLE IF NOT EXISTS {MOVING} (source VARCHAR NOT NULL)"))
        begun = connection.execute(text(f"SELECT source FROM {MOVING}")).scalar()
        if begun is None:
            held = [t.name for t in metadata.sorted_tables if connection.execute(select(t).limit(1)).first()]
            if held:
                raise UsageError(
                    f"{target.name} holds an archive already ({', '.join(held)}); give an empty place.",
                    about=target.name,
                )
            connection.execute(text(f"INSERT INTO {MOVING} VALUES (:source)"), {"source": source})
        elif begun != source:
            raise UsageError(
                f"{begun} was being moved to {target.name}; finish that, or give an empty place.", about=target.name
            )


def _copy(reading: Connection, target: Database, table: Table, on_step: OnStep) -> None:
    with target.reading() as connection:
        keys = table.primary_key.columns
        last = connection.execute(select(*keys).order_by(*(key.desc() for key in keys)).limit(1)).first()
        done = connection.execute(select(func.count()).select_from(table)).scalar_one()
    for rows in _batches(reading, table, last):
        with target.writing() as connection:
            connection.execute(insert(table), [dict(row._mapping) for row in rows])
            _index(connection, table, rows)
        done += len(rows)
        on_step(f"Copying {table.name}", done)


def _index(connection: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
    if table is articles:
        index_articles(connection, [(row.n, unpacked(row.article, Article)) for row in rows])
    elif table is editions:
        for row in rows:
            index_edition(connection, row.n, *words_of(unpacked(row.edition, Edition)))
    elif table is vectors:
        near.keep(connection, [(row.article, row.vector) for row in rows])


def _batches(connection: Connection, table: Table, last: Row[Any] | None = None) -> Iterator[Sequence[Row[Any]]]:
    """Yield the rows behind a key, in order of their keys; never more than a batch in memory."""
    keys = tuple(table.primary_key.columns)
    query = select(table).order_by(*keys).limit(BATCH)
    behind = None if last is None else tuple(last)
    while True:
        part = query if behind is None else query.where(tuple_(*keys) > tuple_(*map(_literal, behind, keys)))
        rows = connection.execute(part).all()
        if not rows:
            return
        yield rows
        behind = tuple(rows[-1]._mapping[key] for key in keys)


def _literal(value: object, column: Any) -> Any:
    return literal(value, column.type)


def _compare(reading: Connection, connection: Connection, table: Table, on_step: OnStep) -> int:
    """Return how many rows both hold. Raises NotReadable at the first that differs."""
    ours = (row for rows in _batches(reading, table) for row in rows)
    theirs = (row for rows in _batches(connection, table) for row in rows)
    count = 0
    for mine in ours:
        if _as_kept(table, mine) != tuple(next(theirs, ())):
            raise _differs(table, tuple(mine._mapping[key] for key in table.primary_key.columns))
        count += 1
        if count % BATCH == 0:
            on_step(f"Comparing {table.name}", count)
    if next(theirs, None) is not None:
        raise _differs(table, "more than there were")
    return count


def _as_kept(table: Table, row: Row[Any]) -> tuple[object, ...]:
    """Return a row of the old archive as it is kept today: an old file may hold words that no new one takes."""
    return tuple(
        c.type.process_bind_param(value, None) if isinstance(c.type, Words) else value  # type: ignore[arg-type]
        for c, value in zip(table.columns, row, strict=True)
    )


def _compare_words(connection: Connection, counts: dict[str, int]) -> None:
    for name, table in zip(TABLES, ("articles", "editions"), strict=True):
        found = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
        if found != counts[table]:
            raise _differs(metadata.tables[table], f"{found} of {counts[table]} are indexed")


def _differs(table: Table, where: object) -> NotReadable:
    return NotReadable(
        f"The table {table.name} did not arrive as it was ({where}): was the old archive changed meanwhile? "
        "Empty the new place, and move again.",
        about=table.name,
    )
