"""What a governing verb makes of the act below it, whoever its subject is: a closed table, one lemma an entry.

The rules of whole sentences ask who speaks before they believe a verb ("fire threatened villages"). What hangs on such
a verb as its clause, infinitive or object is planned, offered, asked for, threatened, denied or guessed all the same.
"""

from nutgraf.ledger.cues import HARM_VERBS, REFUSING, words
from nutgraf.ledger.frames import Mark
from nutgraf.ledger.tree import Tree
from nutgraf.model import Certainty

GOVERNORS: dict[Certainty, frozenset[str]] = {
    "planned": words(
        """plan intend aim prepare schedule pledge vow promise agree undertake commit arrange organise organize decide
        resolve"""
    ),
    "offered": words("offer propose volunteer invite suggest moot tender"),
    "demanded": words(
        """demand urge press petition request ask beg implore order instruct require insist appeal plead exhort lobby
        seek want call tell push advise"""
    ),
    "threatened": words("threaten menace"),
    "denied": words("deny refute disavow"),
    "speculated": words(
        """suspect predict forecast fear doubt guess assume speculate reckon expect anticipate consider contemplate
        mull weigh envisage believe hope"""
    ),
}
"""Verbs by what they make of what they govern."""
ASKING = words("press ask tell call push want order advise")
"""Of these only with an infinitive, a clause or "for": "told the story" asks for nothing."""
MUSING = words("consider contemplate mull weigh envisage")
"""Guessing that takes an object or a gerund."""
VOWING = words("vow promise pledge swear")
"""What these say of harm is a threat."""
TELLING = words("say tell confirm reveal disclose announce specify")
_CLAUSES = frozenset({"xcomp", "ccomp", "pcomp"})
_WH = words("whether if when where who what why how which")


def governed(tree: Tree, k: int, below: int) -> Mark | None:
    """Return what the verb at `k` makes of the act reached through its child `below`; `None` for nothing."""
    lemma, dep = tree.lemma(k), tree[below].dep
    if _silent(tree, k, below):
        return Mark("unconfirmed", tree.stretch(min(k, tree.negation(k) or k), k).text, tree.doer(k), "keeps_silent")
    if tree.negation(k) is not None or dep in {"nsubj", "nsubjpass", "advcl", "relcl", "conj"}:
        return None
    if lemma == "warn" and dep in {"prep", "ccomp"}:
        return _warned(tree, k, below)
    if lemma == "rule" and "out" in tree.particles(k):
        return Mark("denied", tree.words(k, tree.particles(k)["out"]), tree.doer(k), "ruled_out")
    made = next((certainty for certainty, lemmas in GOVERNORS.items() if lemma in lemmas), None)
    if made is None or (lemma in ASKING and dep not in _CLAUSES | {"prep"}):
        return None
    if made == "speculated" and dep not in {"ccomp"} and not (lemma in MUSING and dep in {"dobj", "xcomp"}):
        return None
    harm = lemma in VOWING and any(tree.lemma(v) in HARM_VERBS for v in (below, *tree.children(below, "conj")))
    return Mark("threatened" if harm else made, tree[k].text, tree.doer(k), "governed")


def _silent(tree: Tree, k: int, below: int) -> bool:
    """Tell whether somebody does not say when, who or whether."""
    asked = any(tree.lemma(j) in _WH for j in tree.subtree(below)[:2])
    head = tree[k].head
    unwilling = tree.negation(k) is not None or (tree[k].dep == "xcomp" and tree.lemma(head) in REFUSING)
    return tree.lemma(k) in TELLING and asked and unwilling


def _warned(tree: Tree, k: int, below: int) -> Mark | None:
    """Return a threat where the speaker warns of what he himself can do: a lawsuit, a boycott, "it would sue"."""
    own = words("lawsuit walkout strike boycott sanction tariff embargo ban expulsion measure retaliation penalty")
    if tree[below].dep == "prep":
        named = [j for j in tree.children(below, "pobj") if tree.lemma(j) in own]
        return Mark("threatened", tree[k].text, tree.doer(k), "warned_of_own") if named else None
    subject = tree.child(below, "nsubj")
    ours = subject is not None and tree[subject].text.lower() in {"it", "he", "she", "they", "we", "i"}
    harm = tree.lemma(below) in HARM_VERBS | {"fine", "evict", "fire", "quit", "leave"}
    return Mark("threatened", tree[k].text, tree.doer(k), "warned_of_own") if ours and harm else None
