"""What is asked of the web and what it answers."""

from dataclasses import dataclass

from nutgraf.model.outcome import Failed


@dataclass(frozen=True, slots=True)
class Ask:
    """An address to fetch."""

    address: str
    """Web address."""
    etag: str = ""
    """The server's mark of the version we have; empty when there is none."""
    last_modified: str = ""
    """When that version was made, as the server wrote it."""
    page: bool = False
    """A page, not a feed: robots.txt is obeyed."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered."""

    address: str
    """As asked for."""
    url: str
    """Where the answer came from, after redirects."""
    body: bytes
    """Unpacked."""
    media_type: str = ""
    """Media type in lower case, without parameters; empty when the server named none."""
    charset: str | None = None
    """Character set the server named."""
    etag: str | None = None
    """The server's mark of this version, for asking again."""
    last_modified: str | None = None
    """When the server says it changed, as written."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an ask."""

    ask: Ask
    """What was asked."""
    got: Fetched | None = None
    """What came; `None` when nothing changed, and when it failed."""
    unchanged: bool = False
    """The server says that we have the newest version."""
    failed: Failed | None = None
    """Why nothing came."""
    status: int = 0
    """Last HTTP status; 0 when there was none."""
    moved_to: str = ""
    """Where it moved for good; empty when it did not."""
    wait_s: float = 0.0
    """Seconds that the server asks us to wait; 0 when it does not say."""
    gone: bool = False
    """The server says that it will not come back."""
    took_s: float = 0.0
    """Seconds from asking to answer."""
