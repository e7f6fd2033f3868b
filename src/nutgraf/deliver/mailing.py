"""Sends the digests that are due: each made, handed to the server, and remembered, one after the other.

    for each subscriber whose digest is due:
        nothing new  -> remembered, no mail
        taken        -> remembered in one transaction: when, up to where, which editions
        refused      -> said; not told, so that nothing is lost: again with the next digest
        broke off    -> said; again at the next run

Rule 1: one bad address never stops the others; only a server that is not there does.
Rule 2: killed between the server's answer and the memory of it, a digest is sent again with the same Message-ID, once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from typing import Literal

from nutgraf.deliver.address import addresses_of
from nutgraf.deliver.alone import alone
from nutgraf.deliver.digest import digest_of, due
from nutgraf.deliver.message import message_of, sender_of
from nutgraf.deliver.smtp import MailServer, Refused, Unreachable
from nutgraf.errors import NotReadable
from nutgraf.model import Subscriber
from nutgraf.settings import Settings
from nutgraf.views import Newsstand


@dataclass(frozen=True, slots=True)
class Mailed:
    """What came of one subscriber's digest."""

    address: str
    """Whose."""
    what: Literal["sent", "nothing", "failed"]
    """What came of it."""
    why: str = ""
    """Why it failed, in a sentence."""


def mail_due(newsstand: Newsstand, settings: Settings, now: datetime) -> list[Mailed]:
    """Send the digests that are due. Raises SettingsError without a server, UsageError when another process sends."""
    sender_of(settings.mail.sender, settings.serving.title)
    with alone(newsstand.archive, "mail"), MailServer(settings.mail) as server:
        waiting = [one for one in newsstand.archive.subscribers.all() if due(one, settings.mail, now)]
        return list(_mail(newsstand, settings, server, waiting, now))


def preview(newsstand: Newsstand, settings: Settings, one: Subscriber, now: datetime) -> EmailMessage | None:
    """Return the message that a subscriber would get now; `None` when there is nothing new."""
    _, digest = digest_of(newsstand, one, now)
    if digest is None:
        return None
    sender = settings.mail.sender or f"news@{addresses_of(settings.serving).host}"
    return message_of(digest, settings.serving.title, sender, addresses_of(settings.serving), now).message


def _mail(
    newsstand: Newsstand, settings: Settings, server: MailServer, waiting: Sequence[Subscriber], now: datetime
) -> Iterator[Mailed]:
    for one in waiting:
        try:
            yield _mail_one(newsstand, settings, server, one, now)
        except Unreachable as error:
            yield Mailed(one.address, "failed", error.message)
            return  # the others would fare the same, and wait as long; all are due again at the next run


def _mail_one(newsstand: Newsstand, settings: Settings, server: MailServer, one: Subscriber, now: datetime) -> Mailed:
    after, digest = digest_of(newsstand, one, now)
    if digest is None:
        newsstand.archive.subscribers.sent(after, [], now)
        return Mailed(one.address, "nothing")
    addresses = addresses_of(settings.serving)
    made = message_of(digest, settings.serving.title, settings.mail.sender, addresses, now)
    try:
        server.send(made.message, one.address)
    except Refused as error:
        if error.for_good:  # asked again with the next digest, not every time a timer goes off
            newsstand.archive.subscribers.sent(replace(after, upto=one.upto), [], now)
        return Mailed(one.address, "failed", error.message)
    except Unreachable:
        raise
    except NotReadable as error:
        return Mailed(one.address, "failed", error.message)
    newsstand.archive.subscribers.sent(after, made.digest.told, now)
    return Mailed(one.address, "sent")
