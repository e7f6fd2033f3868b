"""What readers marked, and paging through what is newest for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_unless

from nutgraf.model import UNREAD, EditionRow, Mark
from nutgraf.store.articles import MANY
from nutgraf.store.database import Database
from nutgraf.store.rows import moment, seconds
from nutgraf.store.schema import cursors, editions, marks


class Marks:
    """Marks of readers on stories, and what each has read."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def of(self, reader: str, mark: str = "") -> tuple[Mark, ...]:
        """Return a reader's marks, or those of one kind (`label:` for all labels), the newest first."""
        wanted = marks.c.reader == reader
        if mark:
            wanted &= marks.c.mark.startswith(mark, autoescape=True) if mark.endswith(":") else marks.c.mark == mark
        with self._database.reading() as connection:
            rows = select(marks).where(wanted).order_by(marks.c.at.desc(), marks.c.story)
            return tuple(Mark(r.story, r.mark, moment(r.at)) for r in connection.execute(rows))

    def put(self, reader: str, stories: Iterable[str], mark: str, now: datetime) -> None:
        """Put a mark on stories; one that is there stays as it is."""
        rows = [{"reader": reader, "story": s, "mark": mark, "at": seconds(now)} for s in stories]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert_unless(marks).on_conflict_do_nothing(), rows)

    def take(self, reader: str, stories: Iterable[str], mark: str) -> None:
        """Take a mark off stories."""
        names = list(stories)
        with self._database.writing() as connection:
            for start in range(0, len(names), MANY):
                rule = marks.c.story.in_(names[start : start + MANY])
                connection.execute(delete(marks).where(marks.c.reader == reader, marks.c.mark == mark, rule))

    def rename(self, reader: str, old: str, new: str) -> None:
        """Give a mark another name on every story of a reader; an empty new name takes it off."""
        mine = (marks.c.reader == reader) & (marks.c.mark == old)
        with self._database.writing() as connection:
            rows = connection.execute(select(marks.c.story, marks.c.at).where(mine)).all()
            connection.execute(delete(marks).where(mine))
            if new and rows:
                again = [{"reader": reader, "story": r.story, "mark": new, "at": r.at} for r in rows]
                connection.execute(insert_unless(marks).on_conflict_do_nothing(), again)

    def read(self, reader: str, seen: Iterable[tuple[str, int]], now: datetime) -> None:
        """Remember that a reader has seen these editions (story, number); never moves back."""
        rows = [{"reader": reader, "story": s, "number": n, "at": seconds(now)} for s, n in seen]
        if not rows:
            return
        insert = insert_unless(cursors)
        newer = func.max(cursors.c.number, insert.excluded.number)
        later = {"number": newer, "at": insert.excluded.at}
        with self._database.writing() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["reader", "story"], set_=later), rows)
            for start in range(0, len(rows), MANY):
                names = [row["story"] for row in rows[start : start + MANY]]
                rule = (marks.c.reader == reader) & (marks.c.mark == UNREAD) & marks.c.story.in_(names)
                connection.execute(delete(marks).where(rule))

    def seen(self, reader: str) -> dict[str, int]:
        """Return, by story, the number of the edition that a reader saw last."""
        with self._database.reading() as connection:
            rows = select(cursors.c.story, cursors.c.number).where(cursors.c.reader == reader)
            return {row.story: row.number for row in connection.execute(rows)}


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
