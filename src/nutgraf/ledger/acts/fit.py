"""Which type a verb tells before anything turns it: the frame that fits, a light verb with the noun of an act, or none.

Rule 1: the fullest row of the table decides; a row that asks for a noun or a small word needs it.
Rule 2: a light verb passes on the type of its noun: "carried out a raid", "announced sanctions".
Rule 3: a verb that ends or lifts turns the noun's type round: "lifted the ban", "halted the offensive", "ended aid".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.ledger.acts.table import FrameRow, NounRow, frame_rows, noun_rows
from nutgraf.ledger.cues import words
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

LIGHT = words(
    """launch give order hold make take stage carry impose announce issue conduct begin start resume continue mount
    express voice declare lead join undertake execute commit open initiate deliver send put place pose file lodge
    submit present renew repeat reiterate intensify escalate engage participate perform do have use wage unleash
    kick reinstate introduce slap enforce convene attend conclude finish complete plan prepare reopen relaunch direct
    step organize organise enter set unveil pass extend authorize authorise co-host host prolong maintain"""
)
"""Verbs whose noun tells the act."""
UNDOING = words(
    """lift end halt stop suspend cancel ease relax remove drop cease freeze terminate discontinue abandon revoke
    rescind scrap withdraw quit pause break reduce cut loosen repeal waive roll"""
)
"""Verbs that turn the act of their noun round."""
TURNED_ROUND: dict[ActType, ActType] = {
    "ASSAULT": "RETREAT",
    "MOBILIZE": "RETREAT",
    "COERCE": "CONCEDE",
    "SANCTION": "CONCEDE",
    "PROTEST": "CONCEDE",
    "THREATEN": "CONCEDE",
    "ACCUSE": "CONCEDE",
    "CONSULT": "SANCTION",
    "COOPERATE": "SANCTION",
    "AID": "SANCTION",
    "SUPPORT": "SANCTION",
}
"""What it is to end an act; types that are missing end in nothing."""
_PART = frozenset({"round", "series", "wave", "set", "state", "campaign", "number", "string", "spate", "act"})
"""Nouns that tell how much of an act: "began a new round of talks"."""
_REFUSING = frozenset({"cancel", "quit", "abandon"})


@dataclass(frozen=True, slots=True)
class Fit:
    """What a verb tells."""

    type: ActType
    """PLOVER type."""
    mode: str = ""
    """PLOVER mode; may be empty."""
    noun: int | None = None
    """The noun that helped to decide; `None` when the verb did alone."""


def fit(tree: Tree, n: int) -> Fit | None:
    """Return what a verb tells; `None` when no row fits."""
    row, noun = _row(tree, n)
    if row is not None and noun is not None:
        return Fit(row.act, row.mode, noun)
    return _by_noun(tree, n) or (None if row is None else Fit(row.act, row.mode))


def noun_act(tree: Tree, k: int) -> NounRow | None:
    """Return the act that a noun names, with the word before it when the table knows both ("hunger strike")."""
    if tree[k].pos not in {"NOUN", "PROPN"}:
        return None
    for before in tree.children(k, "compound", "amod"):
        row = noun_rows().get(f"{tree.lemma(before)} {tree.lemma(k)}")
        if row is not None:
            return row
    return noun_rows().get(_word(tree, k))


def fit_of_noun(tree: Tree, k: int) -> Fit | None:
    """Return what a noun that names an act tells."""
    row = noun_act(tree, k)
    return None if row is None else Fit(row.act, row.mode, k)


def complements(tree: Tree, n: int) -> list[int]:
    """Return the verbs that a verb governs: what one agrees to do, urges to do, is accused of doing."""
    found: list[int] = []
    heads = [n, *tree.children(n, "dobj", "attr", "oprd", "acomp", "nsubjpass")]
    for k in heads:
        small = tree.children(k, "prep", "prt", "dative")
        below = [*tree.children(k, "xcomp", "ccomp"), *(v for s in small for v in tree.children(s, "pcomp"))]
        below += [v for v in tree.children(k, "acl", "advcl") if k != n and tree.aux(v, {"to"}) is not None]
        found += [v for v in below if tree[v].pos in {"VERB", "AUX"}]
    for k in found:  # grows while it is read: what is joined to a complement, and what that governs
        joined = (v for v in tree.children(k, "conj", "xcomp", "ccomp") if tree[v].pos in {"VERB", "AUX"})
        found += [v for v in joined if v not in found]
    return found


def objects(tree: Tree, n: int) -> Iterator[int]:
    """Yield what a verb acts on: objects, objects of its prepositions, its complement, and what is joined to them."""
    for k in tree.children(n, "dobj", "attr", "oprd", "acomp", "xcomp", "ccomp", "nsubjpass"):
        yield k
        yield from tree.children(k, "conj", "compound")
    for k in tree.children(n, "prep", "agent", "dative"):
        yield from tree.children(k, "pobj")


def _row(tree: Tree, n: int) -> tuple[FrameRow | None, int | None]:
    rows = frame_rows().get(tree.lemma(n), ())
    particles = set(tree.particles(n))
    nouns: dict[str, int] = {}
    for k in objects(tree, n):
        nouns.setdefault(_word(tree, k), k)
        nouns.setdefault(_word(tree, k).rstrip("s"), k)
    for row in rows:
        noun = nouns.get(row.noun, nouns.get(row.noun.rstrip("s"))) if row.noun else None
        if (row.noun and noun is None) or (row.particle and row.particle not in particles):
            continue
        return row, noun
    return None, None


def _by_noun(tree: Tree, n: int) -> Fit | None:
    lemma = tree.lemma(n)
    if lemma not in LIGHT | UNDOING:
        return None
    for k in _things(tree, n):
        row = noun_act(tree, k)
        if row is None:
            continue
        if lemma not in UNDOING:
            return Fit(row.act, row.mode, k)
        if row.act in TURNED_ROUND:
            return Fit("REJECT" if lemma in _REFUSING and row.act == "CONSULT" else TURNED_ROUND[row.act], "", k)
    return None


def _things(tree: Tree, n: int) -> Iterator[int]:
    """Yield the nouns that may tell the act of a light verb: its object, what that is of, what one takes part in."""
    for k in tree.children(n, "dobj", "nsubjpass", "attr"):
        yield k
        yield from tree.children(k, "conj")
        if tree.lemma(k) in _PART:
            yield from (p for s in tree.children(k, "prep") for p in tree.children(s, "pobj"))
    for k in tree.children(n, "prep"):
        if tree.lemma(k) in {"in", "with", "into", "on"}:
            yield from tree.children(k, "pobj")


def _word(tree: Tree, k: int) -> str:
    """Return the lemma of a noun, whole where the parser splits it: "cease-fire"."""
    if tree.lemma(k) == "fire" and k > 1 and tree[k - 1].text == "-" and tree.lemma(k - 2) == "cease":
        return "ceasefire"
    return tree.lemma(k)
