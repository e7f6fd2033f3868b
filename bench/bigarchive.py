"""A big archive for benches of the server: 100,000 articles, 5,000 stories with their editions, built from the sample.

    build(path, sample, articles=100_000, stories=5_000, now=...)    # some minutes; keep the file
    fresh(path, now)                                                 # its times end at `now` again

Stories are copies of the sample's (`examples/istanbul-talks`, imported day by day), so that pages are as long as real
ones: every tenth is its big one (44 articles, 7 origins), the others have two articles. Every copy has ids of its own,
articles of its own and one to four editions. The rest are invented articles that stand in no story. Story `n` of `N`
had its newest report 30 days x (n/N)^2 ago, so 18 % of them are of the last day. All came from one feed that is no
evidence (muted): rounds that are done on the archive leave it alone and work on what they bring themselves.
"""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import bindparam, insert, select, update

from bench.invented import invented
from nutgraf.model import Article, Edition, Feed, StoryCard, content_id
from nutgraf.store.archive import Archive
from nutgraf.store.editions import words_of
from nutgraf.store.fulltext import index_articles, index_edition
from nutgraf.store.rows import packed, seconds, text_of
from nutgraf.store.schema import articles, editions, members, rounds, stories

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
SPREAD = timedelta(days=30)
"""Over which the newest reports of stories are spread."""
BIG_EACH, MOST_EDITIONS, AT_ONCE = 10, 4, 500
_ID = re.compile(r"\b[a-z]1-[0-9a-f]{12}\b")


@dataclass(frozen=True)
class Original:
    """A story of the sample: what copies are made of."""

    card: StoryCard
    editions: tuple[Edition, ...]
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Copied:
    """A copy of it: the same with ids and times of its own."""

    card: StoryCard
    editions: tuple[Edition, ...]
    articles: tuple[Article, ...]


def sample_into(path: Path) -> None:
    """Import the sample day by day with the real command: 40 s."""
    words = ["import", "examples/istanbul-talks", "--by-day", "--now", "2025-05-20", "--db", str(path)]
    subprocess.run([sys.executable, "-m", "nutgraf", *words], cwd=ROOT, check=True, capture_output=True)


def originals(sample: Path) -> list[Original]:
    """Return the stories of the sample that have editions, the biggest first."""
    with Archive(str(sample)) as archive:
        found = []
        for card in archive.stories.cards():
            numbers = [n for n, _ in archive.editions.numbers(card.story.id)][-MOST_EDITIONS:]
            kept = tuple(archive.editions.get(card.story.id, n) for n in numbers)
            if kept:
                named = archive.articles.get(card.story.articles)
                found.append(Original(card, kept, tuple(named.values())))
    return sorted(found, key=lambda one: -len(one.articles))


