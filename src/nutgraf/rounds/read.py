"""Read what arrived: items to articles, part by part."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from nutgraf.errors import NutgrafError
from nutgraf.model import Article, Kept, Read, Round
from nutgraf.ports import Engine, Shelves
from nutgraf.settings import Limits, Settings
from nutgraf.text.extract import read_article

OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done."""
MANY = 100
"""Items waiting from which the engine reads them: its processes take two seconds to start."""
AHEAD = timedelta(days=1)
"""How far after the round's moment a published time may lie: clocks and time zones differ."""


def read_round(at: Round, shelves: Shelves, settings: Settings, engine: Engine, on_step: OnStep) -> dict[str, int]:
    """Read every item that is waiting; one that cannot be read is kept with the reason."""
    counts = {"articles": 0, "unreadable": 0}
    stage = partial(read_kept, now=at.now, limits=settings.limits)
    while waiting := shelves.inbox.unread(at.n):
        results = []
        for result in engine.map(stage, waiting, lost) if len(waiting) >= MANY else map(stage, waiting):
            results.append(result)
            on_step("Reading articles", counts["articles"] + len(results))
        shelves.inbox.done(at.n, results, at.now)
        counts["articles"] += sum(r.article is not None for r in results)
        counts["unreadable"] += sum(r.article is None for r in results)
    engine.close()
    return counts


def lost(kept: Kept) -> Read:
    """Return what becomes of an item that ended two processes."""
    return Read(kept.n, None, f"{kept.item.address} ends whoever reads it: twice the process that read it was killed.")


def read_kept(kept: Kept, now: datetime, limits: Limits) -> Read:
    """Return what came of an item."""
    try:
        return Read(kept.n, not_ahead(read_article(kept.item, limits), now))
    except NutgrafError as error:
        return Read(kept.n, None, error.message)


def not_ahead(article: Article, now: datetime) -> Article:
    """Return an article whose time, when it lies well ahead of the round, counts as unknown: a mistake of the page."""
    if article.published is None or article.published <= now + AHEAD:
        return article
    flags = tuple(sorted({*article.flags, "undated"}))
    return replace(article, published=None, published_from="none", flags=flags)
