"""Hard alarms: what no freely worded line may bring, whatever a judge says of it.

Theory: the gate asks where each word comes from, which a free paraphrase cannot answer. An alarm asks less: does the
line hold a name, a figure, a denial, a cause that its evidence has not, or the opposite of what stands there? Silence
is therefore no pass: it says only that nothing of the tables below was found.

Against a whole article names, figures and kinds are looked up in all of it; denial, opposites and roles are held
against the sentences that share most words with the line.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from nutgraf.briefs.gate.given import Refusal, Worded
from nutgraf.briefs.gate.settled import same_spelling
from nutgraf.briefs.gate.tables import (
    ALWAYS,
    CAUSES,
    DENY,
    KINDS,
    MAYBE,
    NUMBERS,
    OPPOSITES,
    PEOPLES,
    STRONG_SPEECH,
    WEAK_SPEECH,
)
from nutgraf.model import Token

ALARMS: dict[str, str] = {
    "name-nowhere": "A name of the line stands nowhere in what it was written from.",
    "number-nowhere": "A figure of the line stands nowhere in what it was written from.",
    "number-of-other": "A figure of the line counts something else than it does in the source.",
    "other-of-kind": "The line names another day, colour, crime or relative than the source does.",
    "denial-added": "The line denies what its source does not.",
    "denial-dropped": "The line states what its source denies.",
    "opposite": "The line says the opposite of a word of its source.",
    "doubt-dropped": "The line states as fact what its source calls possible or alleged.",
    "doubt-added": "The line calls possible what its source states.",
    "speech-stronger": "The line lets somebody confirm or admit what the source lets him say.",
    "cause-invented": "The line gives a cause that its source does not give.",
    "quantifier-raised": "The line says all, only or most where its source does not.",
    "superlative-added": "The line has a superlative that its source has not.",
    "roles-swapped": "Who does it and whom it is done to have changed places.",
}
"""Every alarm, in a sentence for people."""
_SMALL = frozenset({"DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PRON", "PUNCT", "SPACE", "SYM"})
_DIGITS = re.compile(r"\d")
MOST_TOKENS = 4_000
"""Tokens of the evidence that are looked at; the rest of a longer article is not."""
NEAREST = 3
"""Sentences of an article that denial, opposites and roles are held against."""


@dataclass(frozen=True)
class _Ground:
    """What a line is held against: all of it, and the sentence nearest to the line."""

    every: tuple[Token, ...]
    near: tuple[Worded, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word and dictionary form, in lower case."""
        return frozenset(w for t in self.every for w in (_low(t.text), _low(t.lemma)))

    @cached_property
    def initials(self) -> frozenset[str]:
        """First letters of neighbouring capitalised words."""
        rows = re.findall(r"[A-Z][\w]*(?: (?:of |the |and )?[A-Z]\w*)+", " ".join(t.text for t in self.every))
        return frozenset("".join(w[0] for w in row.split() if w[0].isupper()).casefold() for row in rows)

    @cached_property
    def close(self) -> tuple[Token, ...]:
        """The tokens of the nearest sentences."""
        return tuple(t for one in self.near for t in one.tokens)

    @cached_property
    def close_words(self) -> frozenset[str]:
        """Words and dictionary forms of the nearest sentences."""
        return frozenset(w for t in self.close for w in (_low(t.text), _low(t.lemma)))


def alarms(line: Worded, article: Sequence[Worded]) -> tuple[Refusal, ...]:
    """Return the alarms that stand against a line when only its article is known; () says nothing was found."""
    return _rung(line, article, tuple(nearest(line, article)))


def alarms_against(line: Worded, seed: Sequence[Worded]) -> tuple[Refusal, ...]:
    """Return the alarms that stand against a line held to the sentences it declares."""
    return _rung(line, seed, tuple(seed))


def nearest(line: Worded, article: Sequence[Worded]) -> list[Worded]:
    """Return the sentences that share the most of a line's content words, rare ones counting more; the best first."""
    spread = Counter(w for one in article for w in _content(one))
    mine = _content(line)
    shared = [sum(1 / spread[w] for w in mine & _content(one)) for one in article]
    best = sorted(range(len(article)), key=lambda n: -shared[n])[:NEAREST]
    return [article[n] for n in best]


