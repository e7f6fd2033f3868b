"""Dates that an edit adds, computed again from the words and the article's published time.

Nothing is shared with `text.days`: the calendar is asked whether the day written is the day meant.
"""

import re
from datetime import date, datetime

from nutgraf.briefs.guarded import listed, words
from nutgraf.briefs.verify_place import Place
from nutgraf.model import Edit

_DAY_NAMES = listed("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_FULL_DATE = re.compile(r"(\d{1,2}) ([A-Z][a-z]+)(?:,? (\d{4}))?")
_STEPS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this evening": 0,
    "this afternoon": 0,
    "yesterday": -1,
    "tomorrow": 1,
}


def date_fault(edit: Edit, place: Place) -> str:
    """Return why a relative day may not become this date, or an empty string."""
    published = place.article.published
    if published is None:
        return "the article has no date"
    written = _FULL_DATE.search(edit.after)
    if not written or written[2].casefold() not in _MONTHS:
        return f"{edit.after!r} names no day"
    day = _nearest(int(written[1]), _MONTHS.index(written[2].casefold()) + 1, written[3], published)
    if day is None:
        return f"{written[0]!r} is no day of the calendar"
    return _day_fits(edit.before.casefold(), edit.after.casefold(), day, published.date())


def _nearest(day: int, month: int, year: str | None, published: datetime) -> date | None:
    years = [int(year)] if year else [published.year + n for n in (-1, 0, 1)]
    found = []
    for candidate in years:
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    return min(found, key=lambda d: abs(d - published.date()), default=None)


def _day_fits(before: str, after: str, day: date, published: date) -> str:
    gap = (day - published).days
    named = [w for w in words(before) if w in _DAY_NAMES]
    steps = [step for phrase, step in _STEPS.items() if phrase in before]
    if named and day.strftime("%A").casefold() != named[0]:
        return f"{day} is no {named[0].title()}"
    if [w for w in words(after) if w in _DAY_NAMES and w != day.strftime("%A").casefold()]:
        return f"{day} is another day of the week"
    if steps and abs(gap - steps[0]) > 1:  # the outlet's day and the UTC day may differ by one
        return f"{day} is not {before!r} of {published}"
    if not named and not steps:
        return f"{before!r} is no day that can be dated"
    return "" if abs(gap) <= 8 else f"{day} lies more than a week from {published}"
