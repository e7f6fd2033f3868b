"""Brief the stories that were chosen; an edition comes out only when something material changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from nutgraf.briefs.changes import Now, changes_between, is_material, tells_more
from nutgraf.briefs.earlier import with_earlier
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.errors import LineRefused, NotFound
from nutgraf.model import Edition, Round, StoryCard
from nutgraf.ports import Embedder, Shelves, Tagger
from nutgraf.rewording import Pen
from nutgraf.settings import Settings
from nutgraf.stories.group import in_order
from nutgraf.telling import Written, lay_open, part_of, with_more, worded, write

MOST_FRESH = 400
"""Sentences of articles that the last edition did not know, parsed to see what they change: 4 s at most."""
OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done."""


@dataclass(frozen=True, slots=True)
class Writers:
    """What a brief is written with."""

    tagger: Callable[[], Tagger]
    """Gives the parser when it is first needed."""
    embedder: Callable[[], Embedder]
    """Gives the sentence vectors when they are first needed."""
    settings: Settings
    """All settings."""
    pen: Callable[[], Pen | None] = lambda: None
    """Gives a model to word the briefs of one round; `None` when they are written offline."""


def brief_round(at: Round, shelves: Shelves, writers: Writers, on_step: OnStep) -> dict[str, int]:
    """Brief the stories of a round that are left, each in a transaction of its own."""
    pen = writers.pen()
    counts = {"editions": 0, "unchanged": 0, "unbriefed": 0}
    for done, name in enumerate(shelves.stories.to_brief(at.n), 1):
        on_step("Writing briefs", done)
        try:
            made = next_edition(shelves.stories.get(name), shelves, writers, at.now, pen)
        except (LineRefused, NotFound):
            shelves.editions.pass_over(name)
            counts["unbriefed"] += 1
            continue
        if made is None:
            shelves.editions.pass_over(name)
            counts["unchanged"] += 1
        else:
            shelves.editions.publish(at, made)
            counts["editions"] += 1
    return counts


def next_edition(
    card: StoryCard, shelves: Shelves, writers: Writers, now: datetime, pen: Pen | None = None
) -> Edition | None:
    """Return the edition that is due for a story; `None` when nothing material changed since its newest.

    Only an edition that is due is worded by a model: whether it is due never hangs on what a model says. An edition
    that cites what stands in another story now is overtaken, material or not. Raises LineRefused when no headline
    holds.
    """
    dossier = dossier_of(card, shelves, writers.settings)
    written = write_now(dossier, writers)
    ids = tuple(sorted(card.story.articles))
    old = shelves.editions.latest(card.story.id)
    if old is None:
        written = _worded(written, writers, pen)
        return Edition(written.brief, 1, ids, written.ledger.positions, (), now)
    written, now_stands = as_it_stands(written, frozenset(old.articles), writers)
    changes = changes_between(old, now_stands)
    elsewhere = gone_elsewhere(old, card, shelves)
    if not (elsewhere or is_material(changes) or (written.vectors is None and tells_more(old, now_stands))):
        return None
    written = _worded(written, writers, pen)
    brief = with_earlier(written.brief, old, writers.settings.shape.context_lines[1], elsewhere)
    return Edition(brief, old.number + 1, ids, written.ledger.positions, changes, now)


def _worded(written: Written, writers: Writers, pen: Pen | None) -> Written:
    return worded(written, tagger=writers.tagger(), settings=writers.settings, pen=pen) if pen else written


def gone_elsewhere(old: Edition, card: StoryCard, shelves: Shelves) -> frozenset[str]:
    """Return the articles that an edition knew and that stand in another story now: split off or moved since."""
    known = {*old.articles, *(source.id for source in old.brief.sources)}
    homes = shelves.stories.story_of(sorted(known - set(card.story.articles)))
    return frozenset(article for article, story in homes.items() if story != card.story.id)


def as_it_stands(written: Written, known: frozenset[str], writers: Writers) -> tuple[Written, Now]:
    """Return a story ready to be compared with an edition that knew some articles: all prose of the others parsed."""
    dossier = written.dossier
    fresh = [
        sentence
        for article, row in zip(dossier.articles, dossier.sentences, strict=True)
        for sentence in row
        if article.id not in known and sentence.kind == "prose"
    ]
    written = with_more(written, fresh[:MOST_FRESH], writers.tagger(), writers.embedder())
    said = {a.id: [s.text for s in row] for a, row in zip(dossier.articles, dossier.sentences, strict=True)}
    vectors = written.vectors if written.vectors is not None else np.zeros((0, 0), np.float32)
    articles = {a.id: a for a in dossier.articles}
    return written, Now(dossier.story, articles, written.brief, written.ledger, written.rows, vectors, said)


def dossier_of(card: StoryCard, shelves: Shelves, settings: Settings) -> Dossier:
    """Return a story laid open, its newest articles when it has very many."""
    articles = shelves.articles.get(card.story.articles)
    newest = in_order(articles.values())[-settings.rounds.most_articles :]
    story = part_of(card.story, [a.id for a in newest])
    times = [a.published for a in newest if a.published]
    story = replace(story, first=min(times, default=None), last=max(times, default=None))
    return lay_open(story, articles)


def write_now(dossier: Dossier, writers: Writers) -> Written:
    """Write a brief, with parser and vectors loaded when this is the first."""
    return write(dossier, made_at=None, tagger=writers.tagger(), embedder=writers.embedder(), settings=writers.settings)
