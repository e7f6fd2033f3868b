"""Small facts that tell two events of one kind apart: days, ages, clock times, streets, ordinals, counts.

Strategy: few linear patterns over the first part of a text. Each fact is a short key; two articles that both give an
age and share none of them are likelier two events ("what spoke against").

Rule 1: days are calendar days, counted from year 1. A weekday is the latest one, today included, unless "next" stands
before it. This is coarser than `text.days`, which parses tense and quotation and must not err, because its dates are
printed; here an error costs a little likeness, and every article of a stream is read.
Rule 2: a count is kept with the word it counts; `ordinals` and `counted` say which words, to see where two differ.
"""

import re
from collections.abc import Iterable
from datetime import date

from nutgraf.stories.terms import term_of

_WEEKDAY = {d: n for n, d in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}
_MONTH = {
    m: n
    for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)
}
_MONTHS = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAYS = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NEAR = re.compile(
    r"\b(yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))\b", re.IGNORECASE
)
_NEAR_DAYS = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_MONTH_DAY = re.compile(rf"\b{_MONTHS} (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? ((?:19|20)\d\d))?")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTHS}\b(?:,? ((?:19|20)\d\d))?")
_AGE = re.compile(r"\b(\d{1,3})[ -]years?[ -]old\b|\b[Aa]ged? (\d{1,3})\b|(?<=[a-z]), (\d{1,2}),")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?([apAP])\.?[mM]\b")
_ROAD = r"(Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Place|Way|Parkway|Highway|Terrace|Circle)"
_STREET = re.compile(rf"\b((?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))(?: [A-Z][a-z]+)?) {_ROAD}\b")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) ([A-Za-z]{3,})")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL = {word: n for n, word in enumerate(_WORDS, start=2)}
_COUNT = re.compile(
    r"\b(\d[\d,]{0,8}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en) ([A-Za-z]{3,})"
)
_NO_COUNT = frozenset("percent per cent year month week day hour minute million billion thousand hundred time".split())


MOST_CHARS = 2_500
"""Code points of running text that are read for facts: what tells an event apart stands early, and patterns cost."""


def details_of(title: str, text: str, published: date | None) -> dict[str, list[str]]:
    """Return the facts of an article by kind, each once, in order of appearance; `dates` need a published day.

    >>> found = details_of("Man, 34, shot", "A 34-year-old was shot at 9 p.m. on Elm Street.", None)
    >>> found["ages"], found["clocks"], found["streets"]
    (['34'], ['9:00p'], ['elm'])
    """
    whole = f"{title}\n{text[:MOST_CHARS]}"
    ordinals = [(m[1], t) for m in _ORDINAL.finditer(whole) if (t := term_of(m[2])) and t[:3] not in _MONTH]
    counts = _counts(whole)
    return {
        "dates": _once(_dates(whole, published)) if published else [],
        "ages": _once(next(g for g in m.groups() if g) for m in _AGE.finditer(whole)),
        "clocks": _once(f"{m[1]}:{m[2] or '00'}{m[3].lower()}" for m in _CLOCK.finditer(whole)),
        "streets": _once(m[1].lower() for m in _STREET.finditer(whole)),
        "ordinals": _once(f"{number} {noun}" for number, noun in ordinals),
        "ordered": _once(noun for _, noun in ordinals),
        "counts": _once(f"{number} {noun}" for number, noun in counts),
        "counted": _once(noun for _, noun in counts),
    }


def _once(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _counts(whole: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for m in _COUNT.finditer(whole):
        noun, digits = term_of(m[2]), m[1].replace(",", "").lower()
        if noun and noun not in _NO_COUNT and noun[:3] not in _MONTH:
            found.append((_SMALL.get(digits) or int(digits), noun))
    return found


def _dates(whole: str, today: date) -> list[str]:
    base = today.toordinal()
    found = [base + _NEAR_DAYS.get(m[1].lower(), 0) for m in _NEAR.finditer(whole)]
    for m in _WEEKDAYS.finditer(whole):
        back = (today.weekday() - _WEEKDAY[f"{m[1].lower()}day"]) % 7
        found.append(base - back + (7 if whole.endswith("next ", 0, m.start()) else 0))
    for pattern, month, day in ((_MONTH_DAY, 1, 2), (_DAY_MONTH, 2, 1)):
        found.extend(o for m in pattern.finditer(whole) if (o := _ordinal(m[month], m[day], m[3], today)))
    return [str(o) for o in found]


def _ordinal(month: str, day: str, year: str | None, today: date) -> int | None:
    """Return the day as a number; without a year the one nearest to today."""
    number = _MONTH[month[:3].lower()]
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    made: list[int] = []
    for y in years:
        try:
            made.append(date(y, number, int(day)).toordinal())
        except ValueError:
            continue
    return min(made, key=lambda o: abs(o - today.toordinal()), default=None)