def copied(one: Original, n: int, last: datetime) -> Copied:
    """Return copy `n` of a story, with ids of its own, whose newest report came at `last`."""
    assert one.card.story.last is not None
    shift = last - one.card.story.last
    many = min(len(one.editions), 1 + n // BIG_EACH % MOST_EDITIONS)
    kept = [_moved(_renamed(e, n, Edition), i, shift) for i, e in enumerate(one.editions[-many:], 1)]
    card = replace(_shifted(_renamed(one.card, n, StoryCard), shift), edition=many)
    own = []
    for article in one.articles:
        url = f"{article.url}?copy={n}"
        at = article.published and article.published + shift
        own.append(replace(_renamed(article, n, Article), url=url, address=url, published=at))
    return Copied(card, tuple(kept), tuple(own))


def build(path: Path, sample: Path, *, many_articles: int, many_stories: int, now: datetime) -> None:
    """Make the archive. Deterministic but for `now`."""
    with Archive(str(path)) as archive:
        archive.feeds.add([Feed("http://127.0.0.1/archive", title="Archive", muted=True, due_at=now + 100 * SPREAD)])
        with archive._database.writing() as connection:
            connection.execute(insert(rounds).values(now=seconds(now), stage="done"))
        told, part = 0, list[Copied]()
        for one in copies(originals(sample), many_stories, now):
            part.append(one)
            told += len(one.articles)
            if len(part) == AT_ONCE // 10:
                _keep(archive, part, now)
                part = []
        _keep(archive, part, now)
        fillers = islice(invented(1), max(0, many_articles - told))
        while some := list(islice(fillers, AT_ONCE)):
            _put_articles(archive, [_filed(a, now) for a in some], now)
        archive._database.compact()


def copies(of: list[Original], many: int, now: datetime) -> Iterator[Copied]:
    """Yield the stories of the archive."""
    for n in range(many):
        one = of[0] if n % BIG_EACH == 0 else of[1 + n % (len(of) - 1)]
        yield copied(one, n, now - SPREAD * (n / many) ** 2)


def fresh(path: Path, now: datetime) -> None:
    """Move the stories of an archive in time so that it ends at `now`: one that was kept is as good as a new one."""
    with Archive(str(path)) as archive:
        built = archive.inbox.rounds()[0].now
        shift = now - built
        cards = [_shifted(card, shift) for card in archive.stories.cards()]
        rows = [
            {"id_": c.story.id, "last_": seconds(c.story.last), "arrivals_": text_of(c.arrivals), "card_": text_of(c)}
            for c in cards
        ]
        change = update(stories).where(stories.c.id == bindparam("id_"))
        values: dict[str, object] = {name: bindparam(f"{name}_") for name in ("last", "arrivals", "card")}
        with archive._database.writing() as connection:
            connection.execute(change.values(values), rows)
            connection.execute(update(rounds).where(rounds.c.n == 1).values(now=seconds(now)))


def popular(path: Path) -> list[str]:
    """Return the ids of all stories in the order in which readers like them: a shuffle that is always the same."""
    with Archive(str(path)) as archive, archive._database.reading() as connection:
        names = sorted(connection.execute(select(editions.c.story).distinct()).scalars())
    random.Random(6).shuffle(names)
    return names


def _renamed(value: T, n: int, kind: type[T]) -> T:
    """Return a value in which every id is one of copy `n`."""
    known: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        name = match[0]
        if name not in known:
            known[name] = content_id(name[0], f"{name} {n}")
        return known[name]

    return msgspec.json.decode(_ID.sub(other, text_of(value)), type=kind)


def _moved(edition: Edition, number: int, shift: timedelta) -> Edition:
    sources = tuple(replace(s, published=s.published and s.published + shift) for s in edition.brief.sources)
    at = edition.made_at and edition.made_at + shift
    return replace(edition, number=number, made_at=at, brief=replace(edition.brief, made_at=at, sources=sources))


def _shifted(card: StoryCard, shift: timedelta) -> StoryCard:
    story = card.story
    story = replace(story, first=story.first and story.first + shift, last=story.last and story.last + shift)
    arrivals = tuple(replace(a, at=None if a.at is None else a.at + shift.total_seconds()) for a in card.arrivals)
    return replace(card, story=story, arrivals=arrivals)


def _filed(article: Article, now: datetime) -> Article:
    number = int(article.url.rpartition("/")[2])
    at = now - SPREAD * (number % 10_007 / 10_007)
    return replace(article, id=content_id("a", article.url), address=article.url, published=at)


def _keep(archive: Archive, part: list[Copied], now: datetime) -> None:
    _put_articles(archive, [article for one in part for article in one.articles], now)
    with archive._database.writing() as connection:
        for one in part:
            story = one.card.story
            row = {"id": story.id, "round": 1, "last": seconds(story.last), "origins": len(story.origins)}
            row |= {"arrivals": text_of(one.card.arrivals), "card": text_of(one.card)}
            connection.execute(insert(stories).values(row))
            connection.execute(insert(members), [{"article": a, "story": story.id} for a in story.articles])
            for edition in one.editions:
                values = {"story": story.id, "number": edition.number, "id": edition.brief.edition, "round": 1}
                values |= {"at": seconds(edition.made_at or now), "edition": packed(edition)}
                made = connection.execute(insert(editions).values(values)).inserted_primary_key
                assert made is not None
                index_edition(connection, made[0], *words_of(edition))


def _put_articles(archive: Archive, some: list[Article], now: datetime) -> None:
    rows = [
        {
            "id": a.id,
            "round": 1,
            "feed": 1,
            "url": a.url,
            "outlet": a.outlet,
            "published": seconds(a.published),
            "moment": seconds(a.published or now),
            "stub": False,
            "article": packed(a),
        }
        for a in some
    ]
    if not rows:
        return
    with archive._database.writing() as connection:
        connection.execute(insert(articles), rows)
        wanted = articles.c.id.in_([a.id for a in some])
        numbers = dict(connection.execute(select(articles.c.id, articles.c.n).where(wanted)).all())
        index_articles(connection, [(numbers[a.id], a) for a in some])
