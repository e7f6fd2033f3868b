"""Who gets mail, and what each was told: how far they are in what was published, and which edition of each story.

Rule 1: a digest and the memory of it are one transaction, made when the server has taken the mail: killed in between,
        the digest is sent again and nothing is lost.
Rule 2: what was told is kept beside what readers have seen, under a name that no reader has (`mail:ADDRESS`).
"""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Row, delete, func, select, update

from nutgraf.errors import NotFound
from nutgraf.model import Subscriber
from nutgraf.store.database import Database
from nutgraf.store.dialects import insert_into, larger
from nutgraf.store.rows import moment, seconds
from nutgraf.store.schema import consumers, cursors, editions, subscribers


class Subscribers:
    """Everybody who gets a digest."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def add(self, new: Subscriber, since: datetime) -> Subscriber:
        """Subscribe, or change what somebody is subscribed to; returns it as it is now.

        The first digest tells what was published from `since` on. Who is subscribed already is told nothing twice.
        """
        values = {
            "reader": new.reader,
            "every": new.every,
            "query": new.query,
            "active": True,
        }
        row = {
            "address": new.address,
            "token": new.token or secrets.token_urlsafe(24),
            "made_at": seconds(new.made_at),
            **values,
        }
        with self._database.writing() as connection:
            at = select(func.max(editions.c.n)).where(editions.c.at < seconds(since))
            first = connection.execute(at).scalar() or 0
            started = insert_into(connection, consumers).values(
                name=name_of(new.address), n=first, at=seconds(new.made_at)
            )
            connection.execute(started.on_conflict_do_nothing())
            made = insert_into(connection, subscribers).values(row)
            connection.execute(made.on_conflict_do_update(index_elements=["address"], set_=values))
        return self.get(new.address)

    def get(self, address: str) -> Subscriber:
        """Return somebody by address. Raises NotFound."""
        found = [one for one in self.all() if one.address == address]
        if not found:
            raise NotFound(f"{address} is not subscribed; `nutgraf subscribe {address}` does that.", about=address)
        return found[0]

    def all(self) -> tuple[Subscriber, ...]:
        """Return everybody, also those who ended it, in order of address."""
        with self._database.reading() as connection:
            upto = dict(connection.execute(select(consumers.c.name, consumers.c.n)).all())
            rows = connection.execute(select(subscribers).order_by(subscribers.c.address)).all()
        return tuple(_subscriber(row, upto.get(name_of(row.address), 0)) for row in rows)

    def by_token(self, token: str) -> Subscriber | None:
        """Return who a token belongs to; `None` when nobody."""
        with self._database.reading() as connection:
            row = connection.execute(select(subscribers).where(subscribers.c.token == token)).one_or_none()
        return None if row is None else _subscriber(row, 0)

    def end(self, token: str) -> Subscriber | None:
        """End the subscription of a token, also when it is ended already; `None` when nobody has it."""
        with self._database.writing() as connection:
            connection.execute(update(subscribers).where(subscribers.c.token == token).values(active=False))
        return self.by_token(token)

    def told(self, address: str) -> dict[str, int]:
        """Return, by story, the number of the edition that an address was told of last."""
        with self._database.reading() as connection:
            rows = select(cursors.c.story, cursors.c.number).where(cursors.c.reader == name_of(address))
            return {row.story: row.number for row in connection.execute(rows)}

    def sent(self, one: Subscriber, stories: Iterable[tuple[str, int]], now: datetime) -> Subscriber:
        """Remember that a digest was sent: up to where (`upto`), and which edition of which stories it told."""
        name, at = name_of(one.address), seconds(now)
        rows = [{"reader": name, "story": story, "number": number, "at": at} for story, number in stories]
        with self._database.writing() as connection:
            connection.execute(update(subscribers).where(subscribers.c.address == one.address).values(sent_at=at))
            far = insert_into(connection, consumers).values(name=name, n=one.upto, at=at)
            farther = {"n": larger(consumers.c.n, one.upto), "at": at}
            connection.execute(far.on_conflict_do_update(index_elements=["name"], set_=farther))
            if rows:
                told = insert_into(connection, cursors)
                later = {"number": larger(cursors.c.number, told.excluded.number), "at": told.excluded.at}
                connection.execute(told.on_conflict_do_update(index_elements=["reader", "story"], set_=later), rows)
        return replace(one, sent_at=now)

    def remove(self, address: str) -> Subscriber:
        """Forget somebody, with all that they were told. Raises NotFound."""
        found = self.get(address)
        with self._database.writing() as connection:
            connection.execute(delete(subscribers).where(subscribers.c.address == address))
            connection.execute(delete(consumers).where(consumers.c.name == name_of(address)))
            connection.execute(delete(cursors).where(cursors.c.reader == name_of(address)))
        return found


def name_of(address: str) -> str:
    """Return the name under which is kept what an address was told."""
    return f"mail:{address}"


def _subscriber(row: Row[tuple[object, ...]], upto: int) -> Subscriber:
    sent = None if row.sent_at is None else moment(row.sent_at)
    return Subscriber(
        row.address, row.reader, row.every, row.query, row.token, row.active, moment(row.made_at), sent, upto
    )
