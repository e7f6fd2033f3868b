"""Acts that a noun tells: "Russia's attack on Kyiv", "Putin's offer of talks", "a threat of sanctions by the EU".

Rule 1: without somebody who does it, a noun tells no act: "the talks", "an attack".
Rule 2: a noun that a verb carries or speaks of is the verb's act: "launched an attack" is told by "launched".
"""

from collections.abc import Collection, Iterator

from nutgraf.ledger.acts.about import GOVERNING, contexts_of
from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.acts.fit import noun_act
from nutgraf.ledger.acts.table import NounRow
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

_BY = frozenset({"by", "from"})
_AIMS = frozenset({"objective", "goal", "aim", "priority", "demand"})
_OWN_DOING = frozenset({"attendance", "participation", "visit", "trip", "presence", "travel", "involvement"})
"""What one does oneself: "Trump has not confirmed attendance" is his own."""
_ATTITUDES = frozenset(
    """commitment readiness willingness confidence respect concern anger outrage alarm dismay disappointment
    displeasure dissatisfaction sympathy gratitude appreciation opposition hostility violence war control
    duty""".split()
)
"""What one has rather than does."""
_OWN_ACT = NounRow("CONSULT", "visit")
_ON = frozenset({"on", "against", "to", "with", "at", "for"})
_OWN = frozenset({"his", "her", "their", "its", "our", "my"})


def nominal_acts(tree: Tree, told: Collection[int]) -> Iterator[Act]:
    """Yield the acts that nouns tell; `told` are tokens that tell none, or whose act is known."""
    yield from _aims(tree, told)
    for n, token in enumerate(tree.tokens):
        if token.pos != "NOUN" or n in told or token.dep == "compound" or tree.lemma(n) in _ATTITUDES:
            continue
        if any(tree.lemma(k) in {"no", "any"} for k in tree.children(n, "det")):
            continue  # "had no proposal"
        known = noun_act(tree, n) or (_OWN_ACT if tree.lemma(n) in _OWN_DOING else None)
        actor = None if known is None else _doer(tree, n, known.act)
        if known is not None and actor is not None:
            thing = _about(tree, n)
            inner = None if thing is None or known.act not in GOVERNING else noun_act(tree, thing)
            base = None if inner is None else inner.act
            mode = known.mode if inner is None else inner.mode
            contexts = contexts_of(tree, n, thing)
            yield Act(
                known.act, mode, n, actor, _target(tree, n), negated=False, base=base, object=thing, contexts=contexts
            )


def _aims(tree: Tree, told: Collection[int]) -> Iterator[Act]:
    """Yield what is somebody's aim: "Her main objective is to secure a ceasefire"."""
    for n, token in enumerate(tree.tokens):
        owner = tree.child(n, "poss") if tree.lemma(n) in _AIMS and token.dep == "nsubj" else None
        if owner is None or n in told or tree.lemma(token.head) != "be" or not tree.animate(owner):
            continue
        named = ((k, noun_act(tree, k)) for k in tree.subtree(token.head) if k > token.head)
        found = next(((k, row) for k, row in named if row is not None), None)
        if found is not None:
            yield Act("REQUEST", found[1].mode, n, owner, None, negated=False, base=found[1].act, object=found[0])


def _doer(tree: Tree, n: int, kind: ActType) -> int | None:
    """Return who does it: the owner, by-agent, people ("a Russian attack"), or who speaks of his own."""
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
