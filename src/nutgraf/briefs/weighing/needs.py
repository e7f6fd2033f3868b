"""What a line needs to have been told: its "the ..." that nothing in it tells, and its words that point back.

Theory of operation: a definite noun phrase is looked up in four steps. Things everybody knows ("the world") and phrases
that say themselves which one ("the vote on the bill", "the Trump administration") need nothing. What the sentence told
before the phrase needs nothing. What is left is a `Need`: met once one of its words, or a word that tells of the same
(`BEARERS`: "the ruling" after "the court struck down"), stands in a line that the reader has read.

Rule 1: words of a quotation are the speaker's and need nothing; what stands in the headline counts as told.
Rule 2: "also" is met by a line above about the same subject, not by the headline: it adds to something said.
Rule 3: whether a need is sure is told apart: what the article itself told of before leans surely; what it never
told of may be known to all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nutgraf.briefs.checks.of_words import outside
from nutgraf.briefs.edits.fitness_words import PERSONS, TIME_NOUNS
from nutgraf.briefs.material.terms import raw_words, stem, stems
from nutgraf.briefs.weighing.leaning_words import (
    ACRONYMS,
    ACTS,
    BEARERS,
    IDIOMS,
    KNOWN_TO_ALL,
    PARTISANS,
    PLACES_OF_MANY,
    PLAIN_ADJECTIVES,
    POINTS_BACK,
    SHORT_BODIES,
    TELLING_ADJECTIVES,
    UNCLEAR_SUBJECTS,
    VERBS_ALIKE,
    WRITINGS,
)
from nutgraf.model import Parsed, Sentence, Token
from nutgraf.text.titles_of_people import ROLES

Kind = Literal["the", "this", "who", "adds", "points", "short", "name"]

_OF_BODIES = frozenset(
    stem(word)
    for word in """
    bureau agency department company firm group organization organisation committee panel commission court kingdom
    nation country paper newspaper magazine network outlet service giant maker union party league team club ministry
    university college school museum church airline bank site website platform
    """.split()
)
"""Nouns that stand for a body named before them."""

_OUTLETS = frozenset(map(stem, ("paper", "newspaper", "magazine", "outlet", "network", "publication", "broadcaster")))
"""Nouns that an outlet writes of another, whose name stood before."""

_NOT_ONLY = re.compile(r"\bnot (?:just|only|simply|merely)\b|\bboth\b|\balong with\b")
_NAMED_BEHIND = re.compile(r",? (?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w’'-]+\b")
"""A name right behind: "the judge, Ann Roe"."""

_BODIES = frozenset({"ORG", "GPE"})
_SOMEBODY = frozenset({"PERSON"})
_APART = frozenset({",", "–", "—", "--", "-"})
_QUOTING = frozenset({"read", "say", "state", "add", "note", "continue", "conclude"})
_ORDERED = frozenset({"first", "second", "third", "last", "next", "only", "top", "same", "late"})
_SAID_WHAT = re.compile(r" \(|, (?:an?|the) ")
_SHORT = re.compile(r"(?<![\w.&-])[A-Z][A-Z&]{1,5}s?(?![\w.&-])")
_POINTERS = frozenset({"the", "this", "that", "these", "those"})
_PLAIN_PREPOSITIONS = frozenset({"in", "on", "at", "after", "before", "during", "since", "until", "by", "for"})


@dataclass(frozen=True, slots=True)
class Need:
    """Something a line takes as told."""

    kind: Kind
    """How it points: by "the", "this" and its kin, "also", a turn; or "who": somebody by what he is; "short": an
    abbreviation; "name": somebody whom the line does not introduce."""
    words: str
    """The words of the line."""
    told_by: frozenset[str]
    """Stems of which one must have been read; empty when nothing can tell it."""
    sure: bool
    """True when the article told of it before this sentence, or the sentence begins with it."""


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a sentence's words, but for verbs that share theirs with a noun; remembered."""
    return frozenset(stems(w for w in raw_words(text) if w.lower() not in VERBS_ALIKE))


