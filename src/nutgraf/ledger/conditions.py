"""The conditions of a sentence: each as a stretch of text, with what hangs on it, and who would have to do what.

| opener | polarity: the act follows when the thing ... |
|---|---|
| if Russia agrees, provided, on condition that | happens |
| if Russia does not agree, if it refuses, unless it agrees | does not happen |
| will not stop until it agrees | happens |
| sanctions stay until it agrees | does not happen |
| must agree by Friday | happens in time |
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nutgraf.ledger.cues import ASKING, OPENERS, words
from nutgraf.ledger.tree import WILL, Stretch, Tree

Kind = Literal["if", "unless", "until", "deadline", "provided"]
Polarity = Literal["positive", "negative"]

_PHRASE = re.compile(
    r"\b(?:on condition that|as long as|so long as|in case|in the event that|in the event of|provided that)\b[^,;.]*"
)
_LOOSE = " ,.;:-–—\"'”’"
_KINDS: dict[str, Kind] = {"if": "if", "unless": "unless", "until": "until"}
_FAILING = words("refuse reject fail decline neglect")
_DEMANDING = words(
    """demand ask urge order require tell want call give set threaten warn must agree accept comply withdraw leave
    release surrender submit answer respond pay return pledge promise vow commit deadline ultimatum"""
)
"""Governors of a day by which something must be done; "by Friday 12 people had died" sets none."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so for the rest to hold."""

    text: str
    """The clause with its opening word: "if Russia does not agree"."""
    tokens: frozenset[int]
    """Its tokens; empty when it was found by its words alone."""
    governor: int
    """The clause it hangs on; -1 when it was found by its words alone."""
    kind: Kind = "provided"
    """How it opens."""
    polarity: Polarity = "positive"
    """`negative` when the rest follows if the thing does not happen."""
    verb: int | None = None
    """Token of what would have to be done; `None` when no clause tells."""
    actor: int | None = None
    """Token of who would have to do it; may be `None`."""


def condition_of(tree: Tree) -> Condition | None:
    """Return the first condition of a sentence that is no deadline; `None` when it has none."""
    return next((c for c in conditions_of(tree) if c.kind != "deadline"), None)


def conditions_of(tree: Tree) -> tuple[Condition, ...]:
    """Return all conditions of a sentence in order ("asked if", "as if" are none); clauses first, then phrases."""
    found = [*_clauses(tree)]
    taken = {k for c in found for k in c.tokens}
    for phrase in _PHRASE.finditer(tree.text):
        if not any(phrase.start() <= tree[k].start < phrase.end() for k in taken):
            found.append(Condition(phrase[0].strip(_LOOSE), frozenset(), -1))
    return (*found, *(c for c in _deadlines(tree) if not c.tokens & taken))


def _clauses(tree: Tree) -> Iterator[Condition]:
    for n, token in enumerate(tree.tokens):
        if token.text.lower() not in OPENERS or token.dep not in {"mark", "advmod", "prep"}:
            continue
        clause = n if token.dep == "prep" else token.head
        if clause != tree[clause].head and _conditional(tree, n, clause):
            inside = _own(tree, clause)
            if inside[0] <= n:
                yield _clause(tree, n, clause, inside)


def _clause(tree: Tree, opener: int, clause: int, inside: list[int]) -> Condition:
    governor = tree[clause].head
    verb = clause if tree[clause].pos in {"VERB", "AUX"} else None
    return Condition(
        text=_text(tree.stretch(opener, inside[-1])),
        tokens=frozenset(inside),
        governor=governor,
        kind=_KINDS.get(tree.lemma(opener), "provided"),
        polarity=_polarity(tree, opener, clause, governor),
        verb=verb,
        # "unless Russia withdraws" may be parsed as a noun with a name before it
        actor=tree.child(clause, "nsubj", "nsubjpass", "compound", "nmod"),
    )


def _polarity(tree: Tree, opener: int, clause: int, governor: int) -> Polarity:
    word = tree.lemma(opener)
    if word == "until":
        return "positive" if tree.negation(governor) is not None else "negative"
    fails = tree.negation(clause) is not None or tree.lemma(clause) in _FAILING
    return "negative" if fails != (word == "unless") else "positive"


def _deadlines(tree: Tree) -> Iterator[Condition]:
    """Yield days by which something must be done: "demanded an answer by Friday"."""
    for n, token in enumerate(tree.tokens):
        if token.text.lower() != "by" or token.dep != "prep":
            continue
        day = tree.child(n, "pobj")
        if day is None or tree[day].entity not in {"DATE", "TIME"}:
            continue
        over = [n]
        while tree[over[-1]].head != over[-1]:
            over.append(tree[over[-1]].head)
        if any(tree.lemma(k) in _DEMANDING or tree.aux(k, {"must", "to"}) is not None for k in over[1:]):
            inside = tree.subtree(n)
            yield Condition(_text(tree.stretch(n, inside[-1])), frozenset(inside), token.head, "deadline")


def _conditional(tree: Tree, opener: int, clause: int) -> bool:
    governor = tree[clause].head
    word = tree.lemma(opener)
    if opener and tree[opener - 1].text.lower() in {"as", "what"}:
        return False
    if word == "until":
        # "will not stop until" sets a condition; "waited until noon" tells a time.
        return tree.negation(governor) is not None or tree.aux(governor, WILL | {"would"}) is not None
    if tree[clause].dep in {"ccomp", "pcomp"}:
        return tree.lemma(governor) not in ASKING and not any(tree.lemma(k) in ASKING for k in tree.kids[governor])
    return tree[clause].pos in {"VERB", "AUX", "ADJ", "ADV", "NOUN"}


def _own(tree: Tree, clause: int) -> list[int]:
    """Return the tokens of a condition, up to a participle that goes on after a comma: ", underscoring ..."."""
    inside = tree.subtree(clause)
    after = [k for k in tree.children(clause, "advcl", "conj") if k > clause and tree[k].tag == "VBG"]
    ends = [tree.subtree(k)[0] for k in after if tree[tree.subtree(k)[0] - 1].text == ","]
    return [k for k in inside if not ends or k < min(ends)]


def _text(stretch: Stretch) -> str:
    return stretch.text.strip(_LOOSE)
