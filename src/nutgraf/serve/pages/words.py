"""Words of pages that other faces do not need: short times, reasons, directions of writing."""

import math
import re
from collections.abc import Sequence
from datetime import datetime

from nutgraf.briefs.edits.cut import leading_cuts
from nutgraf.briefs.printed.wording import flat, many
from nutgraf.stories.prominence import RECENT_H, Prominence
from nutgraf.text.mentioned import MONTH_NAMES

RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left (ISO 639)."""


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language.

    >>> direction("ar"), direction("en"), direction("")
    ('rtl', 'ltr', 'ltr')
    """
    return "rtl" if language.partition("-")[0] in RTL else "ltr"


def clock(moment: datetime | None) -> str:
    """Return `09:05`, UTC; empty when the time is not known."""
    return f"{moment.hour:02}:{moment.minute:02}" if moment else ""


def short_when(moment: datetime | None) -> str:
    """Return `13 May, 09:05`, or that the time is not known."""
    if moment is None:
        return "time not known"
    return f"{moment.day} {MONTH_NAMES[moment.month - 1][:3]}, {clock(moment)}"


def reason(rank: Prominence) -> str:
    """Return why a story stands where it does, as a phrase."""
    made = many(rank.origins, "independent origin")
    if rank.recent:
        made += f", {rank.recent} in the last {RECENT_H:.0f} hours"
    if math.isfinite(rank.youngest_h):
        made += f"; newest report {ago(rank.youngest_h)}"
    return f"{made}; followed" if rank.followed != 1 else made


def ago(hours: float) -> str:
    """Return how long ago something was.

    >>> ago(0.4), ago(1.2), ago(30), ago(75)
    ('within the hour', '1 hour ago', '30 hours ago', '3 days ago')
    """
    if hours < 1:
        return "within the hour"
    return f"{many(int(hours), 'hour')} ago" if hours < 48 else f"{many(int(hours / 24), 'day')} ago"


def typographic(text: str) -> str:
    """Return words of ours with the apostrophe of a newspaper; never for text that came from elsewhere.

    >>> typographic("from the page's time tag")
    'from the page’s time tag'
    """
    return text.replace("'", "’")


def edited(words: str) -> str:
    """Return an edit as it is printed; the source's own words stay as they are.

    >>> edited('cut "KYIV -"'), edited("Thursday -> Thursday 15 May")
    ('cut “KYIV -”', 'Thursday → Thursday 15 May')
    """
    quoted = re.fullmatch('(cut|put in) "(.*)"', words)
    return f"{quoted[1]} “{quoted[2]}”" if quoted else words.replace(" -> ", " → ", 1)


def undated(text: str) -> str:
    """Return a source sentence without the dateline before it."""
    for cut in leading_cuts(text):
        if cut.kind == "cut-dateline" and not cut.start:
            text = cut.after + text[len(cut.before) :]
    return flat(text)


def capitalised(text: str) -> str:
    """Return words with a capital at their beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def cite(article: str, articles: Sequence[str]) -> str:
    """Return the number under which a printed brief lists an article; empty when it does not."""
    return str(articles.index(article) + 1) if article in articles else ""
