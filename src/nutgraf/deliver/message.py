"""A digest as a message: text and HTML, and the headers that mail programs want. Pure.

Rule 1: what a stranger wrote is on one line and without control characters before it comes into a header, and the
        library refuses a header that is not.
Rule 2: the same digest has the same Message-ID, so that one sent again after a crash can be known.
Rule 3: one click ends it (RFC 8058), which programs do by https only; so the header stands there when the paper is
        reached by https.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from nutgraf.deliver.address import Addresses
from nutgraf.deliver.digest import Digest, shorter
from nutgraf.deliver.html_letter import html_letter
from nutgraf.deliver.letter import Letter, letter_of
from nutgraf.deliver.plain_letter import plain_letter
from nutgraf.errors import SettingsError, UsageError

MOST_HTML = 90_000
"""Bytes of HTML: Gmail cuts a message at 102 kB."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")


@dataclass(frozen=True, slots=True)
class Made:
    """A message, and what of the digest it tells."""

    message: EmailMessage
    """Ready to be sent."""
    digest: Digest
    """What it tells; less than was given when that would have been too long."""


def message_of(digest: Digest, title: str, sender: str, addresses: Addresses, now: datetime) -> Made:
    """Return a digest as a message dated `now`; stories that would make it too long are counted instead."""
    letter = letter_of(digest, title, addresses)
    html = html_letter(letter)
    while len(html.encode()) > MOST_HTML and len(digest.stories) > 1:
        digest = shorter(digest)
        letter = letter_of(digest, title, addresses)
        html = html_letter(letter)
    to = digest.subscriber.address
    return Made(_message(letter, html, to, sender_of(sender, title), addresses, now), digest)


def checked_address(text: str) -> str:
    """Return a mail address as it is kept. Raises UsageError for what is none."""
    address = text.strip()
    if len(address) > 254 or not _ADDRESS.fullmatch(address) or ".." in address:
        raise UsageError(f"{address} is no mail address that nutgraf can write to.", about=address)
    name, _, host = address.partition("@")
    return f"{name}@{host.lower()}"


def sender_of(sender: str, title: str) -> Address:
    """Return from whom mail goes out. Raises SettingsError when the setting names no address."""
    name, address = parseaddr(sender)
    if not _ADDRESS.fullmatch(address):
        raise SettingsError('Say from whom mail goes out: sender = "News <news@example.org>" in [mail].', about=sender)
    return Address(" ".join((name or title).split()), addr_spec=address)


def _message(letter: Letter, html: str, to: str, sender: Address, addresses: Addresses, now: datetime) -> EmailMessage:
    text = plain_letter(letter)
    name = hashlib.blake2b("\0".join((to, letter.subject, text, html)).encode(), digest_size=16).hexdigest()
    host = addresses.host if addresses.outside else sender.domain
    made = EmailMessage(policy=SMTP)
    made["Subject"] = letter.subject
    made["From"] = sender
    made["To"] = to
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{name}@{sender.domain}>"
    made["List-Id"] = f"<digest.{host}>"
    made["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        made["List-Unsubscribe"] = f"<{letter.stop}>"
        if addresses.secure:
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    made.set_boundary(f"=_{name}")
    return made
