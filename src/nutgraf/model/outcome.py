"""Done | Failed: results that travel in a stream, so that one bad item never stops a run."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from nutgraf.errors import NutgrafError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A value that came through."""

    value: T
    """What came through."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that did not, with a sentence for the user."""

    address: str
    """What it was."""
    message: str
    """A whole sentence that names it and says what can be done."""
    reason: str
    """Name of the error class, for counting."""

    @classmethod
    def of(cls, error: NutgrafError, address: str) -> "Failed":
        """Turn one of our errors into a value."""
        return cls(address=error.about or address, message=error.message, reason=type(error).__name__)
