"""Acts of a sentence: for each verb, the frame that fits, with actor and recipient by the parse.

Rule 1: the fullest row of the table decides; a row that asks for a noun or a small word needs it.
Rule 2: in the passive the by-agent acts and the subject receives.
Rule 3: the act inside a condition is no event.
Rule 4: a verb of everyday life ("GPS provides a reference") needs an actor that can act.
Rule 5: tense, modal, negation and what a saying says change the type (`turns`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.ledger.acts.table import FrameRow, frame_rows
from nutgraf.ledger.acts.turns import turned
from nutgraf.ledger.conditions import condition_of
from nutgraf.ledger.cues import words
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

WEAK = words(
    """provide help offer meet discuss ask assist support give ship visit allow release deliver work share require
    approve receive invite hold host supply want demonstrate ease return serve show lead make move open protect
    recommend suggest train send use call"""
)
"""Verbs that tell an act between parties and, as often, none."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act, by tokens of its sentence."""

    type: ActType
    """PLOVER type."""
    mode: str
    """PLOVER mode; may be empty."""
    trigger: int
    """The verb."""
    actor: int | None
    """Head of who acts; `None` when not told."""
    recipient: int | None
    """Head of whom it is done to; `None` when not told."""
    negated: bool
    """It did not happen."""


def find_acts(tree: Tree) -> tuple[Act, ...]:
    """Return the acts of a sentence in order of their verbs; may be empty."""
    condition = condition_of(tree)
    barred = frozenset() if condition is None else condition.tokens
    return tuple(act for n in range(len(tree.tokens)) if n not in barred and (act := act_at(tree, n)) is not None)


def act_at(tree: Tree, n: int) -> Act | None:
    """Return the act that a verb tells; `None` when it is no verb or no row fits."""
    if tree[n].pos not in {"VERB", "AUX"}:
        return None
    row = _row(tree, n) if tree[n].pos == "VERB" else None
    kind = turned(tree, n, None if row is None else row.act)
    if kind is None:
        return None
    passive = tree.passive(n)
    actor = tree.agent(n) if passive else tree.subject(n)
    if tree.lemma(n) in WEAK and not (tree.agentive(actor) or (passive and actor is None)):
        return None
    recipient = tree.child(n, "nsubjpass") if passive else next(_receivers(tree, n), None)
    mode = row.mode if row is not None and row.act == kind else ""
    return Act(kind, mode, n, actor, recipient, tree.negation(n) is not None)


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
