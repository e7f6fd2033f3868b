"""The acts of a sentence in the plain form in which two reports can be compared: verb, parties, polarity, day, place.

Only what is told as a fact or as a plan counts: what hangs on a condition, a modal, a belief or "not yet" is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from nutgraf.ledger.cues import words
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed
from nutgraf.text.days import find_dates, find_days

_SAYING = words("say tell report announce add state claim confirm explain note")
"""Verbs whose content is told as a fact: "The mayor said the army had withdrawn"."""
_DENYING = words("deny refute")
"""Verbs whose content did not happen: "The army denied that soldiers were captured"."""
_LIGHT = words("""be have do make take get go come give see know want think believe hope seem need use try say tell add
    report state claim confirm deny comment respond reply explain note announce include allow expect call show
    happen like mean feel look find understand mention discuss consider""")
"""Verbs that say too little, or whose negation is no denial: "The army did not comment"."""
_MODALS = words("can could may might must should would ca shall")
_BREAKS = words("if unless whether again also another yet until without still anymore only never")
"""Words that make an act conditional, repeated or not yet told: "met the king again on Tuesday"."""
_PLACE_PREPOSITIONS = words("in at")
_TIME = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a sentence."""

    row: int
    """The sentence."""
    verb: str
    """Lemma."""
    subject: str
    """Lemma of who does it; empty when not told, or a pronoun."""
    object: str
    """Lemma of whom or what it is done to; of the subject in the passive; empty without one."""
    others: frozenset[str]
    """Lemmas of nouns by preposition, without days and places: "voted on the budget"."""
    definite: bool
    """Whether its parties are known ones: named, or with "the"."""
    happened: bool
    """False for a denial."""
    ahead: bool
    """True for a plan."""
    days: frozenset[date]
    """The days it is told to be on, resolved."""
    places: frozenset[str]
    """Names of the places it is told to be in."""
    phrase: str
    """Its words from verb group to the end of its last day or place."""


def acts(parsed: Parsed, row: int, published: datetime | None) -> Iterator[Act]:
    """Yield the acts of a sentence that can be compared."""
    if parsed.sentence.text.rstrip().endswith("?"):
        return
    tree = Tree(parsed)
    days = _days(parsed, published)
    for n, token in enumerate(tree.tokens):
        if token.pos != "VERB" or tree.lemma(n) in _LIGHT:
            continue
        told = _told(tree, n)
        ahead = _ahead(tree, n)
        if told is not None and ahead is not None:
            yield _act(tree, n, row, told, ahead, days)


def _act(tree: Tree, n: int, row: int, told: bool, ahead: bool, days: dict[int, date]) -> Act:
    clause = tree.clause(n)
    passive = tree.passive(n)
    doer = tree.agent(n) if passive else tree.subject(n)
    target = tree.child(n, "nsubjpass") if passive else tree.child(n, "dobj")
    mine = [k for k in clause if tree[k].start in days and _verb_over(tree, k) == n]
    places = [k for k in clause if _is_place(tree, k, n)]
    told = told and tree.negation(n) is None
    last = max([n, *mine, *places, *([target] if target is not None and target > n else [])])
    return Act(
        row=row,
        verb=tree.lemma(n),
        subject=_head(tree, doer),
        object=_head(tree, target),
        others=frozenset(_others(tree, n, {*mine, *places})),
        definite=all(_definite(tree, k) for k in (doer, target) if k is not None),
        happened=told,
        ahead=ahead,
        days=frozenset(days[tree[k].start] for k in mine),
        places=frozenset(tree.lemma(k) for k in places),
        phrase=tree.stretch(min([n, *tree.children(n, "aux", "auxpass", "neg")]), last).text,
    )


def _told(tree: Tree, n: int) -> bool | None:
    """Return whether a clause is told to have happened (True) or denied (False); `None` when neither."""
    here, told = n, True
    for _ in range(len(tree.tokens)):
        beside = [k for c in tree.children(here, "advcl") for k in tree.children(c, "mark", "advmod")]
        if any(tree.lemma(k) in _BREAKS for k in (*tree.clause(here), *beside)):
            return None
        head, dep = tree[here].head, tree[here].dep
        if head == here or dep == "relcl":
            return told
        if dep in {"ccomp", "xcomp", "pcomp"}:
            cue = tree.lemma(head)
            if cue in _DENYING and tree.negation(head) is None:
                told = not told
            elif cue not in _SAYING or dep == "xcomp" or tree.negation(head) is not None:
                return None
        elif dep not in {"conj", "ROOT", "parataxis"}:
            return None
        here = head
    return told


def _ahead(tree: Tree, n: int) -> bool | None:
    """Return whether an act is planned (True) or past (False); `None` for modals, habits and bare infinitives."""
    auxiliaries = {tree[k].text.lower() for k in tree.children(n, "aux", "auxpass")}
    if auxiliaries & _MODALS or (tree[n].dep == "xcomp" and tree[n].tag != "VBG"):
        return None
    if auxiliaries & {"will", "'ll", "’ll", "wo"}:
        return True
    past = tree[n].tag in {"VBD", "VBN"} or auxiliaries & {"did"} or tree[tree[n].head].lemma.lower() in _DENYING
    return False if past and "to" not in auxiliaries else None


def _head(tree: Tree, n: int | None) -> str:
    return "" if n is None or tree[n].pos == "PRON" else tree.lemma(n)


def _definite(tree: Tree, n: int) -> bool:
    if tree[n].pos in {"PROPN", "PRON"}:
        return True
    first = {tree.lemma(k) for k in tree.children(n, "det", "poss")}
    named = any(tree[k].pos == "PROPN" for k in tree.children(n, "compound", "poss"))
    return bool(first & {"the", "this", "its", "his", "their", "her"}) or named or n == 0


def _others(tree: Tree, n: int, left_out: set[int]) -> Iterator[str]:
    for prep in tree.children(n, "prep"):
        for k in tree.children(prep, "pobj"):
            if k not in left_out and tree[k].entity not in _TIME and tree[k].pos in {"NOUN", "PROPN"}:
                yield tree.lemma(k)


def _is_place(tree: Tree, k: int, verb: int) -> bool:
    prep = tree[k].head
    placed = tree[k].dep == "pobj" and tree.lemma(prep) in _PLACE_PREPOSITIONS and tree[prep].head == verb
    return placed and tree[k].entity in _PLACES and tree[k].pos == "PROPN"


def _verb_over(tree: Tree, n: int) -> int:
    while tree[n].head != n and tree[n].pos not in {"VERB", "AUX"}:
        n = tree[n].head
    return n


def _days(parsed: Parsed, published: datetime | None) -> dict[int, date]:
    """Return the resolved days of a sentence by the start of the first token that names each."""
    if published is None:
        return {}
    text = parsed.sentence.text
    spans = [(d.start, d.end, d.day) for d in find_days(text, published) if d.day is not None]
    spans += [(d.start, d.end, d.first) for d in find_dates(text, published) if d.precision == "day"]
    found: dict[int, date] = {}
    for start, end, day in spans:
        inside = [t for t in parsed.tokens if start <= t.start < end]
        found.update({t.start: day for t in inside if t.pos in {"PROPN", "NOUN", "NUM"}})
    return found
