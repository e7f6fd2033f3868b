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

_OWNERS = frozenset({"GPE", "ORG", "NORP"})
WEAK = words(
    """provide help offer meet discuss ask assist support give ship visit allow release deliver work share require
    approve receive invite hold host supply want demonstrate ease return serve show lead make move open protect
    recommend suggest train send use call"""
)
"""Verbs that tell an act between parties and, as often, none."""


BODIES = words(
    """neighbour neighbor widow widower heir league federation watchdog drugmaker carmaker automaker chipmaker
    magistrate tribunal ombudsman inspector retailer insurer lender regulator villager inhabitant citizen civilian
    gunman attacker
    assailant jihadist insurgent separatist loyalist hacker kidnapper pirate smuggler gang cartel faction warlord
    parent pupil nun monk pastor clergy coastguard guard policeman policewoman constable sheriff detective trooper
    marine sailor soldiers legislature assembly chamber senate panel body mission embassy consulate delegation
    summit conference congregation foundation institute institution association society federation confederation
    movement network alliance axis front wing branch division brigade battalion regiment squad unit patrol fleet
    warplane jet drone helicopter warship tank artillery superpower power kingdom republic emirate monarchy state
    prosecution defence defense judiciary ministry secretariat directorate bureau agency taskforce court
    shareholder creditor donor retiree pensioner veteran nurse medic rescuer firefighter lifeboat
    demonstrator striker dissident exile refugee settler tribesman elder chieftain governor premier chancellor
    envoy emissary negotiator spokesperson statement report letter resolution document charter decree"""
)
"""Nouns of those who act, beside the ones that speak; and papers that speak for a body."""


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
    if n is None or tree[n].pos != "NOUN" or tree[n].entity or tree.agentive(n):
        return False
    return tree.lemma(n) not in BODIES and not any(tree[k].entity in _OWNERS for k in tree.children(n, "poss"))


def _outer_first(tree: Tree) -> list[int]:
    """Return the tokens so that each comes after the one it depends on."""
    order = list(tree.roots)
    for n in order:  # grows while it is read
        order += tree.kids[n]
    return order
