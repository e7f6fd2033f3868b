"""Finding in the archive: by words, sources and dates, and by meaning within a recent window."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar  # rows: SQLAlchemy types them by column, which a union of queries loses

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, delete, select, true

from nutgraf.model import Article, Edition
from nutgraf.store.articles import MANY
from nutgraf.store.database import Database
from nutgraf.store.fulltext import expression_of, matching
from nutgraf.store.near import keep, nearest
from nutgraf.store.rows import moment, seconds, unpacked
from nutgraf.store.schema import articles, editions, feeds, vectors

T = TypeVar("T")
Vectors = NDArray[np.float32]
"""Shape (n, d), each row of length 1."""
LOOKED_AT = 2_000
"""Newest articles looked through when no word is given."""
AT_FIRST = 60
"""Best matches whose rows are read first: nearly always enough, and a row costs more than its rank."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty parts ask nothing."""

    words: tuple[str, ...] = ()
    """All must stand there."""
    phrases: tuple[str, ...] = ()
    """The same, word after word."""
    excluded: tuple[str, ...] = ()
    """None may stand there."""
    sources: tuple[str, ...] = ()
    """Parts of outlet names or addresses; one must fit."""
    since: datetime | None = None
    """Not before, UTC."""
    until: datetime | None = None
    """Before, UTC."""


@dataclass(frozen=True, slots=True)
class FoundEdition:
    """An edition that fits, without its brief."""

    n: int
    """Its number in the archive."""
    story: str
    """Id of its story."""
    number: int
    """Its number within the story."""
    at: datetime
    """The moment of its round, UTC."""


