"""Tells hooks of new editions, each from where it stands, in order, one after the other.

    for each hook that is not stopped and whose pause is over:
        editions after its place, the oldest first -> wanted? -> sent -> its place moves
        the first that fails ends its turn: the next run takes up there, after a pause that doubles

Rule 1: the place moves when the other side has said 2xx, in one transaction: killed in between, the message is sent
        again under the same id, and none is lost.
Rule 2: a hook that fails does not hold up the others; each has so many editions and so much time in one run.
Rule 3: after `MOST_FAILURES` in a row, or one 410 (Gone), it is not tried any more until a test succeeds.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from nutgraf.deliver.address import Addresses, addresses_of
from nutgraf.deliver.alone import alone
from nutgraf.deliver.service import checked_service, notification_of, notify_service
from nutgraf.deliver.webhook import body_of, checked_secret, edition_document, headers_of, message_id, new_secret
from nutgraf.errors import InputError, NotFound, NotReadable, UsageError
from nutgraf.finding import ranked
from nutgraf.model import MOST_FAILURES, EditionRow, Hook, HookKind, Wants
from nutgraf.settings import Settings
from nutgraf.text.query import Query
from nutgraf.views import Newsstand

MOST_AT_ONCE, MOST_S = 50, 60.0
"""Editions told to one hook in one run, and seconds for them."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
"""Pause after the first failure, and the longest."""
GONE = 410
"""Status of an address that does not want to be asked again."""


class Gone(NotReadable):
    """The other side wants no more messages, for good."""


@dataclass(frozen=True, slots=True)
class Notified:
    """What came of one hook's turn."""

    hook: int
    """Its number."""
    sent: int
    """Editions told."""
    why: str = ""
    """Why it ended early, in a sentence; empty when all went well."""


def notify(newsstand: Newsstand, settings: Settings, now: datetime) -> list[Notified]:
    """Tell every hook what is new to it. Raises UsageError when another process is at it."""
    hooks = [hook for hook in newsstand.archive.hooks.all() if not hook.stopped and now >= next_try(hook)]
    if not hooks:
        return []
    with alone(newsstand.archive, "hooks"):
        return [_tell(newsstand, settings, hook, now) for hook in hooks]


def next_try(hook: Hook) -> datetime:
    """Return from when on a hook may be told: at once, and after failures with a pause that doubles."""
    if not hook.failures:
        return hook.at
    doubled: timedelta = FIRST_PAUSE * 2 ** min(hook.failures - 1, 20)
    return hook.at + min(doubled, LONGEST_PAUSE)


def try_hook(newsstand: Newsstand, hook: Hook, now: datetime) -> None:
    """Send a test message; a hook that takes it goes on, also one that was stopped. Raises InputError."""
    if hook.kind == "apprise":
        notify_service(hook.address, "Nutgraf", "This is a test: notifications arrive.")
    else:
        name = f"msg_{secrets.token_hex(16)}"
        _post(newsstand, hook, name, body_of("test", now, {"hook": hook.n}), now)
    newsstand.archive.hooks.told(hook.n, hook.upto, now)


def _tell(newsstand: Newsstand, settings: Settings, hook: Hook, now: datetime) -> Notified:
    rows = list(takewhile(lambda row: row.at <= now, newsstand.archive.newest.after(hook.upto, MOST_AT_ONCE)))
    followed = {
        one.card.story.id: one.followed for one in ranked(newsstand.daily, now, {r.story for r in rows}, Query())
    }
    wanted = [r for r in rows if r.story in followed and (hook.wants == "all" or followed[r.story])]
    addresses = addresses_of(settings.serving)
    until, sent = time.monotonic() + MOST_S, 0
    for row in wanted:
        if time.monotonic() > until:
            return Notified(hook.n, sent, f"Hook {hook.n} is slow: the rest is told in the next run.")
        try:
            _tell_one(newsstand, hook, row, addresses, followed=followed[row.story], now=now)
        except NotFound:
            continue  # the story was merged meanwhile
        except InputError as error:
            newsstand.archive.hooks.failed(hook.n, error.message, now, for_good=isinstance(error, Gone))
            return Notified(hook.n, sent, _said(hook, error))
        newsstand.archive.hooks.told(hook.n, row.n, now)
        sent += 1
    _pass(newsstand, hook, rows)
    return Notified(hook.n, sent)


def _pass(newsstand: Newsstand, hook: Hook, rows: Sequence[EditionRow]) -> None:
    """Move on behind editions that were told or not wanted."""
    if rows:
        newsstand.archive.hooks.passed(hook.n, rows[-1].n)


def _tell_one(
    newsstand: Newsstand, hook: Hook, row: EditionRow, addresses: Addresses, *, followed: bool, now: datetime
) -> None:
    view = newsstand.story(row.story, row.number)
    changed = newsstand.changes(row.story, row.number - 1, row.number) if row.number > 1 else None
    if hook.kind == "apprise":
        notify_service(hook.address, *notification_of(view, changed, addresses))
        return
    told = edition_document(view, changed, addresses, followed=followed, with_brief=hook.with_brief)
    _post(newsstand, hook, message_id(hook, view), body_of("edition.published", view.made_at, told), now)


def _post(newsstand: Newsstand, hook: Hook, name: str, body: bytes, now: datetime) -> None:
    status = newsstand.daily.poster.post(hook.address, body, headers_of(name, body, hook.secret, now))
    if status == GONE:
        raise Gone("It answers that it wants no more messages (HTTP status 410).", about=str(hook.n))
    if 300 <= status < 400:
        raise NotReadable(f"It redirects (HTTP status {status}), which hooks do not follow.", about=str(hook.n))
    if not 200 <= status < 300:
        raise NotReadable(f"It does not take the message (HTTP status {status}).", about=str(hook.n))


def _said(hook: Hook, error: InputError) -> str:
    stops = isinstance(error, Gone) or hook.failures + 1 >= MOST_FAILURES
    after = f" It is not tried any more; `nutgraf hook test {hook.n}` takes it up again." if stops else ""
    return f"Hook {hook.n}: {error.message}{after}"


def hook_of(address: str, secret: str, wants: Wants, now: datetime, *, with_brief: bool) -> Hook:
    """Return a new hook for an address. Raises UsageError for one that cannot be told anything."""
    is_web = address.lower().startswith(("http://", "https://"))
    if is_web:
        kept = checked_secret(secret) if secret else new_secret()
    else:
        checked_service(address)
        kept = ""
        if secret or with_brief:
            raise UsageError("--secret and --brief are for web addresses; apprise services take neither.")
    kind: HookKind = "webhook" if is_web else "apprise"
    return Hook(0, kind, address, kept, wants, with_brief, 0, "", 0, now)