def needs_of(parsed: Parsed, head: int, before: Sequence[Sentence], title: str) -> tuple[Need, ...]:
    """Return what a parsed sentence needs to have been told, in order; `before` and `title` are its article's.

    `head`: where it begins after its leading cuts.
    """
    used = frozenset().union(*(stems_of(text) for text in (title, *(b.text for b in before))))
    whole = outside(parsed.sentence.text)
    plain = " " * head + whole[head:]
    turns = tuple(Need("points", m[0], frozenset(), sure=True) for m in POINTS_BACK.finditer(plain))
    return (*_phrases(parsed, plain, used), *_additions(parsed, plain), *turns, *_shortened(parsed, plain))


def _phrases(parsed: Parsed, plain: str, used: frozenset[str]) -> Iterator[Need]:
    tokens = parsed.tokens
    idioms = [m.span() for m in IDIOMS.finditer(plain)]
    for noun in tokens:
        named = noun.text in PARTISANS | SHORT_BODIES
        if (noun.pos != "NOUN" and not named) or not plain[noun.start : noun.end].strip():
            continue
        kids = [t for t in tokens if t is not noun and tokens[t.head] is noun]
        by, word = _pointer(noun, kids)
        if by is None or word not in _POINTERS or any(a <= by.start < b for a, b in idioms):
            continue
        opens = noun.dep in {"nsubj", "nsubjpass"} and not plain[: by.start].strip()
        if _needs_nothing(parsed, word, noun, kids, opens=opens):
            continue
        key = stem(noun.text.lower())
        person = _is_person(noun)
        told_by = BEARERS.get(key, frozenset()) | {key} | {stem(k.text.lower()) for k in kids if k.dep == "compound"}
        said = {stem(t.text.lower()) for t in tokens if t.start < by.start and t.pos != "DET"}
        if told_by & said or (key in _OF_BODIES and _named_before(tokens, by.start, _BODIES)):
            continue
        if person and _named_before(tokens, by.start, _SOMEBODY):
            continue
        told_by = frozenset() if noun.text in PARTISANS else told_by
        if noun.lemma.lower() in WRITINGS and noun.dep == "nsubj" and tokens[noun.head].lemma.lower() in _QUOTING:
            yield Need("adds", plain[by.start : noun.end], frozenset({key}), sure=True)
            continue
        kind: Kind = "who" if person else "the" if word == "the" else "this"
        yield Need(
            kind,
            plain[by.start : noun.end],
            told_by,
            sure=kind != "the" or bool(told_by & used) or opens or named or key in _OUTLETS,
        )


def _pointer(noun: Token, kids: Sequence[Token]) -> tuple[Token | None, str]:
    """Return the word before a noun that says that the reader knows it: "the", "this", or the owner of an act."""
    by = next((t for t in kids if t.dep == "det" and t.start < noun.start), None)
    if by is not None:
        return by, by.text.lower()
    owner = next((t for t in kids if t.dep == "poss" and t.pos == "PROPN"), None)
    told = any(k.dep in {"prep", "acl", "relcl", "appos", "ccomp"} for k in kids)
    return (owner, "these") if owner and noun.lemma.lower() in ACTS and not told else (None, "")


def _is_person(noun: Token) -> bool:
    return noun.tag in {"NN", "NNP"} and (noun.text in PARTISANS or noun.lemma.lower() in ROLES | PERSONS)


def _needs_nothing(parsed: Parsed, word: str, noun: Token, kids: Sequence[Token], *, opens: bool) -> bool:
    if word != "the":
        return noun.lemma.lower() in TIME_NOUNS or _restricted(noun, kids)
    if _is_person(noun):  # "the Iowa senator" tells which only to who knows it
        plain = noun.lemma.lower() in KNOWN_TO_ALL and noun.dep != "amod"
        return plain or _restricted(noun, kids) or _named_behind(parsed, noun) or _of_something(kids, noun)
    return _known(noun, kids, opens=opens) or _tells_which(noun, kids, parsed)


def _of_something(kids: Sequence[Token], noun: Token) -> bool:
    return any(k.dep in {"prep", "appos"} and k.start > noun.start for k in kids) or any(
        k.dep == "poss" or k.tag == "JJS" or k.lemma.lower() in _ORDERED for k in kids
    )


def _named_before(tokens: Sequence[Token], until: int, kinds: frozenset[str]) -> bool:
    """Tell whether somebody or something of these kinds is named before: "the FBI ... the bureau"."""
    return any(t.entity in kinds and t.start < until for t in tokens)


