"""How tense, modal, negation and the content of a saying change the type of an act. Each rule holds its sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from nutgraf.ledger.acts.fit import fit, noun_act
from nutgraf.ledger.tree import WILL, Tree
from nutgraf.model import ActType

COOPERATIVE = frozenset({"AGREE", "CONSULT", "COOPERATE", "AID", "SUPPORT", "CONCEDE"})
"""Types that, when ahead, are a promise, and when refused, a rejection."""
HOSTILE = frozenset({"COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "THREATEN", "PROTEST"})
"""Types that, when ahead, are a threat."""
_GIVING = frozenset({"AID", "CONCEDE", "RETREAT"})
_READY = frozenset({"willing", "ready", "prepared", "open", "eager"})
_OUGHT = frozenset({"should", "must", "ought", "needs"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What an act has become."""

    type: ActType
    """Its type."""
    base: ActType | None = None
    """What it would have been: the meeting that is agreed, the strike that is threatened."""
    noun: int | None = None
    """The noun that tells it, where it is not the verb's object: "said sanctions were ready"."""


_Rule = Callable[[Tree, int, ActType | None], Turn | None]


def turned(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """Return what the act of a verb becomes, `act` being that of its frame; `None` for no act."""
    found = next((turn for rule in TURNS if (turn := rule(tree, n, act)) is not None), None)
    return found or (None if act is None else Turn(act))


def willing(tree: Tree, n: int, _: ActType | None = None) -> Turn | None:
    """Iran is ready to hold talks. / Iran is not willing to hold talks."""
    if tree.lemma(n) != "be" or not any(tree.lemma(k) in _READY for k in tree.children(n, "acomp")):
        return None
    if not tree.agentive(tree.subject(n)):
        return None  # "the report is ready"
    return Turn("REJECT" if tree.negation(n) is not None else "AGREE")


def denied(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """The company denied that it had known. (a report; "denied him a visa" is an act)"""
    return Turn("STATEMENT") if act == "REJECT" and tree.lemma(n) == "deny" and tree.child(n, "ccomp") else None


def refused(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """The minister did not meet the envoys. / She would not sign the deal."""
    return Turn("REJECT", act) if act in COOPERATIVE and tree.negation(n) is not None else None


def ahead(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """The leaders will meet on Friday. (a future CONSULT or COOPERATE is AGREE)"""
    coming = tree.aux(n, WILL) is not None or tree.aux(n, {"to"}) is not None
    return Turn("AGREE", act) if coming and act in {"CONSULT", "COOPERATE"} else None


def imposed_later(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """France will impose sanctions on Mali. / Berlin will release the prisoners. (no deed yet: a threat, a promise)"""
    modal = tree.aux(n, WILL)
    if modal is None or tree.negation(n) is not None:
        return None
    if act in HOSTILE - {"THREATEN"}:
        return Turn("THREATEN", act)
    return Turn("AGREE", act) if act in _GIVING else None


def phoned(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """Biden called King Salman on Saturday. ("called on", "called for" ask)"""
    if act != "REQUEST" or tree.lemma(n) != "call" or tree.passive(n) or tree.child(n, "ccomp", "oprd", "prt"):
        return None
    whom = tree.child(n, "dobj")
    return Turn("CONSULT") if whom is not None and tree[whom].entity == "PERSON" else None


def said(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """Turkey said it will not join. / Paris said Rome should pay. / The general said he would strike the port."""
    clause = tree.child(n, "ccomp")
    if act != "STATEMENT" or clause is None:
        return None
    told = fit(tree, clause)
    inner = None if told is None else told.type
    coming = tree.aux(clause, WILL | {"would"}) is not None
    if willing(tree, clause):
        return willing(tree, clause)
    if tree.aux(clause, _OUGHT) is not None:
        return Turn("REQUEST", inner)
    if coming and tree.negation(clause) is not None:
        return Turn("REJECT", inner)
    if coming and inner in HOSTILE:
        return Turn("THREATEN", inner)
    if coming and (inner in COOPERATIVE or _own(tree, clause)):
        return Turn("AGREE", inner)
    return None


def harm_told(tree: Tree, n: int, act: ActType | None) -> Turn | None:
    """The chancellor said sanctions were ready. / She warned that further sanctions would follow."""
    clause = tree.child(n, "ccomp")
    subject = None if clause is None else tree.child(clause, "nsubj", "nsubjpass")
    row = None if subject is None else noun_act(tree, subject)
    if act not in {"STATEMENT", "THREATEN"} or clause is None or row is None or row.act not in HOSTILE:
        return None
    coming = tree.aux(clause, WILL | {"would"}) is not None
    ready = any(tree.lemma(k) in _READY for k in tree.children(clause, "acomp"))
    return Turn("THREATEN", row.act, subject) if (coming or ready) and tree.negation(clause) is None else None


def _own(tree: Tree, clause: int) -> bool:
    """Tell whether the speaker is the one who will act: "said it will", "said he would"."""
    subject = tree.child(clause, "nsubj")
    return subject is not None and tree[subject].text.lower() in {"it", "he", "she", "they", "we", "i"}


TURNS: tuple[_Rule, ...] = (willing, denied, refused, ahead, imposed_later, phoned, harm_told, said)
"""In the order in which they are asked; the first that answers decides."""
