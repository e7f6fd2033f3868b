"""The clauses that carry a sentence, each with who stands for it; and the marks that rules leave on them.

The walk starts at the root and goes on to coordinated clauses and to what is said, thought or reported. Relative and
adverbial clauses are left out, apart from a participle of saying ("..., adding that").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nutgraf.ledger.attribute import Attribution
from nutgraf.ledger.conditions import Condition
from nutgraf.ledger.cues import CONFIRM, CueClass
from nutgraf.ledger.tree import Tree
from nutgraf.model import Certainty

_ASKERS = frozenset({"whether", "if", "who", "when", "where", "why", "how"})

TRANSPARENT: frozenset[CueClass] = frozenset({"say", "relay", "think", "warn", "hint", "pledge"})
"""Cues behind which one must look; the others speak for what they govern."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a rule may look at."""

    tree: Tree
    """The sentence."""
    cues: Mapping[int, Attribution]
    """Its attributions by the token of the cue."""
    quotes: tuple[tuple[int, int], ...]
    """Its quoted stretches."""
    condition: Condition | None
    """Its condition."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause, and who stands for it."""

    clause: int
    """Token index of its head."""
    by: Attribution | None
    """The attribution whose source stands for it; `None` when the outlet itself does."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule found."""

    certainty: Certainty
    """How certain that makes the sentence."""
    cue: str
    """The words that decided."""
    speaker: str = ""
    """Who says or does it; empty when the rule does not tell."""
    rule: str = ""
    """Name of the rule."""


def frames(scene: Scene) -> Iterator[Frame]:
    """Yield the clauses that carry the sentence, outermost first, each once."""
    tree = scene.tree
    over = {c.target: c for c in scene.cues.values() if c.target is not None and _governs(tree, c)}
    seen: set[int] = set()
    todo: list[Frame] = [Frame(root, over.get(root)) for root in reversed(tree.roots)]
    while todo:
        frame = todo.pop()
        if frame.clause in seen:
            continue
        seen.add(frame.clause)
        yield frame
        todo.extend(reversed([f for f in _below(scene, frame, over) if f.clause not in seen]))


def _governs(tree: Tree, cue: Attribution) -> bool:
    """Tell whether a cue is no verb above its content: "according to", a turn, "..., X said" parsed the other way."""
    return cue.target is not None and (tree[cue.head].text == ":" or tree[cue.head].head == cue.target)


def _below(scene: Scene, frame: Frame, over: Mapping[int, Attribution]) -> Iterator[Frame]:
    tree, n = scene.tree, frame.clause
    cue = scene.cues.get(n)
    for kid in tree.kids[n]:
        token = tree[kid]
        if scene.condition is not None and kid in scene.condition.tokens:
            continue
        if token.dep == "conj" and token.pos in {"VERB", "AUX"}:
            yield Frame(kid, over.get(kid, frame.by))
        elif token.dep in {"advcl", "parataxis", "dep"} and kid in scene.cues and scene.cues[kid].act in TRANSPARENT:
            yield Frame(kid, None if scene.cues[kid].target == n else frame.by)
        elif token.dep == "ccomp" and _open(tree, n, cue) and not _asked(tree, kid):
            yield Frame(kid, over.get(kid) or holder(frame.by, cue))
        elif _goes_on(tree, n, kid) or (token.dep == "xcomp" and cue is None and kid in scene.cues):
            yield Frame(kid, frame.by)


def _goes_on(tree: Tree, n: int, kid: int) -> bool:
    """Tell whether a participle is the real verb of a sentence whose subject was parsed as its root."""
    return tree[kid].dep == "acl" and n in tree.roots and tree[kid].tag in {"VBN", "VBD"} and tree[kid - 1].text == ","


def _open(tree: Tree, verb: int, cue: Attribution | None) -> bool:
    if cue is None:
        return tree.lemma(verb) not in CONFIRM or tree.negation(verb) is None
    return cue.act in TRANSPARENT and not cue.negated


def _asked(tree: Tree, clause: int) -> bool:
    """Tell whether a complement is a question, which states nothing: "asked whether he would come"."""
    first = tree.subtree(clause)[0]
    return tree[first].head == clause and tree[first].text.lower() in _ASKERS


def holder(outer: Attribution | None, inner: Attribution | None) -> Attribution | None:
    """Return who stands for a clause said within another: the outer speaker, unless that one only relays."""
    if inner is None:
        return outer
    return inner if outer is None or outer.act == "relay" or not outer.speaker else outer
