"""Dates that an edit adds, computed again from the words and the article's published time.

Nothing is shared with `text.days`: the words name a set of days (or a week, month, year) that they may mean, and what
is written must be one of them. An outlet's day and the day in UTC may differ by one, so three days count as "today".
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from nutgraf.briefs.checks.guarded import listed, words
from nutgraf.briefs.checks.of_place import Place
from nutgraf.model import Edit

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PARTS = ("morning", "afternoon", "evening", "night")
_PLAIN = listed("on the in of week weekend morning afternoon evening night")
_FULL_DATE = re.compile(r"(\d{1,2}) ([A-Z][a-z]+)(?: (\d{4}))?")
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {name: n for n, name in enumerate(_SMALL)}
_AGO = re.compile(r"(\w+) days? ago")
_STEPS = (
    ("day before yesterday", -2),
    ("day after tomorrow", 2),
    ("yesterday", -1),
    ("tomorrow", 1),
    ("last night", -1),
    ("today", 0),
    ("tonight", 0),
    ("this morning", 0),
    ("this afternoon", 0),
    ("this evening", 0),
)
_PERIOD = re.compile(r"(last|this|next) (weekend|week|month|year)")
_TURN = {"last": -1, "this": 0, "next": 1}


def date_fault(edit: Edit, place: Place) -> str:
    """Return why a relative day may not become this date, or an empty string."""
    if place.article.published is None:
        return "the article has no date"
    return dating_fault(edit.before, edit.after, place.article.published.date())


def dating_fault(before: str, after: str, today: date) -> str:
    """Return why the words `before`, written on the day `today`, do not name the date `after`; empty when they do."""
    strange = [w for w in words(after) if w.casefold() not in {*_PLAIN, *_DAYS, *_MONTHS}]
    if strange:
        return f"{strange[0]!r} belongs to no date"
    asked = before.casefold().replace("’", "'").removesuffix("'s")
    period = _PERIOD.fullmatch(asked)
    if period:
        return _period_fault(period[1], period[2], after, today)
    return _part_fault(asked, after) or _day_fault(asked, after, today)


def _around(today: date) -> tuple[date, date, date]:
    return today, today - timedelta(days=1), today + timedelta(days=1)


def _day_fault(asked: str, after: str, today: date) -> str:
    written = _FULL_DATE.search(after)
    if not written or written[2].casefold() not in _MONTHS:
        return f"{after!r} names no day"
    day = _nearest(int(written[1]), _MONTHS.index(written[2].casefold()) + 1, written[3], today)
    if day is None:
        return f"{written[0]!r} is no day of the calendar"
    if [w for w in words(after) if w.casefold() in _DAYS and w.casefold() != _DAYS[day.weekday()]]:
        return f"{day} is another day of the week"
    return "" if _may_mean(asked, day, today) else f"{day} is not {asked!r} of {today}"


def _nearest(day: int, month: int, year: str | None, today: date) -> date | None:
    found = []
    for candidate in [int(year)] if year else [today.year + n for n in (-1, 0, 1)]:
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    return min(found, key=lambda d: abs(d - today), default=None)


def _may_mean(asked: str, day: date, today: date) -> bool:
    named = [w for w in words(asked) if w in _DAYS]
    if named:
        reach = 14 if {"last", "next", "coming"} & set(words(asked)) else 7
        return _DAYS[day.weekday()] == named[0] and abs((day - today).days) <= reach
    ago = _AGO.fullmatch(asked)
    if ago:
        count = int(ago[1]) if ago[1].isdigit() else _COUNTS.get(ago[1], -1)
        return count > 0 and any(d - timedelta(days=count) == day for d in _around(today))
    step = next((n for phrase, n in _STEPS if phrase in asked), None)
    return step is not None and any(d + timedelta(days=step) == day for d in _around(today))


def _part_fault(asked: str, after: str) -> str:
    """The part of the day stays what it was; "tonight" is a night."""
    said = [p for p in _PARTS if p in asked]
    written = [p for p in _PARTS if p in words(after.casefold())]
    return "" if said == written else "the part of the day differs"


def _period_fault(which: str, unit: str, after: str, today: date) -> str:
    wanted = [_PERIODS[unit](d, _TURN[which]) for d in _around(today)]
    plain = after.casefold().removeprefix("in ").removeprefix("on ")
    fits = any(plain in {short, f"{short} {year}"} for short, year in wanted)
    return "" if fits else f"{after!r} is not the {which} {unit} of {today}"


def _week(today: date, turn: int) -> tuple[str, int]:
    monday = today + timedelta(days=7 * turn - today.weekday())
    return f"the week of {monday.day} {_MONTHS[monday.month - 1]}", monday.year


def _weekend(today: date, turn: int) -> tuple[str, int]:
    saturday = today + timedelta(days=7 * turn + 5 - today.weekday())
    return f"the weekend of {saturday.day} {_MONTHS[saturday.month - 1]}", saturday.year


def _month(today: date, turn: int) -> tuple[str, int]:
    count = today.year * 12 + today.month - 1 + turn
    return _MONTHS[count % 12], count // 12


def _year(today: date, turn: int) -> tuple[str, int]:
    return str(today.year + turn), today.year + turn


_PERIODS: dict[str, Callable[[date, int], tuple[str, int]]] = {
    "week": _week,
    "weekend": _weekend,
    "month": _month,
    "year": _year,
}
