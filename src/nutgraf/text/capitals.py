"""Names in running text, found without a parser: runs of capitalised words, cleaned of what is no name.

Rule 1: titles, roles and peoples before a person's name do not belong to it ("Ukrainian President Ann Roe" -> Ann Roe).
Rule 2: "of" and "for" go on inside a name only after the head of a body (Ministry of Defence); small words of names
(de, von, bin) only between capitals. Rule 3: the first word of a sentence is a name only when something says so: more
capitals behind it, the same word with a capital elsewhere, or a possessive or a verb of saying right after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nutgraf.text import stops
from nutgraf.text import titles_of_people as words


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name as written; offsets are code points, half-open."""

    start: int
    """First code point."""
    end: int
    """One past the last code point; a possessive 's stays outside."""
    text: str
    """The words."""


_UPPER = r"(?:[^\W\d_a-zà-öø-ÿ])"
_CAP = re.compile(
    r"(?<![\w@#/.\-])(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s)|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sen|Rep|Gov|St|Prof|Rev|Adm|Sgt|Jr|Sr)\.|"
    r"(?:(?:al|el|as|ash|an|d|l|ul)[-'’])?[^\W\d_]+(?:['’\-‑][^\W\d_]+)*)"
)
_OFFICE = re.compile(r"(?:State|Staff|Defen[cs]e|Justice|Health|Finance|War|Energy|Labou?r|Foreign Affairs|the \w+) ")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:][\"”’)]*\s+|\n|[\"“„«‘(•]\s?|\s[-–—]\s)$")
_STOP = re.compile(r"[.!?\n]")
_SAYS = re.compile(rf"\s(?:has|had|is|was|will|would|did|does|also|later|{stops.SAYING})\b|['’]s\s")


MOST_REMEMBERED = 1000
"""Code points of a text whose names are remembered: a sentence, not an article."""


def is_capital(word: str) -> bool:
    """Tell whether a word is written as names are: a capital first, or behind a small prefix (al-Hadi, d'Orsay)."""
    head = word.split("-", 1)[-1] if word[:1].islower() and "-" in word else word
    head = head[2:] if word[:2].lower() in {"d'", "d’", "l'", "l’"} and word[:1].islower() else head
    return head[:1].isupper()


def find_names(text: str) -> tuple[NameSpan, ...]:
    """Return the names of a text, in order and not overlapping.

    >>> [n.text for n in find_names("Ukrainian President Ann de Roe met Mr. Li at the Ministry of Defence.")]
    ['Ann de Roe', 'Li', 'Ministry of Defence']
    """
    return _found(text) if len(text) <= MOST_REMEMBERED else _find(text)


def _find(text: str) -> tuple[NameSpan, ...]:
    runs = list(_runs(text))
    inside = {t for run in runs for n, (_, _, t) in enumerate(run) if n or not _opens(text, run[0][0])}
    found = []
    for run in runs:
        named = _named(text, run, inside)
        if named:
            start, end = named[0][0], named[-1][1]
            found.append(NameSpan(start, end, text[start:end]))
    return tuple(found)


_found = lru_cache(maxsize=4096)(_find)
"""The same, remembered: a brief asks for the names of its lines again and again."""

_Word = tuple[int, int, str]


def _runs(text: str) -> Iterator[list[_Word]]:
    """Yield unbroken runs of capitalised words with the small words inside them."""
    run: list[_Word] = []
    small: list[_Word] = []
    last_end = -1
    for match in _CAP.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        near = start == last_end + 1 and text[last_end] in " \u00a0"
        if run and not near:
            yield run
            run, small = [], []
        own = _POSSESSIVE.search(word)
        if is_capital(word):
            bare = word[: own.start()] if own else word
            run.extend(small)
            run.append((start, start + len(bare), bare))
            small, last_end = [], end
            if own:
                yield run
                run, last_end = [], -1
        elif run and len(small) < 2 and _joins(run, small, word):
            small.append((start, end, word))
            last_end = end
        elif run:
            yield run
            run, small, last_end = [], [], -1
    if run:
        yield run


def _joins(run: list[_Word], small: list[_Word], word: str) -> bool:
    if word in {"of", "for"}:
        given = {w for _, _, w in run[:-1]} & words.GIVEN_TOO  # "Bill Roe of Ohio"; but "the Bill of Rights"
        return not small and any(w in words.HEADS_OF and w not in given for _, _, w in run)
    if word == "the":
        return bool(small) and small[-1][2] in {"of", "for"}
    return word in words.PARTICLES


def _opens(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at]
    return not before.strip() or bool(_SENTENCE_START.search(before))


def _named(text: str, run: list[_Word], inside: set[str]) -> list[_Word]:
    """Cut from a run what is no name; empty when nothing is left."""
    first = run[0]
    while run and (run[-1][2] in words.CALENDAR or not is_capital(run[-1][2])):
        run = run[:-1]
    while run and (run[0][2] in stops.OPENERS or run[0][2] in words.CALENDAR):
        run = run[1:]
    if len(run) > 1 and run[0][2] in words.AUXILIARIES and _opens(text, run[0][0]) and _asks(text, run[0][1]):
        run = run[1:]
    run = _without_title(run)
    if len(run) > 1 and run[0][2] in {"Staff", "State"} and text[: run[0][0]].endswith(" of "):
        run = run[1:]  # "Chief of Staff Ann Roe"
    if not run:
        return []
    if len(run) == 1 and run[0] == first and _opens(text, first[0]):
        word, end = run[0][2], run[0][1]
        told = word in inside or bool(_SAYS.match(text, end))
        if not told or word in words.PLAIN_OPENERS or (word.endswith("s") and word not in inside):
            return []
    return run if len(run[0][2]) > 1 or len(run) > 1 else []


def _asks(text: str, at: int) -> bool:
    """Tell whether the sentence going on at `at` ends in a question mark."""
    stop = _STOP.search(text, at, at + 200)
    return bool(stop) and text[stop.start() if stop else at] == "?"


def _without_title(run: list[_Word]) -> list[_Word]:
    """Drop titles, and what qualifies them, from before a person's name; a body or a lone word stays as it is."""
    cut = 0
    for at, (_, _, word) in enumerate(run):
        if word in words.COURTESY or word in words.SHORT_ROLES or word.lower().rsplit("-", 1)[-1] in words.ROLES:
            cut = at + 1
    if cut and cut < len(run) and run[cut][2] in {"of", "for"}:
        # Secretary of State Ann Roe; anything else with "of" is a body and stays whole.
        office = _OFFICE.match(" ".join(w for _, _, w in run[cut + 1 :]) + " ")
        return run[cut + 1 + len(office.group().split()) :] if office else run
    if cut and cut < len(run):
        return run[cut:]
    if cut:
        return []
    if len(run) > 2 and run[0][2] in words.PEOPLES and not any(w in words.BODIES for _, _, w in run):
        return run[1:]
    return run
