"""How a feed is doing, in words: last fetch, entries a day, share of stubs, what was decided, what is wrong."""

from datetime import datetime

from nutgraf.briefs.printed.wording import flat, many
from nutgraf.model import Feed, Health

WEEK_DAYS = 7
"""Days over which entries a day are counted."""


def marks_of(feed: Feed) -> list[str]:
    """Return what a reader decided about a feed, in words."""
    weight = f"weight {feed.weight:g}" if feed.weight != 1 else ""
    return [w for w in ("hidden" if feed.hidden else "", "muted" if feed.muted else "", weight) if w]


def ago(at: datetime | None, now: datetime) -> str:
    """Return how long ago something was, in a few characters."""
    if at is None:
        return "never"
    seconds = max(0, int((now - at).total_seconds()))
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return "now"


def failing(feed: Feed) -> str:
    """Return what went wrong last and how often in a row; empty when the last fetch went well."""
    times = f" ({many(feed.failures, 'time')} in a row)" if feed.failures > 1 else ""
    return f"{flat(feed.failure)}{times}" if feed.failure else ""


def moved(feed: Feed) -> str:
    """Return where the server says that a feed went; empty when it did not."""
    return f"it moved for good to {flat(feed.moved_to)}" if feed.moved_to else ""


def a_day(one: Health) -> float:
    """Return the entries a day of the last week."""
    return one.last_week / WEEK_DAYS


def stub_share(one: Health) -> float | None:
    """Return the share of stubs among its articles, 0 to 1; `None` when none was read."""
    return one.stubs / one.articles if one.articles else None


def name_of(feed: Feed) -> str:
    """Return what a feed is called: its title, else its address."""
    return flat(feed.title) or flat(feed.address)
