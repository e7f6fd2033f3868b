"""Care of the archive: copies, checks, and letting go of what is old."""

import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, text, union

from nutgraf.errors import NotFound, NotReadable, SettingsError, UsageError
from nutgraf.model import Article
from nutgraf.store.address import on_server
from nutgraf.store.database import Database
from nutgraf.store.dialects import failures_of_feeds
from nutgraf.store.fulltext import unindex
from nutgraf.store.rows import seconds, unpacked
from nutgraf.store.schema import articles, editions, feeds, items, members, moves, outbox, raw, rounds, stories

PART = 500
"""Rows let go of in one transaction, so that no reader or writer waits long."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How an archive is."""

    faults: tuple[str, ...]
    """What is wrong, in sentences; empty when nothing is."""
    counts: tuple[tuple[str, int], ...]
    """Rows of each kind."""
    size: int
    """Bytes of the file."""


class Upkeep:
    """Looks after the file."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def backup(self, path: str) -> int:
        """Copy the archive, while it is in use, to a new file; returns its size. Raises SettingsError."""
        if os.path.exists(path):
            raise SettingsError(f"{path} exists already; give the backup another name.", about=path)
        return self._database.copy_to(path)

    def check(self) -> Diagnosis:
        """Look for damage and orphans; costs a reading of the whole file."""
        with self._database.reading() as connection:
            faults = list(self._database.damage(connection))
            counted = ((words, connection.execute(text(query)).scalar_one()) for words, query in ORPHANS)
            faults += [words.format(n) for words, n in counted if n]
            tables = (feeds, rounds, items, raw, articles, stories, editions, outbox)
            counts = tuple(
                (t.name, connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in tables
            )
            size = self._database.size(connection)
        return Diagnosis(tuple(faults), counts, size)

    def numbers(self) -> dict[str, float]:
        """Return what a monitor wants to know, by the names it knows it by; cheap enough for every minute."""
        asked = {
            "nutgraf_feeds": select(func.count()).select_from(feeds),
            "nutgraf_rounds_total": select(func.coalesce(func.max(rounds.c.n), 0)),
            "nutgraf_last_round_seconds": select(func.coalesce(func.max(rounds.c.now), 0.0)),
            "nutgraf_items_total": select(func.coalesce(func.max(items.c.n), 0)),
            "nutgraf_items_waiting": select(func.count()).where(items.c.state.in_(("page", "new"))),
            "nutgraf_articles_total": select(func.coalesce(func.max(articles.c.n), 0)),
            "nutgraf_stories": select(func.count()).select_from(stories),
            "nutgraf_editions_total": select(func.coalesce(func.max(editions.c.n), 0)),
            "nutgraf_briefs_waiting": select(func.count()).where(outbox.c.what == "brief"),
        }
        with self._database.reading() as connection:
            failing = select(func.count()).select_from(feeds).where(failures_of_feeds(connection) > 0)
            asked["nutgraf_feeds_failing"] = failing
            found = {name: float(connection.execute(query).scalar_one()) for name, query in asked.items()}
            return found | {"nutgraf_archive_bytes": float(self._database.size(connection))}

    def prune(self, before: datetime) -> tuple[int, int]:
        """Let go of articles and items of before a moment that no edition shows; returns how many articles and items.

        Editions stay: what was published can always be read and checked, for it carries its sentences. An article of
        a story with anything newer stays too.
        """
        gone = 0
        while True:
            with self._database.writing() as connection:
                part = _old_articles(connection, before)
                if not part:
                    break
                _let_go(connection, part)
                gone += len(part)
        with self._database.writing() as connection:
            oldest = select(rounds.c.n).where(rounds.c.now < seconds(before))
            kept = select(articles.c.id).where(articles.c.id == items.c.article).exists()
            old = items.c.round.in_(oldest) & ~kept
            dropped = connection.execute(delete(items).where(old, items.c.state.in_(("read", "failed")))).rowcount
            used = union(select(items.c.body), select(items.c.page)).subquery()
            connection.execute(delete(raw).where(~select(used.c.body).where(used.c.body == raw.c.hash).exists()))
        self._database.compact()
        return gone, dropped


def restore(backup: str, path: str) -> None:
    """Put a backup in the place of the archive; the old file is kept beside it as `.before`. Raises NotFound."""
    if on_server(path):
        raise UsageError("A backup file goes in the place of a file; what pg_dump wrote, pg_restore puts back.")
    if not os.path.exists(backup):
        raise NotFound(f"{backup} does not exist.", about=backup)
    aside = f"{path}.restoring"
    try:
        Path(path).resolve().parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, aside)
        probe = Database(aside)
        found = Upkeep(probe).check()
        probe.close()
        if found.faults:
            raise NotReadable(f"{backup} is damaged: {found.faults[0]}", about=backup)
        for suffix in ("-wal", "-shm"):
            Path(aside + suffix).unlink(missing_ok=True)
        if os.path.exists(path):
            with sqlite3.connect(path) as old:  # what still lies in its log is brought in first
                old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.close()
            os.replace(path, f"{path}.before")
            for suffix in ("-wal", "-shm"):
                Path(path + suffix).unlink(missing_ok=True)
        os.replace(aside, path)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"The archive {path} cannot be put in place: {error}.", about=path) from error
    finally:
        for name in (aside, f"{aside}-wal", f"{aside}-shm"):
            Path(name).unlink(missing_ok=True)


ORPHANS = (
    (
        "{} articles stand in a story that is not there.",
        "SELECT count(*) FROM members m WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = m.story)",
    ),
    (
        "{} articles of stories are not there.",
        "SELECT count(*) FROM members m WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = m.article)",
    ),
    (
        "{} items were read into articles that are not there.",
        "SELECT count(*) FROM items i WHERE i.article IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = i.article)",
    ),
    (
        "{} bodies belong to no item.",
        "SELECT count(*) FROM raw WHERE NOT EXISTS "
        "(SELECT 1 FROM (SELECT body FROM items UNION SELECT page FROM items) u WHERE u.body = raw.hash)",
    ),
)
"""What belongs nowhere, in words and as a question. NOT EXISTS: PostgreSQL answers NOT IN of a large table in hours."""


def _old_articles(connection: Connection, before: datetime) -> list[tuple[int, str, bytes]]:
    """Return the next articles to let go of: old, and in a story whose last article is old too, or in none."""
    living = select(members.c.article).join(stories, stories.c.id == members.c.story)
    living = living.where(stories.c.last >= seconds(before))
    living = living.where(members.c.article == articles.c.id)
    wanted = (articles.c.moment < seconds(before)) & ~living.exists() & (articles.c.round > 0)
    rows = select(articles.c.n, articles.c.id, articles.c.article).where(wanted).order_by(articles.c.n).limit(PART)
    return [(row.n, row.id, row.article) for row in connection.execute(rows)]


def _let_go(connection: Connection, part: list[tuple[int, str, bytes]]) -> None:
    ids = [one[1] for one in part]
    read = [(n, unpacked(data, Article)) for n, _, data in part]
    unindex(connection, "article_words", [(n, a.title, a.text, a.outlet) for n, a in read])
    named = select(members.c.story).where(members.c.article.in_(ids)).distinct()
    touched = list(connection.execute(named).scalars())
    connection.execute(delete(members).where(members.c.article.in_(ids)))
    connection.execute(delete(moves).where(moves.c.article.in_(ids)))
    connection.execute(delete(items).where(items.c.article.in_(ids)))
    connection.execute(delete(articles).where(articles.c.id.in_(ids)))
    left = set(connection.execute(select(members.c.story).where(members.c.story.in_(touched))).scalars())
    empty = [name for name in touched if name not in left]
    published = set(connection.execute(select(editions.c.story).where(editions.c.story.in_(empty))).scalars())
    connection.execute(delete(stories).where(stories.c.id.in_([n for n in empty if n not in published])))
