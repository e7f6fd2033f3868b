"""Whom a bare surname means in an article, where two people of the story bear it.

Reports give the surname of whom they named last: below "First lady Ann Roe", "Roe said" is her word, though the story
is about President Roe. A line stands without what came before it, so there the reader takes the other.

Rule 1: two names are two people when one report names both, or one comes in as somebody's kin and the other does not;
        else they may be two spellings ("Wladimir Roe"), and names that share a given name ("Tomas Ian Roe") are one.
Rule 2: of those who bear a surname the story's *own* is the one named most: in full, or with a title alone ("President
Roe"), which counts for nobody who comes in as somebody's kin.
Rule 3: a bare surname means who was named last before it in the same article; nobody named, it means the story's own.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import permutations

from nutgraf.model import Article
from nutgraf.text import titles_of_people as words
from nutgraf.text.capitals import find_names
from nutgraf.text.people import People, core_of, folded, is_of_kin, key_of

SPELLING = 0.85
"""Likeness from which two given names are one, written otherwise."""
_WORD_BEFORE = re.compile(r"([\w.’'-]+) $")
_TITLED, _MARRIED = "(titled)", "(Mrs.)"
"""Stand for who bears the surname with a title, and for who bears it as a wife."""
Named = tuple[int, str]
"""Where a surname stands, and who is named by it: a bearer's key, one of the above, or "" when it stands alone."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The surnames that two people of a story bear."""

    own: Mapping[str, frozenset[str]]
    """Folded surname -> keys that mean the story's own bearer."""
    named: Mapping[str, Mapping[str, tuple[Named, ...]]]
    """By article id and folded surname, in order."""

    @classmethod
    def of(cls, articles: Mapping[str, Article], people: Mapping[str, People]) -> "Namesakes":
        """Read the articles of a story, whose people are known."""
        bearers: dict[str, dict[str, frozenset[str]]] = {}
        together: set[tuple[str, str]] = set()
        for known in people.values():
            named_here: dict[str, list[str]] = {}
            for person in known.everyone:
                parts, key = core_of(person.full), key_of(person.full)
                given = parts[1:] if person.surname == parts[0] else parts[:-1]
                bearers.setdefault(folded(person.surname), {})[key] = frozenset(map(folded, given))
                named_here.setdefault(folded(person.surname), []).append(key)
            together.update(pair for keys in named_here.values() for pair in permutations(keys, 2))
        shared = {surname: keys for surname, keys in bearers.items() if len(keys) > 1}
        if not shared:
            return cls({}, {})
        kin: set[str] = set()
        named: dict[str, dict[str, list[Named]]] = {}
        for id_, article in articles.items():
            for surname, start, who, of_kin in _named(article.text, shared):
                named.setdefault(id_, {}).setdefault(surname, []).append((start, who))
                if of_kin:
                    kin.add(who)
        told = {id_: {surname: tuple(all_) for surname, all_ in of.items()} for id_, of in named.items()}
        own: dict[str, frozenset[str]] = {}
        for surname, bearing in shared.items():
            first, aside = _named_most(bearing, kin, (who for of in told.values() for _, who in of.get(surname, ())))
            others = {key for key in bearing if (first, key) in together or (key in kin) != (first in kin)}
            alike = {key for key in bearing if key not in others or _alike(bearing[first], bearing[key])}
            if len(alike) < len(bearing):
                own[surname] = frozenset({*alike, aside})
        return cls(own, told)

    def mistaken(self, article: str, start: int, end: int) -> str:
        """Return the surname that stands alone in a stretch of an article and means another than the story's own."""
        for surname, all_ in self.named.get(article, {}).items():
            if surname not in self.own:
                continue
            at = bisect_left(all_, (start, ""))
            last = next((who for _, who in reversed(all_[:at]) if who), "")
            for _, who in all_[at : bisect_left(all_, (end, ""))]:
                if not who and last and last not in self.own[surname]:
                    return surname
                last = who or last
        return ""


def _named(text: str, shared: Mapping[str, Collection[str]]) -> Iterator[tuple[str, int, str, bool]]:
    """Yield where shared surnames stand: surname, start, who is named, and whether as somebody's kin."""
    for name in find_names(text):
        parts = core_of(name.text)
        if len(parts) == 1:
            if (surname := folded(parts[0])) in shared:
                yield surname, name.start, _titled(text, name.start), False
            continue
        key = key_of(name.text)
        for surname in dict.fromkeys((folded(parts[-1]), folded(parts[0]))):
            if key in shared.get(surname, ()):
                yield surname, name.start, key, is_of_kin(text, name.start)


def _titled(text: str, start: int) -> str:
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    if before is None:
        return ""
    if before[1].startswith("Mrs"):
        return _MARRIED
    return _TITLED if before[1] in words.COURTESY | words.SHORT_ROLES or before[1].lower() in words.ROLES else ""


def _named_most(keys: Iterable[str], kin: set[str], named: Iterable[str]) -> tuple[str, str]:
    """Return who is named most, and what else means that bearer."""
    count = Counter(named)
    aside = {key: _MARRIED if key in kin else _TITLED for key in keys}
    first = min(aside, key=lambda key: (-count[key] - count[aside[key]], key))
    return first, aside[first]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether given names are one person's: they share one, or are spellings of one."""
    return bool(one & other) or any(SequenceMatcher(None, a, b).ratio() >= SPELLING for a in one for b in other)
