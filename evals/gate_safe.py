"""Safe edits of the closed list: lines that say no more and no less than their sentence, made where it is plain.

What the product's own writer edits (`briefs.edits`) is taken from it, one edit a line; the rest is made by the parse,
and only in sentences so simple that a phrase can belong nowhere else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

from evals.gate_lines import Draft, Maker, lowered, reach, replaced
from evals.gate_sentences import Seen
from nutgraf.briefs.checks.guarded import guarded
from nutgraf.briefs.checks.of_words import quoted
from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.edits.cut import leading_cuts, other_cuts
from nutgraf.briefs.edits.edit import Unfit, mend
from nutgraf.ledger.tree import Tree
from nutgraf.model import Article, Edit, EditKind, Parsed
from nutgraf.text.daybook import DayBook
from nutgraf.text.names import NameBook

_SAYS = frozenset("say tell add argue claim write announce warn insist note explain testify report".split())

_NO_EVENT = frozenset({"PERSON", "PERCENT", "MONEY", "CARDINAL", "QUANTITY"})
"""Objects that no day or place can belong to."""
_RANKS = frozenset("first last only again also never always still".split())
"""Words whose reach changes when a phrase is moved past them."""


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
    """A bracket that points elsewhere, or explains without a guarded word; the one of a dateline is none."""
    del rng
    if leading_cuts(one.text):
        return
    for edit in other_cuts(one.text):
        yield Draft(apply_edits(one.text, (edit,)))
    for match in re.finditer(r" \([^()\"“”]{2,40}\)(?=[ ,.])", one.text):
        before = one.text[: match.start()]
        in_quotes = before.count('"') % 2 or before.count("“") > before.count("”")
        if match.start() > 12 and not guarded(match[0]) and not in_quotes and " - " not in one.text[:60]:
            yield Draft(replaced(one.text, (match.start(), match.end(), "")))


@cache
def _books(article: Article) -> tuple[NameBook, DayBook]:
    return NameBook.of((article,)), DayBook.of((article,))


_LOOKS_LIKE: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"day\b|yesterday|tomorrow|\b(?:last|this|next) (?:week|month|year)\b"),
    "expand-pronoun": re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b"),
    "expand-name": re.compile(r"[A-Z]"),
}
"""What a sentence must have before the book of names of its article is opened, which costs."""


def _written(kind: EditKind) -> Maker:
    def make(one: Seen, rng: Random) -> Iterator[Draft]:
        del rng
        for edit in _mended(one) if _LOOKS_LIKE[kind].search(one.text) else ():
            if edit.kind == kind and not _two_people(one, edit.after):
                yield Draft(apply_edits(one.text, (edit,)))

    return make


def _two_people(one: Seen, words: str) -> bool:
    """ "Hillary Clinton Donald Trump": a full name that the product's book of names glued together."""
    return any(full in words and not words.removesuffix("'s").endswith(full.split()[-1]) for full in one.people)


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
        if guarded(inner) or not (head.entity == "PERSON" or begins in {"the", "its"}):
            continue
        if begins not in {"the", "a", "an", "his", "her", "its", "their"} and token.pos != "NOUN":
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


_SETTING = re.compile(
    r",? (?:speaking (?:at|to|in|on|with|during) [^,.\"“”]{3,60}|(?:in|during|at) an? (?:\w+ ){0,2}"
    r"(?:statement|interview|tweet|e-?mail|news conference|press conference|speech|briefing|letter|news release)"
    r"(?: (?:to|with|on|from|in|at|of|late|early|issued) [^,.\"“”]{2,50})?)(?=\.$)"
)


def cut_attribution(one: Seen, rng: Random) -> Iterator[Draft]:
    """The setting of a statement whose speaker and verb stay; a second "he said" of what he is already said to say."""
    del rng
    text = one.text
    setting = _SETTING.search(text)
    if setting and not guarded(setting[0]) and re.search(r"\b(?:said|says|told|announced)\b", text[: setting.start()]):
        last = [t for t in one.tree.tokens if t.start < setting.start() and t.pos in {"VERB", "AUX"}][-1:]
        if (last and last[0].lemma in _SAYS) or setting[0].startswith(", "):
            yield Draft(text[: setting.start()] + ".")
    match = re.search(r", (?:he|she|they|it) (?:said|added|says)(?: (?:in|at) an? [\w ]{3,30})?\.$", text)
    opened = re.match(r"(?:[A-Z][\w.’'-]+ ){1,4}(?:said|says|argued|insisted|claimed|warned)\b", text)
    if match and opened and not re.search(r"\b(?:but|and|while)\b|[\"“”]", text):
        yield Draft(text[: match.start()] + ".")


_ELSEWHERE = (
    ("organization", "organisation"), ("program", "programme"), ("center", "centre"), ("defense", "defence"),
    ("percent", "per cent"), ("labor", "labour"), ("color", "colour"), ("neighbor", "neighbour"), ("honor", "honour"),
    ("neighborhood", "neighbourhood"), ("favor", "favour"), ("theater", "theatre"), ("meter", "metre"),
    ("meters", "metres"), ("traveled", "travelled"), ("canceled", "cancelled"), ("gray", "grey"), ("toward", "towards"),
    ("behavior", "behaviour"), ("adviser", "advisor"), ("advisers", "advisors"), ("organizations", "organisations"),
    ("recognize", "recognise"), ("recognized", "recognised"), ("criticized", "criticised"), ("realized", "realised"),
    ("organized", "organised"), ("U.S.", "US"), ("Mr.", "Mr"), ("Mrs.", "Mrs"), ("Dr.", "Dr"), ("Kiev", "Kyiv"),
    ("authorized", "authorised"), ("license", "licence"), ("harbor", "harbour"), ("judgment", "judgement"),
)  # fmt: skip


