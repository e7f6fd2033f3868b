"""What a sentence looks like from outside: flags that need no parse.

Each flag is a function of the text and its words and gives 0 or 1 (or a share); `FLAGS` is the table of them. They
speak of fitness to stand alone (who is "he"?), of prose that is a columnist's, and of the furniture of reporting.
"""

import re
from collections.abc import Callable, Mapping

from nutgraf.briefs.material.terms import word_set

_POINTING = word_set("""he she it they this that these those his her its their him them such both there here""")
_TURNS = word_set(
    """but however and so yet also still meanwhile moreover furthermore nevertheless nonetheless besides instead
    otherwise thus therefore hence then indeed or nor plus additionally conversely likewise similarly again"""
)
_SELF = word_set("i i'm i've i'd i'll we we're we've we'll my our me us let's")
_READER = word_set("you you're you've your yours")
_DAYS = word_set("""monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight""")
_SAYING = word_set(
    """said says told tells announced announces stated wrote tweeted argued added noted claimed warned urged insisted
    confirmed denied declined called"""
)
_LOUD = word_set(
    """absurd outrageous shameful disgraceful ridiculous insane idiotic stupid hysterical radical pathetic laughable
    disaster disgusting evil liberals leftists leftist thugs cowardly lunatic frankly obviously clearly simply
    sadly unfortunately surely ironically apparently hypocrisy hypocritical"""
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")


def _outside(text: str) -> str:
    return _QUOTED.sub(" ", text)


def _words(text: str) -> list[str]:
    return [w.strip("“”\"‘’',.;:!?()[]—–").lower().replace("’", "'") for w in text.split()]


def _starts(text: str, table: frozenset[str]) -> float:
    return float(bool(text) and _words(text[:40])[:1] != [] and _words(text[:40])[0] in table)


def _some(text: str, table: frozenset[str]) -> float:
    return float(not table.isdisjoint(_words(text)))


def quoted_share(text: str) -> float:
    """Return the share of the text that stands in quotation marks."""
    return 1.0 - len(_outside(text)) / len(text) if text else 0.0


_HANDLE = re.compile(r"(?:^|\s)[@#]\w|https?://|pic\.twitter")


def is_post(text: str) -> bool:
    """Tell whether a text is a post from a network pasted into the page: handles, hash tags, links."""
    return bool(_HANDLE.search(text))


def is_personal(text: str) -> bool:
    """Tell whether the author speaks in person: of themselves, to the reader, in questions or loud words."""
    outside = _outside(text)
    return any(_some(outside, t) for t in (_SELF, _READER, _LOUD)) or outside.rstrip().endswith("?")


Flag = Callable[[str], float]
"""Text -> 0..1."""

FLAGS: Mapping[str, Flag] = {
    "quoted": quoted_share,
    "starts_quoted": lambda text: float(text[:1] in "“\"'‘"),
    "points_back": lambda text: _starts(text, _POINTING),
    "turns": lambda text: _starts(text, _TURNS),
    "asks": lambda text: float(text.rstrip("”\"'’ ").endswith("?")),
    "own_voice": lambda text: _some(_outside(text), _SELF),
    "to_reader": lambda text: _some(_outside(text), _READER),
    "loud": lambda text: _some(text, _LOUD),
    "says": lambda text: _some(text, _SAYING),
    "has_day": lambda text: _some(text, _DAYS),
    "has_number": lambda text: float(any(c.isdigit() for c in text)),
    "has_name": lambda text: float(any(w[:1].isupper() for w in text.split()[1:])),
}
"""Every flag by its name, as the coefficients name it."""
