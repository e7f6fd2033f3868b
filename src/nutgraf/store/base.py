"""What a database has to do for an archive, beside speaking SQL: one room each, `sqlite` and `postgres`."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection, Engine

Version = tuple[object, ...]
"""Compared with others only; an empty one says that it cannot be told."""


class Watch(Protocol):
    """Tells whether an archive has changed; called by `kept`."""

    def version(self) -> Version:
        """Return another version than before when any process has changed the archive since."""
        ...

    def close(self) -> None:
        """Watch no longer."""
        ...


class Base(Protocol):
    """A database that holds an archive; called by `database`."""

    @property
    def reads(self) -> Engine:
        """Gives connections that see one state of the archive."""
        ...

    @property
    def writes(self) -> Engine:
        """Gives connections for changes."""
        ...

    @property
    def watch(self) -> Watch:
        """Hears of what other processes change."""
        ...

    def began(self, connection: Connection) -> None:
        """Wait until no other transaction writes."""
        ...

    def ending(self, connection: Connection) -> None:
        """Let others know that something changed; the last thing in a transaction that writes."""
        ...

    def alone(self, what: str) -> AbstractContextManager[bool]:
        """Hold the lock of the archive for something, if no other process has it; tells which."""
        ...

    def assure(self, connection: Connection) -> None:
        """Raise NotReadable when a lock that this process held is lost."""
        ...

    def damage(self, connection: Connection) -> list[str]:
        """Return what is broken beneath the tables, in sentences."""
        ...

    def size(self, connection: Connection) -> int:
        """Return how many bytes the archive takes."""
        ...

    def compact(self) -> None:
        """Give the room of deleted rows back."""
        ...

    def copy_to(self, path: str) -> int:
        """Copy the archive, while it is in use, to a new file; returns its size. Raises SettingsError."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...
