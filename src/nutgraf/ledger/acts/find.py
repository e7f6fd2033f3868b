"""Acts of a sentence: for each verb, the frame that fits, with who acts, to whom, and what it is about.

Rule 1: the frame that fits the verb and its noun decides (`fit`).
Rule 2: tense, modal, negation and what a saying says change the type (`turns`).
Rule 3: the act inside a condition is no event.
Rule 4: what one agrees to, asks for, refuses or threatens to do is no event of its own but the base of that act.
Rule 5: a saying whose content is an agreement or plan is told by its content: "said he will meet her".
Rule 6: whoever only tells nothing refuses nothing: "declined to say whether", "asked not to be named".
Rule 7: a verb of everyday life ("GPS provides a reference") needs an actor that can act.
Rule 8: what a thing does to a thing is no act ("the storm hit the coast"), nor is an idiom ("hit a high").
"""

from nutgraf.ledger.acts.about import GOVERNING, base_of, contexts_of, nouns_of
from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.acts.everyday import everyday
from nutgraf.ledger.acts.fit import complements, fit, fit_of_noun, objects
from nutgraf.ledger.acts.nominal import nominal_acts
from nutgraf.ledger.acts.parties import actor_of, object_of, passive, recipient_of
from nutgraf.ledger.acts.table import idioms
from nutgraf.ledger.acts.turns import COOPERATIVE, turned
from nutgraf.ledger.attribute import act_of
from nutgraf.ledger.conditions import conditions_of
from nutgraf.ledger.cues import REFUSING, words
from nutgraf.ledger.tree import Tree

_OWNERS = frozenset({"GPE", "ORG", "NORP"})
WEAK = words(
    """provide help offer meet discuss ask assist support give ship visit allow release deliver work share require
    approve receive invite hold host supply want demonstrate ease return serve show lead make move open protect
    recommend suggest train send use call"""
)
"""Verbs that tell an act between parties and, as often, none."""
_PROPOSING = words("propose suggest offer")
_RECEIVING = words("have enjoy get win receive gain lack lose")
_TELLING = words("say tell confirm comment reveal disclose specify elaborate answer mention name identify")
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


def find_acts(tree: Tree) -> tuple[Act, ...]:
    """Return the acts of a sentence in order of their triggers; may be empty."""
    barred = {k for c in conditions_of(tree) for k in c.tokens}
    told = set(barred)
    found: list[Act] = []
    for n in _outer_first(tree):
        if n in barred or tree[n].pos not in {"VERB", "AUX"}:
            continue
        act = None if _tells_nothing(tree, n) else act_at(tree, n)
        if act is None or _told_by_content(tree, act):
            continue
        found.append(act)
        if act.type in GOVERNING:
            barred.update(complements(tree, n))
        if act.type != "STATEMENT":
            told.update(nouns_of(tree, act))
    found += nominal_acts(tree, told)
    kept = (act for act in found if act.type == "STATEMENT" or not everyday(tree, act))
    return tuple(sorted(kept, key=lambda act: act.trigger))


def _told_by_content(tree: Tree, act: Act) -> bool:
    """Tell whether an act is a saying whose content tells the same better (rule 5)."""
    clause = tree.child(act.trigger, "ccomp")
    if act.type != "AGREE" or clause is None or act_of(tree, act.trigger) not in {"say", "relay", "think", "warn"}:
        return False
    inner = act_at(tree, clause)
    return inner is not None and inner.type != "STATEMENT"


def _tells_nothing(tree: Tree, n: int) -> bool:
    """Tell whether a verb only keeps silent (rule 6)."""
    clause = tree.child(n, "xcomp")
    if tree.lemma(n) == "ask" and clause is not None:
        return tree.lemma(clause) in {"name", "identify"}
    said = clause if tree.lemma(n) in REFUSING else n if tree.negation(n) is not None else None
    return said is not None and tree.lemma(said) in _TELLING


def act_at(tree: Tree, n: int) -> Act | None:
    """Return the act that a verb tells; `None` when it is no verb or no row fits."""
    if tree[n].pos not in {"VERB", "AUX"} or tree[n].dep == "amod" or _idiom(tree, n):
        return None  # "the proposed meeting" proposes nothing
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
    if turn.type != "STATEMENT" and is_thing(tree, actor) and not tree.animate(recipient):
        return None
    thing = object_of(tree, n, recipient=recipient, noun=noun)
    about = base_of(tree, n, turn.type) or (None if turn.noun is None else fit_of_noun(tree, turn.noun))
    thing = turn.noun if thing is None else thing
    own = row.mode if row is not None and turn.type == row.type else ""
    if turn.type == "SUPPORT" and tree.lemma(n) in _RECEIVING and noun is not None:
        actor, recipient = recipient, actor  # "the plan has the backing of the unions"
    kind = turn.type
    if (
        kind == "REQUEST"
        and tree.lemma(n) in _PROPOSING
        and about is not None
        and about.type in COOPERATIVE | {"RETREAT"}
    ):
        kind = "AGREE"  # who proposes talks is ready for them
    return Act(
        type=kind,
        mode=about.mode if about is not None and not own else own,
        trigger=n,
        actor=actor,
        recipient=recipient,
        negated=tree.negation(n) is not None,
        base=turn.base or (None if about is None else about.type),
        object=thing,
        contexts=contexts_of(tree, n, thing, recipient),
    )


def _idiom(tree: Tree, n: int) -> bool:
    known = idioms().get(tree.lemma(n), frozenset())
    return any(tree.lemma(k) in known for k in objects(tree, n))


def is_thing(tree: Tree, n: int | None) -> bool:
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
