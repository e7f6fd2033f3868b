"""Spelling variants of one name across a story, and the form it settles on.

Rule 1: two spellings are one name when they fold to the same letters (`text.people.folded`), and nothing speaks
against it: other given names or surnames beside them, both at home in the same articles, a lower-case use.
Rule 2: well-known pairs of place names are listed. Rule 3: the form that most articles use wins; on a tie the first in
the alphabet. Conservative by purpose: a variant missed is ugly, two names merged is a lie.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nutgraf.text.capitals import find_names
from nutgraf.text.people import folded, plain_letters

_SHORTEST = 6
"""Letters; shorter words differ too easily by one letter that matters. Accents alone: from three letters."""
_SHARED = 0.25
"""Share of the rarer form's articles that may use the other form too: an outlet spells one way."""
_WORD = re.compile(r"[^\W\d_]+")

PAIRS: tuple[tuple[str, ...], ...] = (
    ("Kyiv", "Kiev", "Kyyiv"),
    ("Türkiye", "Turkiye", "Turkey"),
    ("Odesa", "Odessa"),
    ("Kharkiv", "Kharkov"),
    ("Lviv", "Lvov"),
    ("Chernihiv", "Chernigov"),
    ("Mykolaiv", "Nikolaev", "Nikolayev"),
    ("Luhansk", "Lugansk"),
    ("Donbas", "Donbass"),
    ("Zaporizhzhia", "Zaporizhia", "Zaporozhye", "Zaporizhzhya"),
    ("Chornobyl", "Chernobyl"),
    ("Vinnytsia", "Vinnitsa"),
    ("Myanmar", "Burma"),
    ("Yangon", "Rangoon"),
    ("Mumbai", "Bombay"),
    ("Kolkata", "Calcutta"),
    ("Beijing", "Peking"),
    ("Eswatini", "Swaziland"),
    ("Belarus", "Belorussia", "Byelorussia"),
    ("Gaddafi", "Qaddafi", "Gadhafi", "Kadhafi", "Qadhafi"),
    ("Hezbollah", "Hizbullah", "Hizbollah", "Hezbullah"),
    ("Houthi", "Huthi"),
    ("Daraa", "Deraa"),
    ("Koran", "Quran"),
)
"""Names of one place or person that no rule of letters brings together."""
_LISTED = frozenset(form for pair in PAIRS for form in pair)


@dataclass(frozen=True, slots=True)
class Variant:
    """One replacement that settles a spelling."""

    start: int
    """First code point, in the text given."""
    before: str
    """The form that stands there."""
    after: str
    """The form of the story."""


@dataclass(slots=True)
class _Form:
    """One spelling with what is known of its use."""

    articles: set[int] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)


def settled_forms(texts: Sequence[str]) -> dict[str, str]:
    """Return spelling -> spelling to write instead, over the articles of a story; only what changes."""
    forms, small = _forms(texts)
    chosen: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for form in sorted(forms):
        groups.setdefault(folded(form), []).append(form)
    for group in groups.values():
        if len(group) > 1:
            chosen.update(_settle(_kept(group, forms, small), forms))
    for pair in PAIRS:
        chosen.update(_settle([form for form in pair if form in forms], forms))
    return {form: chosen.get(to, to) for form, to in sorted(chosen.items()) if chosen.get(to, to) != form}


def _forms(texts: Sequence[str]) -> tuple[dict[str, _Form], set[str]]:
    forms: dict[str, _Form] = {}
    small: set[str] = set()
    for number, text in enumerate(texts):
        for word in set(_WORD.findall(text)):
            if word.islower():
                small.add(word)
            elif word in _LISTED:
                forms.setdefault(word, _Form()).articles.add(number)
        for name in find_names(text):
            parts = name.text.split()
            for at, word in enumerate(parts):
                if not word.isalpha() or not word[0].isupper() or word.isupper():
                    continue
                form = forms.setdefault(word, _Form())
                form.articles.add(number)
                form.before.update(folded(p) for p in parts[at - 1 : at] if len(p) > 2)
                form.after.update(folded(p) for p in parts[at + 1 : at + 2] if len(p) > 2)
    return forms, small


def _kept(group: Sequence[str], forms: Mapping[str, _Form], small: set[str]) -> list[str]:
    """Return the forms of one folded spelling that are one name: all that agree with the most used one."""
    ranked = sorted(group, key=lambda f: (-len(forms[f].articles), f))
    head = ranked[0]
    return [head, *(f for f in ranked[1:] if _same_name(head, f, forms, small))]


def _same_name(one: str, other: str, forms: Mapping[str, _Form], small: set[str]) -> bool:
    if {one.lower(), other.lower()} & small:
        return False
    a, b = forms[one], forms[other]
    for mine, theirs in ((a.before, b.before), (a.after, b.after)):
        if mine and theirs and not mine & theirs:
            return False
    if plain_letters(one) == plain_letters(other):
        return len(one) >= 3
    if min(len(one), len(other)) < _SHORTEST:
        return False
    return len(a.articles & b.articles) <= _SHARED * min(len(a.articles), len(b.articles))


def _settle(group: Sequence[str], forms: Mapping[str, _Form]) -> dict[str, str]:
    if len(group) < 2:
        return {}
    best = min(group, key=lambda f: (-len(forms[f].articles), f))
    return dict.fromkeys(group, best)


def variants_in(text: str, pattern: re.Pattern[str], chosen: Mapping[str, str]) -> Iterator[Variant]:
    """Yield the replacements in a text, in order; the caller leaves out those inside quotations."""
    for match in pattern.finditer(text):
        if not _OTHER_THING.match(text, match.end()) and not text[max(0, match.start() - 8) : match.start()].endswith(
            ("chicken ", "Chicken ")
        ):
            yield Variant(match.start(), match.group(), chosen[match.group()])


_OTHER_THING = re.compile(r", (?:Texas|Tex\.|Fla|Ohio|Missouri|Florida|Del)|\.(?:com|ua|org|net)\b")


def pattern_of(chosen: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern that finds the spellings to replace, never in the middle of another word."""
    longest_first = sorted(chosen, key=lambda f: (-len(f), f))
    return re.compile(r"(?<![\w@#/.&'’])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w@])")
