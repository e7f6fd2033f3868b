"""The modality of any act of a sentence, by the rules that judge whole sentences, shown what stands over the act.

Theory of operation: from the act one climbs through what governs it (`ladder`), up to a clause that stands alone.
Each governor is shown to the rules of doubts, threats and deeds; the least certain mark decides.

Rule 1: a thing that is named is not doubted by the tense of its verb: "the deal could end the attacks" doubts no
        attack. What confirms, denies, plans or asks for it does ("has not confirmed his attendance").
Rule 2: words of speech leave an act what it is; who speaks stands in the attribution.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from nutgraf.ledger.certainty import LEAST_CERTAIN_FIRST, RULES
from nutgraf.ledger.cues import CUE_NOUNS, LIGHT, words
from nutgraf.ledger.frames import Frame, Mark, Scene, frames
from nutgraf.ledger.modality.governors import governed
from nutgraf.ledger.modality.holders import holders_of
from nutgraf.ledger.modality.ladder import NOMINAL, over, shares
from nutgraf.ledger.tree import Tree
from nutgraf.model import Certainty, Held, Modality

CARRYING = LIGHT | words(
    """hold take begin start open launch impose carry stage conduct continue resume happen occur go place attend
    conclude mount"""
)
"""Verbs that only carry the act their subject or object names: "talks will be held"."""
OF_TENSE = words(
    """may will likely perhaps seems believed_to expects question hearsay arranged must unnamed_source citing_sources"""
)
"""Rules that look at the tense and mood of a clause, not at what it does to what it names."""
OF_SPEECH = frozenset({"said", "voiced"})
"""Rules that leave an act what it is (rule 2)."""
AHEAD: frozenset[Modality] = frozenset({"planned", "offered", "demanded", "threatened"})
_OF_NOUN: dict[str, Certainty] = {
    "offer": "offered",
    "demand": "demanded",
    "threat": "threatened",
    "deny": "denied",
    "plan": "planned",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What kind of happening an act is."""

    modality: Modality
    """`happened` when nothing says otherwise."""
    decided_by: str
    """The words that decided; empty for a plain fact."""
    rule: str
    """Name of the rule; empty for a plain fact."""
    negated: bool
    """It did not happen, or shall not."""
    future: bool
    """It lies ahead."""
    hypothetical: bool
    """It is only possible, or hangs on something."""
    holders: tuple[Held, ...]
    """How certain: the author, then each source, the outermost first."""


def modality_of(scene: Scene, n: int) -> Standing:
    """Return what kind of happening the act at token `n` is. Cost: the rules, once for each governor."""
    marks = tuple(_marks(scene, n))
    decided = min(marks, key=lambda mark: LEAST_CERTAIN_FIRST.index(mark.certainty), default=None)
    modality = "happened" if decided is None else cast(Modality, decided.certainty)
    tree = scene.tree
    future = modality in AHEAD or (modality in {"speculated", "unconfirmed"} and _untold(tree, n))
    governed = scene.condition is not None and scene.condition.governor in {n, tree[n].head}
    return Standing(
        modality=modality,
        decided_by="" if decided is None else decided.cue,
        rule="" if decided is None else decided.rule,
        negated=any(tree.negation(k) is not None for k in _sharing(tree, n)),
        future=future,
        hypothetical=modality == "speculated" or governed,
        holders=holders_of(scene, n, modality, "" if decided is None else decided.speaker),
    )


def _sharing(tree: Tree, n: int) -> Iterator[int]:
    yield n
    head = tree[n].head
    if tree[n].dep == "conj" and tree[n].pos == "VERB" and shares(tree, n):
        yield head
    if tree[n].pos in NOMINAL and tree.lemma(head) in CARRYING:
        yield head


def _marks(scene: Scene, n: int) -> Iterator[Mark]:
    tree = scene.tree
    by = {frame.clause: frame.by for frame in frames(scene)}
    named = tree[n].pos in NOMINAL
    below = n
    for k in over(tree, n):
        mark = governed(tree, k, below) if k != n and tree[k].pos == "VERB" else None
        if mark is not None:
            yield mark
        below = k
        noun = _OF_NOUN.get(CUE_NOUNS.get(tree.lemma(k), "")) if tree[k].pos == "NOUN" else None
        if noun is not None:
            yield Mark(noun, tree[k].text, rule="under_noun")
        if tree[k].pos not in {"VERB", "AUX"}:
            continue
        for rule in RULES:
            name = rule.__name__
            if name in OF_SPEECH or (named and name in OF_TENSE and tree.lemma(k) not in CARRYING):
                continue
            mark = rule(scene, Frame(k, by.get(k)))
            if mark is not None and mark.certainty not in {"said", "reported"}:
                yield replace(mark, rule=name)


def _untold(tree: Tree, n: int) -> bool:
    """Tell whether an open act lies ahead: a bare infinitive or a thing that is only named; not "may have met"."""
    if tree[n].pos in NOMINAL:
        return True
    return tree[n].tag == "VB" and tree.aux(n, {"have"}) is None
