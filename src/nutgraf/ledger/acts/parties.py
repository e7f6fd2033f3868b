"""Who acts, to whom it is done and what it is about, by the parse.

Rule 1: in the passive the by-agent acts and the subject receives.
Rule 2: a participle on a noun is a passive without its auxiliary: "sanctions imposed by Paris".
Rule 3: a relative pronoun stands for its noun; "it", "he", "they" in what somebody says stand for the speaker.
Rule 4: names and bodies receive before things, near ones before far ones.
Rule 5: when nobody else receives what two do together, the second of two joined actors does: "Paris and Rome met".
"""

from collections.abc import Iterator

from nutgraf.ledger.acts.fit import complements
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT"})
"""Types that two may do to each other."""
PLACED = frozenset({"COERCE", "ASSAULT", "RETREAT", "CONCEDE", "AID", "MOBILIZE"})
"""Types that are done to the place where they happen: "imposed a curfew in Bangkok"."""
_SELF = frozenset({"it", "he", "she", "they", "we", "i"})
_NO_PARTY = frozenset({"by", "after", "before", "during", "since", "until", "as", "because", "at", "amid", "through"})
_IN = frozenset({"in", "on", "across"})
_DEPTH = 5


def passive(tree: Tree, n: int) -> bool:
    """Tell whether a verb is a passive, with or without its auxiliary."""
    bare = tree[n].tag == "VBN" and tree.child(n, "aux", "dobj") is None  # "with Russia accused of spying"
    return tree.passive(n) or (tree[n].dep == "acl" and tree[n].tag == "VBN") or (tree[n].dep == "pcomp" and bare)


def actor_of(tree: Tree, n: int) -> int | None:
    """Return the head of who acts; `None` when not told."""
    if passive(tree, n):
        return tree.agent(n)
    found = tree.subject(n)
    if tree[n].dep == "acl" and tree[n].tag == "VBG" and not tree.child(n, "nsubj"):
        found = tree[n].head
    return None if found is None else _stands_for(tree, found)


def recipient_of(tree: Tree, n: int, kind: ActType, *, actor: int | None, noun: int | None) -> int | None:
    """Return the head of whom it is done to; `None` when not told."""
    if passive(tree, n):
        subject = tree.child(n, "nsubjpass", *(("nsubj",) if tree[n].dep == "pcomp" else ()))
        if subject is None and tree[n].dep == "acl":
            subject = tree[n].head
        if subject is not None and subject != noun:
            return _stands_for(tree, subject)
    reached = [k for k in _reached(tree, n, kind) if k != actor]
    party = next((k for k in reached if tree.animate(k) and tree[k].text.lower() not in {"we", "i", "who"}), None)
    if party is not None:
        return party
    if kind in MUTUAL and actor is not None and tree.child(actor, "conj") is not None:
        return tree.child(actor, "conj")
    return next((k for k in tree.children(n, "dative", "dobj") if k != noun), None)


def object_of(tree: Tree, n: int, *, recipient: int | None, noun: int | None) -> int | None:
    """Return the head of what an act is about; `None` when there is none or it is the recipient."""
    if noun is not None and noun != recipient and tree[noun].pos in {"NOUN", "PROPN"}:
        return noun
    things = [*tree.children(n, "dobj", "nsubjpass"), *_prepositional(tree, n)]
    for clause in complements(tree, n):
        things += tree.children(clause, "dobj", "nsubjpass")
        things += _prepositional(tree, clause)
    fits = (k for k in things if k != recipient and tree[k].pos == "NOUN" and not tree.animate(k))
    return next((k for k in fits if tree[k].entity not in {"DATE", "TIME"}), None)


def _prepositional(tree: Tree, n: int) -> list[int]:
    small = (
        k for k in tree.children(n, "prep", "prt") if tree.lemma(k) not in _NO_PARTY | _IN or tree.lemma(k) == "on"
    )
    return [p for k in small for p in tree.children(k, "pobj")]


def _stands_for(tree: Tree, n: int) -> int:
    """Return the noun of a relative pronoun, the speaker of a pronoun within a saying, else the same."""
    verb = tree[n].head
    if tree[n].tag in {"WDT", "WP"} and tree[verb].dep == "relcl":
        return tree[verb].head
    if tree[n].text.lower() in _SELF and tree[verb].dep == "ccomp":
        speaker = tree.subject(tree[verb].head)
        return n if speaker is None or not tree.animate(speaker) else speaker
    return n


def _reached(tree: Tree, n: int, kind: ActType) -> Iterator[int]:
    """Yield what a verb reaches by objects, prepositions, owners and complements; near before far, left to right."""
    level = [n]
    for _ in range(_DEPTH):
        below: list[int] = []
        for k in level:
            for kid in tree.children(k, "dative", "dobj", "prep", "pobj", "poss", "xcomp", "ccomp", "pcomp", "prt"):
                if tree[kid].dep in {"prep", "dative"} and not _open(tree, kid, kind):
                    continue
                below.append(kid)
            if k != n and tree[k].dep in {"xcomp", "ccomp", "pcomp"}:
                below += tree.children(k, "nsubj", "nsubjpass")
        yield from (k for k in below if tree[k].dep in {"dative", "dobj", "pobj", "poss", "nsubj", "nsubjpass"})
        level = below


def _open(tree: Tree, small: int, kind: ActType) -> bool:
    word = tree.lemma(small)
    return word not in _NO_PARTY and (word not in _IN or kind in PLACED or word == "on")
