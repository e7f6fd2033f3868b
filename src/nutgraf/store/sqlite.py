"""An archive in one file: SQLite in WAL mode.

Rule 1: readers never wait: they read what was last committed. Writers take turns and wait up to `WAIT_S`.
Rule 2: a transaction is all or nothing, also when the process is killed in it: `synchronous=NORMAL` may lose the last
        transactions of a machine that loses power, never the file.
Rule 3: connections are kept, since opening one costs 1.5 ms and a page reads ten times; not beyond a fork, nor when
        another file has taken the place of this one.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool, StaticPool

from nutgraf.errors import SettingsError
from nutgraf.store.address import MEMORY
from nutgraf.store.base import Version

WAIT_S = 30.0
"""Longest wait for another writer, in seconds."""
MOST_KEPT = 6
"""Connections kept open, the last used first; each may come to hold `CACHE_KB` of pages."""
CACHE_KB = 4_000
"""Page cache of a connection: what is not in it is in the system's, 3 microseconds away."""


class FileWatch:
    """Hears of every change of a file.

    Theory: `PRAGMA data_version` gives a connection another number whenever *another* connection has changed the
    file. A connection that never writes therefore hears of every change. Asking takes 15 microseconds, and a look at
    the file.
    """

    def __init__(self, path: str) -> None:
        """Keep the path; the file is opened when it is first asked for."""
        self._path = path
        self._watch: sqlite3.Connection | None = None
        self._watched: tuple[int, int] | None = None

    def version(self) -> Version:
        """Return another version than before when any process has changed the file, or put another in its place."""
        try:
            lies = _file_at(self._path)
            if self._watch is None or lies != self._watched:
                self.close()
                self._watch = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
                self._watched = lies
            return (*lies, id(self._watch), self._watch.execute("PRAGMA data_version").fetchone()[0])
        except (OSError, sqlite3.Error):
            return ()

    def close(self) -> None:
        """Close the file."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None


class SqliteBase:
    """A file of tables, or one in memory."""

    def __init__(self, path: str) -> None:
        """Make the folder of the file; the file is made when it is first connected to. Raises SettingsError."""
        self._path = path
        if path != MEMORY:
            _make_folder(path)
        self.reads: Engine = _engine_of(path)
        self.writes: Engine = self.reads.execution_options(writes=True)
        self.watch = FileWatch(path)

    def began(self, connection: Connection) -> None:
        """Do nothing more: `BEGIN IMMEDIATE` has waited."""

    def ending(self, connection: Connection) -> None:
        """Do nothing more: SQLite counts its changes."""

    @contextmanager
    def alone(self, what: str) -> Iterator[bool]:
        """Hold a lock beside the file; what lives in memory is this process's alone."""
        if self._path == MEMORY:
            yield True
            return
        from filelock import FileLock, Timeout

        lock = FileLock(f"{self._path}.{what}.lock" if what else f"{self._path}.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def assure(self, connection: Connection) -> None:
        """Do nothing: a file's lock is lost with its process only."""

    def damage(self, connection: Connection) -> list[str]:
        """Return what SQLite finds broken; costs a reading of the whole file."""
        found = (row[0] for row in connection.execute(text("PRAGMA integrity_check")))
        faults = [f"The file is damaged: {words}." for words in found if words != "ok"]
        lost = connection.execute(text("PRAGMA foreign_key_check"))
        return faults + [f"A row of {row[0]} points at one of {row[2]} that is not there." for row in lost]

    def size(self, connection: Connection) -> int:  # noqa: ARG002  # a server is asked by it
        """Return the bytes of the file."""
        return 0 if self._path == MEMORY else os.path.getsize(self._path)

    def compact(self) -> None:
        """Write the whole file anew."""
        bare = self.reads.raw_connection()  # the engine's own would begin a transaction
        try:
            bare.cursor().execute("VACUUM")
        finally:
            bare.close()

    def copy_to(self, path: str) -> int:
        """Copy the file while it is in use. Raises SettingsError."""
        try:
            with self.reads.connect() as connection:
                source = connection.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)
                copy = sqlite3.connect(path)
                with copy:
                    source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                copy.close()
            return os.path.getsize(path)
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(f"The backup {path} cannot be written: {error}.", about=path) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.reads.dispose()


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
