"""What verification reads off a text by itself: quotations, figures, names, days, and how certain its wording may be.

Everything here is plain rules over characters and closed lists, on purpose: it checks the parser's and the editor's
work and must not share their mistakes.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from nutgraf.briefs.checks.guarded import SPEECH, words
from nutgraf.model import Certainty

LEVELS: dict[Certainty, int] = {
    "confirmed": 4,
    "reported": 3,
    "said": 2,
    "planned": 2,
    "offered": 2,
    "demanded": 2,
    "threatened": 2,
    "denied": 2,
    "disputed": 1,
    "unconfirmed": 1,
    "speculated": 1,
}
"""How certain each word is: 4 fact to several, 3 fact to one, 2 somebody's word or will, 1 open."""

_PAIRS = {"“": '”"', "«": "»", "„": "“”", '"': '"”'}
_OPENS = re.compile(f"[{''.join(_PAIRS)}]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_RELATIVE = re.compile(rf"\b(?:today|tonight|(?<![A-Za-z] )(?:Today|Tonight)|[Yy]esterday|[Tt]omorrow|{_WEEKDAY})\b")
_OWN_DAYS = frozenset({"today", "yesterday"})
_DATED = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|{_MONTH} \d{{1,2}}\b|\d{{4}}-\d\d-\d\d")
# "Black Friday", "Monday Night Football", "Sunday Times": names, not days.
_DAY_NAME = re.compile(rf"\b(?:Black|Bloody|Good|Super|Cyber|Easter|Palm|Holy|Ash) (?:{_WEEKDAY})\b")
_HABIT = re.compile(r"\b(?:[Ee]very|[Ee]ach|[Aa]ny|[Aa]|[Oo]ne|[Mm]ost|[Aa]nother) $")
# Somebody who said something is described, not quoted; "all told" counts.
_ASIDE = re.compile(
    r"\bwho(?: (?:also|has|had|have|once|often|previously|later))? \w+|\bwhich(?: [\w’'-]+){1,3}|\b[Aa]ll told,"
)
_MAYBE = re.compile(
    r"\b(?:may|might|could|(?:appear|seem)(?:s|ed)?(?= to\b| that\b| likely)|"
    r"reportedly|allegedly|purportedly|supposedly|possibly|perhaps|rumou?red|rumou?rs?|speculat\w+|"
    r"unconfirmed|unverified|presumably|probably|likely|apparently)\b(?! not be\b)"
)
_COULD_NOT = re.compile(r"\b(?:could not|couldn['’]t|cannot|can['’]t)\b")
_LEANS = re.compile(r"\W*(?:If|Unless)\b")
_WILL = re.compile(r"\b(?:will|would|shall)\b")
_OPENS_SIDE = re.compile(
    r"\b(?:who|which|whose|whom|that|where|when|while|because|as|since|after|before|what|how|why|whether|if)\b",
    re.IGNORECASE,
)
_NOT_CONFIRMED = re.compile(
    r"\b(?:not|n['’]t|never|yet to|declin\w+ to|refus\w+ to)\b(?: \w+){0,2} confirm", re.IGNORECASE
)


class Quoted(NamedTuple):
    """A quotation with its marks."""

    start: int
    end: int
    text: str
    """The words between the marks."""


def quoted(text: str) -> tuple[Quoted, ...]:
    """Return the quotations in double marks, in order; one that is never closed runs to the end."""
    found, at = [], 0
    while mark := _OPENS.search(text, at):
        start = mark.start()
        end = _close(text, start, _PAIRS[text[start]])
        found.append(Quoted(start, min(end + 1, len(text)), text[start + 1 : end]))
        at = end + 1
    return tuple(found)


def _close(text: str, at: int, marks: str) -> int:
    """The mark that closes: the proper one when it comes before the next that opens, else its plain twin."""
    opens = text.find(text[at], at + 1) if text[at] not in marks else -1
    until = opens if opens > 0 else len(text)
    ends = (text.find(mark, at + 1, until) for mark in marks)
    return next((end for end in ends if end > 0), len(text))


def balanced(text: str) -> bool:
    """Tell whether every double quotation mark that opens is closed, and none closes what was not opened."""
    rest = outside(text)
    return not any(mark in rest for mark in '“”„«»"') and all(_closed(text, q) for q in quoted(text))


def _closed(text: str, quote: Quoted) -> bool:
    return quote.end - quote.start >= 2 and text[quote.end - 1] in _PAIRS[text[quote.start]]


@lru_cache(maxsize=4096)
def outside(text: str) -> str:
    """Return the text with its quotations, marks included, blanked out; offsets stay."""
    for quote in quoted(text):
        text = text[: quote.start] + " " * (quote.end - quote.start) + text[quote.end :]
    return text


def numbers(text: str) -> list[str]:
    """Return the figures of a text, in order."""
    return _NUMBER.findall(text)


def capitals(text: str) -> list[str]:
    """Return the words that begin with a capital, in order."""
    return [word for word in words(text) if word[0].isupper()]


def bare_days(text: str) -> list[str]:
    """Return the relative days outside quotations that have no date beside them.

    >>> bare_days("It met on Thursday 15 May and again yesterday.")
    ['yesterday']
    """
    plain = _DAY_NAME.sub(lambda m: " " * len(m[0]), outside(text))
    return [
        match[0]
        for match in _RELATIVE.finditer(plain)
        if not _DATED.search(plain[max(0, match.start() - 14) : match.end() + 22])
        and not _HABIT.search(plain[: match.start()])
        and not re.match(r" [A-Z]\w+ [A-Z]", plain[match.end() : match.end() + 40])
    ]


_WEEKS = re.compile(r"\b(?:this|next|last|the coming) (?:week|weekend|month)\b(?![’'-]?\s*(?:of|\d))", re.IGNORECASE)
"""Weeks and months that found no date: the reader would take them for his own."""
_HOURS = re.compile(
    r"\b(?:seconds?|minutes?|hours?|moments?) (?:ago|from now)\b|\bthe (?:past|last|next) (?:[\w-]+ )?hours?\b",
    re.IGNORECASE,
)
"""Hours from the moment of writing, which the reader does not know."""


def unsettled_days(text: str, published: bool) -> list[str]:
    """Return the relative hours, days and weeks outside quotations that may not stand without a date.

    An article without a published time (`published` False) dates no weekday and no week: there they stand as written,
    and a note of the brief says so. "Today" may not: the reader would take it for his own.

    >>> unsettled_days("It met on Thursday and again yesterday.", published=False)
    ['yesterday']
    >>> unsettled_days("It meets as early as next week.", published=True)
    ['next week']
    >>> unsettled_days("Less than 24 hours ago he vowed to stay.", published=True)
    ['hours ago']
    >>> unsettled_days("It was decided only in the past 24 hours.", published=True)
    ['the past 24 hours']
    """
    plain = outside(text)
    days = [day for day in bare_days(text) if published or not day.endswith("day") or day.lower() in _OWN_DAYS]
    days.extend(hours[0] for hours in _HOURS.finditer(plain))
    return [*days, *(week[0] for week in _WEEKS.finditer(plain))] if published else days


def has_cue(text: str) -> bool:
    """Tell whether somebody says something here, outside quotations."""
    plain = _ASIDE.sub(" ", outside(text))
    return any(word.casefold() in SPEECH for word in words(plain))


def ceiling(text: str, origins: int) -> Certainty:
    """Return the most certain word that the wording of a source text permits, given its number of independent origins.

    Words decide, not meaning: a cue of speech anywhere allows no more than `said`; "may" or "reportedly" in a clause of
    its own no more than `unconfirmed`; "will" or "if" in the main clause no more than `planned`.
    """
    plain = _COULD_NOT.sub(" ", outside(text))
    cue = has_cue(text)
    if _NOT_CONFIRMED.search(plain) or any(_in_main(plain, m.start()) for m in _MAYBE.finditer(plain)):
        return "said" if cue else "unconfirmed"
    if cue:
        return "said"
    if any(_in_main(plain, m.start()) for m in _WILL.finditer(plain)) or _LEANS.match(plain):
        return "planned"
    return "confirmed" if origins >= 2 else "reported"


def cautious(judged: Certainty, text: str, origins: int) -> Certainty:
    """Return the less certain of what was judged and what the wording permits; for whoever writes a line."""
    allowed = ceiling(text, origins)
    return judged if LEVELS[judged] <= LEVELS[allowed] else allowed


def _in_main(text: str, at: int) -> bool:
    """True unless a relative or side clause opened between the last stop or comma and this place."""
    begin = max(text.rfind(mark, 0, at) for mark in ",;:—–(") + 1
    return not _OPENS_SIDE.search(text[begin:at])
