"""Notifications by any service that apprise knows: short, as a telephone shows them.

apprise connects by itself: where to is decided by whoever adds the hook, and not guarded as fetching is.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any  # apprise ships types for some of its names only

from nutgraf.briefs.printed.modes import JUDGED
from nutgraf.deliver.address import Addresses
from nutgraf.deliver.wording import change_words, sentence, shortened
from nutgraf.errors import NotReadable, UsageError
from nutgraf.views.newsstand import Changes
from nutgraf.views.story import StoryView

MOST_TITLE, MOST_SENTENCE, MOST_CHANGES = 120, 160, 3
"""Code points of a title and of a sentence, and changes told: what a telephone shows at a glance."""


def checked_service(address: str) -> str:
    """Return an apprise address with its secrets hidden. Raises UsageError for what apprise does not know."""
    with _apprise() as apprise:
        made = apprise.Apprise.instantiate(address, suppress_exceptions=True)
        if made is None:
            raise UsageError(
                "apprise does not know this address; its documentation lists them, like ntfy://host/topic."
            )
        return str(made.url(privacy=True))


def notify_service(address: str, title: str, text: str) -> None:
    """Send a notification. Raises NotReadable when the service did not take it."""
    shown = checked_service(address)
    with _apprise() as apprise:
        service = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Nutgraf", app_desc="Nutgraf", app_url=""))
        taken = service.add(address) and service.notify(title=title, body=text, body_format=apprise.NotifyFormat.TEXT)
    if not taken:
        raise NotReadable(f"{shown} did not take the notification.", about=shown)


@contextmanager
def _apprise() -> Iterator[Any]:
    """Give apprise, silent: what it logs holds addresses with their secrets, and its import warns of Python's own."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import apprise

        yield apprise


def notification_of(view: StoryView, changed: Changes | None, addresses: Addresses) -> tuple[str, str]:
    """Return title and text: headline, what changed or the first line, the model if one worded it, and the link."""
    told = []
    for one in changed.changes[:MOST_CHANGES] if changed is not None else ():
        said = f" {shortened(sentence(one.evidence[0]), MOST_SENTENCE)}" if one.evidence else ""
        told.append(f"{change_words(one)}.{said}")
    if not told and view.summary:
        first = view.summary[0]
        mark = f"; {JUDGED}" if first.judged else ""
        told = [f"{shortened(first.text, MOST_SENTENCE)} ({first.certainty}{mark})"]
    told += [view.wording] if view.edition.brief.written_by else []
    title = shortened(view.headline.text, MOST_TITLE)
    return title, "\n".join([*told, addresses.story(view.id, view.number)])
