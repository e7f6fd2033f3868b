"""Dates that a text names outright ("15 May", "March 2022", "in 2019"), on the calendar.

Rule 1: a day or month without a year is the nearest one to the published day; from two months away on, the tense of
the clause decides. Rule 2: what is no date on the calendar (31 June) is left out.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from nutgraf.text.tense import tense_near

Precision = Literal["day", "month", "year"]
"""How exact a mention is."""

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""In order; index 0 is January."""
_NUMBER = {name.lower()[:3]: n for n, name in enumerate(MONTH_NAMES, 1)}
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
"""Month names, whole or shortened, as a pattern."""
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_TO = r"\s?(?:-|–|—|to|and|until|through)\s?"
_MENTION = re.compile(
    rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
    rf"|(?<![\d.,$€£])\b(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?:\s+of)?\s+(?P<m1>{MONTH})(?![\w-])(?:,?\s+(?P<y1>{_YEAR})\b)?"
    rf"|\b(?P<m2>{MONTH})\s+(?P<d3>{_DAY})(?!\d|[.,:]\d|\s?(?:%|percent|million))\b(?:{_TO}(?P<d4>{_DAY})(?![\d:]|\s+{MONTH}))?"
    rf"(?:(?:,\s?|\s+)(?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{MONTH})(?:\s+of|,)?\s+(?P<y3>{_YEAR})\b(?!\s?%)"
    rf"|\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id-?|[Ll]ast|[Tt]his|[Dd]uring)[\s-]"
    rf"(?P<m4>{MONTH})(?![\w'’-]|\s+\d)"
    rf"|\b(?:(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Dd]uring|[Ee]arly|[Ll]ate|the|[Ss]pring|"
    rf"[Ss]ummer|[Aa]utumn|[Ww]inter)\s(?:in\s|mid-?)?)(?P<y4>{_YEAR})(?![\d%]|[.,]\d|\s(?:people|tonnes|tons|troops|men|dollars|soldiers|"
    rf"miles|feet|jobs|euros|prisoners|vehicles|drones|seats|votes|points|km|kilometres|deaths|cases|homes))\b"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as the text names it; offsets are code points, half-open."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    phrase: str
    """The words."""
    first: date
    """First day it covers."""
    last: date
    """Last day it covers; the same as `first` for one day."""
    precision: Precision
    """How exact it is."""


def find_dates(text: str, published: datetime) -> tuple[DateMention, ...]:
    """Return the calendar dates that a text names, in order.

    >>> [(d.phrase, d.first.isoformat()) for d in find_dates("On May 15, after March 2022", datetime(2025, 5, 13))]
    [('May 15', '2025-05-15'), ('March 2022', '2022-03-01')]
    """
    return tuple(_mentions(text, published.date()))


def _mentions(text: str, today: date) -> Iterator[DateMention]:
    for match in _MENTION.finditer(text):
        kind = next(name for name in ("iso", "m1", "m2", "m3", "m4", "y4") if match[name])
        try:
            made = _READ[kind](match, today)
        except ValueError:
            continue
        start = match.start(kind) if kind in {"m4", "y4"} else match.start()
        yield DateMention(start, match.end(), text[start : match.end()], *made)


_Read = tuple[date, date, Precision]


def _iso(match: re.Match[str], _: date) -> _Read:
    day = date.fromisoformat(match["iso"])
    return day, day, "day"


def _days(match: re.Match[str], today: date, names: tuple[str, str, str, str]) -> _Read:
    month, year = _month(match[names[2]]), match[names[3]]
    number = _ordinal(match[names[0]])
    first = date(int(year), month, number) if year else _nearest_day(match, month, number, today)
    last = first.replace(day=_ordinal(match[names[1]])) if match[names[1]] else first
    if last < first:
        raise ValueError("a span of days that runs backwards")
    return first, last, "day"


def _day_first(match: re.Match[str], today: date) -> _Read:
    return _days(match, today, ("d1", "d2", "m1", "y1"))


def _month_first(match: re.Match[str], today: date) -> _Read:
    return _days(match, today, ("d3", "d4", "m2", "y2"))


def _month_year(match: re.Match[str], _: date) -> _Read:
    return _whole_month(int(match["y3"]), _month(match["m3"]))


def _month_alone(match: re.Match[str], today: date) -> _Read:
    month = _month(match["m4"])
    coming = tense_near(match.string, match.start(), match.end()) == "coming"
    if coming:
        return _whole_month(today.year + (month < today.month), month)
    return _whole_month(today.year - (month > today.month), month)


def _year_alone(match: re.Match[str], _: date) -> _Read:
    year = int(match["y4"])
    return date(year, 1, 1), date(year, 12, 31), "year"


_READ = {
    "iso": _iso,
    "m1": _day_first,
    "m2": _month_first,
    "m3": _month_year,
    "m4": _month_alone,
    "y4": _year_alone,
}


def _month(name: str) -> int:
    return _NUMBER[name.lower()[:3]]


def _ordinal(written: str) -> int:
    return int(written.rstrip("stndrh"))


def _whole_month(year: int, month: int) -> _Read:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _nearest_day(match: re.Match[str], month: int, day: int, today: date) -> date:
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:  # 29 February outside leap years
            continue
    if not near:
        raise ValueError(f"no day {day} in month {month}")
    best = min(near, key=lambda d: abs((d - today).days))
    if abs((best - today).days) > 60:
        tense = tense_near(match.string, match.start(), match.end())
        past, coming = [d for d in near if d <= today], [d for d in near if d > today]
        if tense == "past" and past:
            return past[-1]
        if tense == "coming" and coming:
            return coming[0]
    return best
