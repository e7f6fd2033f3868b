"""The sources as a page lists them: by folder or in one list, in the order asked for, all or those in trouble. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any  # keys of sorting: each order has its own

from nutgraf.briefs.printed.health import a_day, ago, failing, marks_of, moved, name_of, stub_share
from nutgraf.briefs.printed.wording import flat
from nutgraf.model import Feed, Health

AT_ONCE = 200
"""Feeds on a page."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed in a list."""

    feed: Feed
    """The feed."""
    name: str
    """What it is called."""
    folder: str
    """Folder within folder: `World / Agencies`; empty for none."""
    fetched: str
    """How long ago it was asked last."""
    a_day: str
    """Entries a day in the last week."""
    stubs: str
    """Share of its articles that are stubs, in per cent; empty when none was read."""
    items: int
    """Items kept of it."""
    marks: tuple[str, ...]
    """What a reader decided about it, in words."""
    troubles: tuple[str, ...]
    """What is wrong, in sentences; empty when nothing is."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Feeds that stand together."""

    name: str
    """The folder; empty for feeds in none, and for a list across folders."""
    feeds: tuple[FeedView, ...]
    """In order."""


def _never_first(one: Health) -> tuple[bool, float]:
    at = one.feed.fetched_at
    return (at is not None, at.timestamp() if at else 0.0)


ORDERS: dict[str, Callable[[Health], Any]] = {
    "folder": lambda one: one.feed.folders,
    "name": lambda one: name_of(one.feed).casefold(),
    "fetch": _never_first,
    "entries": lambda one: -a_day(one),
    "stubs": lambda one: -(stub_share(one) or 0.0),
}
"""Orders by name: by folder, by name, longest unasked first, most entries first, most stubs first."""


def in_trouble(one: Health) -> bool:
    """Tell whether something is wrong with a feed."""
    return bool(one.feed.failure or one.feed.moved_to)


def feed_view(one: Health, now: datetime) -> FeedView:
    """Return a feed as lists show it."""
    share = stub_share(one)
    wrong = failing(one.feed), moved(one.feed)
    return FeedView(
        feed=one.feed,
        name=name_of(one.feed),
        folder=" / ".join(map(flat, one.feed.folders)),
        fetched=ago(one.feed.fetched_at, now),
        a_day=f"{a_day(one):.1f}",
        stubs="" if share is None else f"{round(100 * share)} %",
        items=one.items,
        marks=tuple(marks_of(one.feed)),
        troubles=tuple(_sentence(words) for words in wrong if words),
    )


def shelves(found: Sequence[Health], order: str, now: datetime) -> tuple[Shelf, ...]:
    """Return feeds on their shelves: one for each folder, or one for all in any other order than by folder."""
    views = [feed_view(one, now) for one in sorted(found, key=ORDERS[order])]
    if order != "folder":
        return (Shelf("", tuple(views)),) if views else ()
    names = dict.fromkeys(view.folder for view in views)
    return tuple(Shelf(name, tuple(view for view in views if view.folder == name)) for name in names)


def _sentence(words: str) -> str:
    begun = words if words.startswith(("http://", "https://")) else words[:1].upper() + words[1:]
    return begun + ("" if words.endswith((".", ")")) or "://" in words.rpartition(" ")[2] else ".")
