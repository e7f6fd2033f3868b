"""What readers marked, and paging through what is newest for them.

Rule: a page never waits for a round that writes: what a reader has just seen is remembered at once, and written within
`WITHIN_S` (see `soon`). Every other mark is written before the reader is answered, and after what was seen before it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from nutgraf.model import UNREAD, EditionRow, Mark
from nutgraf.store.articles import MANY
from nutgraf.store.database import MEMORY, Database
from nutgraf.store.dialects import insert_into, larger
from nutgraf.store.rows import moment, seconds
from nutgraf.store.schema import cursors, editions, marks
from nutgraf.store.soon import Seen, Soon


class Marks:
    """Marks of readers on stories, and what each has read."""

    def __init__(self, database: Database, soon: Soon | None = None) -> None:
        """Keep the database, and what is still to be written to it."""
        self._database = database
        self._soon = soon or Soon()

    def of(self, reader: str, mark: str = "") -> tuple[Mark, ...]:
        """Return a reader's marks, or those of one kind (`label:` for all labels), the newest first."""
        soon = self._soon.of(reader)
        found = self._database.kept(("marks", reader, mark), lambda: self._of(reader, mark))
        return tuple(m for m in found if m.mark != UNREAD or m.story not in soon) if soon else found

    def _of(self, reader: str, mark: str) -> tuple[Mark, ...]:
        wanted = marks.c.reader == reader
        if mark:
            wanted &= marks.c.mark.startswith(mark, autoescape=True) if mark.endswith(":") else marks.c.mark == mark
        with self._database.reading() as connection:
            rows = select(marks).where(wanted).order_by(marks.c.at.desc(), marks.c.story)
            return tuple(Mark(r.story, r.mark, moment(r.at)) for r in connection.execute(rows))

    def put(self, reader: str, stories: Iterable[str], mark: str, now: datetime) -> None:
        """Put a mark on stories; one that is there stays as it is."""
        self.write_seen()
        rows = [{"reader": reader, "story": s, "mark": mark, "at": seconds(now)} for s in stories]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert_into(connection, marks).on_conflict_do_nothing(), rows)

    def take(self, reader: str, stories: Iterable[str], mark: str) -> None:
        """Take a mark off stories."""
        self.write_seen()
        names = list(stories)
        with self._database.writing() as connection:
            for start in range(0, len(names), MANY):
                rule = marks.c.story.in_(names[start : start + MANY])
                connection.execute(delete(marks).where(marks.c.reader == reader, marks.c.mark == mark, rule))

    def rename(self, reader: str, old: str, new: str) -> None:
        """Give a mark another name on every story of a reader; an empty new name takes it off."""
        self.write_seen()
        mine = (marks.c.reader == reader) & (marks.c.mark == old)
        with self._database.writing() as connection:
            rows = connection.execute(select(marks.c.story, marks.c.at).where(mine)).all()
            connection.execute(delete(marks).where(mine))
            if new and rows:
                again = [{"reader": reader, "story": r.story, "mark": new, "at": r.at} for r in rows]
                connection.execute(insert_into(connection, marks).on_conflict_do_nothing(), again)

    def read(self, reader: str, seen: Iterable[tuple[str, int]], now: datetime) -> None:
        """Remember that a reader has seen these editions (story, number); never moves back."""
        self.write_seen()
        self._write([Seen(reader, story, number, now) for story, number in seen])

    def read_soon(self, reader: str, story: str, number: int, now: datetime) -> None:
        """Remember the same of one edition without waiting for the archive; it is written soon."""
        if self._database.path == MEMORY:
            self.read(reader, [(story, number)], now)
        elif last_seen(self._database, self._soon, reader, story) < number or any(
            m.story == story for m in self.of(reader, UNREAD)
        ):
            self._soon.put(Seen(reader, story, number, now), self.write_seen)

    def write_seen(self) -> None:
        """Write what is still to be written. Raises NotReadable."""
        self._soon.written(self._write)

    def _write(self, seen: Sequence[Seen]) -> None:
        rows = [{"reader": s.reader, "story": s.story, "number": s.number, "at": seconds(s.at)} for s in seen]
        if not rows:
            return
        with self._database.writing() as connection:
            insert = insert_into(connection, cursors)
            newer = larger(cursors.c.number, insert.excluded.number)
            later = {"number": newer, "at": insert.excluded.at}
            connection.execute(insert.on_conflict_do_update(index_elements=["reader", "story"], set_=later), rows)
            for reader in {s.reader for s in seen}:
                mine = [s.story for s in seen if s.reader == reader]
                for start in range(0, len(mine), MANY):
                    rule = (marks.c.reader == reader) & (marks.c.mark == UNREAD)
                    connection.execute(delete(marks).where(rule, marks.c.story.in_(mine[start : start + MANY])))

    def seen(self, reader: str, stories: Sequence[str] | None = None) -> dict[str, int]:
        """Return, by story, the number of the edition that a reader saw last: of all stories, or of some."""
        soon = self._soon.of(reader)
        asked = None if stories is None else tuple(stories)
        found = self._database.kept(("seen of", reader, asked), lambda: self._seen(reader, asked))
        newer = {s: max(n, found.get(s, 0)) for s, n in soon.items() if asked is None or s in asked}
        return found | newer

    def _seen(self, reader: str, stories: tuple[str, ...] | None) -> dict[str, int]:
        query = select(cursors.c.story, cursors.c.number).where(cursors.c.reader == reader)
        with self._database.reading() as connection:
            if stories is None:
                return {row.story: row.number for row in connection.execute(query)}
            parts = (stories[start : start + MANY] for start in range(0, len(stories), MANY))
            rows = (row for part in parts for row in connection.execute(query.where(cursors.c.story.in_(part))))
            return {row.story: row.number for row in rows}


