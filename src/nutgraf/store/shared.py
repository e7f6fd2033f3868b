"""An inbox that several machines fill: what is to be done goes out as jobs, in the transaction that makes it needed.

    feeds due --give_out--> fetch jobs --took--> items: page jobs, read jobs --got_page--> read jobs --done--> articles
    articles in no round --open_waiting, by the one who places--> a round

Rule 1: what workers take in and read stands in round 0 until somebody opens a round for all that waits.
Rule 2: a feed that is given out is not due for `GIVEN`, so that it is given out once; should its job be lost beyond
        what the jobs promise, it comes again after that.
Rule 3: each method is harmless when it was called before with the same: jobs are done at least once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, insert, select, update

from nutgraf.model import Feed, Incoming, Item, Job, Kept, Round, jobs_by_lane, jobs_of
from nutgraf.store.articles import MANY
from nutgraf.store.columns import kept_key
from nutgraf.store.database import Database
from nutgraf.store.inbox import Inbox, put_page, take_in
from nutgraf.store.jobs import Jobs
from nutgraf.store.rows import item_of, seconds, value_of
from nutgraf.store.schema import articles, feeds, items, outbox, rounds

GIVEN = timedelta(minutes=30)
"""How long a feed that was given out is not given out again: longer than any server keeps a worker waiting."""


class SharedInbox(Inbox):
    """What arrives, by the hands of several machines."""

    def __init__(self, database: Database, jobs: Jobs) -> None:
        """Keep the database and what gives work out, and make the tables of jobs if they are not there."""
        super().__init__(database)
        self._jobs = jobs
        with database.writing() as connection:
            jobs.prepare(connection)

    def give_out(self, now: datetime) -> int:
        """Give out the feeds that are due; return how many."""
        waits = feeds.c.due_at.is_(None) | (feeds.c.due_at <= seconds(now))
        with self._database.reading() as connection:
            if not connection.execute(select(exists().where(waits))).scalar_one():
                return 0  # the common case, in which no writer is held up
        with self._database.writing() as connection:
            rows = connection.execute(select(feeds.c.n, feeds.c.address).where(waits).order_by(feeds.c.n)).all()
            connection.execute(update(feeds).where(waits).values(due_at=seconds(now + GIVEN)))
            self._jobs.put(connection, jobs_by_lane("fetch", [(n, address) for n, address in rows]))
        return len(rows)

    def feeds_of(self, numbers: Sequence[int]) -> tuple[Feed, ...]:
        """Return feeds by number, in order; those that were removed are left out."""
        with self._database.reading() as connection:
            rows = connection.execute(select(feeds.c.feed).where(feeds.c.n.in_(numbers)).order_by(feeds.c.n))
            return tuple(value_of(text, Feed) for text in rows.scalars())

    def wanting_pages(self, numbers: Sequence[int]) -> tuple[Kept, ...]:
        """Return those of some items whose page is still to be fetched."""
        return self._select(items.c.n.in_(numbers) & (items.c.state == "page"))

    def to_read(self, numbers: Sequence[int]) -> tuple[Kept, ...]:
        """Return those of some items that are still to be read."""
        return self._select(items.c.n.in_(numbers) & (items.c.state == "new"))

    def took(self, n: int, feed: Feed | None, arrived: Sequence[Incoming]) -> int:
        """Keep a feed's new state and the items that are new, and give out what is to be done with them."""
        with self._database.writing() as connection:
            new = take_in(connection, n, feed, arrived)
            if new and feed is not None:
                number = select(feeds.c.n).where(feeds.c.address == feed.address).scalar_subquery()
                rows: list[Any] = []  # rows of SQLAlchemy
                for start in range(0, len(arrived), MANY):
                    keys = [kept_key(one.key) for one in arrived[start : start + MANY]]
                    mine = (items.c.feed == number) & (items.c.round == n) & items.c.key.in_(keys)
                    columns = (items.c.n, items.c.state, items.c.item)
                    rows += connection.execute(select(*columns).where(mine).order_by(items.c.n)).all()
                pages = [(row.n, item_of(row.item, "").url or "") for row in rows if row.state == "page"]
                read = [row.n for row in rows if row.state == "new"]
                self._jobs.put(connection, [*jobs_by_lane("page", pages), *jobs_of("read", read)])
            return new

    def got_page(self, number: int, item: Item | None, failure: str = "") -> None:
        """Put the page in the place of an item's teaser, and give the item out to be read."""
        with self._database.writing() as connection:
            if put_page(connection, number, item, failure):
                self._jobs.put(connection, [Job("read", (number,))])

    def quiet(self, now: datetime) -> bool:
        """Tell whether nothing is on its way: no feed is due, no job waits, none is being done."""
        due = exists().where(feeds.c.due_at.is_(None) | (feeds.c.due_at <= seconds(now)))
        with self._database.reading() as connection:
            return self._jobs.all_done(connection) and not connection.execute(select(due)).scalar_one()

    def anything_waits(self) -> bool:
        """Tell whether there are articles in no round yet, or stories to be briefed in a later round."""
        later = exists().where((outbox.c.what == "brief") & (outbox.c.round == 0))
        with self._database.reading() as connection:
            return bool(connection.execute(select(exists().where(articles.c.round == 0) | later)).scalar_one())

    def open_waiting(self, now: datetime) -> Round:
        """Return a new round that holds all that was read and is in none yet, ready to be placed."""
        with self._database.writing() as connection:
            made = connection.execute(insert(rounds).values(now=seconds(now), stage="place")).inserted_primary_key
            assert made is not None, "an insert into a counted table gives its number"
            n = made[0]
            mine: ColumnElement[bool] = (items.c.round == 0) & items.c.state.in_(("read", "failed"))
            connection.execute(update(items).where(mine).values(round=n))
            connection.execute(update(articles).where(articles.c.round == 0).values(round=n))
            return Round(n, now, "place")
