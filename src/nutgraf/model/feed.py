"""Feed: a source that is followed, what a reader decided about it, and how it is doing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed. What a reader decides comes first, what was seen of it after."""

    address: str
    """Web address as given; it names the feed."""
    title: str = ""
    """What readers call it: the OPML's word, or the feed's own title; may be empty before the first fetch."""
    site: str = ""
    """Address of the site it belongs to; may be empty."""
    folders: tuple[str, ...] = ()
    """Folder within folder, the outermost first, as in OPML."""
    hidden: bool = False
    """Out of view: what only hidden feeds tell is not listed. It still counts as evidence."""
    muted: bool = False
    """No evidence: its articles are kept, and stand in no story."""
    weight: float = 1.0
    """How much it counts when stories are ranked, 0 to 1."""
    etag: str = ""
    """The server's mark of the version we have."""
    last_modified: str = ""
    """When the server says that version was made, as written."""
    fetched_at: datetime | None = None
    """Last answer of any kind, UTC; `None` before the first."""
    came_at: datetime | None = None
    """Last time that it brought something new, UTC."""
    due_at: datetime | None = None
    """When to ask next, UTC; `None`: now."""
    interval_s: float = 0.0
    """Seconds between two fetches as they adapted; 0 before the first."""
    status: int = 0
    """Last HTTP status; 0 when there was no answer."""
    failures: int = 0
    """Failed fetches in a row."""
    failure: str = ""
    """What went wrong last, in a sentence; empty when the last fetch went well."""
    moved_to: str = ""
    """Where the server says it moved for good; empty when it did not."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is doing, for a list."""

    feed: Feed
    """The feed."""
    items: int
    """Items kept of it."""
    last_week: int
    """Items that came in the last seven days."""
    stubs: int
    """Of its articles, how many are stubs: a teaser, or a text behind a paywall."""
    articles: int
    """Articles read from its items."""
    n: int = 0
    """Number of the feed, for good: it names it where its address may hold a secret."""
