"""One process at a time sends: two timers that overlap would tell everything twice."""

from contextlib import AbstractContextManager

from nutgraf.store.archive import Archive


def alone(archive: Archive, what: str) -> AbstractContextManager[None]:
    """Hold the lock of an archive's mail or hooks. Raises UsageError when another process has it."""
    return archive.alone(what, f"Another nutgraf is at the {what} of {archive.name} already; wait for it.")
