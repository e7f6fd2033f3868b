"""Feeds in the archive: which are followed, what was decided about each, and how each is doing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, delete, func, insert, select, update

from nutgraf.errors import NotFound
from nutgraf.model import Feed, Health
from nutgraf.store.columns import kept_key
from nutgraf.store.database import Database
from nutgraf.store.rows import seconds, text_of, value_of
from nutgraf.store.schema import articles, feeds, items

WEEK = timedelta(days=7)


class Feeds:
    """The feeds that are followed, in the order in which they were added."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def all(self) -> tuple[Feed, ...]:
        """Return every feed."""
        with self._database.reading() as connection:
            return tuple(
                value_of(row.feed, Feed) for row in connection.execute(select(feeds.c.feed).order_by(feeds.c.n))
            )

    def add(self, new: Iterable[Feed]) -> tuple[Feed, ...]:
        """Follow feeds; return those that were not followed yet."""
        with self._database.writing() as connection:
            known = set(connection.execute(select(feeds.c.address)).scalars())
            fresh = tuple({kept_key(f.address): f for f in new if kept_key(f.address) not in known}.values())
            if fresh:
                connection.execute(insert(feeds), [_row(feed) for feed in fresh])
            return fresh

    def numbered(self) -> dict[int, Feed]:
        """Return every feed by its number."""
        with self._database.reading() as connection:
            rows = connection.execute(select(feeds.c.n, feeds.c.feed).order_by(feeds.c.n)).all()
            return {n: value_of(text, Feed) for n, text in rows}

    def change(self, address: str, **what: object) -> Feed:
        """Change what a reader decided about a feed; returns it as it is now. Raises NotFound."""
        with self._database.writing() as connection:
            found = _found(connection, address)
            changed = replace(found, **what)  # type: ignore[arg-type]  # names are checked by the dataclass
            put(connection, changed, address)
            return changed

    def remove(self, address: str) -> Feed:
        """Follow a feed no longer; what it brought stays. Raises NotFound."""
        with self._database.writing() as connection:
            found = _found(connection, address)
            connection.execute(delete(feeds).where(feeds.c.address == address))
            return found

    def due(self, now: datetime) -> tuple[Feed, ...]:
        """Return the feeds to be asked now."""
        waits = feeds.c.due_at.is_(None) | (feeds.c.due_at <= seconds(now))
        with self._database.reading() as connection:
            rows = connection.execute(select(feeds.c.feed).where(waits).order_by(feeds.c.n))
            return tuple(value_of(row.feed, Feed) for row in rows)

    def next_due(self) -> datetime | None:
        """Return when the next feed is due; `None` when there is no feed, or one is due at once."""
        known = [feed.due_at for feed in self.all()]
        return None if None in known else min((at for at in known if at), default=None)

    def health(self, now: datetime) -> tuple[Health, ...]:
        """Return every feed with what it brought, in order."""
        since = seconds(now - WEEK)
        stub = func.sum(case((articles.c.stub, 1), else_=0))
        with self._database.reading() as connection:
            texts = dict(connection.execute(select(feeds.c.n, feeds.c.feed).order_by(feeds.c.n)).all())
            counts: dict[int, int] = dict(
                connection.execute(select(items.c.feed, func.count()).group_by(items.c.feed)).all()
            )
            read = {
                n: (count, stubs, recent)
                for n, count, stubs, recent in connection.execute(
                    select(
                        articles.c.feed, func.count(), stub, func.sum(case((articles.c.moment >= since, 1), else_=0))
                    ).group_by(articles.c.feed)
                ).all()
            }
        found = []
        for n, text in texts.items():
            count, stubs, recent = read.get(n, (0, 0, 0))
            found.append(Health(value_of(text, Feed), counts.get(n, 0), recent, stubs, count, n))
        return tuple(found)


def put(connection: Connection, feed: Feed, address: str = "") -> None:
    """Write a feed in the place of the one of that address."""
    connection.execute(update(feeds).where(feeds.c.address == (address or feed.address)).values(**_row(feed)))


def number_of(connection: Connection, address: str) -> int:
    """Return the number of a feed; 0 for none, and for one that was removed meanwhile."""
    return connection.execute(select(feeds.c.n).where(feeds.c.address == address)).scalar() or 0


def _found(connection: Connection, address: str) -> Feed:
    text = connection.execute(select(feeds.c.feed).where(feeds.c.address == address)).scalar()
    if text is None:
        raise NotFound(f"{address} is not followed; `nutgraf sources` lists what is.", about=address)
    return value_of(text, Feed)


def _row(feed: Feed) -> dict[str, object]:
    return {
        "address": feed.address,
        "due_at": seconds(feed.due_at),
        "muted": feed.muted,
        "hidden": feed.hidden,
        "feed": text_of(feed),
    }
