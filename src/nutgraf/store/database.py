"""The archive's tables, wherever they lie, brought to their newest form, with short transactions.

Rule 1: readers never wait: they see one state of the archive, what was last committed when they began. Writers take
        turns, so that numbers come to light in the order in which they were given.
Rule 2: a transaction is all or nothing, also when the process is killed in it.
Rule 3: foreign exceptions end here: what comes out is one of our errors, with the archive's name and no password.
"""

import os
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from nutgraf.errors import NotReadable, UsageError
from nutgraf.store.address import MEMORY, on_server, place_of, shown
from nutgraf.store.base import Base
from nutgraf.store.kept import Kept
from nutgraf.store.sqlite import SqliteBase

__all__ = ["HEAD", "MEMORY", "Database"]
T = TypeVar("T")
HEAD = "0003"
"""Newest migration; a test holds it against the files."""

MOVING = "moving"
"""Table that stands in an archive for as long as another is being moved into it."""


class Database:
    """Tables, in a file or on a server."""

    opens_unfinished: ClassVar[bool] = False
    """Whether one may be opened into which an archive is still being moved."""

    def __init__(self, path: str) -> None:
        """Open or make the tables, and bring them up to date. Raises NotReadable when they are no archive of ours."""
        self.path = place_of(path)
        self.name = shown(self.path)
        """What people are told of where it lies."""
        self._base = base_of(self.path)
        self._kept = Kept(self._base.watch)
        try:
            self._migrate()
        except (SQLAlchemyError, sqlite3.Error) as error:
            self.close()
            raise unusable(self.name, error) from error
        except NotReadable:
            self.close()
            raise

    def close(self) -> None:
        """Close; what was committed stays."""
        self._kept.close()
        self._base.close()

    def kept(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return what `read` reads from the archive, kept until anybody changes the archive; not to be changed."""
        return read() if self.path == MEMORY else self._kept.get(key, read)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the archive."""
        with self._ours(), self._base.reads.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all when an error leaves the block."""
        with self._ours():
            with self._base.writes.connect() as connection, connection.begin():
                self._base.began(connection)
                yield connection
                self._base.ending(connection)
            self._kept.changed()

    @contextmanager
    def alone(self, what: str, refusal: str) -> Iterator[None]:
        """Hold the lock of the archive for something. Raises UsageError with a sentence when another process has it."""
        with self._ours(), self._base.alone(what) as got:
            if not got:
                raise UsageError(refusal, about=self.name)
            yield

    def assure_alone(self) -> None:
        """Raise NotReadable when a lock that this process held is lost; every transaction that writes looks, too."""
        with self._ours(), self._base.reads.connect() as connection:
            self._base.assure(connection)

    def damage(self, connection: Connection) -> list[str]:
        """Return what is broken beneath the tables, in sentences."""
        return self._base.damage(connection)

    def size(self, connection: Connection) -> int:
        """Return how many bytes the archive takes."""
        return self._base.size(connection)

    def copy_to(self, path: str) -> int:
        """Copy the archive, while it is in use, to a new file; returns its size. Raises SettingsError, UsageError."""
        with self._ours():
            return self._base.copy_to(path)

    def compact(self) -> None:
        """Give the room of deleted rows back; costs a writing of the whole file."""
        with self._ours():
            self._base.compact()

    @contextmanager
    def _ours(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise unusable(self.name, error) from error

    def _migrate(self) -> None:
        with self._base.reads.connect() as connection:
            names = inspect(connection).get_table_names()
            if MOVING in names and not self.opens_unfinished:
                raise NotReadable(f"{self.name} is not whole: run `nutgraf move` into it again.", about=self.name)
            if "alembic_version" in names:
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if found == HEAD:
                    return  # alembic need not load: 0.2 s
            elif names:
                raise NotReadable(f"{self.name} is a database, but no archive of nutgraf.", about=self.name)
        from nutgraf.store.migrate import upgrade

        with self.writing() as connection:
            upgrade(connection)


def exists(place: str) -> bool:
    """Tell whether there is an archive at a place, or anything else. Raises NotReadable when a server does not say."""
    if not on_server(place):
        return os.path.exists(place)
    base = base_of(place)
    try:
        with base.reads.connect() as connection:
            return inspect(connection).has_table("alembic_version")
    except SQLAlchemyError as error:
        raise unusable(shown(place), error) from error
    finally:
        base.close()


def unusable(name: str, error: Exception) -> NotReadable:
    """Turn a database's error into ours."""
    why = str(getattr(error, "orig", None) or error).split("\n")[0].rstrip(".")
    return NotReadable(f"The archive {name} cannot be used: {why}.", about=name)


def base_of(place: str) -> Base:
    """Return the database at a place. Raises SettingsError when it cannot be opened for want of something."""
    if not on_server(place):
        return SqliteBase(place)
    from nutgraf.store.postgres import PostgresBase

    return PostgresBase(place)