def spelling(one: Seen, rng: Random) -> Iterator[Draft]:
    """A word as it is written elsewhere, outside quotations."""
    del rng
    marks = quoted(one.text)
    for a, b in (*_ELSEWHERE, *((b, a) for a, b in _ELSEWHERE)):
        for match in re.finditer(rf"(?<![\w.-]){re.escape(a)}(?![\w.-])", one.text):
            inside = any(q.start < match.end() and match.start() < q.end for q in marks)
            if not inside and one.text[match.end() :].strip():
                yield Draft(one.text[: match.start()] + b + one.text[match.end() :])


def join(one: Seen, rng: Random) -> Iterator[Draft]:
    """Two short sentences of one subject joined by "and"."""
    del rng
    after = one.after
    if after is None or not _plain(one.tree) or not one.text.endswith(".") or re.search(r"[\"“”?:]", after.text):
        return
    if len(one.text.split()) > 24 or len(after.text.split()) > 24:
        return
    mine, theirs = _subject_at(one.tree), _subject_at(after.tree)
    if mine is None or theirs is None or theirs[0] > 0 or mine[0] > 0:
        return
    ours, other = one.text[slice(*mine)], after.text[slice(*theirs)]
    rest = after.text[theirs[1] :].lstrip()
    if ours.casefold() == other.casefold():
        yield Draft(f"{one.text[:-1]} and {rest}", two=True)
        yield Draft(f"{one.text[:-1]}, and {lowered(after.tree, after.text)}", two=True)
    elif other in _pronouns_of(one):
        yield Draft(f"{one.text[:-1]}, and {other.lower()} {rest}", two=True)
        yield Draft(f"{one.text[:-1]} and {rest}", two=True)


def _pronouns_of(one: Seen) -> frozenset[str]:
    """Return the pronouns that can mean the subject of a one-clause sentence, and nobody else in it."""
    tree = one.tree
    subject = tree.child(tree.roots[0], "nsubj", "nsubjpass")
    if subject is None:
        return frozenset()
    if tree[subject].entity == "PERSON":
        return frozenset({"He", "She"}) if _people(tree) == 1 else frozenset()
    many = [t for t in tree.tokens if t.tag in {"NNS", "NNPS"}]
    return frozenset({"They"}) if [tree[subject]] == many else frozenset()


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
    yield from _clause_last(one)
    tree = one.tree
    if not _plain(tree) or not one.text.endswith(".") or leading_cuts(one.text):
        return
    root = tree.roots[0]
    objects = [tree[k] for k in tree.children(root, "dobj", "attr", "dative")]
    if any(t.entity not in _NO_EVENT for t in objects) or _RANKS & set(one.text.casefold().split()):
        return  # "has proposed talks on Thursday", "met last in Paris": the phrase may belong elsewhere
    for n in tree.children(root, "prep", "npadvmod"):
        where, inner = reach(tree, n), tree.child(n, "pobj")
        told = tree[inner if inner is not None else n].entity
        if where is None or told not in {"DATE", "GPE", "TIME"} or where[1] - where[0] > 40:
            continue
        phrase = one.text[slice(*where)]
        if where[0] == 0 and one.text[where[1] : where[1] + 2] == ", ":
            rest = one.text[where[1] + 2 : -1]
            yield Draft(f"{rest[0].upper()}{rest[1:]} {lowered(tree, phrase)}".removesuffix(".") + ".")
        elif where[1] == len(one.text) - 1 and phrase.split()[0].lower() in {"on", "in", "at", "last", "during"}:
            before = one.text[: where[0]].rstrip()
            if not before.endswith(","):
                yield Draft(f"{phrase[0].upper()}{phrase[1:]}, {lowered(tree, before)}.")


_OPENS_CLAUSE = frozenset("if after when because before unless until while although".split())


def _clause_last(one: Seen) -> Iterator[Draft]:
    """ "If the river rises, the camp will move." -> "The camp will move if the river rises." """
    tree = one.tree
    if not tree.roots or not one.text.endswith(".") or re.search(r"[\"“”;:]", one.text):
        return
    root = tree.roots[0]
    clause = tree.child(root, "advcl")
    where = reach(tree, clause) if clause is not None and clause < root else None
    if clause is None or where is None or where[0] > 0 or one.text[where[1] : where[1] + 2] != ", ":
        return
    inner = set(tree.subtree(clause))
    others = [n for n, t in enumerate(tree.tokens) if t.pos == "VERB" and n not in inner and n != root]
    if others or tree[0].text.lower() not in _OPENS_CLAUSE:
        return
    if any(tree[n].pos == "PRON" for n in inner):
        return  # "When he came, Roe slept" read the other way round is another man
    rest = one.text[where[1] + 2 : -1]
    yield Draft(f"{rest[0].upper()}{rest[1:]} {lowered(tree, one.text[: where[1]])}.")


def _said_first(one: Seen) -> Iterator[Draft]:
    """ "Talks go on, Ann Roe said." -> "Ann Roe said talks go on." """
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if tree.lemma(n) not in _SAYS or token.dep != "ROOT" or '"' in one.text or "“" in one.text:
            continue
        said, who = tree.child(n, "ccomp"), tree.child(n, "nsubj")
        if said is None or who is None or said > who or tree[who].pos not in {"PROPN", "NOUN"}:
            continue
        if tree[0].pos in {"CCONJ", "SCONJ"}:
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
    "spelling": spelling,
    "join": join,
    "move": move,
}
"""Every kind of safe edit and who makes it."""
