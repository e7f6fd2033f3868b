"""Safe edits of the closed list: lines that say no more and no less than their sentence, made where it is plain.

What the product's own writer edits (`briefs.edits`) is taken from it, one edit a line; the rest is made by the parse,
and only in sentences so simple that a phrase can belong nowhere else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from random import Random

from evals.gate_lines import Draft, Maker, lowered, reach, replaced
from evals.gate_sentences import Seen
from nutgraf.briefs.checks.guarded import guarded
from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.edits.cut import leading_cuts, other_cuts
from nutgraf.briefs.edits.edit import Unfit, mend
from nutgraf.ledger.tree import Tree
from nutgraf.model import Article, Edit, EditKind, Parsed
from nutgraf.text.daybook import DayBook
from nutgraf.text.names import NameBook

_SAYS = frozenset("say tell add argue claim write announce warn insist note explain testify report".split())


def verbatim(one: Seen, rng: Random) -> Iterator[Draft]:
    """The sentence itself, or it and the one that follows."""
    yield Draft(one.text)
    if one.after is not None and rng.random() < 0.3:
        yield Draft(f"{one.text} {one.after.text}", two=True)


def _leading(kind: EditKind) -> Maker:
    def make(one: Seen, rng: Random) -> Iterator[Draft]:
        del rng
        cuts = leading_cuts(one.text)
        if any(cut.kind == kind for cut in cuts):
            yield Draft(apply_edits(one.text, cuts))

    return make


def cut_parenthesis(one: Seen, rng: Random) -> Iterator[Draft]:
    """A bracket that points elsewhere, or holds no guarded word and no figure."""
    del rng
    for edit in other_cuts(one.text):
        yield Draft(apply_edits(one.text, (edit,)))
    for match in re.finditer(r" \((?:[A-Z]{2,5}|[DRI]-[A-Z][\w.]+|[A-Z][a-z]+)\)(?=[ ,.])", one.text):
        yield Draft(replaced(one.text, (match.start(), match.end(), "")))


@lru_cache(maxsize=64)
def _books(article: Article) -> tuple[NameBook, DayBook]:
    return NameBook.of((article,)), DayBook.of((article,))


def _written(kind: EditKind) -> Maker:
    def make(one: Seen, rng: Random) -> Iterator[Draft]:
        del rng
        for edit in _mended(one):
            if edit.kind == kind:
                yield Draft(apply_edits(one.text, (edit,)))

    return make


def _mended(one: Seen) -> tuple[Edit, ...]:
    names, days = _books(one.article)
    row = Parsed(one.sentence, one.tree.tokens)
    made = mend(row, one.article, names, one.before, frozenset(), days)
    return () if isinstance(made, Unfit) else made.edits


def cut_appositive(one: Seen, rng: Random) -> Iterator[Draft]:
    """What stands between commas and only says again who somebody is."""
    del rng
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        head = tree[token.head]
        if token.dep != "appos" or token.head > n or head.pos != "PROPN" or _listed(tree, token.head):
            continue
        where = _between_commas(one, n)
        if where is None or token.pos not in {"NOUN", "PROPN"} or _listed(tree, n) or token.entity in {"GPE", "DATE"}:
            continue
        inner = one.text[where[0] : where[1]]
        begins = inner.lstrip(", ").split(" ")[0].lower()
        if guarded(inner) or (begins not in {"the", "a", "an", "his", "her", "its", "their"} and token.pos != "NOUN"):
            continue
        yield Draft(replaced(one.text, (*where, "")))


def _listed(tree: Tree, n: int) -> bool:
    return tree[n].dep == "conj" or tree.child(n, "cc", "conj") is not None


def _between_commas(one: Seen, n: int) -> tuple[int, int] | None:
    """Return a phrase with both its commas, or with the one before it at the end of the sentence."""
    where = reach(one.tree, n)
    if where is None:
        return None
    before, after = one.text[: where[0]].rstrip(), one.text[where[1] :]
    if not before.endswith(",") or re.search(r"[\"“”(]", one.text[where[0] : where[1]]):
        return None
    if after.startswith(", ") and not re.match(r", (?:and|or|but)\b", after):
        return len(before) - 1, where[1] + 1
    return (len(before) - 1, where[1]) if re.fullmatch(r"[.]", after) else None


def cut_phrase(one: Seen, rng: Random) -> Iterator[Draft]:
    """A clause between commas that only adds something on a name: "..., who turned 40 in May, ..."."""
    del rng
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if token.dep != "relcl" or token.head > n or tree[token.head].pos != "PROPN":
            continue
        where = _between_commas(one, n)
        if where is None:
            continue
        inner = one.text[where[0] : where[1]]
        opens = inner.lstrip(", ").split(" ")[0].lower()
        if opens in {"who", "which", "where"} and not guarded(inner) and "," not in inner.strip(", "):
            yield Draft(replaced(one.text, (*where, "")))


def cut_attribution(one: Seen, rng: Random) -> Iterator[Draft]:
    """A second "he said" at the end of what he is already said to say."""
    del rng
    match = re.search(r", (?:he|she|they|it) (?:said|added|says|told \w+)\.$", one.text)
    opened = re.match(r"[“\"]?(?:[A-Z][\w.’'-]+ ){1,4}(?:said|says|argued|insisted|claimed|warned)\b", one.text)
    if match and opened and " and " not in one.text[: opened.end()] and "but" not in one.text.split():
        yield Draft(one.text[: match.start()] + ".")


def join(one: Seen, rng: Random) -> Iterator[Draft]:
    """Two short sentences of one subject joined by "and"."""
    del rng
    after = one.after
    if after is None or not _plain(one.tree) or not _plain(after.tree) or not one.text.endswith("."):
        return
    if len(one.text.split()) > 22 or len(after.text.split()) > 22:
        return
    mine, theirs = _subject_at(one.tree), _subject_at(after.tree)
    if mine is None or theirs is None or theirs[0] > 0:
        return
    ours, other = one.text[slice(*mine)], after.text[slice(*theirs)]
    rest = after.text[theirs[1] :]
    if ours.casefold() == other.casefold():
        yield Draft(f"{one.text[:-1]} and {rest.lstrip()}", two=True)
        yield Draft(f"{one.text[:-1]}, and {lowered(after.tree, after.text)}", two=True)
    elif other in {"He", "She"} and _people(one.tree) == 1 and mine[0] == 0:
        yield Draft(f"{one.text[:-1]}, and {other.lower()}{rest}", two=True)


def _plain(tree: Tree) -> bool:
    """Tell whether a sentence is one clause, without quotation or question."""
    verbs = [t for t in tree.tokens if t.pos in {"VERB", "AUX"} and t.dep not in {"aux", "auxpass"}]
    marks = any(t.text in {'"', "“", "”", "?", ":", ";"} for t in tree.tokens)
    return len(verbs) == 1 and verbs[0].dep == "ROOT" and not marks


def _people(tree: Tree) -> int:
    """Count the runs of tokens that name a person."""
    kinds = [t.entity == "PERSON" for t in tree.tokens]
    return sum(here and not before for before, here in zip([False, *kinds], kinds, strict=False))


def _subject_at(tree: Tree) -> tuple[int, int] | None:
    subject = tree.child(tree.roots[0], "nsubj", "nsubjpass") if tree.roots else None
    where = reach(tree, subject) if subject is not None else None
    return where if where and where[1] - where[0] < 60 else None


def move(one: Seen, rng: Random) -> Iterator[Draft]:
    """A phrase of time or place moved to the other end of a one-clause sentence; "X said" moved before what he said."""
    del rng
    yield from _said_first(one)
    tree = one.tree
    if not _plain(tree) or not one.text.endswith(".") or leading_cuts(one.text):
        return
    root = tree.roots[0]
    for n in tree.children(root, "prep", "npadvmod"):
        where, inner = reach(tree, n), tree.child(n, "pobj")
        told = tree[inner if inner is not None else n].entity
        if where is None or told not in {"DATE", "GPE", "TIME"} or where[1] - where[0] > 40:
            continue
        phrase = one.text[slice(*where)]
        if where[0] == 0 and one.text[where[1] : where[1] + 2] == ", ":
            rest = one.text[where[1] + 2 : -1]
            yield Draft(f"{rest[0].upper()}{rest[1:]} {lowered(tree, phrase)}.")
        elif where[1] == len(one.text) - 1 and phrase.split()[0].lower() in {"on", "in", "at", "last", "during"}:
            before = one.text[: where[0]].rstrip()
            if not before.endswith(","):
                yield Draft(f"{phrase[0].upper()}{phrase[1:]}, {lowered(tree, before)}.")


def _said_first(one: Seen) -> Iterator[Draft]:
    """ "Talks go on, Ann Roe said." -> "Ann Roe said talks go on." """
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if tree.lemma(n) not in _SAYS or token.dep != "ROOT" or '"' in one.text or "“" in one.text:
            continue
        said, who = tree.child(n, "ccomp"), tree.child(n, "nsubj")
        if said is None or who is None or said > who or tree[who].pos not in {"PROPN", "NOUN"}:
            continue
        match = re.search(r"^([^,]+), ((?:[\w.’'-]+ ){1,4}(?:said|says))\.$", one.text)
        if match and tree[who].start >= match.start(2):
            rest = lowered(tree, match[1])
            yield Draft(f"{match[2][0].upper()}{match[2][1:]} {rest}.")


SAFE: Mapping[str, Maker] = {
    "verbatim": verbatim,
    "cut-dateline": _leading("cut-dateline"),
    "cut-lead-in": _leading("cut-lead-in"),
    "cut-connective": _leading("cut-connective"),
    "cut-parenthesis": cut_parenthesis,
    "cut-appositive": cut_appositive,
    "cut-phrase": cut_phrase,
    "cut-attribution": cut_attribution,
    "expand-name": _written("expand-name"),
    "expand-pronoun": _written("expand-pronoun"),
    "date": _written("date"),
    "spelling": _written("spelling"),
    "join": join,
    "move": move,
}
"""Every kind of safe edit and who makes it."""