def last_seen(database: Database, soon: Soon, reader: str, story: str) -> int:
    """Return the number of the edition that a reader saw last, also when it is not written yet; 0 for none."""
    noted = soon.of(reader).get(story, 0)  # before the archive is asked: it may get there meanwhile

    def read() -> int:
        wanted = (cursors.c.reader == reader) & (cursors.c.story == story)
        with database.reading() as connection:
            return connection.execute(select(cursors.c.number).where(wanted)).scalar() or 0

    return max(noted, database.kept(("seen", reader, story), read))


class Newest:
    """The newest edition of each story, page by page."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def page(
        self,
        most: int,
        *,
        before: int | None = None,
        after: int | None = None,
        stories: Sequence[str] | None = None,
        oldest_first: bool = False,
    ) -> tuple[EditionRow, ...]:
        """Return the newest edition of each story, or of some stories, the newest first unless told otherwise.

        `before` and `after` are the `n` of the last one of the page before; both bounds are left out themselves.
        """
        newest = select(
            func.max(editions.c.n).label("n"), func.min(editions.c.n).label("first"), editions.c.story.label("name")
        ).group_by(editions.c.story)
        if stories is not None:
            newest = newest.where(editions.c.story.in_(stories))
        one = newest.subquery()
        query = select(editions.c.n, one.c.first, editions.c.story, editions.c.number, editions.c.at).join(
            one, one.c.n == editions.c.n
        )
        if before is not None:
            query = query.where(editions.c.n < before)
        if after is not None:
            query = query.where(editions.c.n > after)
        query = query.order_by(editions.c.n if oldest_first else editions.c.n.desc()).limit(most)
        with self._database.reading() as connection:
            return tuple(EditionRow(r.n, r.first, r.story, r.number, moment(r.at)) for r in connection.execute(query))

    def numbered(self, firsts: Sequence[int]) -> dict[int, EditionRow]:
        """Return the newest edition of stories by the number of their first edition; unknown ones are left out."""
        with self._database.reading() as connection:
            found: dict[int, str] = {}
            for start in range(0, len(firsts), MANY):
                rule = editions.c.n.in_(firsts[start : start + MANY])
                found |= dict(connection.execute(select(editions.c.n, editions.c.story).where(rule)).all())
        rows = self.page(len(found), stories=sorted(found.values())) if found else ()
        by_first = {row.first: row for row in rows}
        return {first: by_first[first] for first in firsts if first in by_first}

    def after(self, n: int, most: int) -> tuple[EditionRow, ...]:
        """Return the editions published after one, each of them, the oldest first: what a consumer goes through."""
        query = select(editions.c.n, editions.c.story, editions.c.number, editions.c.at).where(editions.c.n > n)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(editions.c.n).limit(most)).all()
            names = sorted({row.story for row in rows})
            asked = select(editions.c.story, func.min(editions.c.n)).where(editions.c.story.in_(names))
            firsts = dict(connection.execute(asked.group_by(editions.c.story)).all())
        return tuple(EditionRow(r.n, firsts[r.story], r.story, r.number, moment(r.at)) for r in rows)
