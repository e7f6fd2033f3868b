"""Stories in the archive: which article stands where, what a person corrected, and every move for the record."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from nutgraf.errors import NotFound
from nutgraf.model import (
    Arrival,
    Change,
    Correction,
    History,
    Regrouped,
    Remembered,
    Round,
    StoryCard,
    StoryHead,
    content_id,
)
from nutgraf.store.articles import MANY
from nutgraf.store.database import Database
from nutgraf.store.dialects import insert_into
from nutgraf.store.inbox import set_stage
from nutgraf.store.rows import seconds, text_of, value_of
from nutgraf.store.schema import corrections, members, moves, outbox, redirects, stories, story_changes

_ARRIVALS = msgspec.json.Decoder(tuple[Arrival, ...])
_HEADS = msgspec.json.Decoder(StoryHead)  # fields it does not know are skipped, unread
LEAST_OF_ID = 5
"""Characters from which the beginning of an id names a story."""


class Stories:
    """What articles were grouped into."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def history_of(self, articles: Sequence[str]) -> History:
        """Return what is remembered of the stories that some articles stand in, or that their ids could clash with."""
        with self._database.reading() as connection:
            names = set[str]()
            for part in _parts(articles):
                names.update(connection.execute(select(members.c.story).where(members.c.article.in_(part))).scalars())
                own = [content_id("s", article) for article in part]
                names.update(connection.execute(select(stories.c.id).where(stories.c.id.in_(own))).scalars())
            known: dict[str, list[str]] = {name: [] for name in sorted(names)}
            for part in _parts(sorted(names)):
                rows = select(members).where(members.c.story.in_(part)).order_by(members.c.article)
                for row in connection.execute(rows):
                    known[row.story].append(row.article)
            led = connection.execute(select(redirects.c.old, redirects.c.story).order_by(redirects.c.old)).all()
            said = connection.execute(select(corrections.c.correction).order_by(corrections.c.n)).scalars()
            made = tuple(value_of(one, Correction) for one in said)
        remembered = tuple(Remembered(name, tuple(ids)) for name, ids in known.items())
        return History(remembered, tuple((row.old, row.story) for row in led), made)

    def apply(self, at: Round, decided: Regrouped) -> None:
        """Carry out what placing decided and go on to briefing, in one transaction."""
        with self._database.writing() as connection:
            for card in decided.cards:
                _put_card(connection, at.n, card)
            for gone in decided.gone:
                connection.execute(delete(stories).where(stories.c.id == gone))
                connection.execute(delete(outbox).where(outbox.c.story == gone))
            for old, new in decided.redirects:
                row = insert_into(connection, redirects).values(old=old, story=new)
                connection.execute(row.on_conflict_do_update(index_elements=["old"], set_={"story": new}))
            if decided.changes:
                rows = [{"round": at.n, "story": c.story, "change": text_of(c)} for c in decided.changes]
                connection.execute(insert(story_changes), rows)
            _queue(connection, decided.to_brief, at.n)
            _queue(connection, decided.later, 0)
            set_stage(connection, at.n, "brief")

    def get(self, name: str) -> StoryCard:
        """Return a story by its id, an old one or the beginning of one too. Raises NotFound."""
        return self._database.kept(("card", name), lambda: self._get(name))

    def _get(self, name: str) -> StoryCard:
        with self._database.reading() as connection:
            living = connection.execute(select(redirects.c.story).where(redirects.c.old == name)).scalar() or name
            data = connection.execute(select(stories.c.card).where(stories.c.id == living)).scalar()
            if data is None and len(name) >= LEAST_OF_ID:
                begins = select(stories.c.card).where(stories.c.id.startswith(name.lower(), autoescape=True)).limit(2)
                found = connection.execute(begins).scalars().all()
                data = found[0] if len(found) == 1 else None
        if data is None:
            raise NotFound(f"There is no story {name}; `nutgraf stories` lists them.", about=name)
        return value_of(data, StoryCard)

    def many(self, names: Sequence[str]) -> dict[str, StoryCard]:
        """Return living stories by id; those that are not there are left out."""
        found: dict[str, StoryCard] = {}
        with self._database.reading() as connection:
            for part in _parts(names):
                rows = select(stories.c.id, stories.c.card).where(stories.c.id.in_(part))
                found |= {row.id: value_of(row.card, StoryCard) for row in connection.execute(rows)}
        return found

    def cards(self, since: datetime | None = None, least_origins: int = 1) -> tuple[StoryCard, ...]:
        """Return the stories whose newest article is not older than `since`, the newest first."""
        wanted = stories.c.origins >= least_origins
        if since is not None:
            wanted &= stories.c.last >= seconds(since)
        with self._database.reading() as connection:
            rows = connection.execute(
                select(stories.c.card).where(wanted).order_by(stories.c.last.desc().nulls_last(), stories.c.id)
            )
            return tuple(value_of(data, StoryCard) for data in rows.scalars())

    def arrivals(self, since: datetime | None, least_origins: int = 1) -> dict[str, tuple[Arrival, ...]]:
        """Return the arrivals of the stories whose newest article is not older than `since`, by id; all for `None`."""
        rows = select(stories.c.id, stories.c.arrivals).where(stories.c.origins >= least_origins)
        if since is not None:
            rows = rows.where(stories.c.last >= seconds(since))
        with self._database.reading() as connection:
            return {row.id: _ARRIVALS.decode(row.arrivals) for row in connection.execute(rows)}

    def heads(self, names: Sequence[str]) -> dict[str, StoryHead]:
        """Return headline, language and edition of stories by id; a tenth of the cost of whole cards."""
        found: dict[str, StoryHead] = {}
        with self._database.reading() as connection:
            for part in _parts(names):
                rows = connection.execute(select(stories.c.id, stories.c.card).where(stories.c.id.in_(part)))
                found |= {row.id: _HEADS.decode(row.card) for row in rows}
        return found

    def story_of(self, articles: Sequence[str]) -> dict[str, str]:
        """Return the story that each article stands in; articles in none are left out."""
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for part in _parts(articles):
                rows = select(members.c.article, members.c.story).where(members.c.article.in_(part))
                found |= dict(connection.execute(rows).all())
        return found

    def waiting(self) -> tuple[str, ...]:
        """Return the stories that wait to be briefed in some later round, in the order in which they came."""
        with self._database.reading() as connection:
            wanted = (outbox.c.what == "brief") & (outbox.c.round == 0)
            return tuple(connection.execute(select(outbox.c.story).where(wanted).order_by(outbox.c.n)).scalars())

    def to_brief(self, n: int) -> tuple[str, ...]:
        """Return the stories that a round has still to brief, in order."""
        with self._database.reading() as connection:
            wanted = (outbox.c.what == "brief") & (outbox.c.round == n)
            return tuple(connection.execute(select(outbox.c.story).where(wanted).order_by(outbox.c.n)).scalars())

    def corrections(self) -> tuple[Correction, ...]:
        """Return a person's corrections, the oldest first."""
        with self._database.reading() as connection:
            rows = select(corrections.c.correction).order_by(corrections.c.n)
            return tuple(value_of(one, Correction) for one in connection.execute(rows).scalars())

    def correct(self, made: Iterable[Correction], now: datetime) -> None:
        """Remember a person's corrections; the next round groups by them."""
        with self._database.writing() as connection:
            rows = [{"at": seconds(now), "correction": text_of(one)} for one in made]
            if rows:
                connection.execute(insert(corrections), rows)

    def changes_of(self, story: str) -> tuple[Change, ...]:
        """Return what happened to a story, the oldest first."""
        with self._database.reading() as connection:
            rows = select(story_changes.c.change).where(story_changes.c.story == story).order_by(story_changes.c.n)
            return tuple(value_of(one, Change) for one in connection.execute(rows).scalars())


