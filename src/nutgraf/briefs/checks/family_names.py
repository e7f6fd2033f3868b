"""Family names that come first: for the short "Moon" the full name "Moon Jae-in", where nobody else can be meant."""

import re
from collections.abc import Sequence

from nutgraf.text.days import WEEKDAYS
from nutgraf.text.family_names import MOST_WORDS, may_be_first


def family_first(full: str, short: str) -> tuple[str, ...]:
    """Return the words at the end of "President Moon Jae-in" that begin with the short "Moon"; none when none do."""
    parts = full.split()
    tails = (parts[-n:] for n in range(2, MOST_WORDS + 1))
    return next((tuple(t) for t in tails if t[0] == short and may_be_first(t)), ())


def family_rival(name: Sequence[str], text: str) -> str:
    """Return what makes the first word of a name ambiguous in a text, another given name behind it; empty if nothing.

    Where the last word stands without the others, it may be the family name itself.
    """
    *before, last = name
    if re.search(rf"(?<!{re.escape(before[-1])} )(?<![\w'’-]){re.escape(last)}(?![\w-])", text):
        return f"{last} stands alone in the article too"
    given = _letters(" ".join(name[1:]))
    lower = set(re.findall(r"\b[a-z]+\b", text))
    for found in re.finditer(rf"\b{re.escape(name[0])}((?: [A-Z][\w-]+){{1,2}})", text):
        behind = [word for word in found[1].split() if word not in WEEKDAYS and word.casefold() not in lower]
        told = _letters(" ".join(behind))
        if told and not told.startswith(given):
            return f"{name[0]} {' '.join(behind)} stands in the article too"
    return ""


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalpha())
