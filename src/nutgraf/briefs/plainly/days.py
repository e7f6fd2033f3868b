"""Days in a sentence of another language: those it names in full, and those that only its article's day explains.

Strategy: a day word ("gestern", "周三") is found by the tongue's lists, never inside a quotation, and gets its date
beside it. A bare weekday may be the one gone by or the one to come: the words of its clause must speak for one of them
and none for the other.

Rule 1: in doubt no date; the line is then refused, for an undated "Wednesday" is the reader's own.
Rule 2: an outlet's day is not the day in UTC: where the hours at which its outlets live fall on two days, "today" is
        not dated.
Rule 3: what stands beside a date is dated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from nutgraf.briefs.plainly.tongue import Tongue, pattern
from nutgraf.text.quotes import find_quotes

BEFORE, AFTER = 16, 26
"""Code points before and after a day word in which a date makes it dated."""
MONTH_REACH_DAYS = 10
"""A bare day of the month this near is that day; further away it may be of another month."""
_HABIT = re.compile(
    r"(?:\b(?:jeden|jede|chaque|tous les|cada|los|todos los|ogni|toda|todas as|каждый|каждую|каждое|кожн\w+|her)|\bكل"
    r"|[每毎逢])\s?$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r" ?\(\d{1,2}[º°.]?\)")
"""A day of the month behind a weekday, as papers in Brazil write it."""
_NUMBERED = re.compile(
    r",? (?:den |dem |le |el |día |dia |il )?(?P<day>\d{1,2})(?![\d:.,]\d|\d|:|h\b)\.?(?P<goes_on> \w)?"
)
"""A weekday with its day of the month and no month; where words go on, the number may as well count something."""
_YEAR_IN_BRACKETS = re.compile(r" ?[(（](?:19|20)\d\d年?[)）]")
_CLAUSE = re.compile(r"[,;:—–、，；。()（）]")
_AGE = re.compile(
    r"(?:\b(?:der|die|das|den|dem|des|bis|noch|von|seit|schon|bereits|als|wie|stand|ab|until|jusqu['’]à|hasta|fino ad?"
    r"|até|до|по)\s|\bd['’]|\bحتى )$",
    re.IGNORECASE,
)
"""Before "today" or "tomorrow": an age rather than a day."""
_AGE_AFTER = re.compile(
    r" (?:noch|bereits|schon|vor \d|noch immer|encore|todavía|ancora|ainda|ещё|vor)\b", re.IGNORECASE
)
_ISO = r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>[01]?\d)-(?P<day>[0-3]?\d)(?!\d)"
_DOTTED = r"(?<![\d.])(?P<day>[0-3]?\d)[./](?P<number>[01]?\d)[./](?P<year>(?:19|20)\d\d)(?!\d)"
_YEAR = re.compile(
    r"(?:\b(?:jahr|jahre|jahres|seit|in|en|depuis|desde|dal|nel|del|em|de|año|année|ano|anno|an|von|bis|ab|в|с|з|у|"
    r"from)\s|"
    r"\b(?:عام|سنة|منذ|العام)\s)(?P<after>(?:19|20)\d\d)(?!\d|[.,]\d)"
    r"|(?<!\d)(?P<before>(?:19|20)\d\d)(?=年|\s(?:год|году|года|годом|рок|року|році|yılı)|['’](?:d[ea]|t[ea]|n)|"
    r"\syılında)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A date that a text names."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    last: date
    """Its last day."""
    written: str
    """In ISO form, no more exact than named: 2025-06-04, 2025-06 or 2025."""


@dataclass(frozen=True, slots=True)
class DayWord:
    """A word that only its article's day explains."""

    start: int
    """Where it begins."""
    before: str
    """As it stands there."""
    after: str
    """With its date; empty when it cannot be dated safely."""
    day: date | None
    """The day it means; the last one of a year; `None` when it cannot be told."""
    kind: Literal["day", "weekday", "month-day", "year", "loose"] = "day"
    """What it is; `loose` words ("last week") are never dated."""


