"""What a line says was done: the deed, who did it, to what, and whether it lies ahead, read from the parse.

Two reports of one event seldom share their words: "was charged with theft", "prosecutors indicted him for theft". They
share a kind of deed, who or what it concerns, and something of the rest.

Strategy: from the main verb down through what it only carries ("said that", "voted to", "is expected to") to the
verbs that tell the deed; each becomes an `Event`.

Rule 1: deeds in relative and adverbial clauses are told by the way: they make no line an account of that event.
Rule 2: a passive's subject is what the deed is done to; who does it is the agent, or not told.
Rule 3: words inside quotation marks are read like others: a quoted "we will vote" is a vote ahead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.event_words import (
    AHEAD,
    ANYBODY,
    CARRY,
    DAYS,
    KIND_OF,
    LIGHT,
    MODAL,
    NEWS_KINDS,
    POSITIONS,
    SAY,
    THING_OF,
)
from nutgraf.briefs.material.terms import STOP_STEMS, stem
from nutgraf.model import Token

_TELLING = frozenset("NOUN PROPN VERB ADJ NUM".split())
_BY_THE_WAY = frozenset("relcl advcl appos parataxis".split())
_SUBJECTS = frozenset("nsubj nsubjpass csubj csubjpass".split())
_BY_ITSELF = frozenset({"pass"})
"""Verbs whose subject, when they have no object, is what the deed is done to."""
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Event:
    """A deed that a line tells."""

    kind: str
    """The verb, or the first of its kind."""
    doers: frozenset[str]
    """Stems of the doer; empty when not told."""
    patients: frozenset[str]
    """Stems of the object, in a passive of the subject: whom or what it is done to; empty when there is none."""
    things: frozenset[str]
    """Stems of whom or what it is done to, and of what goes with it."""
    ahead: bool
    """True when it is planned, expected or possible, not done."""
    denied: bool
    """True when it is said not to be so."""

    @property
    def done(self) -> bool:
        """True when it has happened."""
        return not self.ahead and not self.denied


def same_deed(one: Event, other: Event) -> bool:
    """Tell whether two deeds are of one kind that tells something, and may have one doer and one object."""
    if one.kind != other.kind or one.kind in LIGHT | SAY or one.denied != other.denied:
        return False
    return same_doer(one, other) and (not one.patients or not other.patients or bool(one.patients & other.patients))


def one_party(one: Event, other: Event) -> bool:
    """Tell whether two deeds name one doer, or one to whom they are done."""
    return bool(one.doers & other.doers) or bool(one.patients & other.patients)


def of_news(event: Event) -> bool:
    """Tell whether a deed is of a kind that news is made of: a charge, a ruling, a vote."""
    return event.kind in NEWS_KINDS


def of_position(event: Event) -> bool:
    """Tell whether a deed takes a position, as one party does towards many things."""
    return event.kind in POSITIONS


def same_doer(one: Event, other: Event) -> bool:
    """Tell whether two deeds may have one doer: a word in common, an office, or one of them does not say."""
    if not one.doers or not other.doers or one.doers & other.doers:
        return True
    return bool(one.doers & ANYBODY) or bool(other.doers & ANYBODY)


@dataclass(frozen=True, slots=True)
class _Tree:
    """A parse with the children of each word."""

    tokens: tuple[Token, ...]
    kids: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, tokens: tuple[Token, ...]) -> "_Tree":
        kids: list[list[int]] = [[] for _ in tokens]
        for n, token in enumerate(tokens):
            if token.head != n:
                kids[token.head].append(n)
        return cls(tokens, tuple(tuple(k) for k in kids))

    def below(self, word: int, *deps: str) -> Iterator[int]:
        """The children of a word that stand in one of these relations to it."""
        return (k for k in self.kids[word] if self.tokens[k].dep in deps)

    def lemma(self, word: int) -> str:
        return self.tokens[word].lemma.lower()


@dataclass(frozen=True, slots=True)
class _From:
    """What a clause takes from the one that carries it."""

    subject: int | None = None
    ahead: bool = False
    denied: bool = False
    depth: int = 0


def events_of(candidate: Candidate) -> tuple[Event, ...]:
    """Return the deeds that a candidate tells as its matter, in order; whom a pronoun means as its line says."""
    meant = {e.start: e.after.split()[-1] for e in candidate.line.edits if e.kind == "expand-pronoun" and e.after}
    return _events(candidate.tokens, tuple(sorted(meant.items())))


@lru_cache(maxsize=4096)
def _events(tokens: tuple[Token, ...], meant: tuple[tuple[int, str], ...]) -> tuple[Event, ...]:
    known = dict(meant)
    tokens = tuple(replace(t, text=known[t.start], pos="PROPN") if t.start in known else t for t in tokens)
    tree = _Tree.of(tokens)
    roots = [n for n, t in enumerate(tokens) if t.head == n]
    return tuple(event for root in roots for event in _told_by(tree, root, _From()))


def folded(word: str) -> str:
    """Return the stem of a word, one for words that two reports use of one thing."""
    key = stem(word.lower())
    return THING_OF.get(key, key)


def _told_by(tree: _Tree, verb: int, above: _From) -> Iterator[Event]:
    """Yield the deed of a verb, or those of the clauses that it carries, and of the verbs joined to it."""
    if above.depth > _DEEPEST:
        return
    lemma = tree.lemma(verb)
    own = next(tree.below(verb, *_SUBJECTS), above.subject)
    ahead = above.ahead or any(tree.tokens[k].text.lower() in MODAL for k in tree.below(verb, "aux"))
    denied = above.denied or any(True for _ in tree.below(verb, "neg"))
    carried = list(_carried(tree, verb))
    later = ahead or lemma in AHEAD
    for clause, infinitive, taker in carried:
        ahead_there = later or taker in AHEAD or (infinitive and taker not in CARRY)
        ahead_there = ahead_there and (infinitive or lemma not in SAY) and not _perfect(tree, clause)
        below = _From(own if infinitive else None, ahead_there, denied, above.depth + 1)
        yield from _told_by(tree, clause, below)
    carries = carried and (lemma in SAY or lemma in CARRY or later or lemma == "be")
    if tree.tokens[verb].pos in {"VERB", "AUX"} and not carries:
        yield _event(tree, verb, _From(own, ahead, denied))
    for k in tree.below(verb, "conj"):
        if tree.tokens[k].pos == "VERB":
            yield from _told_by(tree, k, _From(own, ahead, above.denied, above.depth + 1))


def _carried(tree: _Tree, verb: int) -> Iterator[tuple[int, bool, str]]:
    """Yield the clauses that a verb or its adjective ("is likely to") takes; of each: infinitive? and the taker."""
    for k in tree.below(verb, "xcomp", "ccomp"):
        if tree.tokens[k].pos in {"VERB", "AUX", "ADJ"}:
            yield k, tree.tokens[k].dep == "xcomp" and _infinitive(tree, k), tree.lemma(verb)
    for k in tree.below(verb, "acomp"):
        yield from ((x, True, tree.lemma(k)) for x in tree.below(k, "xcomp"))


def _infinitive(tree: _Tree, verb: int) -> bool:
    return tree.tokens[verb].tag == "VB" or any(tree.tokens[k].tag == "TO" for k in tree.below(verb, "aux"))


def _perfect(tree: _Tree, verb: int) -> bool:
    """Tell whether an infinitive looks back: "to have won"."""
    return any(tree.lemma(k) == "have" for k in tree.below(verb, "aux"))


def _event(tree: _Tree, verb: int, told: _From) -> Event:
    subject = told.subject
    passive = any(True for _ in tree.below(verb, "auxpass", "nsubjpass"))
    heads = frozenset(_heads(tree, subject)) if subject is not None else frozenset[str]()
    doers, patients = (frozenset[str](), heads) if passive else (heads, frozenset[str]())
    things = frozenset(_stems_below(tree, subject)) if passive and subject is not None else frozenset[str]()
    for k in tree.kids[verb]:
        dep = tree.tokens[k].dep
        if dep in {"dobj", "dative"}:
            patients |= frozenset(_heads(tree, k)) | frozenset(_compounds(tree, k))
        if dep == "agent":
            doers |= frozenset(_stems_below(tree, k))
        elif dep not in _SUBJECTS and dep not in _BY_THE_WAY and dep != "conj":
            things |= frozenset(_stems_below(tree, k))
    if not passive and not patients and tree.lemma(verb) in _BY_ITSELF:
        doers, patients, things = frozenset(), heads, things | heads  # "the budget passed"
    denied = told.denied or (subject is not None and _none(tree, subject))
    return Event(_kind(tree, verb), doers, patients, things, told.ahead, denied)


def _none(tree: _Tree, noun: int) -> bool:
    """Tell whether a subject is nobody: "no group"."""
    return any(tree.tokens[k].text.lower() in {"no", "neither"} for k in tree.below(noun, "det"))


def _kind(tree: _Tree, verb: int) -> str:
    lemma = tree.lemma(verb)
    particles = (tree.tokens[k].text.lower() for k in tree.below(verb, "prt", "advmod"))
    phrases = (KIND_OF.get(f"{lemma}-{particle}") for particle in particles)
    return next((found for found in phrases if found), KIND_OF.get(lemma, lemma))


def _heads(tree: _Tree, noun: int) -> Iterator[str]:
    """Stems of a subject's head, and of those joined to it: names by their last word."""
    if tree.tokens[noun].pos != "PRON":
        yield folded(tree.tokens[noun].text)
    for k in tree.below(noun, "conj"):
        yield from _heads(tree, k)


def _compounds(tree: _Tree, noun: int) -> Iterator[str]:
    """Stems of the nouns before a noun: a "budget blueprint" is a budget."""
    return (folded(tree.tokens[k].text) for k in tree.below(noun, "compound") if tree.tokens[k].pos == "NOUN")


def _stems_below(tree: _Tree, top: int) -> Iterator[str]:
    """Content stems of a phrase, without what is told by the way in it."""
    waiting = [top]
    while waiting:
        n = waiting.pop()
        key = folded(tree.tokens[n].text)
        if tree.tokens[n].pos in _TELLING and key not in STOP_STEMS | DAYS and key[:1].isalnum():
            yield key
        waiting += [k for k in tree.kids[n] if tree.tokens[k].dep not in _BY_THE_WAY]
