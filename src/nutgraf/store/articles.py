"""Articles in the archive: each once, packed, found by id, by address, by time and by their words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from nutgraf.model import Article, Filed, Read
from nutgraf.store.database import Database
from nutgraf.store.fulltext import index_articles
from nutgraf.store.rows import moment, packed, seconds, unpacked
from nutgraf.store.schema import articles, feeds, items

AHEAD = timedelta(days=1)
"""How far after a round's moment a published time may lie: clocks and time zones differ."""
MANY = 500
"""Ids asked for in one query: SQLite's own bound is far above, its planner's patience is not."""


class Articles:
    """What was read."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def get(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return articles by id; those that are not there are left out."""
        found: dict[str, Article] = {}
        with self._database.reading() as connection:
            for start in range(0, len(ids), MANY):
                wanted = articles.c.id.in_(ids[start : start + MANY])
                for row in connection.execute(select(articles.c.id, articles.c.article).where(wanted)):
                    found[row.id] = unpacked(row.article, Article)
        return {one: found[one] for one in ids if one in found}

    def window(self, since: datetime, until: datetime, after_round: int, last_round: int) -> Iterator[Filed]:
        """Yield the articles of a stretch of time that came after a round and up to one: round by round, by time.

        Those of muted feeds are left out, undated ones stand at the end of their round.
        """
        muted = select(feeds.c.n).where(feeds.c.muted)
        wanted = (
            (articles.c.moment >= seconds(since))
            & (articles.c.moment <= seconds(until))
            & (articles.c.round > after_round)
            & (articles.c.round <= last_round)
            & articles.c.feed.not_in(muted)
        )
        order = (articles.c.round, articles.c.published.is_(None), articles.c.published, articles.c.id)
        with self._database.reading() as connection:
            query = select(articles.c.round, articles.c.article).where(wanted).order_by(*order)
            for row in connection.execute(query.execution_options(yield_per=MANY)):
                yield Filed(row.round, unpacked(row.article, Article))

    def waiting_days(self) -> tuple[datetime, ...]:
        """Return the times of the articles that are in no round yet, in order."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(articles.c.moment).where(articles.c.round == 0).order_by(articles.c.moment)
            )
            return tuple(moment(at) for at in rows.scalars())

    def named(self, word: str) -> tuple[str, ...]:
        """Return the ids of the articles that an id or an address names."""
        with self._database.reading() as connection:
            rule = (articles.c.id == word) | (articles.c.url == word)
            return tuple(connection.execute(select(articles.c.id).where(rule).order_by(articles.c.n)).scalars())

    def muted(self, ids: Sequence[str]) -> frozenset[str]:
        """Return which of some articles came from a feed that is no evidence."""
        muted = select(feeds.c.n).where(feeds.c.muted)
        with self._database.reading() as connection:
            if not connection.execute(muted.limit(1)).first():
                return frozenset()
            found: set[str] = set()
            for start in range(0, len(ids), MANY):
                rule = articles.c.id.in_(ids[start : start + MANY]) & articles.c.feed.in_(muted)
                found.update(connection.execute(select(articles.c.id).where(rule)).scalars())
            return frozenset(found)

    def feeds_of(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the number of the feed that brought each article; 0 for imports."""
        found: dict[str, int] = {}
        with self._database.reading() as connection:
            for start in range(0, len(ids), MANY):
                wanted = articles.c.id.in_(ids[start : start + MANY])
                found |= dict(connection.execute(select(articles.c.id, articles.c.feed).where(wanted)).all())
        return found


def put_articles(connection: Connection, n: int, results: Sequence[Read], now: datetime) -> None:
    """Add the articles that are new; one that is known stays with the round and feed that brought it first."""
    by_id = {r.article.id: r for r in reversed(results) if r.article is not None}
    known = set(connection.execute(select(articles.c.id).where(articles.c.id.in_(by_id))).scalars())
    new = [r for r in by_id.values() if r.article is not None and r.article.id not in known]
    if not new:
        return
    wanted = items.c.n.in_([r.n for r in new])
    feed_of = dict(connection.execute(select(items.c.n, items.c.feed).where(wanted)).all())
    rows = [_row(r.article, n, feed_of.get(r.n, 0), now) for r in reversed(new) if r.article is not None]
    connection.execute(insert(articles), rows)
    wanted = articles.c.id.in_([row["id"] for row in rows])
    numbers = dict(connection.execute(select(articles.c.id, articles.c.n).where(wanted)).all())
    index_articles(connection, [(numbers[r.article.id], r.article) for r in new if r.article is not None])


def file_waiting(connection: Connection, n: int, before: datetime) -> None:
    """Put the articles of before a moment that are in no round yet into one, with their items."""
    wanted = (articles.c.round == 0) & (articles.c.moment < seconds(before))
    waiting = select(articles.c.id).where(wanted)
    connection.execute(update(items).where(items.c.article.in_(waiting)).values(round=n))
    connection.execute(update(articles).where(wanted).values(round=n))


def _row(article: Article, n: int, feed: int, now: datetime) -> dict[str, object]:
    return {
        "id": article.id,
        "round": n,
        "feed": feed,
        "url": article.url,
        "outlet": article.outlet,
        "published": seconds(article.published),
        "moment": seconds(min(article.published or now, now + AHEAD)),
        "stub": bool({"stub", "paywall"} & set(article.flags)),
        "article": packed(article),
    }
