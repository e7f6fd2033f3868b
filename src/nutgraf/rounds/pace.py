"""When to ask a feed again: sooner where news comes, later where it does not, much later where it fails. Pure.

Rule 1: what the server asks for (Retry-After, max-age) is obeyed, up to the longest interval.
Rule 2: a feed that fails waits twice as long each time; one good answer sets it back to where it was.
Rule 3: nothing is random: feeds spread out by a hash of their address, so a round can be replayed.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from nutgraf.model import Answer, Feed
from nutgraf.settings import Rounds

FASTER, SLOWER = 0.7, 1.3
"""What an interval is multiplied by after news, and after none: three quiet fetches undo two with news."""
SPREAD = 0.1
"""Part of an interval by which feeds are spread out."""
MOST_DOUBLED = 10
"""Failures after which the wait grows no more."""


def after_answer(feed: Feed, answer: Answer, new: int, now: datetime, settings: Rounds) -> Feed:
    """Return a feed as it stands after an answer that brought `new` items."""
    feed = replace(feed, fetched_at=now, status=answer.status, moved_to=answer.moved_to or feed.moved_to)
    if answer.failed is not None:
        return after_failure(feed, answer.failed.message, now, settings, wait_s=answer.wait_s)
    interval = feed.interval_s or settings.first_interval_s
    if feed.interval_s:
        interval *= FASTER if new else SLOWER
    interval = min(max(interval, settings.shortest_interval_s), settings.longest_interval_s)
    got = answer.got
    return replace(
        feed,
        failures=0,
        failure="",
        interval_s=interval,
        came_at=now if new else feed.came_at,
        etag=(got.etag or "") if got else feed.etag,
        last_modified=(got.last_modified or "") if got else feed.last_modified,
        due_at=_due(feed.address, now, max(interval, answer.wait_s), settings),
    )


def after_failure(feed: Feed, failure: str, now: datetime, settings: Rounds, wait_s: float = 0.0) -> Feed:
    """Return a feed as it stands after a failed fetch, or one whose answer could not be read."""
    failures = feed.failures + 1
    interval = feed.interval_s or settings.first_interval_s
    wait = max(interval * 2 ** min(failures - 1, MOST_DOUBLED), wait_s)
    return replace(
        feed,
        fetched_at=now,
        failures=failures,
        failure=failure,
        interval_s=interval,
        due_at=_due(feed.address, now, wait, settings),
    )


def _due(address: str, now: datetime, wait_s: float, settings: Rounds) -> datetime:
    part = int.from_bytes(hashlib.blake2b(address.encode(), digest_size=2).digest()) / 65_536
    wait = min(wait_s, settings.longest_interval_s) * (1 + SPREAD * part)
    return now + timedelta(seconds=round(wait))
