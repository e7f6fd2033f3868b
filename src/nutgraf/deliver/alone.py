"""One process at a time sends: two timers that overlap would tell everything twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from nutgraf.errors import UsageError
from nutgraf.store.archive import Archive
from nutgraf.store.database import MEMORY


@contextmanager
def alone(archive: Archive, what: str) -> Iterator[None]:
    """Hold the lock of an archive's mail or hooks. Raises UsageError when another process has it."""
    if archive.path == MEMORY:
        yield
        return
    from filelock import FileLock, Timeout

    try:
        with FileLock(f"{archive.path}.{what}.lock", timeout=0):
            yield
    except Timeout:
        raise UsageError(
            f"Another nutgraf is at the {what} of {archive.path} already; wait for it.", about=what
        ) from None
