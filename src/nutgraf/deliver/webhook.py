"""What a webhook is sent, and how it is signed (Standard Webhooks 1.0: standardwebhooks.com). Pure.

webhook-id         the same whenever this edition is sent to this hook: who gets it twice can tell
webhook-timestamp  seconds since 1970, of this attempt
webhook-signature  v1, and the base64 of HMAC-SHA256 over "id.timestamp.body", with the secret behind `whsec_`
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime

from nutgraf.briefs.printed.as_json import as_document, iso_time, writable
from nutgraf.briefs.printed.changes import change_document
from nutgraf.briefs.printed.ledger.claim_json import Document
from nutgraf.deliver.address import Addresses
from nutgraf.errors import UsageError
from nutgraf.model import Hook
from nutgraf.views.newsstand import Changes
from nutgraf.views.story import StoryView

PREFIX = "whsec_"
"""Before the base64 of a secret."""
LEAST_KEY, MOST_KEY = 24, 64
"""Bytes of a key, as the standard wants."""
MOST_CHANGES = 50
"""Changes told of one edition."""


def new_secret() -> str:
    """Return a secret that nobody can guess."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def checked_secret(text: str) -> str:
    """Return a secret as it is kept. Raises UsageError for one that cannot sign, or is too short to."""
    key = key_of(text) if text.startswith(PREFIX) else text.encode()
    if not LEAST_KEY <= len(key) <= MOST_KEY:
        raise UsageError(f"A secret holds {LEAST_KEY} to {MOST_KEY} bytes; without --secret one is made.")
    return PREFIX + base64.b64encode(key).decode()


def key_of(secret: str) -> bytes:
    """Return the key that a secret stands for. Raises UsageError."""
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UsageError(f"What stands behind {PREFIX} is no base64.") from error


def headers_of(name: str, body: bytes, secret: str, now: datetime) -> dict[str, str]:
    """Return the headers that name and sign a message."""
    at = str(int(now.timestamp()))
    signed = f"{name}.{at}.".encode() + body
    signature = base64.b64encode(hmac.new(key_of(secret), signed, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{signature}",
    }


def message_id(hook: Hook, view: StoryView) -> str:
    """Return the name of a message: one for each hook and edition."""
    told = f"{hook.n} {hook.address} {view.id} {view.number} {view.edition.brief.edition}"
    return f"msg_{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}"


def body_of(kind: str, at: datetime | None, data: Document) -> bytes:
    """Return a message as JSON."""
    made = {"type": kind, "timestamp": iso_time(at), "data": data}
    return writable(json.dumps(made, ensure_ascii=False, separators=(",", ":"))).encode()


def edition_document(
    view: StoryView, changed: Changes | None, addresses: Addresses, *, followed: bool, with_brief: bool
) -> Document:
    """Return what a hook is told of an edition; with the whole brief when it wants that."""
    changes: Sequence[Document] = ()
    if changed is not None:
        changes = [change_document(one, changed.sources) for one in changed.changes[:MOST_CHANGES]]
    made: Document = {
        "story": view.id,
        "edition": view.number,
        "id": view.edition.brief.edition,
        "made_at": iso_time(view.made_at),
        "headline": view.headline.text,
        "certainty": view.headline.certainty,
        "counts": view.counts,
        "mode": view.edition.brief.mode,
        "wording": view.wording,
        "followed": followed,
        "changes": list(changes),
        "links": {"edition": addresses.story(view.id, view.number), "changes": addresses.changes(view.id)},
    }
    if with_brief:
        made["brief"] = as_document(view.edition.brief)
    return made
