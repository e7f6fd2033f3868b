"""The words that mail and notifications share: a change by claim, the sentence behind it, a day. Pure."""

from collections.abc import Mapping
from datetime import datetime

from nutgraf.briefs.printed.changes import WORDS, without_dateline
from nutgraf.briefs.printed.wording import article_of, day, flat
from nutgraf.model import ChangeOf, ClaimChange, Evidence, SourceNote
from nutgraf.text.mentioned import MONTH_NAMES

MOST_CHARS = 400
"""Code points shown of one sentence."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEW_WORDS: dict[ChangeOf, str] = {"new": "New", "new side": "New voice"}
"""Words for what was not there before; the others are those of `diff`."""


def change_words(change: ClaimChange) -> str:
    """Return what became of a claim: `Changed: 205 -> 390`, `Denied: planned -> not coming`, `New`."""
    words = NEW_WORDS.get(change.kind) or WORDS[change.kind][1]
    return f"{words}: {flat(change.was)} -> {flat(change.now)}" if change.was and change.now else words


def change_mark(change: ClaimChange, sources: Mapping[str, SourceNote]) -> str:
    """Return how certain the sentence behind a change is, when it is new, and where it stands."""
    parts = [flat(change.now)] if change.now and not change.was else []
    parts += [where(change.evidence[0], sources)] if change.evidence else []
    return "; ".join(parts)


def sentence(one: Evidence) -> str:
    """Return a source sentence on one line, without its dateline, cut when it is very long."""
    text = flat(without_dateline(one.text))
    return text if len(text) <= MOST_CHARS else text[:MOST_CHARS].rpartition(" ")[0] + " …"


def where(one: Evidence, sources: Mapping[str, SourceNote]) -> str:
    """Return who prints a sentence and when: `Norda, 13 May 12:50 UTC`."""
    source = sources.get(article_of(one.span.article))
    if source is None:
        return "an article that is gone"
    at = (
        f", {source.published.day} {MONTH_NAMES[source.published.month - 1]} {source.published:%H:%M} UTC"
        if source.published
        else ""
    )
    return f"{flat(source.outlet)}{at}"


def shortened(text: str, most: int) -> str:
    """Return text on one line and not longer than so many code points."""
    kept = flat(text)
    return kept if len(kept) <= most else kept[: most - 1].rpartition(" ")[0] + "…"


def long_day(moment: datetime) -> str:
    """Return `Tuesday 13 May 2025`, whatever language the machine speaks."""
    return f"{WEEKDAYS[moment.weekday()]} {day(moment)}"
