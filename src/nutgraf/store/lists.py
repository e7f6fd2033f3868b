"""Lists that programs page through: editions and articles, by the number that each got when it came.

Rule: a number is never given twice and only grows, so a page that begins behind one is the same for good, whatever
comes meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any  # rows: SQLAlchemy types a select by its columns

import msgspec
from sqlalchemy import Select, func, select

from nutgraf.model import Article, EditionRow
from nutgraf.store.database import Database
from nutgraf.store.rows import moment, seconds, unpacked
from nutgraf.store.schema import articles, editions, feeds, members

_ROW = (editions.c.n, editions.c.story, editions.c.number, editions.c.at, editions.c.id)


class _Line(msgspec.Struct):
    text: str


class _Brief(msgspec.Struct):
    headline: _Line


class _Edition(msgspec.Struct):
    """The little of an edition that lists show: what is not named here is skipped, unread."""

    brief: _Brief


@dataclass(frozen=True, slots=True)
class Sifted:
    """Which articles of the archive are listed; empty parts ask nothing."""

    source: str = ""
    """Part of the outlet's name or of the address."""
    story: str = ""
    """Id of the story they stand in."""
    since: datetime | None = None
    """Not before, UTC."""
    until: datetime | None = None
    """Before, UTC."""


class Lists:
    """Pages of what the archive holds."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def editions(self, after: int, most: int) -> tuple[tuple[EditionRow, str], ...]:
        """Return each edition published after one, with its id, the oldest first."""
        wanted = select(*_ROW).where(editions.c.n > after).order_by(editions.c.n).limit(most)
        return self._editions(wanted)

    def editions_of(
        self, story: str, most: int | None = None, before: int | None = None
    ) -> tuple[tuple[EditionRow, str], ...]:
        """Return the editions of a story with their ids, the newest first, from below the number `before`."""
        wanted = select(*_ROW).where(editions.c.story == story)
        if before is not None:
            wanted = wanted.where(editions.c.number < before)
        return self._editions(wanted.order_by(editions.c.number.desc()).limit(most))

    def ids_of(self, story: str) -> tuple[tuple[int, str], ...]:
        """Return number and id of each edition of a story, the newest first."""
        wanted = select(editions.c.number, editions.c.id).where(editions.c.story == story)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(editions.c.number.desc()))
            return tuple((row.number, row.id) for row in rows)

    def newest_stories(self, most: int) -> tuple[str, ...]:
        """Return the stories with the newest editions, the newest first."""
        wanted = select(editions.c.story).group_by(editions.c.story).order_by(func.max(editions.c.n).desc())
        with self._database.reading() as connection:
            return tuple(connection.execute(wanted.limit(most)).scalars())

    def headline(self, n: int) -> str:
        """Return what heads an edition, by its number in the archive; empty when it is gone."""
        with self._database.reading() as connection:
            data = connection.execute(select(editions.c.edition).where(editions.c.n == n)).scalar()
        return "" if data is None else unpacked(data, _Edition).brief.headline.text

    def articles(self, sifted: Sifted, most: int, before: int | None = None) -> tuple[tuple[int, Article], ...]:
        """Return the articles that came last, with their numbers, from below one; hidden feeds left out."""
        rule = (articles.c.round > 0) & articles.c.feed.not_in(select(feeds.c.n).where(feeds.c.hidden))
        if before is not None:
            rule &= articles.c.n < before
        if sifted.source:
            part = articles.c.outlet.icontains(sifted.source, autoescape=True)
            rule &= part | articles.c.url.icontains(sifted.source, autoescape=True)
        if sifted.story:
            rule &= articles.c.id.in_(select(members.c.article).where(members.c.story == sifted.story))
        if sifted.since is not None:
            rule &= articles.c.moment >= seconds(sifted.since)
        if sifted.until is not None:
            rule &= articles.c.moment < seconds(sifted.until)
        query = select(articles.c.n, articles.c.article).where(rule).order_by(articles.c.n.desc()).limit(most)
        with self._database.reading() as connection:
            return tuple((row.n, unpacked(row.article, Article)) for row in connection.execute(query))

    def _editions(self, wanted: Select[Any]) -> tuple[tuple[EditionRow, str], ...]:
        with self._database.reading() as connection:
            rows = connection.execute(wanted).all()
            names = sorted({row.story for row in rows})
            asked = select(editions.c.story, func.min(editions.c.n)).where(editions.c.story.in_(names))
            firsts = dict(connection.execute(asked.group_by(editions.c.story)).all())
        return tuple((EditionRow(r.n, firsts[r.story], r.story, r.number, moment(r.at)), r.id) for r in rows)
