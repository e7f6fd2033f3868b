"""Acts that a noun tells: "Russia's attack on Kyiv", "Putin's offer of talks", "a threat of sanctions by the EU".

Rule 1: without somebody who does it, a noun tells no act: "the talks", "an attack".
Rule 2: a noun that a verb carries is the verb's act: "launched an attack" is told by "launched".
"""

from collections.abc import Collection, Iterator

from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.acts.nouns import SPEECH, noun_acts
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

_BY = frozenset({"by", "from"})
_AIMS = frozenset({"objective", "goal", "aim", "priority", "demand"})
_OWN_DOING = frozenset({"attendance", "participation", "visit", "trip", "presence", "travel", "involvement"})
"""What one does oneself: "Trump has not confirmed attendance" is his own."""
_ON = frozenset({"on", "against", "to", "with", "at", "for"})
_OWN = frozenset({"his", "her", "their", "its", "our", "my"})


def nominal_acts(tree: Tree, verbs: Collection[int], barred: Collection[int]) -> Iterator[Act]:
    """Yield the acts that nouns tell; `verbs` are the triggers of the verbs' acts, `barred` tokens that tell none."""
    yield from _aims(tree, barred)
    for n, token in enumerate(tree.tokens):
        if token.pos != "NOUN" or n in barred or token.dep == "compound":
            continue
        lemma = tree.lemma(n)
        known = (SPEECH[lemma], "") if lemma in SPEECH else noun_acts().get(lemma)
        if known is None or (token.head in verbs and token.dep in {"dobj", "nsubjpass", "pobj"}):
            continue
        actor = _doer(tree, n, known[0])
        if actor is not None:
            yield Act(known[0], known[1], n, actor, _target(tree, n), negated=False, object=_about(tree, n))


def _aims(tree: Tree, barred: Collection[int]) -> Iterator[Act]:
    """Yield what is somebody's aim: "Her main objective is to secure a ceasefire"."""
    for n, token in enumerate(tree.tokens):
        owner = tree.child(n, "poss") if tree.lemma(n) in _AIMS and token.dep == "nsubj" else None
        if owner is None or n in barred or tree.lemma(token.head) != "be" or not tree.animate(owner):
            continue
        told = [k for k in tree.subtree(token.head) if k > token.head and tree.lemma(k) in noun_acts()]
        if told:
            kind, mode = noun_acts()[tree.lemma(told[0])]
            yield Act("REQUEST", mode, n, owner, None, negated=False, base=kind, object=told[0])


def _doer(tree: Tree, n: int, kind: ActType) -> int | None:
    """Return who does it: the owner, the by-agent, a people ("a Russian attack"), or who speaks of his own."""
    owner = tree.child(n, "poss")
    if owner is not None and (tree.animate(owner) or tree[owner].text.lower() in _OWN):
        return owner
    for prep in tree.children(n, "prep", "agent"):
        if tree.lemma(prep) in _BY or (kind == "SUPPORT" and tree.lemma(prep) == "of"):
            agent = tree.child(prep, "pobj")
            if agent is not None and tree.animate(agent) and tree[agent].entity not in {"DATE", "TIME"}:
                return agent
    people = next((k for k in tree.children(n, "amod", "compound") if tree[k].entity in {"NORP", "GPE"}), None)
    if people is None and tree.lemma(n) in _OWN_DOING and tree[n].dep == "dobj":
        subject = tree.subject(tree[n].head)
        return subject if tree.animate(subject) else None
    return people


def _target(tree: Tree, n: int) -> int | None:
    small = (p for p in tree.children(n, "prep") if tree.lemma(p) in _ON)
    return next((k for p in small for k in tree.children(p, "pobj") if tree.animate(k)), None)


def _about(tree: Tree, n: int) -> int | None:
    small = (p for p in tree.children(n, "prep") if tree.lemma(p) in {"of", "for", "about"})
    return next((k for p in small for k in tree.children(p, "pobj")), None)
