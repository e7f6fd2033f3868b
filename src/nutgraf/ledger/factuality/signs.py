"""Readable signs of an event's certainty: its own form, and what stands over it up to its clause and beyond."""

from collections.abc import Iterator

from nutgraf.ledger.factuality.signatures import ADJECTIVES, ADVERBS, NOUNS, VERBS
from nutgraf.ledger.tree import Tree

MODALS = {
    "will": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "'d": "would", "’d": "would",
    "would": "would", "can": "can", "ca": "can", "could": "could", "may": "may", "might": "might", "must": "must",
    "should": "should", "ought": "should",
}  # fmt: skip
"""Modals by written form."""
MOST_OVER = 4
"""Governors looked at above an event."""
_TEMPORAL = {"before": "before", "until": "before", "after": "settled", "since": "settled", "when": "when",
             "while": "settled", "because": "settled", "as": "settled", "although": "settled", "though": "settled",
             "whether": "whether", "that": "that", "in": "purpose", "so": "purpose"}  # fmt: skip
_PREPOSITIONS = frozenset("without against for despite before after to over by in of".split())
_CONDITIONAL = frozenset({"if", "unless", "provided", "assuming", "lest"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "pcomp", "csubj", "csubjpass", "relcl"})
_ROLES = {"nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "pobj": "after", "compound": "compound",
          "amod": "modifier", "attr": "attribute", "appos": "attribute", "poss": "compound"}  # fmt: skip


def signs_of(tree: Tree, n: int) -> frozenset[str]:
    """Return the names of the signs that hold for the event at token `n`. Cost: linear in the tokens around it."""
    return frozenset((*_form(tree, n), *_own(tree, n), *_over(tree, n), *_setting(tree, n)))


def _form(tree: Tree, n: int) -> Iterator[str]:
    token = tree[n]
    if token.pos in {"VERB", "AUX"}:
        yield f"tag:{token.tag}"
    else:
        yield "noun" if token.pos in {"NOUN", "PROPN"} else "adjective" if token.pos == "ADJ" else "other"
        if token.dep in _ROLES:
            yield f"role:{_ROLES[token.dep]}"
        yield from (
            f"det:{tree.lemma(k)}" for k in tree.children(n, "det") if tree.lemma(k) in {"no", "any", "the", "a"}
        )
        if tree.child(n, "poss") is not None:
            yield "owned"
    if token.dep in _CLAUSES:
        yield f"clause:{token.dep}"
    if token.dep == "ROOT":
        yield "root"
    if token.lemma.lower() in VERBS["say"]:
        yield "says"


def _own(tree: Tree, n: int) -> Iterator[str]:
    """Yield what stands in the clause of the event itself; a coordinated verb shares the auxiliaries before it."""
    for holder in _sharing(tree, n):
        negation = tree.negation(holder)
        if negation is not None:
            yield "not" if negation in tree.kids[holder] else "no-object"  # "has no plans"
        for k in tree.children(holder, "aux", "auxpass"):
            word = tree[k].text.lower()
            if word in MODALS:
                yield f"modal:{MODALS[word]}"
            elif word in {"to", "have", "has", "had", "been", "is", "are", "was", "were"}:
                yield "to" if word == "to" else f"aux:{'have' if word[0] == 'h' else 'be'}"
        for k in tree.children(holder, "advmod"):
            yield from (f"adverb:{name}" for name, members in ADVERBS.items() if tree[k].text.lower() in members)
        for k in tree.children(holder, "mark", "advmod"):
            word = tree.lemma(k)
            if word in _CONDITIONAL:
                yield "if"
            elif word in _TEMPORAL:
                yield f"mark:{_TEMPORAL[word]}"


def _sharing(tree: Tree, n: int) -> Iterator[int]:
    yield n
    head = tree[n].head
    if tree[n].dep == "conj" and tree[n].pos == tree[head].pos and tree.child(n, "nsubj", "aux") is None:
        yield head


def _over(tree: Tree, n: int) -> Iterator[str]:
    """Yield what governs the event: signature by complement, and what stands on the governors."""
    here = n
    for depth in range(MOST_OVER):
        while tree[here].dep == "conj" and tree[here].head != here:
            here = tree[here].head
        head = tree[here].head
        if head == here:
            return
        far = "" if depth == 0 else "far:"
        if depth == 1 and tree[here].pos in {"ADP", "SCONJ"} and tree.lemma(here) in _PREPOSITIONS:
            yield f"prep:{tree.lemma(here)}"
        yield from (far + sign for sign in _governor(tree, head, here))
        if tree[here].dep == "advcl" and _opened(tree, here):
            yield "in-condition"
        here = head


def _governor(tree: Tree, head: int, below: int) -> Iterator[str]:
    lemma, pos = tree.lemma(head), tree[head].pos
    table = {"VERB": VERBS, "AUX": VERBS, "ADJ": ADJECTIVES, "NOUN": NOUNS}.get(pos, {})
    for name, members in table.items():
        if lemma in members:
            yield f"under:{name}"
            if name in {"negative", "implicative", "factive"} and tree[below].dep == "xcomp":
                yield f"under:{name}-to"
    if pos in {"ADP", "SCONJ"} and lemma in _PREPOSITIONS:
        yield f"after:{lemma}"
    if pos not in {"VERB", "AUX", "ADJ"}:
        return
    if tree.negation(head) is not None:
        yield "under:not"
    modal = next(
        (MODALS[tree[k].text.lower()] for k in tree.children(head, "aux") if tree[k].text.lower() in MODALS), ""
    )
    if modal:
        yield "under:will" if modal == "will" else "under:modal"
    if tree.aux(head, {"to"}) is not None:
        yield "under:to"


def _opened(tree: Tree, n: int) -> bool:
    return any(tree.lemma(k) in _CONDITIONAL for k in tree.children(n, "mark", "advmod"))


def _setting(tree: Tree, n: int) -> Iterator[str]:
    if tree.text.rstrip(" '\"”’").endswith("?"):
        yield "question"
    if any(tree[k].dep == "advcl" and _opened(tree, k) for k in tree.kids[n]):
        yield "has-condition"
    if tree[n].dep == "relcl":
        yield "relative"
    if tree[n].tag == "VB" and not any(tree[k].dep in {"aux", "nsubj"} for k in tree.kids[n]):
        yield "bare"
