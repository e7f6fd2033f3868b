"""The archive's file: SQLite in WAL mode, brought to the newest tables, with short transactions.

Rule 1: readers never wait: they read what was last committed. Writers take turns and wait up to `WAIT_S`.
Rule 2: a transaction is all or nothing, also when the process is killed in it: `synchronous=NORMAL` may lose the last
        transactions of a machine that loses power, never the file.
Rule 3: foreign exceptions end here: what comes out is one of our errors, with the file's name.
Rule 4: connections are kept, since opening one costs 1.5 ms and a page reads ten times; not beyond a fork, nor when
        another file has taken the place of this one.
"""

import os
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from nutgraf.errors import NotReadable, SettingsError
from nutgraf.store.kept import Kept

T = TypeVar("T")
MEMORY = ":memory:"
"""Names an archive that lives as long as the process."""
WAIT_S = 30.0
"""Longest wait for another writer, in seconds."""
MOST_KEPT = 6
"""Connections kept open, the last used first; each may come to hold `CACHE_KB` of pages."""
CACHE_KB = 4_000
"""Page cache of a connection: what is not in it is in the system's, 3 microseconds away."""
HEAD = "0003"
"""Newest migration; a test holds it against the files."""


class Database:
    """A file of tables."""

    def __init__(self, path: str) -> None:
        """Open or make the file, and bring its tables up to date. Raises NotReadable when it is no archive of ours."""
        self.path = path
        if path != MEMORY:
            _make_folder(path)
        self._engine = _engine_of(path)
        self._kept = Kept(path)
        try:
            self._migrate()
        except (SQLAlchemyError, sqlite3.Error) as error:
            self.close()
            raise self.unusable(error) from error

    def close(self) -> None:
        """Close; what was committed stays."""
        self._kept.close()
        self._engine.dispose()

    def kept(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return what `read` reads from the archive, kept until anybody changes the archive; not to be changed."""
        return read() if self.path == MEMORY else self._kept.get(key, read)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the archive."""
        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self.unusable(error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all when an error leaves the block."""
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                yield connection
            self._kept.changed()
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self.unusable(error) from error

    def compact(self) -> None:
        """Give the room of deleted rows back to the disk; costs a writing of the whole file."""
        try:
            bare = self._engine.raw_connection()  # the engine's own would begin a transaction
            try:
                bare.cursor().execute("VACUUM")
            finally:
                bare.close()
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self.unusable(error) from error

    def unusable(self, error: Exception) -> NotReadable:
        """Turn a database's error into ours."""
        why = str(getattr(error, "orig", None) or error).split("\n")[0]
        return NotReadable(f"The archive {self.path} cannot be used: {why}.", about=self.path)

    def _migrate(self) -> None:
        with self._engine.connect() as connection:
            names = inspect(connection).get_table_names()
            if "alembic_version" in names:
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if found == HEAD:
                    return  # alembic need not load: 0.2 s
            elif names:
                raise NotReadable(f"{self.path} is a database, but no archive of nutgraf.", about=self.path)
        from nutgraf.store.migrate import upgrade

        with self.writing() as connection:
            upgrade(connection)


def _engine_of(path: str) -> Engine:
    given = {"timeout": WAIT_S, "check_same_thread": False}
    if path == MEMORY:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args=given)
    else:
        engine = create_engine(
            f"sqlite:///{path}",
            poolclass=QueuePool,
            pool_size=MOST_KEPT,
            max_overflow=-1,
            pool_use_lifo=True,
            connect_args=given,
        )
        event.listen(engine, "connect", lambda _, record: record.info.update(file=_file_at(path), by=os.getpid()))
        event.listen(engine, "checkout", lambda _, record, __: _same(path, record.info))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _file_at(path: str) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_dev, found.st_ino


def _same(path: str, known: Mapping[str, object]) -> None:
    """Have a kept connection opened anew when it is to another file than lies there now. Costs 2 microseconds."""
    try:
        same = known["file"] == _file_at(path) and known["by"] == os.getpid()
    except OSError:
        same = False
    if not same:
        raise DisconnectionError("another file lies there now")


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # else sqlite3 begins transactions of its own, and later than we want
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        f"cache_size=-{CACHE_KB}",
        "trusted_schema=OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # a transaction that begins by reading and then writes would fail when another wrote in between, without waiting
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_folder(path: str) -> None:
    folder = Path(path).resolve().parent
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The folder {folder} for the archive cannot be made: {error.strerror}.", about=path
        ) from error