def _put_card(connection: Connection, n: int, card: StoryCard) -> None:
    """Write a story and where its articles stand, with a line in the record for each that moved."""
    story = card.story
    values = {
        "round": n,
        "last": seconds(story.last),
        "origins": len(story.origins),
        "arrivals": text_of(card.arrivals),
        "card": text_of(card),
    }
    row = insert_into(connection, stories).values(id=story.id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))
    known = select(members.c.article, members.c.story).where(members.c.article.in_(story.articles))
    stood = dict(connection.execute(known).all())
    left = set(connection.execute(select(members.c.article).where(members.c.story == story.id)).scalars())
    moved = [a for a in story.articles if stood.get(a) != story.id]
    for article in moved:
        put = insert_into(connection, members).values(article=article, story=story.id)
        connection.execute(put.on_conflict_do_update(index_elements=["article"], set_={"story": story.id}))
    gone = sorted(left - set(story.articles))
    if gone:
        connection.execute(delete(members).where(members.c.article.in_(gone)))
    record = [{"round": n, "article": a, "story": story.id} for a in moved]
    record += [{"round": n, "article": a, "story": ""} for a in gone]
    if record:
        connection.execute(insert(moves), record)


def _queue(connection: Connection, names: Sequence[str], n: int) -> None:
    for name in names:
        row = insert_into(connection, outbox).values(what="brief", story=name, round=n)
        connection.execute(row.on_conflict_do_update(index_elements=["what", "story"], set_={"round": n}))


def set_edition(connection: Connection, name: str, number: int, headline: str) -> None:
    """Say which edition of a story is the newest, and what heads it."""
    data = connection.execute(select(stories.c.card).where(stories.c.id == name)).scalar()
    if data is not None:
        card = replace(value_of(data, StoryCard), edition=number, headline=headline)
        connection.execute(update(stories).where(stories.c.id == name).values(card=text_of(card)))


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + MANY] for start in range(0, len(ids), MANY))
