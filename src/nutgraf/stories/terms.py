"""Words of a text in the form in which articles are compared.

Strategy: one regular expression cuts tokens; each different token is turned into its term once and remembered, because
the same few thousand tokens make up nearly all text.

Rule 1: a term is lower case, without a possessive or a plural s: "talks" and "talk" meet, "Putin's" and "Putin" too.
Rule 2: words that stand in any report (articles, pronouns, "said", weekdays, months) are no terms.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

_T = TypeVar("_T")
_ANY_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,:]*")
_FAR = 0x2100
"""Code point behind the letters of Latin, Greek, Cyrillic, Arabic and Hebrew."""
_BEYOND = re.compile(f"[{chr(_FAR)}-{chr(0x10FFFF)}]")
_LETTER = "[" + "".join(c for c in map(chr, range(_FAR)) if c.isalnum() and not c.isdecimal()) + "]"
_TOKEN = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)?|\d[\d.,:]*")
"""The same for texts without code points beyond: a list of letters is a third faster than what "no word" is not."""
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁІЇЄ"
_RUN = re.compile(rf"\b[{_CAPITAL}][\w'’-]*(?:(?: (?:of|de|al|bin|van|von|del|la))? [{_CAPITAL}][\w'’-]*)*")
"""Words with a capital that follow one another."""
_STOP_WORDS = """
    a about above across after again against all almost along also although always am among an and another any
    anyone anything are around as asked at away back be became because become been before began behind being below
    between both but by came can cannot come could day days did do does doing done down during each either else even
    ever every few first for from further gave get gets getting give given go goes going gone got had has have having
    he her here hers herself him himself his how however i if in into is isn it its itself just know known last later
    least less let like made make makes making many may me might more most much must my myself near need never new no
    nor not nothing now of off often on once one only or other others our ours out over own part people per perhaps put
    quite rather said same saw say saying says second see seen several shall she should since so some someone something
    still such take taken than that the their theirs them themselves then there these they thing things think this
    those though three through time to today told too took toward towards two under until up upon us use used very
    want wanted was way we week well went were what when where whether which while who whom whose why will with within
    without would year years yes yet you your yours yourself don doesn didn won wasn weren hasn haven hadn couldn
    wouldn shouldn aren ain re ve ll mr mrs ms according monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december reported report reports
    news read story article share advertisement photo image click sign subscribe newsletter copyright
"""
STOP = frozenset(_STOP_WORDS.split())
"""Words that are no terms."""
MOST_NAMES = 120
"""Names taken from a text, the first ones."""
MOST_REMEMBERED = 200_000
"""Strings of a kind of which it is remembered what was made of them."""


def tokens_of(text: str) -> list[str]:
    """Return words and numbers in order, as written."""
    found: list[str] = (_ANY_TOKEN if _BEYOND.search(text) else _TOKEN).findall(text)
    return found


class _Remembered(dict[str, _T]):
    """What was made of a string, made once: about three times as fast as `functools.lru_cache` under `map`."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[str], _T]) -> None:
        self.make = make

    def __missing__(self, key: str) -> _T:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        made = self[key] = self.make(key)
        return made


def _term_of(token: str) -> str:
    term = token.lower().replace("’", "'").rstrip(".,:")
    head, _, tail = term.partition("'")
    term = head if tail else term
    if term in STOP:
        return ""
    if len(term) > 4 and term.endswith("s") and not term.endswith(("ss", "us", "is")):
        term = term[:-1]
    return term if len(term) > 1 and term not in STOP else ""


_TERMS = _Remembered(_term_of)


def term_of(token: str) -> str:
    """Return the term of a token; empty when it is none."""
    return _TERMS[token]


def terms_of(tokens: Iterable[str]) -> list[str]:
    """Return the terms of tokens, in order."""
    return list(filter(None, map(_TERMS.__getitem__, tokens)))


def content_terms(text: str) -> list[str]:
    """Return the words of a text that carry meaning, in order, in the form in which articles are compared."""
    return terms_of(tokens_of(text))


def names_of(text: str, tokens: Collection[str]) -> list[str]:
    """Return names of a text, lower case: runs of capitalised words, and single ones that never stand in lower case.

    >>> names_of("On Monday Ines Vidal spoke. The port was shut, Vidal said.", {"the", "port", "was", "shut"})
    ['ines vidal', 'vidal']
    """
    found: list[str] = []
    for words in map(_NAMES.__getitem__, _RUN.findall(text)):
        first = 0
        while first < len(words) and (words[first] in STOP or (words[first] in tokens and words[first][0].islower())):
            first += 1
        if first == len(words) or len(words[first]) < 2 or len(words) - first > 6:
            continue
        found.append(" ".join(words[first:] if first else words))
        if len(found) >= MOST_NAMES:
            break
    return found


def _words_of(run: str) -> tuple[str, ...]:
    words = run.replace("’", "'").removesuffix("'s").lower().split(" ")
    while words and words[-1] in STOP:
        del words[-1]
    return tuple(words)


_NAMES = _Remembered(_words_of)


def numbers_of(terms: Iterable[str]) -> list[str]:
    """Return the terms that are numbers other than a year, in order."""
    return list(filter(_NUMBERS.__getitem__, terms))


def is_number(term: str) -> bool:
    """Tell whether a term is a number other than a year."""
    return term[0].isdigit() and not (len(term) == 4 and term.isdigit() and term[:2] in ("18", "19", "20"))


_NUMBERS = _Remembered(is_number)
