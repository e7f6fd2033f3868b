"""Back-fills: which files of records are taken in, and how far each is.

Rule 1: a part's items, what was read of them, and the sign that it is done are one transaction: a kill loses a part or
        nothing, and a part that is done again changes nothing.
Rule 2: parts are done in the order of the file, so that one number says how far it is.
Rule 3: a file that has another size than when it was begun is begun anew; what is known of it is not taken in twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from nutgraf.model import Fill, Incoming, Listed, Page, Read
from nutgraf.store.articles import MANY
from nutgraf.store.columns import kept_key
from nutgraf.store.database import Database
from nutgraf.store.inbox import keep_read, take_in
from nutgraf.store.rows import moment, seconds
from nutgraf.store.schema import fills, items


class Fills:
    """The manifest of back-fills."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def begin(self, files: Sequence[Listed], now: datetime) -> tuple[Fill, ...]:
        """Return files with how far each is, in their order; new ones are begun at `now`."""
        with self._database.writing() as connection:
            return tuple(_begun(connection, one, now) for one in files)

    def keep(self, of: Fill, pages: Sequence[Page], *, records: int, whole: bool = False) -> None:
        """Keep the pages of a file's next part, and that so many of its first records are done."""
        with self._database.writing() as connection:
            if pages:
                _put(connection, of, pages)
            done = update(fills).where(fills.c.file == of.file).values(records=records, whole=whole)
            connection.execute(done)

    def all(self) -> tuple[Fill, ...]:
        """Return all files that were begun, by name."""
        with self._database.reading() as connection:
            return tuple(map(_fill_of, connection.execute(select(fills).order_by(fills.c.file))))


def _begun(connection: Connection, one: Listed, now: datetime) -> Fill:
    row = connection.execute(select(fills).where(fills.c.file == one.file)).first()
    if row is not None and row.size == one.size:
        return replace(_fill_of(row), file=one.file)  # a long name is kept short
    connection.execute(delete(fills).where(fills.c.file == one.file))
    fresh = {"file": one.file, "size": one.size, "began": seconds(now), "records": 0, "whole": False}
    connection.execute(insert(fills).values(fresh))
    return Fill(one.file, one.size, now)


def _put(connection: Connection, of: Fill, pages: Sequence[Page]) -> None:
    by_key = {kept_key(page.key): page for page in pages}
    take_in(connection, 0, None, [Incoming(page.key, page.item) for page in by_key.values()])
    new: list[Read] = []
    keys = list(by_key)
    for start in range(0, len(keys), MANY):
        wanted = (items.c.feed == 0) & (items.c.state == "new") & items.c.key.in_(keys[start : start + MANY])
        for n, key in connection.execute(select(items.c.n, items.c.key).where(wanted).order_by(items.c.n)):
            new.append(Read(n, by_key[key].article, by_key[key].failure))
    if new:
        keep_read(connection, 0, new, of.began)


def _fill_of(row: Row[tuple[object, ...]]) -> Fill:
    return Fill(row.file, row.size, moment(row.began), row.records, row.whole)
