"""Rounds, and the items they take in: what arrived is kept before anybody reads it, and is never taken in twice.

    arrived --took--> page? --got_page--> new --done--> read | failed

Rule 1: a feed's new state and its new items are one transaction: neither is there without the other.
Rule 2: an item is known by its feed, its key there and the hash of its body; a changed body is a new item.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from nutgraf.model import STAGES, Feed, Incoming, Item, Kept, Read, Round, Stage
from nutgraf.store import feeds as feed_rows
from nutgraf.store.articles import MANY, file_waiting, put_articles
from nutgraf.store.columns import kept_key
from nutgraf.store.database import Database
from nutgraf.store.dialects import insert_into
from nutgraf.store.rows import body_of, body_parts, item_of, item_text, moment, seconds
from nutgraf.store.schema import feeds, items, raw, rounds

AT_ONCE = 200
"""Items read from the archive at a time, so that a day of pages never stands in memory."""


class Inbox:
    """What arrives, round by round."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def open_round(self, now: datetime) -> Round:
        """Return the round that was broken off, else a new one that speaks from `now`."""
        with self._database.writing() as connection:
            open_one = connection.execute(select(rounds).where(rounds.c.stage != "done").order_by(rounds.c.n)).first()
            if open_one is not None:
                return Round(open_one.n, moment(open_one.now), open_one.stage)
            n = connection.execute(insert(rounds).values(now=seconds(now), stage=STAGES[0])).inserted_primary_key
            assert n is not None, "an insert into a counted table gives its number"
            return Round(n[0], now, STAGES[0])

    def open_filed(self, now: datetime) -> Round:
        """Return a new round that holds the waiting articles of before its moment, ready to be placed."""
        with self._database.writing() as connection:
            n = connection.execute(insert(rounds).values(now=seconds(now), stage="place")).inserted_primary_key
            assert n is not None, "an insert into a counted table gives its number"
            file_waiting(connection, n[0], now)
            return Round(n[0], now, "place")

    def unfinished(self) -> Round | None:
        """Return the round that was broken off, if any."""
        with self._database.reading() as connection:
            row = connection.execute(select(rounds).where(rounds.c.stage != "done").order_by(rounds.c.n)).first()
            return None if row is None else Round(row.n, moment(row.now), row.stage)

    def rounds(self) -> tuple[Round, ...]:
        """Return all rounds, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(rounds).order_by(rounds.c.n))
            return tuple(Round(row.n, moment(row.now), row.stage) for row in rows)

    def advance(self, n: int, stage: Stage) -> None:
        """Say what a round has to do next."""
        with self._database.writing() as connection:
            set_stage(connection, n, stage)

    def took(self, n: int, feed: Feed | None, arrived: Sequence[Incoming]) -> int:
        """Keep a feed's new state and the items that are new; return how many are. Without a feed: an import."""
        with self._database.writing() as connection:
            return take_in(connection, n, feed, arrived)

    def unknown(self, feed: Feed, arrived: Sequence[Incoming]) -> tuple[Incoming, ...]:
        """Return the entries that are not kept of a feed yet, each once."""
        with self._database.reading() as connection:
            number = feed_rows.number_of(connection, feed.address)
            known = _known(connection, number, arrived)
        new = {(kept_key(one.key), body_parts(one.item.body)[0]): one for one in reversed(arrived)}
        return tuple(reversed([one for pair, one in new.items() if pair not in known]))

    def awaiting_pages(self, n: int) -> tuple[Kept, ...]:
        """Return the items of a round whose page is still to be fetched."""
        return self._select((items.c.round == n) & (items.c.state == "page"))

    def got_page(self, number: int, item: Item | None, failure: str = "") -> None:
        """Put the page in the place of an item's teaser; without one the teaser stays, and why."""
        with self._database.writing() as connection:
            put_page(connection, number, item, failure)

    def unread(self, n: int) -> tuple[Kept, ...]:
        """Return the next items of a round to be read, at most `AT_ONCE`; by feed, then as they stood there."""
        return self._select((items.c.round == n) & (items.c.state == "new"), AT_ONCE)

    def items_of(self, n: int) -> tuple[Kept, ...]:
        """Return all items of a round, read or not, by feed, then as they stood there; for replaying it."""
        return self._select(items.c.round == n)

    def done(self, n: int, results: Sequence[Read], now: datetime) -> None:
        """Keep what came of items: articles (each once, whoever brought it), or why there is none."""
        with self._database.writing() as connection:
            keep_read(connection, n, results, now)

    def failed(self, n: int) -> tuple[str, ...]:
        """Return why items of a round could not be read, in sentences."""
        with self._database.reading() as connection:
            wanted = (items.c.round == n) & (items.c.failure != "")
            return tuple(connection.execute(select(items.c.failure).where(wanted).order_by(items.c.n)).scalars())

    def _select(self, wanted: ColumnElement[bool], most: int | None = None) -> tuple[Kept, ...]:
        body = func.coalesce(items.c.page, items.c.body)
        query = (
            select(items.c.n, items.c.item, raw.c.data, raw.c.is_text, feeds.c.address)
            .join(raw, raw.c.hash == body)
            .outerjoin(feeds, feeds.c.n == items.c.feed)
            .where(wanted)
            .order_by(items.c.feed, items.c.place, items.c.n)
            .limit(most)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(Kept(row.n, item_of(row.item, body_of(row.data, row.is_text)), row.address or "") for row in rows)


def set_stage(connection: Connection, n: int, stage: Stage) -> None:
    """Say what a round has to do next."""
    connection.execute(update(rounds).where(rounds.c.n == n).values(stage=stage))


def keep_read(connection: Connection, n: int, results: Sequence[Read], now: datetime) -> None:
    """Keep what came of items: articles, or why there is none."""
    put_articles(connection, n, results, now)
    connection.execute(
        update(items).where(items.c.n == bindparam("number")),
        [
            {
                "number": r.n,
                "state": "read" if r.article else "failed",
                "failure": r.failure,
                "article": r.article.id if r.article else None,
            }
            for r in results
        ],
    )


def take_in(connection: Connection, n: int, feed: Feed | None, arrived: Sequence[Incoming]) -> int:
    """Keep a feed's new state and the items that are new; returns how many are."""
    number = 0
    if feed is not None:
        number = feed_rows.number_of(connection, feed.address)
        if not number:
            return 0  # removed while it was being fetched
        feed_rows.put(connection, feed)
    return _insert(connection, n, number, arrived)


def put_page(connection: Connection, number: int, item: Item | None, failure: str) -> bool:
    """Put the page in the place of an item's teaser, or why there is none; tells whether the item still waited."""
    values: dict[str, object] = {"state": "new", "failure": failure}
    if item is not None:
        values |= {"item": item_text(item), "page": _put_body(connection, item)}
    waits = (items.c.n == number) & (items.c.state == "page")
    return connection.execute(update(items).where(waits).values(values)).rowcount > 0


def _known(connection: Connection, feed: int, arrived: Sequence[Incoming]) -> set[tuple[str, str]]:
    """Return key and hash of what is kept of a feed under the keys of what arrived."""
    keys = sorted({kept_key(one.key) for one in arrived})
    known: set[tuple[str, str]] = set()
    for start in range(0, len(keys), MANY):
        rule = (items.c.feed == feed) & items.c.key.in_(keys[start : start + MANY])
        known.update(connection.execute(select(items.c.key, items.c.body).where(rule)).all())
    return known


def _insert(connection: Connection, n: int, feed: int, arrived: Sequence[Incoming]) -> int:
    """Add the items that are not known; asked first, for an insert that comes to nothing may use up a number."""
    known = _known(connection, feed, arrived)
    new: dict[tuple[str, str], dict[str, object]] = {}
    bodies: dict[str, dict[str, object]] = {}
    for place, one in enumerate(arrived):
        body = _body_row(one.item)
        pair = kept_key(one.key), str(body["hash"])
        if pair in known or pair in new:
            continue
        bodies[pair[1]] = body
        new[pair] = {
            "round": n,
            "feed": feed,
            "place": place,
            "key": pair[0],
            "body": pair[1],
            "item": item_text(one.item),
            "state": "page" if one.wants_page else "new",
            "failure": "",
        }
    if new:
        connection.execute(insert_into(connection, raw).on_conflict_do_nothing(), list(bodies.values()))
        connection.execute(insert(items), list(new.values()))
    return len(new)


def _put_body(connection: Connection, item: Item) -> str:
    row = _body_row(item)
    connection.execute(insert_into(connection, raw).values(row).on_conflict_do_nothing())
    return str(row["hash"])


def _body_row(item: Item) -> dict[str, object]:
    key, data, is_text = body_parts(item.body)
    return {"hash": key, "data": data, "size": len(item.body), "is_text": is_text}
