"""What is told of new editions, and how far each has been told.

Each hook has its own place in the sequence of editions (`consumers`): one that fails does not hold up the others, and
none is skipped. The place moves when the other side has taken the message, in one transaction with its good state.
"""

from datetime import datetime

from sqlalchemy import Row, delete, func, insert, select, update

from nutgraf.errors import NotFound, UsageError
from nutgraf.model import MOST_FAILURES, Hook
from nutgraf.store.database import Database
from nutgraf.store.dialects import insert_into, larger
from nutgraf.store.rows import moment, seconds
from nutgraf.store.schema import consumers, editions, hooks

_WITH_BRIEF = "+brief"
"""Stands behind what a hook wants when it wants the whole brief document."""


class Hooks:
    """Every hook, in the order in which they were added."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def add(self, new: Hook) -> Hook:
        """Add a hook, which will be told of what is published from now on. Raises UsageError for a known address."""
        with self._database.writing() as connection:
            if connection.execute(select(hooks.c.n).where(hooks.c.address == new.address)).first():
                raise UsageError("There is a hook of this address already; `nutgraf hook list` shows it.")
            row = {
                "kind": new.kind,
                "address": new.address,
                "secret": new.secret,
                "wants": new.wants + (_WITH_BRIEF if new.with_brief else ""),
                "made_at": seconds(new.at),
                "failures": 0,
                "failure": "",
            }
            made = connection.execute(insert(hooks).values(row)).inserted_primary_key
            assert made is not None, "an insert into a counted table gives its number"
            newest = connection.execute(select(func.max(editions.c.n))).scalar() or 0
            started = {"name": name_of(made[0]), "n": newest, "at": seconds(new.at)}
            connection.execute(insert(consumers).values(started))
        return self.get(made[0])

    def all(self) -> tuple[Hook, ...]:
        """Return every hook."""
        with self._database.reading() as connection:
            places = {row.name: row for row in connection.execute(select(consumers))}
            rows = connection.execute(select(hooks).order_by(hooks.c.n)).all()
        return tuple(_hook(row, places.get(name_of(row.n))) for row in rows)

    def get(self, n: int) -> Hook:
        """Return a hook by its number. Raises NotFound."""
        found = [hook for hook in self.all() if hook.n == n]
        if not found:
            raise NotFound(f"There is no hook {n}; `nutgraf hook list` shows those there are.", about=str(n))
        return found[0]

    def remove(self, n: int) -> Hook:
        """Forget a hook. Raises NotFound."""
        found = self.get(n)
        with self._database.writing() as connection:
            connection.execute(delete(hooks).where(hooks.c.n == n))
            connection.execute(delete(consumers).where(consumers.c.name == name_of(n)))
        return found

    def told(self, n: int, upto: int, now: datetime) -> None:
        """Remember that a hook was told up to an edition, and is well; it never moves back."""
        with self._database.writing() as connection:
            connection.execute(update(hooks).where(hooks.c.n == n).values(failures=0, failure=""))
            place = insert_into(connection, consumers).values(name=name_of(n), n=upto, at=seconds(now))
            farther = {"n": larger(consumers.c.n, upto), "at": seconds(now)}
            connection.execute(place.on_conflict_do_update(index_elements=["name"], set_=farther))

    def passed(self, n: int, upto: int) -> None:
        """Remember that a hook wants nothing up to an edition; says nothing of how it is doing."""
        with self._database.writing() as connection:
            place = (consumers.c.name == name_of(n)) & (consumers.c.n < upto)
            connection.execute(update(consumers).where(place).values(n=upto))

    def failed(self, n: int, why: str, now: datetime, *, for_good: bool = False) -> None:
        """Remember that a hook could not be told; `for_good` stops it at once."""
        times = MOST_FAILURES if for_good else hooks.c.failures + 1
        with self._database.writing() as connection:
            connection.execute(update(hooks).where(hooks.c.n == n).values(failures=times, failure=why))
            connection.execute(update(consumers).where(consumers.c.name == name_of(n)).values(at=seconds(now)))


def name_of(n: int) -> str:
    """Return the name under which a hook's place is kept."""
    return f"hook:{n}"


def _hook(row: Row[tuple[object, ...]], place: Row[tuple[object, ...]] | None) -> Hook:
    wants, _, brief = row.wants.partition("+")
    upto, at = (place.n, moment(place.at)) if place is not None else (0, moment(row.made_at))
    return Hook(row.n, row.kind, row.address, row.secret, wants, bool(brief), row.failures, row.failure, upto, at)
