"""Weeks, weekends, months and years that a text names by their distance ("last month"), by name.

Rule: where two are meant by different readers ("this weekend" on a Monday, "last week" on a Sunday) there is no name.
"""

from collections.abc import Callable
from datetime import date, timedelta

from nutgraf.text.mentioned import MONTH_NAMES


def name_period(unit: str, today: date, step: int) -> str | None:
    """Return the name of the week, weekend, month or year that lies `step` from today's; `None` in doubt.

    >>> name_period("week", date(2025, 5, 13), 1), name_period("month", date(2025, 5, 13), -1)
    ('the week of 19 May', 'April')
    """
    return _PERIODS[unit](today, step)


def _week(today: date, step: int) -> str | None:
    if today.weekday() == 6:
        return None  # on a Sunday half the world already counts the next week
    monday = today + timedelta(days=7 * step - today.weekday())
    year = f" {monday.year}" if monday.year != today.year else ""
    return f"the week of {monday.day} {MONTH_NAMES[monday.month - 1]}{year}"


def _weekend(today: date, step: int) -> str | None:
    if (step == 0 and today.weekday() < 3) or (step and today.weekday() > 3):
        return None  # "this weekend" on a Monday may be the one gone by; "next weekend" on a Friday the one after
    saturday = today + timedelta(days=7 * step + 5 - today.weekday())
    year = f" {saturday.year}" if saturday.year != today.year else ""
    return f"the weekend of {saturday.day} {MONTH_NAMES[saturday.month - 1]}{year}" if step <= 0 else None


def _month(today: date, step: int) -> str | None:
    months = today.year * 12 + today.month - 1 + step
    year = f" {months // 12}" if months // 12 != today.year else ""
    return MONTH_NAMES[months % 12] + year


def _year(today: date, step: int) -> str | None:
    return str(today.year + step)


_PERIODS: dict[str, Callable[[date, int], str | None]] = {
    "week": _week,
    "weekend": _weekend,
    "month": _month,
    "year": _year,
}
