"""Which condition an act hangs on."""

from collections.abc import Sequence

from nutgraf.ledger.actors import Cast
from nutgraf.ledger.acts.find import act_at
from nutgraf.ledger.conditions import Condition
from nutgraf.ledger.tree import Tree
from nutgraf.model import ClaimCondition

_CHAIN = frozenset({"xcomp", "dobj", "pobj", "prep", "conj", "pcomp", "acomp", "attr", "nsubj", "nsubjpass"})


def condition_over(tree: Tree, n: int, conditions: Sequence[Condition], *, speaks: bool) -> Condition | None:
    """Return the condition that holds for an act: one on it, on what it hangs on or on what it names; else `None`.

    "Threatened sanctions if ...": on the threat, or on the sanctions. With `speaks`, an act of speech that took what it
    says as its base ("said sanctions would follow if ..."), also one on what is said.
    """
    mine, here = {n}, n
    while tree[here].dep in _CHAIN:
        here = tree[here].head
        mine.add(here)
    todo = [n]
    while todo:
        for k in tree.kids[todo.pop()]:
            if tree[k].dep in _CHAIN or (speaks and tree[k].dep == "ccomp"):
                mine.add(k)
                todo.append(k)
    return next((c for c in conditions if c.governor == -1 or c.governor in mine), None)


def value_of(condition: Condition, tree: Tree, cast: Cast, article: str) -> ClaimCondition:
    """Return a condition as the ledger keeps it, with who would have to act and what they would do."""
    act = None if condition.verb is None else act_at(tree, condition.verb)
    actor = None if condition.actor is None else cast.party(article, tree, condition.actor)
    return ClaimCondition(
        text=condition.text,
        kind=condition.kind,
        polarity=condition.polarity,
        actor="" if actor is None else actor.name or actor.text,
        act=None if act is None else act.base if act.type == "REJECT" and act.base else act.type,
    )