def _rung(line: Worded, every: Sequence[Worded], near: tuple[Worded, ...]) -> tuple[Refusal, ...]:
    ground = _Ground(tuple(t for one in every for t in one.tokens)[:MOST_TOKENS], near)
    found = (Refusal(rule, mine, theirs) for rule, bell in _BELLS for mine, theirs in bell(line, ground))
    return tuple(dict.fromkeys(found))


def _low(word: str) -> str:
    return word.casefold().replace("’", "'").replace(".", "")


def _content(text: Worded) -> frozenset[str]:
    return frozenset(_low(t.lemma) for t in text.tokens if t.pos not in _SMALL)


def _names(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    for n, token in enumerate(line.tokens):
        word = _low(token.text)
        named = token.pos == "PROPN" or token.entity in {"PERSON", "ORG", "GPE", "NORP", "LOC"}
        if not named or not token.text[:1].isupper() or (n == 0 and token.pos != "PROPN") or len(word) < 2:
            continue
        if not _known_name(word, ground):
            yield token.text, ""


def _known_name(word: str, ground: _Ground) -> bool:
    if word in ground.words or word in ground.initials or any(p in ground.words for p in word.split("-")):
        return True
    if any(word in row and row & ground.words for row in PEOPLES):
        return True
    known = (w for w in ground.words if w[:1] == word[:1])
    return any((len(word) > 4 and w[:5] == word[:5]) or same_spelling(w.title(), word.title()) for w in known)


def _figure(token: Token) -> str:
    word = _low(token.text)
    return NUMBERS.get(word, word.replace(",", ""))


def _is_figure(token: Token) -> bool:
    return bool(_DIGITS.search(token.text)) or _low(token.text) in NUMBERS


def _numbers(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    known = {_figure(t) for t in ground.every} | {p for t in ground.every for p in re.findall(r"\d+", t.text)}
    for token in line.tokens:
        if _is_figure(token) and _low(token.text) != "one" and _figure(token) not in known:
            yield token.text, ""


def _counted(tokens: Sequence[Token]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for token in tokens:
        if token.dep == "nummod" and tokens[token.head].pos in {"NOUN", "PROPN"} and _is_figure(token):
            found.setdefault(_figure(token), set()).add(_low(tokens[token.head].lemma))
    return found


def _number_of(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    there: dict[str, set[str]] = {}
    for one in ground.near:
        for figure, things in _counted(one.tokens).items():
            there.setdefault(figure, set()).update(things)
    for figure, things in _counted(line.tokens).items():
        if (known := there.get(figure)) and not things & known and things & ground.close_words:
            yield f"{figure} {min(things)}", f"{figure} {min(known)}"


def _kinds(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    mine = {w: t.text for t in line.tokens for w in (_low(t.text), _low(t.lemma))}
    for kind in KINDS:
        gone = sorted((kind & ground.close_words) - mine.keys())
        for word in sorted((kind & mine.keys()) - ground.words):
            if gone:
                yield mine[word], gone[0]


def _denied(tokens: Sequence[Token]) -> dict[str, str]:
    """Return the lemmas that a word of denial hangs on, with that word."""
    return {_low(tokens[t.head].lemma): t.text for t in tokens if _low(t.text) in DENY}


def _denial_added(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    if not any(_low(t.text) in DENY for t in ground.close):
        yield from ((word, "") for word in _denied(line.tokens).values())


def _denial_dropped(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    mine = {_low(t.lemma) for t in line.tokens}
    if mine & DENY or any(_low(t.text) in DENY for t in line.tokens):
        return
    for one in ground.near:
        yield from ((thing, word) for thing, word in _denied(one.tokens).items() if thing in mine)


def _opposites(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    mine = {w: t.text for t in line.tokens for w in (_low(t.text), _low(t.lemma))}
    for one, other in OPPOSITES:
        for here, there in ((one, other), (other, one)):
            swapped = (here & mine.keys()) and (there & ground.close_words)
            if swapped and not here & ground.close_words and not there & mine.keys():
                yield mine[min(here & mine.keys())], min(there & ground.close_words)
    for word in sorted(mine.keys() - ground.close_words):
        for bare in _without_prefix(word):
            if bare in ground.close_words and bare not in mine:
                yield mine[word], bare
    for word in sorted(ground.close_words - mine.keys()):
        yield from ((mine[bare], word) for bare in _without_prefix(word) if bare in mine and word not in mine)


def _without_prefix(word: str) -> list[str]:
    starts = ("un", "in", "im", "dis", "non-", "non", "ir")
    return [word[len(s) :] for s in starts if word.startswith(s) and len(word) - len(s) >= 5]


def _doubt_dropped(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    mine = {_low(t.text) for t in line.tokens} | {_low(t.lemma) for t in line.tokens}
    if mine & MAYBE:
        return
    for one in ground.near:
        for token in one.tokens:
            head = _low(one.tokens[token.head].lemma)
            if _low(token.text) in MAYBE and head in mine and token.head != one.tokens.index(token):
                yield head, token.text


def _doubt_added(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    if not ground.close_words & (MAYBE | {"expect", "plan", "likely", "will", "would"}):
        yield from ((t.text, "") for t in line.tokens if _low(t.text) in MAYBE and t.pos != "PROPN")


def _speech(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    weak = sorted(WEAK_SPEECH & ground.close_words)
    for token in line.tokens:
        if _low(token.lemma) in STRONG_SPEECH and not STRONG_SPEECH & ground.close_words and weak:
            yield token.text, weak[0]


def _new_words(table: frozenset[str]) -> Callable[[Worded, _Ground], Iterator[tuple[str, str]]]:
    def rung(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
        if not table & ground.close_words:
            yield from ((t.text, "") for t in line.tokens if _low(t.text) in table)

    return rung


def _causes(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    mine = [_low(t.text) for t in line.tokens]
    near = [_low(t.text) for t in ground.close]
    single, doubled = CAUSES
    if single & set(near) or doubled & set(pairwise(near)):
        return
    yield from ((word, "") for word in mine if word in single)
    yield from ((" ".join(two), "") for two in pairwise(mine) if two in doubled)


def _superlatives(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    for token in line.tokens:
        if token.tag in {"JJS", "RBS"} and not {_low(token.text), _low(token.lemma)} & ground.words:
            yield token.text, ""


def _roles(tokens: Sequence[Token]) -> set[tuple[str, str, str]]:
    """Return (verb, role, who) of every verb; in the passive the subject is done to."""
    role = {"nsubj": "does", "nsubjpass": "done-to", "dobj": "done-to"}
    found = {(_low(tokens[t.head].lemma), role[t.dep], _low(t.lemma)) for t in tokens if t.dep in role}
    agents = [(tokens[t.head], t) for t in tokens if t.dep == "pobj" and tokens[t.head].dep == "agent"]
    return found | {(_low(tokens[by.head].lemma), "does", _low(t.lemma)) for by, t in agents}


def _swapped(line: Worded, ground: _Ground) -> Iterator[tuple[str, str]]:
    there = set().union(*(_roles(one.tokens) for one in ground.near))
    for verb, role, who in sorted(_roles(line.tokens)):
        other = "done-to" if role == "does" else "does"
        if (verb, other, who) in there and (verb, role, who) not in there:
            yield f"{who} {verb}", f"{verb} {who}"


_BELLS: tuple[tuple[str, Callable[[Worded, _Ground], Iterator[tuple[str, str]]]], ...] = (
    ("name-nowhere", _names),
    ("number-nowhere", _numbers),
    ("number-of-other", _number_of),
    ("other-of-kind", _kinds),
    ("denial-added", _denial_added),
    ("denial-dropped", _denial_dropped),
    ("opposite", _opposites),
    ("doubt-dropped", _doubt_dropped),
    ("doubt-added", _doubt_added),
    ("speech-stronger", _speech),
    ("cause-invented", _causes),
    ("quantifier-raised", _new_words(ALWAYS)),
    ("superlative-added", _superlatives),
    ("roles-swapped", _swapped),
)