def _known(noun: Token, kids: Sequence[Token], *, opens: bool) -> bool:
    lemma = noun.lemma.lower()
    if opens and lemma in UNCLEAR_SUBJECTS:
        return False
    if lemma not in KNOWN_TO_ALL and noun.text.lower() not in KNOWN_TO_ALL:
        return False
    colours = [k for k in kids if k.dep in {"amod", "compound"} and k.text.lower() not in PLAIN_ADJECTIVES]
    return lemma not in PLACES_OF_MANY or not any(k.text[:1].islower() for k in colours)


def _tells_which(noun: Token, kids: Sequence[Token], parsed: Parsed) -> bool:
    return _named_behind(parsed, noun) or _restricted(noun, kids) or any(_tells(k, noun, parsed) for k in kids)


def _named_behind(parsed: Parsed, noun: Token) -> bool:
    return _NAMED_BEHIND.match(parsed.sentence.text, noun.end) is not None


def _restricted(noun: Token, kids: Sequence[Token]) -> bool:
    """Tell whether a clause right behind says which: "the man who ...", not "the man, who ..."."""
    comma = next((k.start for k in kids if k.text in _APART and k.start > noun.start), 1 << 30)
    return any(k.dep in {"relcl", "acl"} and noun.start < k.start < comma for k in kids)


def _tells(kid: Token, noun: Token, parsed: Parsed) -> bool:
    if kid.dep == "det":
        return False
    if kid.start < noun.start:
        named = kid.pos == "PROPN" or kid.tag == "JJS" or kid.dep in {"poss", "nummod"} or kid.text[:1].isupper()
        return named or kid.text.lower() in TELLING_ADJECTIVES
    if kid.dep == "appos":
        return True
    if kid.dep != "prep":
        return False
    objects = [t for t in parsed.tokens if parsed.tokens[t.head] is kid and t is not kid]
    timely = any(t.lemma.lower() in TIME_NOUNS or t.entity in {"DATE", "TIME"} for t in objects)
    return not (timely and kid.text.lower() in _PLAIN_PREPOSITIONS)


def _additions(parsed: Parsed, plain: str) -> Iterator[Need]:
    """Yield a need for each "also" and "too": somebody above said or did something else."""
    tokens = parsed.tokens
    for token in tokens:
        word = token.text.lower()
        if word not in {"also", "too", "added"} or not plain[token.start : token.end].strip():
            continue
        if word == "added":  # somebody who adds has said something before
            speaker = [t for t in tokens if tokens[t.head] is token and t.dep == "nsubj" and t.pos == "PROPN"]
            if speaker and parsed.sentence.text != plain and any(q in parsed.sentence.text for q in '"“'):
                yield Need("adds", word, frozenset(stem(t.text.lower()) for t in speaker), sure=True)
            continue
        if word == "too" and tokens[token.head].pos in {"ADJ", "ADV"}:
            continue  # "too soon"
        verb = tokens[token.head]
        if verb.dep == "conj" or _NOT_ONLY.search(plain[: token.start]):
            continue  # "came and also went": what it adds to stands in the sentence
        subjects = (t for t in tokens if tokens[t.head] is verb and t.dep in {"nsubj", "nsubjpass"})
        about = frozenset(stem(t.text.lower()) for t in subjects)
        yield Need("adds", token.text, about, sure=True)


def _shortened(parsed: Parsed, plain: str) -> Iterator[Need]:
    """Yield a need for each abbreviation that not everybody knows and whose full form the sentence does not give."""
    text = parsed.sentence.text
    if sum(w.isalpha() and w.isupper() and len(w) > 1 for w in text.split()) > _SHOUTED:
        return
    for match in _SHORT.finditer(plain):
        word = match[0].removesuffix("s")
        inside = text[max(0, match.start() - 1) : match.start()] in {"(", "["} or _SAID_WHAT.match(text, match.end())
        if word not in ACRONYMS and not inside and not _spelt_out(word, text):
            yield Need("short", match[0], frozenset({stem(match[0].lower()), stem(word.lower())}), sure=True)


def _spelt_out(word: str, text: str) -> bool:
    initials = "".join(w[0] for w in raw_words(text) if w[0].isupper())
    return word.replace("&", "") in initials and len(word) > 2


_SHOUTED = 3
"""Words in capitals from which a sentence shouts, and they are no abbreviations."""
