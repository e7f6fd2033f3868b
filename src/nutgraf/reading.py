"""What every command that reads articles is given, and the reading itself, with its sentences for people."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from nutgraf.console import Progress, complain, moment_of, say
from nutgraf.errors import UsageError

if TYPE_CHECKING:
    from nutgraf.newsroom import Newsroom
    from nutgraf.pipeline import Told
    from nutgraf.settings import Settings


@dataclass(frozen=True, slots=True)
class ToRead:
    """What every command that reads articles is given."""

    inputs: Sequence[str]
    """Paths, addresses, `-`."""
    until: str | None
    """Only what was published before, as the user wrote it."""
    allow_private: bool
    """Private networks may be asked."""
    max_bytes: int
    """Largest input."""
    owners: str | None
    """File of a table of owners."""
    history: str | None
    """File in which ids and corrections are kept."""

    @property
    def moment(self) -> datetime | None:
        """The time of `until`. Raises UsageError when it is none."""
        return None if self.until is None else moment_of(self.until)

    def settings(self) -> "Settings":
        """Return the settings that the command line asks for."""
        from nutgraf.newsroom import read_owners
        from nutgraf.settings import Settings

        settings = Settings()
        limits = replace(settings.limits, max_bytes=self.max_bytes, allow_private=self.allow_private)
        owners = () if self.owners is None else read_owners(self.owners)
        return replace(settings, limits=limits, grouping=replace(settings.grouping, owners=owners))


def told_of(newsroom: "Newsroom", given: ToRead, story: int | None, what: str) -> "Told":
    """Read and group, with progress; says on standard error what could not be used, and when there is no `what`.

    Raises UsageError when there is no story of that number.
    """
    with Progress() as step:
        told = newsroom.read(
            given.inputs,
            until=given.moment,
            stdin=sys.stdin.buffer,
            on_step=step,
            history=given.history,
        )
    complain(told.failed)
    for note in told.notes:
        say(note)
    count = len(told.stories)
    if not count:
        say(nothing(told, given.moment, what))
    elif (story or 1) > count:
        there = "There is 1 story" if count == 1 else f"There are {count} stories"
        raise UsageError(f"{there}; --story {story} is none of them.")
    return told


def nothing(told: "Told", moment: datetime | None, what: str) -> str:
    """Return why there is no `what`, as a sentence."""
    if moment is not None:
        until = moment.isoformat(sep=" ", timespec="minutes").replace("+00:00", " UTC")
        return f"No article that can be used was published before {until}, so there is no {what}."
    if told.notes:
        return f"None of these articles can be used, so there is no {what}."
    return f"No article was found in what was given, so there is no {what}."
