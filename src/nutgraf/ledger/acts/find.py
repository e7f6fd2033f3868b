"""Acts of a sentence: for each verb, the frame that fits, with actor and recipient by the parse.

Rule 1: the fullest row of the table decides; a row that asks for a noun or a small word needs it.
Rule 2: in the passive the by-agent acts and the subject receives.
Rule 3: the act inside a condition is no event.
Rule 4: a verb of everyday life ("GPS provides a reference") needs an actor that can act.
Rule 5: tense, modal, negation and what a saying says change the type (`turns`).
"""

from collections.abc import Iterator
from dataclasses import replace

from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.acts.base import OF_SPEECH, with_base
from nutgraf.ledger.acts.contexts import contexts_of
from nutgraf.ledger.acts.nominal import nominal_acts
from nutgraf.ledger.acts.table import FrameRow, frame_rows
from nutgraf.ledger.acts.turns import turned
from nutgraf.ledger.conditions import conditions_of
from nutgraf.ledger.cues import words
from nutgraf.ledger.tree import Tree

WEAK = words(
    """provide help offer meet discuss ask assist support give ship visit allow release deliver work share require
    approve receive invite hold host supply want demonstrate ease return serve show lead make move open protect
    recommend suggest train send use call"""
)
"""Verbs that tell an act between parties and, as often, none."""


def find_acts(tree: Tree) -> tuple[Act, ...]:
    """Return the acts of a sentence in order of their triggers; may be empty. What a condition holds is none."""
    barred = frozenset(k for c in conditions_of(tree) for k in c.tokens)
    told = [act for n in range(len(tree.tokens)) if n not in barred and (act := act_at(tree, n)) is not None]
    told += nominal_acts(tree, {a.trigger for a in told if a.type not in OF_SPEECH | {"STATEMENT"}}, barred)
    found = with_base(tree, sorted(told, key=lambda act: act.trigger))
    return tuple(replace(act, contexts=contexts_of(tree, act)) for act in found)


def act_at(tree: Tree, n: int) -> Act | None:
    """Return the act that a verb tells; `None` when it is no verb or no row fits."""
    if tree[n].pos not in {"VERB", "AUX"} or tree[n].dep == "amod":
        return None  # "the proposed meeting" proposes nothing
    row = _row(tree, n) if tree[n].pos == "VERB" else None
    if tree.lemma(n) == "ask" and any(tree.lemma(k) in {"name", "identify"} for k in tree.children(n, "xcomp")):
        return None  # "who asked not to be named"
    kind = turned(tree, n, None if row is None else row.act)
    if kind is None:
        return None
    passive = tree.passive(n) or _bare_passive(tree, n)
    actor = tree.agent(n) if passive else tree.subject(n)
    if tree.lemma(n) in WEAK and not (tree.agentive(actor) or (passive and actor is None)):
        return None
    recipient = _sufferer(tree, n) if passive else next(_receivers(tree, n), None)
    mode = row.mode if row is not None and row.act == kind else ""
    base = row.act if row is not None and row.act != kind and row.act != "STATEMENT" else None
    negated = tree.negation(n) is not None and kind != "REJECT"
    return Act(kind, mode, n, actor, recipient, negated, base, _thing(tree, n, recipient))


def _bare_passive(tree: Tree, n: int) -> bool:
    """Tell whether a participle is passive without "be": "Russia accused of spying", "a goal supported by many"."""
    alone = tree.child(n, "aux", "auxpass", "dobj") is None
    return alone and tree[n].tag == "VBN" and tree[n].dep in {"acl", "pcomp"}


def _sufferer(tree: Tree, n: int) -> int | None:
    """Return what a passive is done to: its subject, or the noun that it stands behind."""
    subject = tree.child(n, "nsubjpass", "nsubj")
    return tree[n].head if subject is None and tree[n].dep == "acl" else subject


def _thing(tree: Tree, n: int, recipient: int | None) -> int | None:
    """Return what an act is about: its object, or that of its preposition, that is not who it is done to."""
    direct = (*tree.children(n, "dobj", "nsubjpass", "oprd"),)
    small = (k for prep in tree.children(n, "prep") for k in tree.children(prep, "pobj"))
    open_ = (k for k in (*direct, *small) if k != recipient and tree[k].pos in {"NOUN", "PROPN"})
    return next((k for k in open_ if tree[k].entity not in {"DATE", "TIME", "GPE", "PERSON"}), None)


def _row(tree: Tree, n: int) -> FrameRow | None:
    rows = frame_rows().get(tree.lemma(n), ())
    particles = set(tree.particles(n))
    nouns = {tree.lemma(k) for k in _objects(tree, n)}
    for row in rows:
        if row.noun and not (row.noun in nouns or row.noun.rstrip("s") in nouns):
            continue
        if row.particle and row.particle not in particles:
            continue
        return row
    return None


def _objects(tree: Tree, n: int) -> Iterator[int]:
    """Yield what a verb acts on: objects, objects of its prepositions, its complement, and what is joined to them."""
    for k in tree.children(n, "dobj", "attr", "oprd", "acomp", "xcomp", "ccomp", "nsubjpass"):
        yield k
        yield from tree.children(k, "conj", "compound")
    for k in tree.children(n, "prep", "agent", "dative"):
        yield from tree.children(k, "pobj")


def _receivers(tree: Tree, n: int) -> Iterator[int]:
    """Yield to whom it may be done: names and bodies first, objects before what stands behind prepositions."""
    direct = [*tree.children(n, "dative", "dobj")]
    small = [prep for k in (n, *direct) for prep in tree.children(k, "prep", "dative")]
    further = [p for prep in small for p in tree.children(prep, "pobj")]
    clauses = [s for k in tree.children(n, "ccomp", "xcomp") for s in tree.children(k, "nsubj", "nsubjpass")]
    yield from (k for k in (*direct, *further, *clauses) if tree.animate(k))
    yield from direct