@lru_cache(maxsize=64)
def _date_shapes(tongue: Tongue) -> tuple[re.Pattern[str], ...]:
    shapes = [_ISO, _DOTTED]
    if not tongue.spaced:
        shapes.append(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<number>1?\d)月(?:(?P<day>[1-3]?\d)日)?")
    elif tongue.months:
        month = (
            "(?P<month>" + "|".join(sorted((m for row in tongue.months for m in row.split("|")), key=_longest)) + ")"
        )
        year = r"(?:[ ,/]{1,2}(?:del? )?(?:\w{4,9} )?(?P<year>(?:19|20)\d\d)(?!\d))"
        shapes.append(rf"(?<!\d)(?P<day>[0-3]?\d)(?:\.|er|º|°)? (?:de )?{month}(?!\w)\.?{year}?")
        shapes.append(rf"(?<!\w){month}\.?{year}")
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


def _longest(name: str) -> tuple[int, str]:
    return (-len(name), name)


def find_dates(text: str, tongue: Tongue, published: datetime | None) -> tuple[Named, ...]:
    """Return the dates a text names in full, in order; without a year they are the nearest to `published`.

    A bare year counts where a word beside it says that it is one.
    """
    found: list[Named] = []
    for shape in _date_shapes(tongue):
        for match in shape.finditer(text):
            named = _named(match, tongue, published)
            if named and not any(n.start < named.end and named.start < n.end for n in found):
                found.append(named)
    for match in _YEAR.finditer(text):
        year = int(match["after"] or match["before"])
        start = match.end() - 4 if match["after"] else match.start()
        if not any(n.start < match.end() and start < n.end for n in found):
            found.append(Named(start, start + 4, date(year, 12, 31), str(year)))
    return tuple(sorted(found, key=lambda n: n.start))


def _named(match: re.Match[str], tongue: Tongue, published: datetime | None) -> Named | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else month_number(parts.get("month") or "", tongue)
    day, year = parts.get("day"), parts.get("year")
    if not 1 <= month <= 12 or (not year and (not published or not day)):
        return None
    years = [int(year)] if year else [published.year + n for n in (-1, 0, 1)] if published else []
    days = [made for y in years if (made := _made(y, month, int(day) if day else None))]
    if not days:
        return None
    near = min(days, key=lambda d: abs((d - published.date()).days) if published else 0)
    written = near.isoformat() if day else near.isoformat()[:7]
    return Named(match.start(), match.end(), near, written)


def _made(year: int, month: int, day: int | None) -> date | None:
    try:
        if day is not None:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None


def month_number(name: str, tongue: Tongue) -> int:
    """Return 1 to 12 for the name of a month, 0 for no month."""
    folded = name.casefold()
    rows = enumerate((row.casefold().split("|") for row in tongue.months), 1)
    return next((number for number, row in rows if folded in row), 0)


def days_of(published: datetime, tongue: Tongue) -> tuple[date, date]:
    """Return the outlet's day: the earliest and the latest it may be. A time of midnight is a bare day."""
    if published.time() == time(0):
        return published.date(), published.date()
    west, east = (published + timedelta(hours=h) for h in tongue.zone_h)
    return west.date(), east.date()


def find_day_words(text: str, tongue: Tongue, published: datetime | None) -> tuple[DayWord, ...]:
    """Return the words outside quotations that only the article's day explains, in order, each with its date."""
    plain = outside(text)
    named = find_dates(text, tongue, published)
    found: list[DayWord] = []
    for word in (
        *_by_list(plain, tongue, published),
        *_by_week(plain, tongue, published),
        *_by_month(plain, tongue, published),
    ):
        end = word.start + len(word.before)
        bracket = (_YEAR_IN_BRACKETS if word.kind == "year" else _IN_BRACKETS).match(text, end)
        dated = bool(bracket) or any(
            n.start < end + AFTER and word.start - BEFORE < n.end and len(n.written) == 10 for n in named
        )
        habit = _HABIT.search(plain[: word.start])
        if not dated and not habit and not any(w.start < end and word.start < w.start + len(w.before) for w in found):
            found.append(word)
    return tuple(sorted(found, key=lambda w: w.start))


def undatable(words: "tuple[DayWord, ...]", published: datetime | None) -> tuple[DayWord, ...]:
    """Return the day words with which a line cannot stand; an article without a date dates no weekday and no week."""
    if published is None:
        return tuple(w for w in words if w.kind in ("day", "year"))
    return tuple(w for w in words if not w.after)


