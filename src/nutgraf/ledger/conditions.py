"""The condition of a sentence: its if-clause as a stretch of text, and the clause it hangs on."""

import re
from dataclasses import dataclass

from nutgraf.ledger.cues import ASKING, OPENERS
from nutgraf.ledger.tree import Stretch, Tree

_PHRASE = re.compile(
    r"\b(?:on condition that|as long as|so long as|in case|in the event that|in the event of|provided that)\b[^,;.]*"
)
_LOOSE = " ,.;:-–—\"'”’"


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so for the rest to hold."""

    text: str
    """The clause with its opening word: "if Russia does not agree"."""
    tokens: frozenset[int]
    """Its tokens; empty when it was found by its words alone."""
    governor: int
    """The clause it hangs on; -1 when it was found by its words alone."""


def condition_of(tree: Tree) -> Condition | None:
    """Return the first condition of a sentence; `None` when it has none ("asked if", "as if" are no conditions)."""
    for n, token in enumerate(tree.tokens):
        if token.text.lower() not in OPENERS or token.dep not in {"mark", "advmod", "prep"}:
            continue
        clause = n if token.dep == "prep" else token.head
        if clause != tree[clause].head and _conditional(tree, n, clause):
            inside = _own(tree, clause)
            if inside[0] <= n:
                return Condition(_text(tree.stretch(n, inside[-1])), frozenset(inside), tree[clause].head)
    phrase = _PHRASE.search(tree.text)
    return None if phrase is None else Condition(phrase[0].strip(_LOOSE), frozenset(), -1)


def _conditional(tree: Tree, opener: int, clause: int) -> bool:
    governor = tree[clause].head
    word = tree.lemma(opener)
    if opener and tree[opener - 1].text.lower() in {"as", "what"}:
        return False
    if word == "until":
        # "will not stop until" sets a condition; "waited until noon" tells a time.
        return tree.negation(governor) is not None or tree.aux(governor, {"will", "would", "wo"}) is not None
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
