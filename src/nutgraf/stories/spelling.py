"""Keys of an outline as people write them: `delegation` as "delegations", `1000 prisoner` as "1,000 prisoners".

Also which facts two articles share, and which speak against each other, in such words.

Rule 1: as the article spells it, in small letters if it does so anywhere: headlines shout.
Rule 2: a conflict is named with both sides: "other counts (9 people here, 12 people there)".
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from nutgraf.stories.compare import CONFLICTS
from nutgraf.stories.outline import MOST_CHARS, Outline
from nutgraf.stories.terms import term_of, tokens_of
from nutgraf.stories.tongues import ENGLISH, foreign_names, foreign_term, foreign_tokens, plain_letters

LONGEST_ACRONYM = 5
"""Letters up to which a name in capitals only is left so: NATO, but Moscow."""
MOST_NAMED = 2
"""Values named of a conflict, each side."""
_ROAD = r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Parkway|Highway|Terrace)"
_YEAR = re.compile(r"(?:19|20)\d\d ")
"""What was taken for a count: "in 2022 ended"."""
_ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th)\Z")
_MONTHS = "January February March April May June July August September October November December".split()


class Spelling:
    """How one article spells what it says."""

    def __init__(self, title: str, text: str, language: str = "") -> None:
        """Read an article as far as its outline does."""
        self._text = f"{text[:MOST_CHARS]}\n{title[:500]}"
        self._words: dict[str, str] = {}
        self._names: dict[str, str] = {}
        if language not in ENGLISH:
            self._read_foreign(language)
            return
        for token in tokens_of(self._text):
            term = term_of(token)
            word = token.replace("’", "'").partition("'")[0].rstrip(".,:")
            if term and (term not in self._words or (word[0].islower() and not self._words[term][0].islower())):
                self._words[term] = word

    def _read_foreign(self, language: str) -> None:
        """Read an article in another language: the first form of each word and name stands for all."""
        self._text = plain_letters(self._text, language)
        tokens = foreign_tokens(self._text, language)
        for token in tokens:
            self._words.setdefault(foreign_term(token, language), token.rstrip(".,:"))
        for key, written in foreign_names(self._text, frozenset(tokens), language):
            self._names.setdefault(key, written)

    def named_days(self, keys: Iterable[str]) -> list[str]:
        """Return those of some days that the text names by month and day."""
        days = [(key, d) for key in keys if (d := day_of(key))]
        return [key for key, d in days if any(p.search(self._text) for p in _written(d))]

    def word(self, term: str) -> str:
        """Return a term as a word of the text."""
        return self._words.get(term, term)

    def name(self, name: str) -> str:
        """Return a name with its capitals, those of running text before those of a dateline or a loud headline."""
        if name in self._names:
            return self._names[name]
        found = [m.group() for m in re.finditer(rf"\b{re.escape(name)}\b", self._text, re.IGNORECASE)]
        loud = found[0] if found and len(found[0]) <= LONGEST_ACRONYM else name.title()
        return next((f for f in found if not f.isupper()), loud)

    def number(self, number: str) -> str:
        """Return a number with what it measures, if that stands beside it: `30-day`, `4.1 percent`; else empty."""
        found = re.search(
            rf"(?<![\w.,:]){re.escape(number)}(?:-[a-z]+| ?%| (?:percent|per cent|[mb]illion)\b)", self._text
        )
        return found.group() if found else number if sum(c.isdigit() for c in number) > 2 else ""

    def fact(self, kind: str, key: str) -> str:
        """Return the key of a kind of facts for people; empty for a street that is none ("Supreme Court")."""
        if kind == "dates":
            found = day_of(key)
            return short_day(found) if found else key
        if kind == "streets":
            found_road = re.search(rf"\b{re.escape(key)} {_ROAD}\b", self._text, re.IGNORECASE)
            return found_road.group() if found_road else ""
        if kind == "clocks":
            return f"{key[:-1]} {key[-1]}.m."
        if kind == "ages":
            return f"aged {key}"
        number, _, noun = key.partition(" ")
        if kind == "ordinals":
            return f"{number}{_ending(int(number))} {self.word(noun)}"
        if kind == "counts":
            return f"{int(number):,} {self.word(noun)}"
        return self.name(key)


def day_of(key: str) -> date | None:
    """Return the day of a key of `dates`; `None` for one before the calendar's first."""
    number = int(key)
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def _written(day: date) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = _MONTHS[day.month - 1][:3]
    return (
        re.compile(rf"\b{day.day}(?:st|nd|rd|th)? (?:of )?{month}"),
        re.compile(rf"\b{month}[a-z]*\.? {day.day}\b"),
    )


def short_day(day: date) -> str:
    """Return `16 May`."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def shared_facts(here: Outline, there: Outline, spell: Spelling, numbers: Iterable[str]) -> list[str]:
    """Return the facts both give: counts, ages, clock times, streets, ordinals, then `numbers` that stand alone."""
    found: list[str] = []
    for kind in ("counts", "ordinals", "ages", "clocks", "streets"):
        shared = [key for key in here.fields[kind] if key in there.fields[kind]]
        found += [spell.fact(kind, key) for key in shared if not _YEAR.match(key)]
    in_facts = {_ENDING.sub("", part.replace(",", "")) for fact in found for part in fact.split()}
    alone = [n for n in numbers if n.replace(",", "") not in in_facts and n.replace(".", ":") not in in_facts]
    return list(filter(None, [*found, *map(spell.number, alone)]))


def conflicts(here: Outline, there: Outline, spell: Spelling, spell_there: Spelling) -> tuple[str, ...]:
    """Return what speaks against two articles telling one event, in words, with both sides.

    Days that only a weekday names are not spelled out: they are dated coarsely (`details`).
    """
    found: list[str] = []
    for feature, words in CONFLICTS.items():
        kind = feature.removesuffix("_apart")
        ours, theirs = _apart(kind, here, there)
        if not ours or not theirs:
            continue
        if kind == "dates":
            ours, theirs = spell.named_days(ours), spell_there.named_days(theirs)
            if not ours or not theirs:
                found.append(words)
        told = [
            [fact for key in keys if (fact := s.fact(kind, key))] for keys, s in ((ours, spell), (theirs, spell_there))
        ]
        if all(told):
            sides = [
                f"{', '.join(facts[:MOST_NAMED])} {side}" for facts, side in zip(told, ("here", "there"), strict=True)
            ]
            found.append(f"{words} ({'; '.join(sides)})")
    return tuple(found)


def _apart(kind: str, here: Outline, there: Outline) -> tuple[Sequence[str], Sequence[str]]:
    """Return the facts of a kind in which two articles differ; none when one gives none or both share one."""
    a, b = list(here.fields[kind]), list(there.fields[kind])
    if kind in ("counts", "ordinals"):
        numbers_a, numbers_b = _by_noun(a), _by_noun(b)
        nouns = [n for n in numbers_a if n in numbers_b and not set(numbers_a[n]) & set(numbers_b[n])]
        return [f"{numbers_a[n][0]} {n}" for n in nouns], [f"{numbers_b[n][0]} {n}" for n in nouns]
    return ([], []) if set(a) & set(b) else (a, b)


def _by_noun(keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        number, _, noun = key.partition(" ")
        if not _YEAR.match(key):
            found.setdefault(noun, []).append(number)
    return found


def _ending(number: int) -> str:
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
