"""Small facts that tell two events of one kind apart: days, ages, clock times, streets, ordinals, counts.

Strategy: few linear patterns over the first part of a text. Each fact is a short key; two articles that both give an
age and share none of them are likelier two events ("what spoke against"). Patterns are tried only where a fact can
start, mostly at digits: five times as fast as searching the text with each (0.09 against 0.45 ms an article).

Rule 1: days are calendar days, counted from year 1. A weekday is the latest one, today included, unless "next" stands
before it. This is coarser than `text.days`, which parses tense and quotation and must not err, because its dates are
printed; here an error costs a little likeness, and every article of a stream is read.
Rule 2: a count is kept with the word it counts; `ordinals` and `counted` say which words, to see where two differ.
"""

import re
from collections.abc import Iterable, Iterator, Set
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from nutgraf.stories.terms import term_of, tokens_of

_MONTH = {
    m: n
    for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)
}
_MONTHS = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = re.compile(r"day\b")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_NEAR_DAYS = {
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
}
_MONTH_DAY = re.compile(rf"\b{_MONTHS} (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? ((?:19|20)\d\d))?")
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS} \Z")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTHS}\b(?:,? ((?:19|20)\d\d))?")
_AGE = re.compile(r"\b(\d{1,3})[ -]years?[ -]old\b|\b[Aa]ged? (\d{1,3})\b|(?<=[a-z]), (\d{1,2}),")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?([apAP])\.?[mM]\b")
_ROADS = (
    *("Street", "St", "Avenue", "Ave", "Road", "Rd", "Boulevard", "Blvd", "Drive", "Dr", "Lane", "Ln"),
    *("Court", "Place", "Way", "Parkway", "Highway", "Terrace", "Circle"),
)
_ROAD_WORDS = frozenset(road + end for road in _ROADS for end in ("", "'s", "’s"))
_STREET = re.compile(rf"\b((?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))(?: [A-Z][a-z]+)?) ({'|'.join(_ROADS)})\b")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) ([A-Za-z]{3,})")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL = {word: n for n, word in enumerate(_WORDS, start=2)}
_SMALL_WRITTEN = frozenset((*_WORDS, *(word.capitalize() for word in _WORDS)))
_COUNT = re.compile(
    r"\b(\d[\d,]{0,8}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en) ([A-Za-z]{3,})"
)
_DIGITS = re.compile(r"\d+")
_NO_COUNT = frozenset("percent per cent year month week day hour minute million billion thousand hundred time".split())


MOST_CHARS = 2_500
"""Code points of running text that are read for facts: what tells an event apart stands early, and patterns cost."""


def details_of(title: str, text: str, published: date | None, words: Set[str] | None = None) -> dict[str, list[str]]:
    """Return the facts of an article by kind, each once, in order of appearance; `dates` need a published day.

    `words` are the words of title and text, when they are known already.

    >>> found = details_of("Man, 34, shot", "A 34-year-old was shot at 9 p.m. on Elm Street.", None)
    >>> found["ages"], found["clocks"], found["streets"]
    (['34'], ['9:00p'], ['elm'])
    """
    whole = f"{title}\n{text[:MOST_CHARS]}"
    known = frozenset(tokens_of(whole)) if words is None else words
    anchors = _anchors(whole)
    ordinals = [
        (m[1], t) for m in _matches(_ORDINAL, whole, anchors.starts) if (t := term_of(m[2])) and t[:3] not in _MONTH
    ]
    counts = _counts(whole, anchors, known)
    # a text that was cut may end in "St"
    roads = not _ROAD_WORDS.isdisjoint(known) or whole.endswith(_ROADS)
    return {
        "dates": _once(_dates(whole, anchors, published)) if published else [],
        "ages": _once(next(g for g in m.groups() if g) for m in _matches(_AGE, whole, anchors.ages)),
        "clocks": _once(f"{m[1]}:{m[2] or '00'}{m[3].lower()}" for m in _matches(_CLOCK, whole, anchors.starts)),
        "streets": _once(m[1].lower() for m in _STREET.finditer(whole)) if roads else [],
        "ordinals": _once(f"{number} {noun}" for number, noun in ordinals),
        "ordered": _once(noun for _, noun in ordinals),
        "counts": _once(f"{number} {noun}" for number, noun in counts),
        "counted": _once(noun for _, noun in counts),
    }


