"""What a digest tells one subscriber: stories with new material since the last one, and of each only what is new.

    editions published since the last digest -> their stories -> fit, not muted, not seen -> ranked -> the first few
    a story that the subscriber was never told of: headline, summary, context
    a story told before: what changed since the edition told, by claim

Rule 1: what was told once is never told again: a story comes back only with changes, and only with those.
Rule 2: the same editions give the same digest, whenever it is made: nothing here depends on the clock but which
        editions are published by now. So a digest that is sent again after a crash is the same message.
Rule 3: what does not fit is counted, never dropped silently; it stays untold, and comes whole with its next news.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from nutgraf.briefs.material.terms import raw_words, stems
from nutgraf.errors import NotFound
from nutgraf.finding import ranked
from nutgraf.model import ClaimChange, EditionRow, SourceNote, Subscriber
from nutgraf.settings import Mail
from nutgraf.text.query import parse_query
from nutgraf.views import Newsstand, StoryView

MOST_EDITIONS = 5_000
"""Editions looked at for one digest."""
MOST_STORIES = 12
"""Stories told in one digest; the others are counted."""
MOST_CHANGES = 5
"""Changes told of one story; the others are counted."""
ALIKE, LEAST_SHARED = 0.6, 6
"""Share of a headline's words from which a sentence tells the same: of the sample's changes the headline's own have
0.64 to 0.9, the others at most 0.45; and least words for a headline to be told again. Only the order rests on them."""
PERIODS = {"day": timedelta(days=1), "hour": timedelta(hours=1)}
"""How far back the first digest looks."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story in a digest."""

    view: StoryView
    """Its newest edition by then."""
    since: int
    """Number of the edition that the subscriber knows; 0 for none."""
    changes: tuple[ClaimChange, ...]
    """What changed since, the newest first; empty for a new story, and when it cannot be told by claim."""
    more: int
    """Changes that are not shown."""
    sources: dict[str, SourceNote]
    """Articles that sentences of changes stand in, by id."""
    followed: bool = False
    """The reader follows it."""

    @property
    def is_new(self) -> bool:
        """The subscriber was never told of it."""
        return not self.since


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one message tells."""

    subscriber: Subscriber
    """Whom; `upto` stands behind the last edition considered."""
    stories: tuple[Told, ...]
    """The most prominent first; never empty."""
    left_out: int
    """Stories with news that are not shown."""
    at: datetime
    """The moment of the newest edition, UTC."""

    @property
    def told(self) -> list[tuple[str, int]]:
        """Story and number of each edition shown."""
        return [(one.view.id, one.view.number) for one in self.stories]


def due(subscriber: Subscriber, mail: Mail, now: datetime) -> bool:
    """Tell whether a digest is due: once a day after `mail.hour` (UTC), or once an hour."""
    if not subscriber.active:
        return False
    slot = now.replace(minute=0, second=0, microsecond=0)
    if subscriber.every == "day":
        slot = slot.replace(hour=mail.hour)
        slot = slot if slot <= now else slot - PERIODS["day"]
    return (subscriber.sent_at or subscriber.made_at) < slot


def digest_of(newsstand: Newsstand, subscriber: Subscriber, now: datetime) -> tuple[Subscriber, Digest | None]:
    """Return the subscriber as they will stand afterwards, and what to tell them; `None` when there is nothing new."""
    rows = _published(newsstand, subscriber.upto, now)
    if not rows:
        return subscriber, None
    after = replace(subscriber, upto=rows[-1].n)
    at = max(row.at for row in rows)
    newest = {row.story: row.number for row in rows}  # the later one holds
    query = parse_query(subscriber.query, at)
    known = _known(newsstand, subscriber)
    stories: list[Told] = []
    left_out = 0
    for one in ranked(newsstand.daily, at, newest, query):
        name = one.card.story.id
        if newest[name] <= known.get(name, 0):
            continue
        if len(stories) == MOST_STORIES:
            left_out += 1
            continue
        told = _told(newsstand, name, newest[name], known.get(name, 0))
        if told is not None:
            stories.append(replace(told, followed=one.followed))
    return after, Digest(after, tuple(stories), left_out, at) if stories else None


def shorter(digest: Digest) -> Digest:
    """Return a digest without its last story, which is counted instead."""
    return replace(digest, stories=digest.stories[:-1], left_out=digest.left_out + 1)


def _published(newsstand: Newsstand, upto: int, now: datetime) -> Sequence[EditionRow]:
    rows = newsstand.archive.newest.after(upto, MOST_EDITIONS)
    # up to the first that lies ahead, or the place kept would stand behind one that was never told
    return list(takewhile(lambda row: row.at <= now, rows))


def _known(newsstand: Newsstand, subscriber: Subscriber) -> dict[str, int]:
    """Return, by story, the newest edition that they were told of, or saw in the web reader."""
    told = newsstand.archive.subscribers.told(subscriber.address)
    seen = newsstand.archive.marks.seen(subscriber.reader) if subscriber.reader else {}
    return {name: max(told.get(name, 0), seen.get(name, 0)) for name in {*told, *seen}}


def _told(newsstand: Newsstand, name: str, number: int, since: int) -> Told | None:
    """Return a story as a digest tells it; `None` when it is gone meanwhile."""
    try:
        view = newsstand.story(name, number)
        if not since:
            return Told(view, 0, (), 0, {})
        found = newsstand.changes(name, since, number)
    except NotFound:
        return None
    before = newsstand.archive.editions.get(view.id, since).brief.headline.text
    changes = sorted(found.changes, key=lambda change: _place(change, view, before))
    return Told(view, since, tuple(changes[:MOST_CHANGES]), max(0, len(changes) - MOST_CHANGES), found.sources)


def _place(change: ClaimChange, view: StoryView, before: str) -> tuple[int, float, int]:
    """Return where a change stands: what the headline tells, what became otherwise, what is new in the brief's order.

    What is new by its claim, but as good as the headline that the subscriber read last, comes at the end.
    """
    is_new = change.kind in ("new", "new side")
    said = " ".join(one.text for one in change.evidence)
    near, (again, shared) = _share(view.headline.text, said)[0], _share(before, said)
    spans = {(one.span.article, one.span.start) for one in change.evidence}
    rests = [n for n, line in enumerate(view.lines) if spans & {(s.article, s.start) for s in line.spans}]
    last = is_new and near < ALIKE <= again and shared >= LEAST_SHARED
    return (3 if last else 0 if near >= ALIKE else 2 if is_new else 1), -near, min(rests, default=len(view.lines))


def _share(headline: str, sentence: str) -> tuple[float, int]:
    """Return the share of a headline's words that stand in a sentence, and how many they are."""
    words = frozenset(stems(raw_words(headline)))
    shared = words & frozenset(stems(raw_words(sentence)))
    return len(shared) / max(1, len(words)), len(shared)
