"""What the writer knows of a language: closed lists of plain words, as pieces of patterns.

Rule 1: a list tells what speaks against a line, or makes it less certain; nothing here makes a line better.
Rule 2: what a list does not know, it does not claim: a brief says in its notes what was not checked.
Rule 3: words that need their place in the sentence to be understood are not in the lists.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """The plain words of one language. Fields that end in no unit are alternatives of one pattern, empty for none."""

    name: str
    """Its name in English, for notes."""
    leans: str = ""
    """Openings that lean on what stood before: pronouns, connectives."""
    refers: str = ""
    """Words that point back wherever they stand: "this", "also", "the said"."""
    nobody_says: str = ""
    """Somebody says something who is named by a pronoun only, or not at all."""
    column: str = ""
    """Labels of opinion in a title."""
    in_person: str = ""
    """The author's own voice."""
    says: str = ""
    """Verbs and phrases of saying."""
    open: str = ""
    """Marks of what is not certain."""
    denied: str = ""
    """Marks of denial."""
    ahead: str = ""
    """Marks of what lies ahead."""
    now: str = ""
    """Verbs that may tell of now or of what lies ahead: they make a bare weekday unsafe."""
    past: str = ""
    """Marks of what has happened."""
    days: Mapping[str, int] = field(default_factory=dict)
    """Day words, with how many days they lie from today."""
    years: Mapping[str, int] = field(default_factory=dict)
    """Words for a year, with how many years it lies from this one."""
    weekdays: tuple[str, ...] = ()
    """Monday to Sunday, each as alternatives."""
    day_parts: str = ""
    """What may follow a day: "evening"; it stays with the day."""
    last: tuple[str, str] = ("", "")
    """Words right before and right after a weekday that make it the one gone by."""
    next: tuple[str, str] = ("", "")
    """The same for the one to come."""
    that: str = ""
    """Words right before a weekday that make it another one than this week's: such a day is not dated."""
    toward: tuple[str, str] = ("", "")
    """Words right before and right after a weekday that make it a goal or a bound: dated only when it lies ahead."""
    since: str = ""
    """Words right before a weekday that make it the one gone by."""
    proposes: str = ""
    """Verbs that set a day for something: a weekday behind one of them may be the day set."""
    months: tuple[str, ...] = ()
    """January to December, each as alternatives; the first is what is written."""
    loose: str = ""
    """Times that only the article's own day explains, and that are not dated: "last week"."""
    day_form: str = "{words} ({day} {month})"
    """How a date is put beside a day word."""
    weekday_form: str = ""
    """How a date is put beside a bare weekday; as `day_form` when empty."""
    year_form: str = "{words} ({year})"
    """How a year is put beside a word for it."""
    month_day: str = ""
    """A day of the month that names no month (`4日`), as a pattern with the group `day`; empty where none does."""
    says_within: int = 6
    """Most code points between a verb of saying and the day on which it was said: "sagte am Freitag"."""
    zone_h: tuple[int, int] = (0, 0)
    """Hours from UTC at which its outlets live, westernmost and easternmost."""
    furniture: str = ""
    """Openings of lines that pages put between paragraphs."""
    labels: str = ""
    """Labels before a title."""
    not_news: str = ""
    """Titles that are no statement: live blogs, videos, quizzes."""
    named_says: str = ""
    """A speaker beside a quotation, as a pattern with the group `who`; empty where it is not certain."""
    spaced: bool = True
    """False where words are not parted by spaces."""

    def finds(self, which: str, text: str) -> "re.Match[str] | None":
        """Return the first place where one of a field's alternatives stands as words of their own."""
        alternatives = str(getattr(self, which))
        return pattern(alternatives, self.spaced).search(text) if alternatives else None

    def opens(self, which: str, text: str) -> bool:
        """Tell whether a text begins with one of a field's alternatives, after dashes and brackets."""
        alternatives = str(getattr(self, which))
        return bool(alternatives and pattern(alternatives, self.spaced).match(text.lstrip(_OPENING)))


_OPENING = " (【[—–-"


@lru_cache(maxsize=512)
def pattern(alternatives: str, spaced: bool) -> re.Pattern[str]:
    """Return the pattern of some alternatives; `spaced` ones are words of their own. Case does not decide."""
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if spaced else f"(?:{alternatives})", re.IGNORECASE)
