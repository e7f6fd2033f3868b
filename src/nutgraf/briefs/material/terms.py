"""Words, stems and pairs of neighbours: the small change in which sentences are compared.

Strategy: a word is a run of letters or a number; a stem is the word in lower case without its commonest English
endings; a pair is two stems that stand side by side. Pairs decide what carries a story, stems what it is about.

Rule 1: stems are keys for comparing, never text for people.
Rule 2: every pattern is linear; every function costs what its text is long.
"""

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*")
"""A number with its separators, or letters with apostrophes inside."""


def word_set(listed: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(listed.split())


STOP_WORDS = word_set(
    """a about above according across after again against ago all almost along already also although always am amid
    among an and another any anyone anything are aren't around as at away back be became because become been
    before began behind being below between both but by came can can't cannot come could couldn't did didn't do
    does doesn't doing don't done down during each either else enough even ever every few for from further get
    gets getting go goes going gone got had hadn't has hasn't have haven't having he he's her here hers herself
    him himself his how however i i'm i've if in indeed instead into is isn't it it's its itself just kept later
    least less let like made make makes making many may maybe me might more most much must my myself near nearly
    neither never no nor not nothing now of off often on once one only onto or other others our ours out over own
    per perhaps put quite rather really s said same say saying says see seem seemed seems several shall she she's
    should shouldn't since so some something soon still such t take taken taking tell than that that's the their
    theirs them themselves then there there's these they they're this those though through throughout thus to
    together told too took toward towards under until up upon us use used using very was wasn't way we we're well
    went were weren't what when where whether which while who whom whose why will with within without won't would
    wouldn't yet you your yours"""
)
"""Words that say nothing about what a sentence is about."""

_ENDINGS = (
    ("ational", "at"),
    ("ization", "iz"),
    ("iveness", "iv"),
    ("fulness", "ful"),
    ("ements", "e"),
    ("ement", "e"),
    ("ations", "at"),
    ("ation", "at"),
    ("ating", "at"),
    ("ated", "at"),
    ("ates", "at"),
    ("ments", ""),
    ("ment", ""),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ions", ""),
    ("ion", ""),
    ("sses", "ss"),
    ("ers", "er"),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
    ("e", ""),
)
"""Ending and what stands for it; the first that fits decides, longest first."""

_SHORTEST = 3
"""A stem keeps at least this many letters, so that "king" and "Ted" stay whole."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case.

    >>> stem("talks") == stem("talked") == stem("Talking".lower())
    True
    """
    bare = word.replace("’", "'").removesuffix("'s").removesuffix("s'")
    if bare[:1].isdigit() or bare.endswith(("ss", "us", "is")):
        return bare
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            cut = bare[: len(bare) - len(ending)] + instead
            doubled = not instead and len(cut) > _SHORTEST and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt"
            return cut[:-1] if doubled else cut
    return bare


def raw_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as written, in order."""
    return tuple(WORD.findall(text))


def count_words(text: str) -> int:
    """Return how many words a reader would count: stretches between white space."""
    return len(text.split())


def stems(words: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of words, in order, stop words too."""
    return tuple(stem(w.lower()) for w in words)


STOP_STEMS = frozenset(stem(w) for w in STOP_WORDS) | STOP_WORDS
"""Stems of the stop words, for asking about a stem."""


def content(stemmed: Iterable[str]) -> tuple[str, ...]:
    """Return the stems that are no stop words, in order."""
    return tuple(s for s in stemmed if s not in STOP_STEMS and (len(s) > 1 or s.isdigit()))


def pairs(stemmed: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return neighbours, in order, with repeats; those of two stop words are left out.

    >>> pairs(stems(raw_words("Talks in Istanbul")))
    (('talk', 'in'), ('in', 'istanbul'))
    """
    together = itertools.pairwise(stemmed)
    return tuple((a, b) for a, b in together if a not in STOP_STEMS or b not in STOP_STEMS)
