"""What stands over an act, up to the clause that stands for itself.

Rule 1: a relative or adverbial clause stands for itself: "Trump, who may come, met Erdogan" leaves the meeting a fact.
        A purpose does not: "is set to fly to Ankara to meet him" plans the meeting.
Rule 2: of two joined verbs each stands for itself, unless the second shares the auxiliaries of the first:
        "denied the report and met her" denies no meeting, "will meet her and fly on" plans a flight.
"""

from collections.abc import Iterator

from nutgraf.ledger.cues import CUE_NOUNS
from nutgraf.ledger.tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_STOPS = frozenset({"relcl", "advcl", "parataxis"})


def over(tree: Tree, n: int) -> Iterator[int]:
    """Yield the act and then what governs it, upward."""
    yield n
    here = n
    while tree[here].head != here and not _stands_alone(tree, here):
        head = tree[here].head
        if tree[here].dep == "acl" and tree.lemma(head) not in CUE_NOUNS:
            return
        if tree[here].dep == "conj" and not shares(tree, here):
            here = _first_of(tree, here)
            continue
        here = head
        yield here


def _stands_alone(tree: Tree, n: int) -> bool:
    if tree[n].dep == "pcomp":
        return tree.lemma(tree[n].head) == "with"  # "..., with both sides talking of peace"
    purpose = tree[n].dep == "advcl" and tree[n].tag == "VB" and tree.aux(n, {"to"}) is not None
    return tree[n].dep in _STOPS and not purpose


def shares(tree: Tree, n: int) -> bool:
    """Tell whether a joined word stands under the auxiliaries of the one before: "will meet and talk"."""
    head = tree[n].head
    own = tree.child(n, "nsubj", "nsubjpass", "aux", "auxpass") is not None
    bare = tree[n].tag == tree[head].tag and tree[n].tag in {"VB", "VBG", "VBN"}
    return tree[n].pos in NOMINAL or (bare and not own)


def _first_of(tree: Tree, n: int) -> int:
    while tree[n].dep == "conj" and tree[n].head != n:
        n = tree[n].head
    return n
