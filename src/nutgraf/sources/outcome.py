"""What a source yields, and content on its way to being read."""

from dataclasses import dataclass

from nutgraf.model import Done, Failed, Item

Outcome = Done[Item] | Failed
"""What a source yields."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Content with what is known about where it came from."""

    address: str
    """Path, web address, or `-`."""
    data: bytes
    """Content, unpacked."""
    suffix: str = ""
    """File suffix in lower case, without `.gz`; empty when there is none."""
    charset: str | None = None
    """Character set named by the transport."""
    url: str | None = None
    """Web address it was finally read from; `None` for files."""
