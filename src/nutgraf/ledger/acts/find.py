"""Acts of a sentence: for each verb, the frame that fits, with who acts, to whom, and what it is about.

Rule 1: the frame that fits the verb and its noun decides (`fit`).
Rule 2: tense, modal, negation and what a saying says change the type (`turns`).
Rule 3: the act inside a condition is no event.
Rule 4: what one agrees to, asks for, refuses or threatens to do is no event of its own but the base of that act.
Rule 5: a verb of everyday life ("GPS provides a reference") needs an actor that can act.
Rule 6: what a thing does to a thing is no act ("the storm hit the coast"), nor is an idiom ("hit a high").
"""

from dataclasses import dataclass

from nutgraf.ledger.acts.about import GOVERNING, base_of, contexts_of
from nutgraf.ledger.acts.fit import complements, fit, objects
from nutgraf.ledger.acts.parties import actor_of, object_of, passive, recipient_of
from nutgraf.ledger.acts.table import idioms
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
    base: ActType | None = None
    """What is threatened, offered, planned, asked for or refused; `None` when the act stands for itself."""
    object: int | None = None
    """Head of what it is about ("a 30-day ceasefire"); `None` when there is none or it is the recipient."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts ("economic", "military"), sorted."""


def find_acts(tree: Tree) -> tuple[Act, ...]:
    """Return the acts of a sentence in order of their triggers; may be empty."""
    condition = condition_of(tree)
    barred = set() if condition is None else set(condition.tokens)
    found: list[Act] = []
    for n in _outer_first(tree):
        act = None if n in barred else act_at(tree, n)
        if act is None:
            continue
        found.append(act)
        if act.type in GOVERNING:
            barred.update(complements(tree, n))
    return tuple(sorted(found, key=lambda act: act.trigger))


def act_at(tree: Tree, n: int) -> Act | None:
    """Return the act that a verb tells; `None` when it is no verb or no row fits."""
    if tree[n].pos not in {"VERB", "AUX"} or _idiom(tree, n):
        return None
    row = fit(tree, n) if tree[n].pos == "VERB" else None
    turn = turned(tree, n, None if row is None else row.type)
    if turn is None:
        return None
    actor = actor_of(tree, n)
    alone = row is None or row.noun is None
    if alone and tree.lemma(n) in WEAK and not (tree.agentive(actor) or (passive(tree, n) and actor is None)):
        return None
    noun = None if row is None else row.noun
    recipient = recipient_of(tree, n, turn.type, actor=actor, noun=noun)
    if turn.type != "STATEMENT" and _thing(tree, actor) and not tree.animate(recipient):
        return None
    thing = object_of(tree, n, recipient=recipient, noun=noun)
    return Act(
        type=turn.type,
        mode=row.mode if row is not None and row.type == turn.type else "",
        trigger=n,
        actor=actor,
        recipient=recipient,
        negated=tree.negation(n) is not None,
        base=turn.base or base_of(tree, n, turn.type),
        object=thing,
        contexts=contexts_of(tree, n, thing, recipient),
    )


def _idiom(tree: Tree, n: int) -> bool:
    known = idioms().get(tree.lemma(n), frozenset())
    return any(tree.lemma(k) in known for k in objects(tree, n))


def _thing(tree: Tree, n: int | None) -> bool:
    """Tell whether an actor is a thing, as far as one can see: a common noun that is nobody and no name."""
    return n is not None and tree[n].pos == "NOUN" and not tree.agentive(n) and not tree[n].entity


def _outer_first(tree: Tree) -> list[int]:
    """Return the tokens so that each comes after the one it depends on."""
    order = list(tree.roots)
    for n in order:  # grows while it is read
        order += tree.kids[n]
    return order