class Search:
    """Looks things up."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def articles(self, wanted: Wanted, most: int) -> tuple[Article, ...]:
        """Return the articles that fit best; the newest when no word is given. Those of hidden feeds are left out."""
        words = expression_of(wanted.words, wanted.phrases, wanted.excluded)
        hidden = select(feeds.c.n).where(feeds.c.hidden)
        rule = (articles.c.round > 0) & _between(articles.c.moment, wanted) & articles.c.feed.not_in(hidden)
        columns = (articles.c.n, articles.c.outlet, articles.c.url, articles.c.moment)
        with self._database.reading() as connection:
            if not words:
                rows = connection.execute(
                    select(*columns).where(rule).order_by(articles.c.moment.desc()).limit(LOOKED_AT)
                )
                found = [row.n for row in rows if _from(wanted.sources, row.outlet, row.url)]
                return self._unpacked(connection, found[:most])
            ranks = dict(matching(connection, "article_words", words))
            best: list[int] = []
            for part in _best_first(ranks, max(AT_FIRST, 2 * most)):
                rows = connection.execute(select(*columns).where(rule, articles.c.n.in_(part)))
                fits = {row.n for row in rows if _from(wanted.sources, row.outlet, row.url)}
                best += [n for n in part if n in fits]
                if len(best) >= most:
                    break
            return self._unpacked(connection, best[:most])

    def editions(self, wanted: Wanted, most: int) -> tuple[Edition, ...]:
        """Return editions whose brief or claims fit, one a story, its newest that fits."""
        with self._database.reading() as connection:
            best = [row.n for row in _editions(connection, wanted, most)]
            found = dict(
                connection.execute(select(editions.c.n, editions.c.edition).where(editions.c.n.in_(best))).all()
            )
            return tuple(unpacked(found[n], Edition) for n in best)

    def listed(self, wanted: Wanted, most: int) -> tuple[FoundEdition, ...]:
        """Return the same without the editions: one is 100 kB to 400 kB of JSON, 20 ms to read."""
        with self._database.reading() as connection:
            return tuple(
                FoundEdition(r.n, r.story, r.number, moment(r.at)) for r in _editions(connection, wanted, most)
            )

    def stories_with(self, words: Sequence[str]) -> frozenset[str]:
        """Return the stories with an edition in which words stand one after another."""
        expression = expression_of((), (" ".join(words),), ())
        if not expression:
            return frozenset()
        with self._database.reading() as connection:
            numbers = [n for n, _ in matching(connection, "edition_words", expression)]
            found: set[str] = set()
            for part in _parts(numbers):
                rows = select(editions.c.story).where(editions.c.n.in_(part))
                found.update(connection.execute(rows).scalars())
            return frozenset(found)

    def unembedded(self, most: int) -> tuple[tuple[int, Article], ...]:
        """Return the newest articles that have no vector yet."""
        query = (
            select(articles.c.n, articles.c.article)
            .outerjoin(vectors, vectors.c.article == articles.c.n)
            .where(vectors.c.article.is_(None))
            .order_by(articles.c.n.desc())
            .limit(most)
        )
        with self._database.reading() as connection:
            return tuple((row.n, unpacked(row.article, Article)) for row in connection.execute(query))

    def embed(self, numbers: Sequence[int], rows: Vectors) -> None:
        """Keep the vectors of articles."""
        halves = rows.astype(np.float16)
        with self._database.writing() as connection:
            connection.execute(delete(vectors).where(vectors.c.article.in_(list(numbers))))
            made = [{"article": n, "vector": row.tobytes()} for n, row in zip(numbers, halves, strict=True)]
            connection.execute(vectors.insert(), made)
            keep(connection, [(row["article"], row["vector"]) for row in made])

    def like(self, vector: NDArray[np.float32], most: int) -> tuple[tuple[Article, float], ...]:
        """Return the recent articles nearest in meaning, with cosine."""
        with self._database.reading() as connection:
            best = nearest(connection, vector, most)
            found = self._unpacked(connection, [n for n, _ in best])
        return tuple(zip(found, (score for _, score in best), strict=True))

    @staticmethod
    def _unpacked(connection: Connection, numbers: Sequence[int]) -> tuple[Article, ...]:
        docs: dict[int, bytes] = {}
        for part in _parts(numbers):
            wanted = articles.c.n.in_(part)
            docs |= dict(connection.execute(select(articles.c.n, articles.c.article).where(wanted)).all())
        return tuple(unpacked(docs[n], Article) for n in numbers if n in docs)


def _editions(connection: Connection, wanted: Wanted, most: int) -> list[Any]:
    """Return number and moment of the editions that fit best, one a story: the newest that fits of the best stories.

    The stories are those of the best ranked editions, twice as many as wanted: reading the rows of a thousand matches
    to see which are the newest of their stories took longer than finding them.
    """
    words = expression_of(wanted.words, wanted.phrases, wanted.excluded)
    ranks = dict(matching(connection, "edition_words", words)) if words else {}
    rule = _between(editions.c.at, wanted)
    names: dict[str, None] = {}
    for part in _best_first(ranks, AT_FIRST):
        rows = connection.execute(select(editions.c.n, editions.c.story).where(rule, editions.c.n.in_(part)))
        story_of = {row.n: row.story for row in rows}
        names |= dict.fromkeys(story_of[n] for n in part if n in story_of)
        if len(names) >= 2 * most:
            break
    columns = (editions.c.n, editions.c.story, editions.c.number, editions.c.at)
    newest: dict[str, Any] = {}
    for some in _parts(list(names)[: 2 * most]):
        wider = select(*columns).where(rule, editions.c.story.in_(some)).order_by(editions.c.number)
        newest |= {row.story: row for row in connection.execute(wider) if row.n in ranks}
    return sorted(newest.values(), key=lambda row: (ranks[row.n], -row.n))[:most]


def _between(moments: ColumnElement[float], wanted: Wanted) -> ColumnElement[bool]:
    """Return the rule that moments, a column of seconds, lie within what is asked for."""
    rule: ColumnElement[bool] = true()
    if wanted.since is not None:
        rule &= moments >= seconds(wanted.since)
    if wanted.until is not None:
        rule &= moments < seconds(wanted.until)
    return rule


def _from(sources: Sequence[str], outlet: str, url: str) -> bool:
    return not sources or any(s.casefold() in outlet.casefold() or s.casefold() in url.casefold() for s in sources)


def _best_first(ranks: Mapping[int, float], first: int) -> Iterator[Sequence[int]]:
    """Yield numbers in parts, the best ranked in a small one: it is nearly always enough."""
    order = sorted(ranks, key=lambda n: (ranks[n], -n))
    yield from (part for part in (order[:first], *_parts(order[first:])) if part)


def _parts(values: Sequence[T]) -> list[Sequence[T]]:
    return [values[start : start + MANY] for start in range(0, len(values), MANY)]
