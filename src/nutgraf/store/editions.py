"""Editions in the archive, what each reader has seen of them, and what readers follow."""

from datetime import datetime
from typing import Literal

from sqlalchemy import delete, insert, select

from nutgraf.errors import NotFound
from nutgraf.model import Edition, Round
from nutgraf.store.database import Database
from nutgraf.store.dialects import insert_into, larger
from nutgraf.store.fulltext import index_edition
from nutgraf.store.marks import last_seen
from nutgraf.store.rows import moment, packed, seconds, unpacked
from nutgraf.store.schema import cursors, editions, follows, outbox
from nutgraf.store.soon import Soon
from nutgraf.store.stories import set_edition

FollowKind = Literal["word", "actor", "story"]
"""What may be followed or muted."""
Follow = tuple[FollowKind, str, Literal["follow", "mute"]]
"""Kind, value, how."""


class Editions:
    """What was published."""

    def __init__(self, database: Database, soon: Soon | None = None) -> None:
        """Keep the database, and what is still to be written to it."""
        self._database = database
        self._soon = soon or Soon()

    def publish(self, at: Round, edition: Edition) -> None:
        """Add an edition and take its story off the list of those to be briefed, in one transaction."""
        with self._database.writing() as connection:
            values = {
                "story": edition.story,
                "number": edition.number,
                "id": edition.brief.edition,
                "round": at.n,
                "at": seconds(at.now),
                "edition": packed(edition),
            }
            made = connection.execute(insert(editions).values(values)).inserted_primary_key
            assert made is not None, "an insert into a counted table gives its number"
            index_edition(connection, made[0], *words_of(edition))
            set_edition(connection, edition.story, edition.number, edition.brief.headline.text)
            connection.execute(delete(outbox).where(outbox.c.what == "brief", outbox.c.story == edition.story))

    def pass_over(self, story: str) -> None:
        """Take a story off the list without an edition: nothing material changed, or no brief could be made."""
        with self._database.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.what == "brief", outbox.c.story == story))

    def latest(self, story: str) -> Edition | None:
        """Return the newest edition of a story, if any."""
        with self._database.reading() as connection:
            rows = select(editions.c.edition).where(editions.c.story == story).order_by(editions.c.number.desc())
            data = connection.execute(rows.limit(1)).scalar()
            return None if data is None else unpacked(data, Edition)

    def get(self, story: str, number: int) -> Edition:
        """Return one edition. Raises NotFound."""
        with self._database.reading() as connection:
            wanted = (editions.c.story == story) & (editions.c.number == number)
            data = connection.execute(select(editions.c.edition).where(wanted)).scalar()
        if data is None:
            raise NotFound(f"Story {story} has no edition {number}.", about=story)
        return unpacked(data, Edition)

    def numbers(self, story: str) -> tuple[tuple[int, datetime], ...]:
        """Return number and moment of each edition of a story, the oldest first."""
        with self._database.reading() as connection:
            rows = select(editions.c.number, editions.c.at).where(editions.c.story == story).order_by(editions.c.number)
            return tuple((row.number, moment(row.at)) for row in connection.execute(rows))

    def of_rounds(self, first: int, last: int) -> tuple[tuple[int, str, int, str], ...]:
        """Return round, story, number and id of the editions of some rounds, in order."""
        columns = (editions.c.round, editions.c.story, editions.c.number, editions.c.id)
        with self._database.reading() as connection:
            rows = (
                select(*columns).where(editions.c.round.between(first, last)).order_by(editions.c.round, editions.c.n)
            )
            return tuple((r.round, r.story, r.number, r.id) for r in connection.execute(rows))

    def seen(self, reader: str, story: str) -> int:
        """Return the number of the edition that a reader saw last; 0 for none."""
        return last_seen(self._database, self._soon, reader, story)

    def saw(self, reader: str, story: str, number: int, now: datetime) -> None:
        """Remember that a reader has seen an edition; it never moves back."""
        with self._database.writing() as connection:
            row = insert_into(connection, cursors).values(reader=reader, story=story, number=number, at=seconds(now))
            newer = larger(cursors.c.number, number)
            later = {"number": newer, "at": seconds(now)}
            connection.execute(row.on_conflict_do_update(index_elements=["reader", "story"], set_=later))

    def follows(self) -> tuple[Follow, ...]:
        """Return what is followed and muted, in order of kind and value."""
        return self._database.kept("follows", self._follows)

    def _follows(self) -> tuple[Follow, ...]:
        with self._database.reading() as connection:
            rows = select(follows.c.kind, follows.c.value, follows.c.how).order_by(follows.c.kind, follows.c.value)
            return tuple((r.kind, r.value, r.how) for r in connection.execute(rows))

    def follow(self, one: Follow, now: datetime) -> None:
        """Follow or mute; the later word on one thing holds."""
        kind, value, how = one
        with self._database.writing() as connection:
            row = insert_into(connection, follows).values(kind=kind, value=value, how=how, at=seconds(now))
            later = {"how": how, "at": seconds(now)}
            connection.execute(row.on_conflict_do_update(index_elements=["kind", "value"], set_=later))

    def unfollow(self, kind: FollowKind, value: str) -> bool:
        """Neither follow nor mute any longer; tell whether it was followed or muted."""
        with self._database.writing() as connection:
            wanted = (follows.c.kind == kind) & (follows.c.value == value)
            return connection.execute(delete(follows).where(wanted)).rowcount > 0


def words_of(edition: Edition) -> tuple[str, str, str]:
    """Return what of an edition can be searched: headline, lines, claims."""
    lines = "\n".join(line.text for line in edition.brief.lines[1:])
    sentences = dict.fromkeys(p.first.evidence.text for p in edition.positions)
    return edition.brief.headline.text, lines, "\n".join(sentences)
