"""Who gets mail and what is told of new editions: subscribers and hooks, as the archive keeps them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Every = Literal["day", "hour"]
"""How often a digest is sent."""
HookKind = Literal["webhook", "apprise"]
"""A web address that is posted to, signed; or any service that apprise knows."""
Wants = Literal["followed", "all"]
"""Which editions a hook is told of."""
MOST_FAILURES = 20
"""Failures in a row after which a hook is not tried any more: some three days, as the pauses grow."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who gets a digest by mail."""

    address: str
    """Where to."""
    reader: str
    """Whose reading holds: what they have seen in the web reader is no news; may be empty."""
    every: Every
    """How often."""
    query: str
    """Only stories that fit; may be empty."""
    token: str
    """Ends the subscription; nobody else knows it."""
    active: bool
    """It was not ended."""
    made_at: datetime
    """When it was made, UTC."""
    sent_at: datetime | None = None
    """When it was last looked after: a digest was sent then, or there was nothing new. `None` before the first."""
    upto: int = 0
    """`EditionRow.n` up to which editions were considered."""


@dataclass(frozen=True, slots=True)
class Hook:
    """What is told of new editions."""

    n: int
    """Its number."""
    kind: HookKind
    """How it is told."""
    address: str
    """Web address, or apprise address; both may hold secrets of their own."""
    secret: str
    """Signs (`whsec_...`); empty for apprise."""
    wants: Wants
    """Which editions."""
    with_brief: bool
    """A webhook gets the whole brief document too."""
    failures: int
    """In a row."""
    failure: str
    """The last of them, in a sentence; empty when all is well."""
    upto: int
    """`EditionRow.n` up to which it was told."""
    at: datetime
    """When it was last tried, UTC."""

    @property
    def stopped(self) -> bool:
        """It failed too often and is not tried any more."""
        return self.failures >= MOST_FAILURES
