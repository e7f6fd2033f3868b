"""When an article was published, in UTC, with how we know it.

The strongest witness that gives a plausible time wins: JSON-LD, meta elements, `<time>`, the feed or record, the
address, the text, the file. When it gives a day only, a weaker witness may add the hour if it agrees on the day
within one. A day without an hour counts from 00:00 UTC; no witness, no time: never "now".

Times are read by shape (ISO 8601, RFC 2822, "13 May 2025 14:05 CEST", "May 13, 2025, 2:05 p.m. ET", epochs). Numeric
dates whose day and month could be swapped are not guessed. Other languages' month names go to dateparser.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from nutgraf.model import PublishedFrom

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""Outside these, a time is a mistake of the page; what lies in the future cannot be told without a clock."""
_MAX_LENGTH = 120
_DIGITS = {ord(c): str(n % 10) for n, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_ZONES_H = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "wat": 1, "cest": 2, "eet": 2, "sast": 2,
    "cat": 2, "eest": 3, "msk": 3, "trt": 3, "eat": 3, "gst": 4, "pkt": 5, "ist": 5.5, "npt": 5.75, "wib": 7, "ict": 7,
    "hkt": 8, "sgt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "aest": 10, "aedt": 11, "nzst": 12,
    "nzdt": 13, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9,
    "hst": -10, "ast": -4, "adt": -3, "brt": -3, "art": -3,
}  # fmt: skip
_ZONES_WITH_SUMMER_H = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
"""American names that leave open whether it is summer; the rule of 2007 decides."""
_ZONE = r"(?P<zone>[+\-\u2212]\d{2}:?\d{2}|[+\-\u2212]\d{1,2}|[a-z]{1,4})?(?![a-z])"
_CLOCK = (
    r"(?:\D{0,6}?\b(?P<hour>\d{1,2})(?:(?::|(?<!\d\d\d)h)(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?:utc|gmt)?" + _ZONE + r")?"
)
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?:[t\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})"
        r"(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?:utc|gmt)?\s*" + _ZONE + r")?",
        r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})" + _CLOCK,
        r"(?P<year>\d{4})年\s?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})日"
        r"(?:[^\d午下]{0,8}?(?P<hour>\d{1,2})(?::|時|时|點|点)\s?(?P<minute>\d{2}))?",
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]{1,3}" + _MONTH + r",?[\s-]{1,2}(?P<year>\d{4})\b,?" + _CLOCK,
        r"\b" + _MONTH + r"\s{1,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(?P<year>\d{4})\b,?" + _CLOCK,
        r"\b(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})\b,?" + _CLOCK,
        r"\b(?P<either>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year>\d{4})\b,?" + _CLOCK,
        r"^(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?:t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?"
        + _ZONE
        + r")?$",
    )
)
_CLOCK_FIRST = re.compile(r"^\D{0,40}\b(\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?\(?[a-z]{2,4}\)?)?)[\s,|]", re.IGNORECASE)
_TO_YEAR = re.compile(r".{6,60}?\b(?:19|20)\d{2}\b")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_URL_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/\-_.]|$)"
    r"|[/\-_](?P<packed>20\d{2}[01]\d[0-3]\d)(?=[/\-_.]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a witness gave it."""

    when: datetime
    """In UTC."""
    whole_day: bool
    """True when only the day was given; `when` is then 00:00 UTC."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A stretch of text that may say when an article was published."""

    source: PublishedFrom
    """Where it stood."""
    text: str
    """What stood there."""


def published_time(witnesses: Iterable[Witness]) -> tuple[datetime | None, PublishedFrom]:
    """Return the published time and how it is known, from witnesses in order of trust; (None, "none") without any."""
    best: Moment | None = None
    source: PublishedFrom = "none"
    for witness in witnesses:
        read = day_in_url if witness.source == "url" else parse_time
        moment = read(witness.text)
        if moment is None:
            continue
        if best is None or (
            not moment.whole_day and abs(moment.when - best.when - timedelta(hours=12)) <= timedelta(hours=36)
        ):
            best, source = moment, witness.source
        if not best.whole_day:
            break
    return (best.when, source) if best else (None, "none")


