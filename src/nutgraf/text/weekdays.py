"""A bare weekday as it is asked about: which two dates it may mean, and what the words around it say.

"On Thursday" in an article of a Tuesday means two days ago or in five. What the words say is gathered here; who knows
more (`text.daybook`: the parse and the story's other reports) decides, else the words alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nutgraf.text.tense import Tense, is_past_verb, tense_near


@dataclass(frozen=True, slots=True)
class Asked:
    """A bare weekday, and what its sentence says of it."""

    start: int
    """Code point of its first letter."""
    today: date
    """The day of the article."""
    past: date
    """The last such day, `today` included."""
    coming: date
    """The next such day, `today` included."""
    tense: Tense
    """Which way the words around point."""
    plain: bool = False
    """A past verb stands right beside it ("said on Tuesday", "on Tuesday announced"): the day is that verb's own."""
    owning: bool = False
    """It owns an event ("Tuesday's vote"), of which the clause's verb need not say when."""
    led: bool = False
    """Words of something ahead stand before it ("ahead of the vote on Tuesday")."""
    whole_day: bool = False
    """The article's day is known without a clock time: it may have been written a day later."""


Choice = Callable[[Asked], date | None]
"""Returns the date that a bare weekday means; `None` in doubt."""

_SAID_BEFORE = re.compile(
    r"\b(?:said|told (?:reporters|CNN|the Associated Press)|tweeted|wrote)(?: (?:late|early))?(?: on)? $"
)
_SPEAKING = re.compile(r"(?:^|[.!?]\s|\n)(?:Speaking|Talking|Appearing|Testifying)\s[^,.\n]{0,60}$")
"""Opens a sentence whose speaker then said something: the day is that of the speech."""
_WORD_BEFORE = re.compile(r"([a-z]+)(?: (?:late|early|overnight))?(?: on)? $")
_LIKELY = re.compile(r"\blikely (?:on |by |early |late )?$")
"""What is likely on a day lies ahead: what has been is known."""
_WORD_AFTER = re.compile(r" ([a-z]+)\b")
_REACH = 250
"""Code points before the weekday searched for words of something ahead."""
_AHEAD = re.compile(r"\b(?:ahead of|before|by|until|till|upcoming|planned|scheduled|due|next)\b[^.!?\n]*$")


def ask(text: str, at: tuple[int, int], days: tuple[date, date, date], owning: bool, whole_day: bool) -> Asked:
    """Return the question that a weekday at `at` puts; `days`: the article's day, the past and the coming one."""
    start, end = at
    before = text[max(0, start - 40) : start]
    tense = tense_near(text, start, end)
    ahead = re.search(r"\b(?:ahead of|before|by|until|for|to) $", before, re.IGNORECASE)
    plain = not owning and not ahead and _beside_past_verb(text, start, end, tense)
    if plain:
        tense = "past"
    elif _LIKELY.search(before):
        tense = "coming"
    if (tense == "past" and ahead) or (tense == "none" and re.search(r"\b(?:from|to) $", before)):
        tense = "unclear"
    led = bool(_AHEAD.search(text, max(0, start - _REACH), start))
    return Asked(start, *days, tense, plain, owning, led, whole_day)


def by_words_alone(asked: Asked) -> date | None:
    """Return the date that the words alone allow; `None` in doubt.

    A past "Wednesday" written on a Tuesday is six days ago, or news of a day that has begun elsewhere: in doubt.
    """
    if asked.tense in {"past", "none"} and (asked.coming - asked.today).days == 1:
        return None
    if asked.tense == "unclear" or asked.owning:
        # Of two weekdays seven days apart the near one is meant when it is plainly nearer.
        near = (asked.coming - asked.today).days <= 3
        return asked.past if (asked.today - asked.past).days <= 2 else asked.coming if near else None
    return asked.past if asked.tense == "past" else asked.coming if asked.tense == "coming" else None


def _beside_past_verb(text: str, start: int, end: int, tense: Tense) -> bool:
    """Tell whether the day is that of a past verb right beside it."""
    before = text[max(0, start - 40) : start]
    if _SAID_BEFORE.search(before) or _SPEAKING.search(text, max(0, start - 90), start):
        return True
    if tense != "past":
        return False
    word, following = _WORD_BEFORE.search(before), _WORD_AFTER.match(text[end : end + 40])
    follows = bool(following and is_past_verb(following[1]) and re.search(r"[A-Za-z] on $", before))
    return follows or bool(word and is_past_verb(word[1]))