def outside(text: str) -> str:
    """Return the text with its quotations blanked out; offsets stay."""
    for quote in find_quotes(text):
        text = text[: quote.start] + " " * (quote.end - quote.start) + text[quote.end :]
    return text


def _by_list(plain: str, tongue: Tongue, published: datetime | None) -> Iterator[DayWord]:
    if match := tongue.finds("loose", plain):
        yield DayWord(match.start(), match[0], "", None, "loose")
    for words, shift in tongue.years.items():
        for match in pattern(re.escape(words), tongue.spaced).finditer(plain):
            year = published.year + shift if published else 0
            after = tongue.year_form.format(words=match[0], year=year) if published else ""
            yield DayWord(match.start(), match[0], after, date(year, 12, 31) if published else None, "year")
    for words, shift in tongue.days.items():
        parts = f"(?:{tongue.day_parts})?" if tongue.day_parts else ""
        for match in pattern(re.escape(words) + parts, tongue.spaced).finditer(plain):
            if match[0][0].isupper() and plain[: match.start()].strip():
                continue  # "am Morgen" is no "morgen"
            day = _shifted(published, tongue, shift)
            if _of_an_age(plain, match) or (
                not shift and len(match[0]) == len(words) and not _of_now(plain, match, tongue)
            ):
                day = None  # "the Germany of tomorrow"; "is used as a museum today"
            yield DayWord(match.start(), match[0], _written(match[0], day, tongue, bare=False) if day else "", day)


def _of_an_age(plain: str, match: re.Match[str]) -> bool:
    return bool(_AGE.search(plain[: match.start()]) or _AGE_AFTER.match(plain, match.end()))


def _of_now(plain: str, match: re.Match[str], tongue: Tongue) -> bool:
    """Tell whether "today" is the day itself, not nowadays: its clause tells what happened or is announced."""
    before = max((m.end() for m in _CLAUSE.finditer(plain, 0, match.start())), default=0)
    after = next((m.start() for m in _CLAUSE.finditer(plain, match.end())), len(plain))
    clause = plain[before : after + 1]
    return not tongue.finds("now", clause) and _turn(clause, tongue, match.start() - before) in (-1, 1)


def _shifted(published: datetime | None, tongue: Tongue, shift: int) -> date | None:
    if published is None:
        return None
    first, last = days_of(published, tongue)
    return first + timedelta(days=shift) if first == last else None


def _by_week(plain: str, tongue: Tongue, published: datetime | None) -> Iterator[DayWord]:
    for number, names in enumerate(tongue.weekdays):
        parts = f"(?P<part>{tongue.day_parts})?" if tongue.day_parts else "(?P<part>)"
        marks = "".join(
            f"(?P<{name}>{words})?" for name, words in (("gone", tongue.last[0]), ("due", tongue.next[0])) if words
        )
        tail = "".join(
            f"(?P<{name}>{words})?" for name, words in (("went", tongue.last[1]), ("comes", tongue.next[1])) if words
        )
        for match in pattern(f"{marks}(?:{names}){parts}{tail}", tongue.spaced).finditer(plain):
            said = match.groupdict()
            turn = -1 if said.get("gone") or said.get("went") else 1 if said.get("due") or said.get("comes") else 0
            glued = plain[match.end() : match.end() + 1] in {"'", "’", "-"}
            day = None if glued or published is None else _weekday(plain, match, number, turn, tongue, published)
            bare = not said["part"] and not turn
            if tongue.toward[1] and re.match(tongue.toward[1], plain[match.end() :]) and tongue.spaced:
                day = None  # "perşembe gününe kadar" has no place for a date
            numbered = _NUMBERED.match(plain, match.end())
            if numbered and day and int(numbered["day"]) == day.day:
                continue  # "el martes 3": the day of the month stands there
            if numbered and not numbered["goes_on"]:
                day = None
            after = _written(match[0], day, tongue, bare=bare) if day else ""
            yield DayWord(match.start(), match[0], after, day, "weekday")


