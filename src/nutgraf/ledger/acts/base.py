"""What is threatened, offered, asked for, agreed to or refused: the base of an act of speech, one claim with it.

| told | kept |
|---|---|
| threatened to impose sanctions, a threat of sanctions | THREATEN, base COERCE |
| offered talks, agreed to meet | AGREE, base CONSULT |
| urged Russia to withdraw | REQUEST to Russia, base RETREAT |
| said Ukraine should agree | REQUEST to Ukraine, base AGREE |
| vowed to strike, said he would strike | THREATEN, base ASSAULT |
| refused to meet, said he would not sign | REJECT, base CONSULT / AGREE |
| said he will meet her | the meeting alone |
| denied that troops attacked | the attack alone, which is denied |
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.acts.nouns import noun_acts
from nutgraf.ledger.acts.turns import HOSTILE
from nutgraf.ledger.attribute import act_of
from nutgraf.ledger.cues import REFUSING
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

OF_SPEECH: frozenset[ActType] = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE"})
"""Acts that speak of another one."""
_SAYING = frozenset({"say", "relay", "think", "warn"})
_TELLING = frozenset("say tell confirm comment reveal disclose specify elaborate answer mention name identify".split())
_INTO = frozenset({"xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "dative", "nsubjpass"})
DEEP = 4
"""Steps below an act of speech at which its base is looked for."""


def with_base(tree: Tree, acts: Sequence[Act]) -> list[Act]:
    """Return the acts, each act of speech made one with what it speaks of."""
    at = {act.trigger: act for act in acts}
    dropped: set[int] = set()
    kept: dict[int, Act] = {}
    for act in acts:
        if act.trigger in dropped:
            continue
        inner = next((at[k] for k in _below(tree, act.trigger) if k in at and at[k].type != "STATEMENT"), None)
        says = tree[act.trigger].pos == "VERB" and act_of(tree, act.trigger) in _SAYING
        silent = act.type == "REJECT" and _tells_nothing(tree, act.trigger)
        if silent:
            dropped.add(act.trigger)
            continue
        denies = tree.lemma(act.trigger) == "deny" and tree.child(act.trigger, "ccomp") is not None
        if inner is not None and ((says and act.type in {"AGREE", "STATEMENT"}) or denies):
            dropped.add(act.trigger)
        elif act.type in OF_SPEECH and inner is not None:
            dropped.add(inner.trigger)
            kept[act.trigger] = _joined(act, inner, asks=act.type in {"REQUEST", "ACCUSE"})
        elif act.type in OF_SPEECH and act.base is None:
            told = _of_noun(tree, act)
            clause = tree.child(act.trigger, "ccomp") if says and told.object is None else None
            kept[act.trigger] = told if clause is None else replace(told, object=clause)
    return [kept.get(act.trigger, act) for act in acts if act.trigger not in dropped]


def _tells_nothing(tree: Tree, n: int) -> bool:
    """Tell whether somebody only says nothing: "declined to say whether", "does not say who": no refusal of the thing."""
    said = tree.child(n, "xcomp") if tree.lemma(n) in REFUSING else n if tree.negation(n) is not None else None
    return said is not None and tree.lemma(said) in _TELLING


def _joined(act: Act, inner: Act, *, asks: bool) -> Act:
    """Return an act of speech with the act it speaks of; whoever is asked to do it is the recipient."""
    type_: ActType = "THREATEN" if act.type == "AGREE" and inner.type in HOSTILE and not act.negated else act.type
    who = act.recipient if act.recipient is not None else inner.actor if asks else inner.recipient
    who = None if who == act.actor else who
    thing = inner.object if inner.object is not None else act.object
    return replace(act, type=type_, base=inner.base or inner.type, mode=inner.mode, recipient=who, object=thing)


def _of_noun(tree: Tree, act: Act) -> Act:
    """Return an act of speech with what its object names: "threatened sanctions", "called for a ceasefire"."""
    clause = tree.child(act.trigger, "ccomp")
    subjects = () if clause is None else tuple(tree.children(clause, "nsubj", "nsubjpass"))
    nouns = (k for k in (*_below(tree, act.trigger), *subjects) if tree[k].pos == "NOUN")
    named = ((k, noun_acts().get(tree.lemma(k))) for k in nouns)
    found = next(((k, known) for k, known in named if known is not None), None)
    if found is None:
        return act
    hostile = act.type == "AGREE" and found[1][0] in HOSTILE
    return replace(act, base=found[1][0], mode=found[1][1], object=found[0], type="THREATEN" if hostile else act.type)


def _below(tree: Tree, n: int) -> Iterator[int]:
    """Yield the tokens that an act of speech governs, nearest first, relative and adverbial clauses left out."""
    level = [n]
    for _ in range(DEEP):
        level = [k for here in level for k in tree.kids[here] if tree[k].dep in _INTO]
        yield from level