class _Anchors(NamedTuple):
    """Where facts can start, in order: nearly all hang on digits, which are found fast."""

    starts: list[int]
    """Starts of runs of digits."""
    ages: list[int]
    """The same, and starts of "aged" and of a comma before them."""
    spaced: list[int]
    """Starts of runs of digits behind a space."""


def _anchors(whole: str) -> _Anchors:
    starts = [m.start() for m in _DIGITS.finditer(whole)]
    ages: list[int] = []
    spaced: list[int] = []
    for at in starts:
        if at and whole[at - 1] == " ":
            spaced.append(at)
            before = whole[max(0, at - 5) : at]
            if before.endswith(", "):
                ages.append(at - 2)
            elif before.endswith(("aged ", "Aged ")):
                ages.append(at - 5)
            elif before.endswith(("age ", "Age ")):
                ages.append(at - 4)
        ages.append(at)
    return _Anchors(starts, ages, spaced)


def _matches(pattern: re.Pattern[str], whole: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` does for a pattern that can only match at one of `starts`."""
    match, end = pattern.match, 0
    for at in starts:
        if at >= end and (found := match(whole, at)):
            end = found.end()
            yield found


def _once(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _places(whole: str, word: str) -> Iterator[int]:
    at = whole.find(word)
    while at >= 0:
        yield at
        at = whole.find(word, at + 1)


def _counts(whole: str, anchors: _Anchors, words: Set[str]) -> list[tuple[int, str]]:
    starts = anchors.starts
    spelled = [at for word in _SMALL_WRITTEN & words for at in _places(whole, word)]
    if spelled:
        starts = sorted(starts + spelled)
    found: list[tuple[int, str]] = []
    for m in _matches(_COUNT, whole, starts):
        noun, digits = term_of(m[2]), m[1].replace(",", "").lower()
        if noun and noun not in _NO_COUNT and noun[:3] not in _MONTH:
            found.append((_SMALL.get(digits) or int(digits), noun))
    return found


def _dates(whole: str, anchors: _Anchors, today: date) -> list[str]:
    base = today.toordinal()
    found = [base + shift for shift in _near(whole.lower())]
    for m in _DAY.finditer(whole):
        start = m.start()
        name = next((w for w in _WEEKDAYS if whole.endswith(w, 0, start)), None)
        if name:
            back = (today.weekday() - _WEEKDAYS.index(name)) % 7
            found.append(base - back + (7 if whole.endswith("next ", 0, start - len(name)) else 0))
    named = [n.start() for at in anchors.spaced if (n := _MONTH_BEFORE.search(whole, max(0, at - 11), at))]
    for pattern, starts, month, day in ((_MONTH_DAY, named, 1, 2), (_DAY_MONTH, anchors.starts, 2, 1)):
        said = (_ordinal(m[month][:3], m[day], m[3], today) for m in _matches(pattern, whole, starts))
        found.extend(day_number for day_number in said if day_number is not None)
    return [str(o) for o in found]


def _near(lowered: str) -> list[int]:
    """Return the days meant by "yesterday" and its like, in order of appearance."""
    found: list[tuple[int, int]] = []
    for word, shift in _NEAR_DAYS.items():
        for at in _places(lowered, word):
            end = at + len(word)
            if not (_is_word(lowered[at - 1 : at]) or _is_word(lowered[end : end + 1])):
                found.append((at, shift))
    return [shift for _, shift in sorted(found)]


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@lru_cache(maxsize=20_000)
def _ordinal(month: str, day: str, year: str | None, today: date) -> int | None:
    return nearest_day(_MONTH[month.lower()], int(day), int(year) if year else None, today)


def nearest_day(month: int, day: int, year: int | None, today: date) -> int | None:
    """Return a day as a number, without a year the one nearest to today; `None` for a day that no calendar has."""
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    made: list[int] = []
    for y in years:
        try:
            made.append(date(y, month, day).toordinal())
        except ValueError:
            continue
    return min(made, key=lambda o: abs(o - today.toordinal()), default=None)