def parse_time(text: str) -> Moment | None:
    """Return the first time in a short text, or None when there is no plausible one; never relative to now.

    >>> parse_time("Published 13 May 2025 14:05 CEST").when.isoformat()
    '2025-05-13T12:05:00+00:00'
    """
    text = " ".join(text[:_MAX_LENGTH].translate(_DIGITS).split())
    if _EPOCH.match(text):
        return _plausible(datetime.fromtimestamp(int(text[:10]), UTC), whole_day=False)
    for shape in _SHAPES:
        found = shape.search(text)
        moment = _from_match(found) if found else None
        if moment and moment.whole_day:
            clock = _CLOCK_FIRST.search(text)  # "9:15 PM EDT, Mon May 12, 2025"
            turned = shape.search(f"{text[clock.end() :]} {clock[1]}") if clock else None
            moment = (_from_match(turned) if turned else None) or moment
        if moment:
            return moment
    return _foreign(text)


def day_in_url(url: str) -> Moment | None:
    """Return the day that a web address carries (`/2025/05/13/`, `-20250513`), or None."""
    found = _URL_DAY.search(url)
    if not found:
        return None
    if found["packed"]:
        return parse_time(found["packed"])
    month = _MONTHS.get(found["month"].lower(), found["month"])
    return parse_time(f"{found['year']}-{month}-{found['day']}") if str(month).isdigit() else None


def _from_match(found: re.Match[str]) -> Moment | None:
    parts = found.groupdict()
    order = _day_and_month(parts)
    hour, minute = int(parts.get("hour") or -1), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()[:1]
    if parts.get("hour") and not parts.get("minute") and not half:
        hour = -1  # "13 May 2025, 4 people": a number, no hour
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if order is None:
        return None
    try:
        local = datetime(
            int(parts["year"]), order[1], order[0], max(hour, 0), minute if hour >= 0 else 0,
            min(int(parts.get("second") or 0), 59) if hour >= 0 else 0, tzinfo=UTC,
        )  # fmt: skip
        zone = _zone(parts.get("zone") or "", local) if hour >= 0 else UTC
        return _plausible(local.replace(tzinfo=zone).astimezone(UTC), whole_day=hour < 0)
    except (ValueError, OverflowError):
        return None


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int] | None:
    """Return (day, month), or None when a numeric date could be read both ways."""
    if parts.get("either"):
        first, second = int(parts["either"] or 0), int(parts["other"] or 0)
        if first > 12 or first == second:
            return first, second
        return (second, first) if second > 12 else None
    month = parts.get("number") or _MONTHS.get((parts.get("month") or "").lower())
    return (int(parts["day"] or 0), int(month)) if month else None


def _zone(name: str, local: datetime) -> timezone:
    name = name.lower().replace("\u2212", "-")
    if name[:1] in ("+", "-"):
        digits = name[1:].replace(":", "")
        hours, minutes = int(digits[:2]), int(digits[2:] or 0)
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if name[0] == "-" else offset)
    if name in _ZONES_WITH_SUMMER_H:
        return timezone(timedelta(hours=_ZONES_WITH_SUMMER_H[name] + _american_summer(local)))
    return timezone(timedelta(hours=_ZONES_H.get(name, 0)))


def _american_summer(local: datetime) -> int:
    """Return 1 between the second Sunday of March and the first of November, else 0."""
    march, november = local.replace(month=3, day=8, hour=2), local.replace(month=11, day=1, hour=2)
    start = march + timedelta(days=(6 - march.weekday()) % 7)
    end = november + timedelta(days=(6 - november.weekday()) % 7)
    return int(start <= local < end)


def _plausible(when: datetime, *, whole_day: bool) -> Moment | None:
    return Moment(when, whole_day) if EARLIEST <= when < LATEST else None


def _foreign(text: str) -> Moment | None:
    """Read a date with a month name of another language; absolute dates only, so that no clock is asked."""
    if not re.search(r"\b(?:19|20)\d{2}\b", text) or not re.search(r"[^\W\d_]{3}", text):
        return None
    found = _by_dateparser(text)
    if found is not None:
        clock = re.search(r"\d{1,2}[:h.]\d{2}(?!\d)", text)
        return _plausible(found, whole_day=clock is None)
    year = _TO_YEAR.match(text)  # words behind the year that it does not know: "16 de maio de 2031 às 14h05"
    found = _by_dateparser(year.group()) if year and year.end() < len(text) else None
    return _plausible(found.replace(hour=0, minute=0, second=0), whole_day=True) if found else None


def _by_dateparser(text: str) -> datetime | None:
    import dateparser

    found = dateparser.parse(
        text,
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": True,
            "TIMEZONE": "UTC",
            "TO_TIMEZONE": "UTC",
            "RELATIVE_BASE": datetime(2000, 1, 1),
        },
    )
    return found.astimezone(UTC) if found else None
