"""An archive on a server: PostgreSQL, by psycopg 3.

Theory: readers see one state (REPEATABLE READ). Writers take turns by an advisory lock that ends with their
transaction; each statement then sees what was last committed (READ COMMITTED), and nobody else can commit meanwhile. So
what SQLite promised holds here too: a number that is seen is seen after all smaller ones, which pages and hooks go by.

Rule 1: the last thing in a transaction that writes is to count `pulse` up; whoever keeps values looks at it.
Rule 2: who works alone holds a lock by a connection of its own. When that connection is lost, so is the lock: from then
        on this process writes nothing more, for another may have taken over.
Rule 3: what is dead is noticed soon, on both sides: keepalives end a connection after `DEAD_S` of silence.
Rule 4: the address is libpq's: passwords may stand in ~/.pgpass, TLS in the address.
"""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any  # a connection of psycopg, which is loaded late, and SQLAlchemy's events

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError

from nutgraf.errors import NotReadable, SettingsError, UsageError
from nutgraf.store.address import shown
from nutgraf.store.base import Version

WAIT_S = 30
"""Longest wait for another writer, in seconds."""
CONNECT_S = 10
"""Longest wait for the server to answer a new connection, in seconds."""
DEAD_S = 8
"""Silence after which the other side is dead, in seconds."""
MOST_KEPT = 6
"""Connections kept open."""
MOST_OPEN = 40
"""Of one process at a time; a server has a hundred for all, and each takes some 10 MB there."""
LOCKS = 0x6E757467
"""First half of the numbers of our advisory locks; PostgreSQL keeps them apart by database."""
WRITING = 1
"""The lock of the transaction that writes."""
ALIVE = {"keepalives": 1, "keepalives_idle": DEAD_S // 2, "keepalives_interval": DEAD_S // 4, "keepalives_count": 2}
"""What our side asks of a connection."""
SET_UP = (
    f"SET lock_timeout = '{WAIT_S}s'; SET jit = off; SET tcp_keepalives_idle = {DEAD_S // 2}; "
    f"SET tcp_keepalives_interval = {DEAD_S // 4}; SET tcp_keepalives_count = 2; "
    f"SET tcp_user_timeout = {1000 * DEAD_S}"
)
"""What the server is asked; `jit` takes longer than our queries."""
HELD = text(
    "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = :pid "
    "AND classid = CAST(:locks AS oid) AND objid = CAST(:lock AS oid))"
)


class PulseWatch:
    """Hears of every change by the counter that each transaction that writes counts up."""

    def __init__(self, engine: Engine) -> None:
        """Keep what gives connections."""
        self._engine = engine

    def version(self) -> Version:
        """Return another version than before when any process has changed the archive since."""
        try:
            with self._engine.connect() as connection:
                return (connection.execute(text("SELECT n FROM pulse")).scalar_one(),)
        except SQLAlchemyError:
            return ()

    def close(self) -> None:
        """Keep nothing open."""


class PostgresBase:
    """A database of a server."""

    def __init__(self, address: str) -> None:
        """Keep the address; the server is asked first when a connection is. Raises SettingsError without psycopg."""
        self._name = shown(address)
        self._engine = _engine_of(address)
        self.reads: Engine = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.writes: Engine = self._engine.execution_options(isolation_level="READ COMMITTED")
        self.watch = PulseWatch(self.reads)
        self._held: dict[int, int] = {}

    def began(self, connection: Connection) -> None:
        """Wait until no other transaction writes. Raises NotReadable when a lock that this process held is lost."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:locks, :lock)"), {"locks": LOCKS, "lock": WRITING})
        self.assure(connection)

    def assure(self, connection: Connection) -> None:
        """Raise NotReadable when a lock that this process held is lost."""
        for lock, pid in list(self._held.items()):
            if not connection.execute(HELD, {"locks": LOCKS, "lock": lock, "pid": pid}).scalar_one():
                raise NotReadable(
                    f"The connection by which this process alone worked on {self._name} was lost; what it was doing is "
                    "taken up by the next.",
                    about=self._name,
                )

    def ending(self, connection: Connection) -> None:
        """Count the pulse up."""
        connection.execute(text("UPDATE pulse SET n = n + 1"))

    @contextmanager
    def alone(self, what: str) -> Iterator[bool]:
        """Hold an advisory lock by a connection of its own."""
        lock = lock_of(what)
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            asked = {"locks": LOCKS, "lock": lock}
            if not connection.execute(text("SELECT pg_try_advisory_lock(:locks, :lock)"), asked).scalar_one():
                yield False
                return
            self._held[lock] = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            try:
                yield True
            finally:
                del self._held[lock]
                try:
                    connection.execute(text("SELECT pg_advisory_unlock(:locks, :lock)"), asked)
                except DBAPIError:
                    connection.invalidate()  # the server is gone, and the lock with it

    def damage(self, connection: Connection) -> list[str]:
        """Return the indexes that the server does not use; files are its own care, foreign keys it holds to."""
        broken = text(
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "JOIN pg_namespace s ON s.oid = c.relnamespace WHERE NOT i.indisvalid AND s.nspname = current_schema()"
        )
        found = connection.execute(broken).scalars()
        return [f"The index {name} is not valid; `REINDEX INDEX {name}` makes it anew." for name in found]

    def size(self, connection: Connection) -> int:
        """Return the bytes of the whole database."""
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())

    def compact(self) -> None:
        """Let the server use the room of deleted rows again, and count anew what it plans by."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM (ANALYZE)"))

    def copy_to(self, path: str) -> int:
        """Refuse: a server has tools of its own for it. Raises UsageError."""
        raise UsageError(
            f"{self._name} is a database of a server: `pg_dump --format=custom --file={path} ADDRESS` copies it while "
            "it is in use; `nutgraf move` makes a file of it.",
            about=self._name,
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def lock_of(what: str) -> int:
    """Return the number of the lock for something; the empty word is the newsroom's work."""
    return max(WRITING + 1, zlib.crc32(what.encode()) >> 1)


def _engine_of(address: str) -> Engine:
    if find_spec("psycopg") is None:
        raise SettingsError(
            "An archive on a PostgreSQL server needs psycopg: `pip install 'nutgraf[postgres]'` brings it.",
            about=shown(address),
        )
    try:
        engine = create_engine(
            "postgresql+psycopg://",
            pool_size=MOST_KEPT,
            max_overflow=MOST_OPEN - MOST_KEPT,
            pool_use_lifo=True,
            pool_pre_ping=True,  # 0.1 ms; else a server that was started anew costs each connection an error
            connect_args={"connect_timeout": CONNECT_S, "application_name": "nutgraf", **ALIVE},
        )
    except ImportError as error:
        raise SettingsError(f"psycopg cannot be used here: {error}.", about=shown(address)) from error
    event.listen(engine, "do_connect", lambda dialect, _, __, given: dialect.loaded_dbapi.connect(address, **given))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "checkout", _ours)
    return engine


def _set_up(connection: Any, record: Any) -> None:
    record.info["by"] = os.getpid()
    connection.autocommit = True
    connection.execute(SET_UP)
    connection.autocommit = False


def _ours(_: Any, record: Any, proxy: Any) -> None:
    """Leave a connection that was opened before a fork to the process that opened it: closing would end it for both."""
    if record.info["by"] != os.getpid():
        record.dbapi_connection = proxy.dbapi_connection = None
        raise DisconnectionError("opened by another process")