def _weekday(
    plain: str, match: re.Match[str], number: int, turn: int, tongue: Tongue, published: datetime
) -> date | None:
    first, last = days_of(published, tongue)
    back = (last.weekday() - number) % 7
    if turn < 0:
        return last - timedelta(days=back) if back and last - timedelta(days=back) < first else None
    if turn > 0:
        return first + timedelta(days=-back % 7) if back and first == last else None
    if _right_before(plain, match.start(), tongue.that, tongue):
        return None
    if back == 0 or (first != last and first.weekday() == number):
        bound = _is_bound(plain, match.start(), match.end(), tongue)
        return None if bound else last - timedelta(days=back)  # "until Wednesday", on a Wednesday, is the next
    leaning = _leaning(plain, match.start(), match.end(), tongue)
    if leaning < 0:
        return last - timedelta(days=back)
    return first + timedelta(days=(number - first.weekday()) % 7) if leaning > 0 else None


def _leaning(plain: str, start: int, end: int, tongue: Tongue) -> int:
    """Return -1 when the words around a weekday speak of the past, 1 of what lies ahead, 0 when they do not tell."""
    before = max((m.end() for m in _CLAUSE.finditer(plain, 0, start)), default=0)
    after = next((m.start() for m in _CLAUSE.finditer(plain, end)), len(plain))
    clause = plain[before : after + 1]
    ahead = bool(tongue.finds("ahead", clause))
    if _right_before(plain, start, tongue.since, tongue):
        return 0 if ahead else -1
    if _is_bound(plain, start, end, tongue):
        return int(ahead and not any(tongue.finds(which, clause) for which in ("past", "proposes")))
    if _set_by(plain[before:start], tongue):
        return 0
    if (turn := _turn(clause, tongue, start - before)) is not None:
        return turn
    turn = _turn(plain, tongue, start)
    return turn if turn is not None and not any(tongue.finds(w, plain) for w in ("now", "says", "proposes")) else 0


def _is_bound(plain: str, start: int, end: int, tongue: Tongue) -> bool:
    """Tell whether a weekday is a goal or a bound: "until Friday"."""
    after = tongue.toward[1]
    return _right_before(plain, start, tongue.toward[0], tongue) or bool(after and re.match(after, plain[end:]))


def _right_before(plain: str, start: int, words: str, tongue: Tongue) -> bool:
    if not words:
        return False
    lead = r"(?<!\w)" if tongue.spaced else ""
    gap = r"(?:am |dem |den |le |la |el |il |a |o |в |у |во )?" if tongue.spaced else ""
    return bool(re.search(rf"{lead}(?:{words}){gap}$", plain[:start], re.IGNORECASE))


def _set_by(head: str, tongue: Tongue) -> bool:
    """Tell whether a verb that sets days, or says something else than this day, stands before a weekday."""
    if tongue.finds("proposes", head):
        return True
    said = tongue.finds("says", head)
    return bool(said) and (not tongue.spaced or len(head) - said.end() > tongue.says_within) if said else False


def _turn(text: str, tongue: Tongue, at: int) -> int | None:
    """Return -1, 1, 0 for both; `None` when no verb tells. What tells of now and names another day lies ahead.

    In scripts without spaces the verb follows its day.
    """
    if not tongue.spaced:
        text = text[at:]
    past = bool(tongue.finds("past", text))
    ahead = bool(tongue.finds("ahead", text) or tongue.finds("now", text))
    return int(ahead) - int(past) if past or ahead else None


def _by_month(plain: str, tongue: Tongue, published: datetime | None) -> Iterator[DayWord]:
    """Yield the days of the month that name no month, each with the nearest one."""
    if not tongue.month_day:
        return
    for match in re.finditer(tongue.month_day, plain):
        day = None if published is None else _nearest(int(match["day"]), days_of(published, tongue)[1])
        yield DayWord(match.start(), match[0], f"{day.month}月{match[0]}" if day else "", day, "month-day")


def _nearest(number: int, today: date) -> date | None:
    reach = (today + timedelta(days=n) for n in range(-MONTH_REACH_DAYS, MONTH_REACH_DAYS + 1))
    return min((d for d in reach if d.day == number), key=lambda d: (abs((d - today).days), d), default=None)


def _written(words: str, day: date, tongue: Tongue, *, bare: bool) -> str:
    form = (bare and tongue.weekday_form) or tongue.day_form
    month = tongue.months[day.month - 1].split("|")[0]
    number = "1er" if tongue.name == "French" and day.day == 1 else str(day.day)
    return form.format(words=words, day=number, month=month, number=day.month)
