"""How tense, modal, negation and the content of a saying change the type of an act. Each rule holds its sentence."""

from collections.abc import Callable

from nutgraf.ledger.acts.nouns import noun_acts
from nutgraf.ledger.acts.table import frame_rows
from nutgraf.ledger.tree import WILL, Tree
from nutgraf.model import ActType

COOPERATIVE = frozenset({"AGREE", "CONSULT", "COOPERATE", "AID", "SUPPORT", "CONCEDE"})
"""Types that, when ahead, are a promise, and when refused, a rejection."""
HOSTILE = frozenset({"COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "THREATEN"})
"""Types that, when ahead, are a threat."""
_READY = frozenset({"willing", "ready", "prepared", "open", "eager"})
_OUGHT = frozenset({"should", "must", "ought", "needs"})

_Turn = Callable[[Tree, int, ActType | None], ActType | None]


def turned(tree: Tree, n: int, act: ActType | None) -> ActType | None:
    """Return the type of the act that a verb tells, `act` being that of its frame; `None` for no act."""
    return next((found for rule in TURNS if (found := rule(tree, n, act)) is not None), act)


def willing(tree: Tree, n: int, _: ActType | None = None) -> ActType | None:
    """Iran is ready to hold talks. / Iran is not willing to hold talks."""
    if tree.lemma(n) != "be" or not any(tree.lemma(k) in _READY for k in tree.children(n, "acomp")):
        return None
    if not tree.agentive(tree.subject(n)):
        return None  # "the report is ready"
    return "REJECT" if tree.negation(n) is not None else "AGREE"


def refused(tree: Tree, n: int, act: ActType | None) -> ActType | None:
    """The minister did not meet the envoys. / She would not sign the deal."""
    return "REJECT" if act in COOPERATIVE and tree.negation(n) is not None else None


def ahead(tree: Tree, n: int, act: ActType | None) -> ActType | None:
    """The leaders will meet on Friday. (a future CONSULT or COOPERATE is AGREE)"""
    coming = tree.aux(n, WILL) is not None or tree.aux(n, {"to"}) is not None
    return "AGREE" if coming and act in {"CONSULT", "COOPERATE"} else None


def said(tree: Tree, n: int, act: ActType | None) -> ActType | None:
    """Turkey said it will not join. / Paris said Rome should pay. / The general said he would strike the port."""
    clause = tree.child(n, "ccomp")
    if act != "STATEMENT" or clause is None:
        return None
    inner = next((row.act for row in frame_rows().get(tree.lemma(clause), ()) if not (row.noun or row.particle)), None)
    coming = tree.aux(clause, WILL | {"would"}) is not None
    if _harm_comes(tree, clause, coming=coming):
        return "THREATEN"
    if willing(tree, clause):
        return willing(tree, clause)
    if tree.aux(clause, _OUGHT) is not None:
        return "REQUEST"
    if coming and tree.negation(clause) is not None:
        return "REJECT"
    if coming and inner in HOSTILE:
        return "THREATEN"
    if coming and (inner in COOPERATIVE or _own(tree, clause)):
        return "AGREE"
    return None


def _harm_comes(tree: Tree, clause: int, *, coming: bool) -> bool:
    """The chancellor said sanctions were ready. / She said that further sanctions would follow."""
    subject = tree.child(clause, "nsubj", "nsubjpass")
    known = None if subject is None else noun_acts().get(tree.lemma(subject))
    ready = any(tree.lemma(k) in _READY for k in tree.children(clause, "acomp"))
    return known is not None and known[0] in HOSTILE and (coming or ready) and tree.negation(clause) is None


def _own(tree: Tree, clause: int) -> bool:
    """Tell whether the speaker is the one who will act: "said it will", "said he would"."""
    subject = tree.child(clause, "nsubj")
    return subject is not None and tree[subject].text.lower() in {"it", "he", "she", "they", "we", "i"}


TURNS: tuple[_Turn, ...] = (willing, refused, ahead, said)
"""In the order in which they are asked; the first that answers decides."""
