"""Which stories are exported: all with an edition, or those of a while, of a topic, or one."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from nutgraf.errors import NotFound
from nutgraf.finding import ranked
from nutgraf.text.query import Query
from nutgraf.views import Newsstand, StoryView

MOST_STORIES = 2_000
"""Stories in one export."""
MOST_LOOKED_AT = 20_000
"""Newest stories that are looked at for them."""
EVERYTHING = Query()
"""Asks nothing."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be exported."""

    since: datetime | None = None
    """Only stories with an edition since then, UTC."""
    story: str = ""
    """Only this one."""
    topic: Query = EVERYTHING
    """Only those that fit."""


def stories_of(newsstand: Newsstand, chosen: Chosen, now: datetime) -> Iterator[StoryView]:
    """Yield the newest edition of each chosen story, the most prominent first, each made when it is asked for.

    Raises NotFound when one story is asked for that is not there.
    """
    if chosen.story:
        yield newsstand.story(chosen.story)
        return
    rows = newsstand.archive.newest.page(MOST_LOOKED_AT)
    numbers = {r.story: r.number for r in rows if r.at <= now and (chosen.since is None or r.at >= chosen.since)}
    for one in ranked(newsstand.daily, now, numbers, chosen.topic)[:MOST_STORIES]:
        try:
            yield newsstand.story(one.card.story.id, numbers[one.card.story.id])
        except NotFound:
            continue  # merged meanwhile


def file_name(view: StoryView) -> str:
    """Return what a story's file is called, without its ending: its id; a hash of one that is not plain."""
    if _PLAIN.fullmatch(view.id):
        return view.id
    return "x" + hashlib.blake2b(view.id.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
