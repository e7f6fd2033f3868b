"""What an act is about: the act that is threatened, offered, planned or asked for, and PLOVER's contexts."""

from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.acts.fit import Fit, complements, fit, noun_act, objects
from nutgraf.ledger.acts.table import context_words
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

GOVERNING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose complement is no event of its own but what they are about."""


def base_of(tree: Tree, n: int, kind: ActType) -> Fit | None:
    """Return type and mode of what an act of agreeing, asking, refusing or threatening is about; `None` if unknown."""
    if kind not in GOVERNING:
        return None
    for clause in complements(tree, n):
        found = fit(tree, clause)
        if found is not None and found.type != "STATEMENT":
            return found
    for k in _named(tree, n):
        row = noun_act(tree, k)
        if row is not None and row.act != kind:
            return Fit(row.act, row.mode, k)
    return None


def contexts_of(tree: Tree, n: int, *places: int | None) -> tuple[str, ...]:
    """Return PLOVER's contexts of an act by its trigger, the given places and the words before them, sorted."""
    known = context_words()
    near = [n, *(k for k in places if k is not None)]
    near += [k for place in near[1:] for k in tree.children(place, "compound", "amod", "nmod", "conj")]
    near += list(objects(tree, n))
    return tuple(sorted({context for k in near for context in known.get(tree.lemma(k), ())}))


def _named(tree: Tree, n: int) -> list[int]:
    """Return the nouns that may name it: "offered talks", "a threat of sanctions", "called for a ceasefire"."""
    near = list(objects(tree, n))
    of = [
        p
        for k in near
        for s in tree.children(k, "prep")
        if tree.lemma(s) in {"of", "for"}
        for p in tree.children(s, "pobj")
    ]
    return [*near, *of]


def nouns_of(tree: Tree, act: Act) -> set[int]:
    """Return the nouns that an act has told already: its own noun, and what it is about."""
    named = set(_named(tree, act.trigger)) if act.type in GOVERNING else set()
    return named if act.object is None else {*named, act.object}
