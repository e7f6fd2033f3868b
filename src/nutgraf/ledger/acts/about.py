"""What an act is about: the act that is threatened, offered, planned or asked for, and PLOVER's contexts."""

from nutgraf.ledger.acts.fit import complements, fit, noun_act, objects
from nutgraf.ledger.acts.table import context_words
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

GOVERNING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose complement is no event of its own but what they are about."""


def base_of(tree: Tree, n: int, kind: ActType) -> ActType | None:
    """Return the type of what an act of agreeing, asking, refusing or threatening is about; `None` when unknown."""
    if kind not in GOVERNING:
        return None
    for clause in complements(tree, n):
        found = fit(tree, clause)
        if found is not None and found.type != "STATEMENT":
            return found.type
    for k in _named(tree, n):
        row = noun_act(tree, k)
        if row is not None and row.act != kind:
            return row.act
    return None


def contexts_of(tree: Tree, n: int, *places: int | None) -> tuple[str, ...]:
    """Return PLOVER's contexts of an act by its trigger, the given places and the words before them, sorted."""
    known = context_words()
    near = [n, *(k for k in places if k is not None)]
    near += [k for place in near[1:] for k in tree.children(place, "compound", "amod", "nmod", "conj")]
    near += list(objects(tree, n))
    return tuple(sorted({known[tree.lemma(k)] for k in near if tree.lemma(k) in known}))


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
