"""Who speaks in a sentence: source, cue and content, by named rules over its parse.

Each rule looks at one token and proposes at most one attribution; `RULES` lists them in the order of trust.
Rule 1: a passive cue has its by-agent as source, or none; its subject is who was told.
Rule 2: the content is the clause or object of the cue without source and cue; a source in the middle leaves two spans.
Rule 3: a cue inside the content of another is a nested attribution, and is kept.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from nutgraf.ledger.cues import COMPANY, CUE_NOUNS, MEDIA, RELAYERS, SILENT_SOURCES, VERBS, CueClass, words
from nutgraf.ledger.tree import Stretch, Tree
from nutgraf.model import Parsed
from nutgraf.text.quotes import find_quotes

SourceKind = Literal["named", "unnamed", "document", "none"]
"""`unnamed`: a source that nobody could ask again ("two officials", "sources"); `document`: a report, a study."""

DOCUMENTS = words(
    """report statement study survey poll document paper letter filing indictment lawsuit complaint affidavit data
    figure statistic estimate analysis review audit article book memo email tweet post transcript video website
    decree ruling verdict law bill treaty agreement"""
)
"""Sources that are texts."""

# A quotation that was opened in an earlier sentence: the mark follows a stop or is a closer by its form.
_LONE_CLOSER = re.compile(r"[,.!?…]\"|”")
_BREAKS = frozenset({",", '"', "”", "–", "—", "-"})

_CUES = frozenset({"VERB", "AUX", "NOUN"})
"""Parts of speech that a cue may be; a colon and "according to" besides."""

TURN_TOKENS = 8
"""Longest speaker before a colon ("Kremlin spokesperson Dmitry Peskov: ..."), in tokens."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, the words that attribute, and what is attributed."""

    source: Stretch | None
    """Who says it, as a whole noun phrase; `None` when the sentence does not tell."""
    speaker: str
    """The same as one would name it: a part of the sentence without article or relative clause; may be empty."""
    cue: Stretch
    """The words that attribute: "has not confirmed", "according to", "offer"."""
    content: tuple[Stretch, ...]
    """What is attributed, in order; may be empty when it stands in other sentences."""
    direct: bool
    """True when the content holds a quotation."""
    negated: bool
    """True for "did not say", "never claimed"."""
    source_kind: SourceKind
    """What kind of source."""
    act: CueClass
    """What the source does with it."""
    head: int
    """Token index of the cue's head word."""
    target: int | None
    """Token index of the content's head word; `None` when the content is empty or only quoted."""


_Rule = Callable[[Tree, int, Sequence[tuple[int, int]]], Attribution | None]


def find_attributions(parsed: Parsed, quotes: Sequence[tuple[int, int]] | None = None) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence in order of their cues; may be empty.

    `quotes` are the quoted stretches within the sentence, half-open with their marks; found here when not given.
    """
    tree = Tree(parsed)
    inside = quoted(tree.text) if quotes is None else quotes
    found: dict[int, Attribution] = {}
    for n, token in enumerate(tree.tokens):
        if token.pos not in _CUES and token.text != ":" and token.text.lower() != "according":
            continue
        for rule in RULES:
            made = rule(tree, n, inside)
            if made is not None:
                found.setdefault(made.head, made)
                break
    return tuple(found[head] for head in sorted(found))


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Return the quoted stretches of a sentence with their marks; a quotation may begin or end outside it.

    >>> quoted('"Never," he said.')
    ((0, 8),)
    """
    found = [(quote.start, quote.end) for quote in find_quotes(text)]
    lone = None if found else _LONE_CLOSER.search(text)
    return ((0, lone.end()),) if lone else tuple(found)


def kind_of(tree: Tree, source: int | None) -> SourceKind:
    """Tell what kind of source a noun is."""
    if source is None:
        return "none"
    lemma, token = tree.lemma(source), tree[source]
    if lemma in SILENT_SOURCES or token.text.lower() in MEDIA:
        return "unnamed"
    if lemma in DOCUMENTS:
        return "document"
    named = token.pos == "PROPN" or token.entity != "" or token.tag in {"PRP", "WP"}
    beside = any(tree[k].pos == "PROPN" for k in tree.children(source, "appos", "compound"))
    known = any(tree.lemma(k) not in {"a", "an", "some", "no"} for k in tree.children(source, "det", "poss"))
    return "named" if named or beside or known or lemma == "police" else "unnamed"


def act_of(tree: Tree, verb: int) -> CueClass | None:
    """Return what a verb does as a cue in the company it has here; `None` when it is no cue.

    A class that asks for company and has it goes first (call *for*); then a clause makes it a statement
    ("suggested that"), and without one the other class holds ("suggested a pause").
    """
    acts = VERBS.get(tree.lemma(verb), ())
    particles = tree.particles(verb)
    for act in acts:
        needed = COMPANY.get((tree.lemma(verb), act))
        asked = act == "demand" and tree.lemma(verb) == "ask" and tree.child(verb, "ccomp") is not None
        if needed is not None and needed & particles.keys() and not asked:
            return act
    free = [act for act in acts if (tree.lemma(verb), act) not in COMPANY]
    if len(free) > 1 and free[0] == "say" and tree.child(verb, "ccomp") is None:
        return free[1]
    return free[0] if free else None


def _by_clause(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match "X said (that) ...", "..., X said", "X told Y ...": a verb with a clause as its complement."""
    if tree[n].pos not in {"VERB", "AUX"}:
        return None
    act = act_of(tree, n)
    clause = tree.child(n, "ccomp")
    if clause is None and tree[n].dep in {"parataxis", "ccomp", "advcl", "dep"} and act in {"say", "relay", "think"}:
        # "..., X said" parsed the other way round: the content governs the cue.
        head = tree[n].head
        clause = head if _inverted(tree, n) else None
    if act is None or clause is None:
        return None
    return _made(tree, n, act, clause, quotes)


def _inverted(tree: Tree, n: int) -> bool:
    """Tell whether a verb with nothing but its subject stands between commas, below the clause it reports."""
    inside = tree.subtree(n)
    before, after = max(inside[0] - 1, 0), min(inside[-1] + 1, len(tree.tokens) - 1)
    opened = any(tree[k].text in _BREAKS for k in (before, inside[0]))
    closed = inside[0] > tree[n].head or any(tree[k].text in _BREAKS for k in (inside[-1], after))
    alone = tree.child(n, "dobj", "ccomp", "xcomp", "acomp", "attr", "mark") is None
    return alone and opened and closed and tree.child(n, "nsubj") is not None


def _by_infinitive(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match "X threatened to", "X vowed to", "X urged Y to"."""
    act = act_of(tree, n) if tree[n].pos == "VERB" else None
    clause = tree.child(n, "xcomp")
    return None if act in {None, "say", "relay"} or clause is None else _made(tree, n, act, clause, quotes)


def _by_object(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match "X proposed talks", "X called for a ceasefire", "X rejected the offer"."""
    if tree[n].pos != "VERB":
        return None
    act = act_of(tree, n)
    if act not in {"demand", "want", "offer", "threat", "warn", "deny"}:
        return None
    target = tree.child(n, "nsubjpass") if tree.passive(n) else tree.child(n, "dobj")
    if target is None:
        preposition = tree.child(n, "prep")
        target = None if preposition is None else tree.child(preposition, "pobj", "pcomp")
    return None if target is None else _made(tree, n, act, target, quotes)


def _by_quote(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match a verb of saying whose quotation the parser did not hang on it: "Never again," he said."""
    act = act_of(tree, n) if tree[n].pos == "VERB" else None
    outside = not any(start <= tree[n].start < end for start, end in quotes)
    if act not in {"say", "relay", "warn", "demand", "deny"} or not quotes or not outside:
        return None
    return _made(tree, n, act, None, quotes) if tree.subject(n) is not None else None


def _as_told(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match "As X said, ..." and "As X put it, ..."."""
    mark = tree.child(n, "mark", "advmod")
    if tree[n].dep != "advcl" or mark is None or tree.lemma(mark) != "as" or tree.child(n, "nsubj") is None:
        return None
    thing = tree.child(n, "dobj")
    put_it = tree.lemma(n) == "put" and thing is not None and tree.lemma(thing) == "it"
    says = act_of(tree, n) == "say" and thing is None
    return _made(tree, n, "say", tree[n].head, quotes) if put_it or says else None


def _according_to(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match "according to X"."""
    if tree[n].text.lower() != "according":
        return None
    to = tree.child(n, "prep")
    source = None if to is None else tree.child(to, "pobj")
    head = tree[n].head
    if to is None or source is None:
        return None
    own = set(tree.subtree(n))
    content = _runs(tree, [k for k in tree.subtree(head) if k not in own])
    return Attribution(
        source=tree.noun_phrase(source),
        speaker=tree.name(source),
        cue=tree.stretch(n, to),
        content=content,
        direct=_overlap(content, quotes),
        negated=False,
        source_kind=kind_of(tree, source),
        act="relay" if tree.lemma(source) in RELAYERS else "say",
        head=n,
        target=head,
    )


def _by_noun(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match "X's claim that ...", "X's offer of ...", "a demand by X for ..."."""
    act = CUE_NOUNS.get(tree.lemma(n)) if tree[n].pos == "NOUN" else None
    if act is None:
        return None
    by = next((k for k in tree.children(n, "prep") if tree.lemma(k) in {"by", "from"}), None)
    source = tree.child(n, "poss") if by is None else tree.child(by, "pobj")
    if source is None or not (tree.animate(source)):
        return None
    after = [k for k in tree.children(n, "acl", "prep", "relcl") if k != by and k > n]
    content = _runs(tree, tree.subtree(after[0])) if after else ()
    return Attribution(
        source=tree.noun_phrase(source),
        speaker=tree.name(source),
        cue=tree.stretch(n, n),
        content=content,
        direct=_overlap(content, quotes),
        negated=False,
        source_kind=kind_of(tree, source),
        act=act,
        head=n,
        target=after[0] if after else None,
    )


def _by_turn(tree: Tree, n: int, quotes: Sequence[tuple[int, int]]) -> Attribution | None:
    """Match a turn: "Peskov: ..."; the speaker is a name, and nothing before the colon is a verb."""
    if tree[n].text != ":" or not 0 < n <= TURN_TOKENS or n + 1 >= len(tree.tokens):
        return None
    before = tree.tokens[:n]
    if any(t.pos in {"VERB", "AUX", "NUM"} for t in before) or before[-1].pos != "PROPN":
        return None
    if not any(t.entity for t in before) and n > 1:
        return None  # "Dive Deeper: ..." is a heading
    end = len(tree.text)
    start = tree[n + 1].start
    content = (Stretch(start, end, tree.text[start:end]),)
    source = tree.stretch(0, n - 1)
    return Attribution(
        source=source,
        speaker=tree.name(n - 1) if before[-1].entity == "PERSON" else source.text,
        cue=tree.stretch(n, n),
        content=content,
        direct=_overlap(content, quotes),
        negated=False,
        source_kind="named",
        act="say",
        head=n,
        target=tree.roots[0] if tree.roots and tree.roots[0] > n else None,
    )


RULES: tuple[_Rule, ...] = (
    _by_clause,
    _by_infinitive,
    _by_object,
    _by_quote,
    _as_told,
    _according_to,
    _by_noun,
    _by_turn,
)
"""In the order of trust; the first that matches a token decides."""


def _made(tree: Tree, verb: int, act: CueClass, target: int | None, quotes: Sequence[tuple[int, int]]) -> Attribution:
    source = tree.agent(verb) if tree.passive(verb) else tree.subject(verb)
    if source is not None and tree[source].dep == "expl":
        source = None
    negation = tree.negation(verb)
    return Attribution(
        source=None if source is None else tree.noun_phrase(source),
        speaker="" if source is None else tree.name(source),
        cue=cue_stretch(tree, verb),
        content=_content(tree, verb, target, quotes),
        direct=_overlap(_content(tree, verb, target, quotes), quotes),
        negated=negation is not None,
        source_kind=kind_of(tree, source),
        act="relay" if source is not None and act == "say" and tree.lemma(source) in RELAYERS else act,
        head=verb,
        target=target,
    )


def cue_stretch(tree: Tree, verb: int) -> Stretch:
    """Return a verb with the auxiliaries and negation that stand just before it: "has not confirmed"."""
    low = verb
    while low > 0 and low - 1 in tree.kids[verb] and tree[low - 1].dep in {"aux", "auxpass", "neg", "advmod"}:
        low -= 1
    return tree.stretch(low, verb)


def _content(tree: Tree, verb: int, target: int | None, quotes: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    if target is None:
        return tuple(Stretch(start, end, tree.text[start:end]) for start, end in quotes)
    own = set(tree.subtree(verb)) if verb in tree.subtree(target) else set()
    runs = _runs(tree, [k for k in tree.subtree(target) if k not in own])
    return tuple(_with_marks(tree, stretch, quotes) for stretch in runs)


def _with_marks(tree: Tree, stretch: Stretch, quotes: Sequence[tuple[int, int]]) -> Stretch:
    """Return a stretch that fills a quotation with the marks and the comma the parser left outside."""
    for start, end in quotes:
        if stretch.start - 1 <= start <= stretch.start and end - 3 <= stretch.end <= end:
            return Stretch(start, end, tree.text[start:end])
    return stretch


def _runs(tree: Tree, places: Sequence[int]) -> tuple[Stretch, ...]:
    """Return neighbouring tokens as stretches, bare punctuation at either end left out."""
    runs: list[list[int]] = []
    for n in places:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    trimmed = (_trim(tree, run) for run in runs)
    return tuple(tree.stretch(run[0], run[-1]) for run in trimmed if run)


def _trim(tree: Tree, run: list[int]) -> list[int]:
    loose = {",", ".", ";", ":", "-", "–", "—"}
    low, high = 0, len(run)
    while low < high and tree[run[low]].text in loose:
        low += 1
    while high > low and tree[run[high - 1]].text in loose:
        high -= 1
    return run[low:high]


def _overlap(content: Sequence[Stretch], quotes: Sequence[tuple[int, int]]) -> bool:
    return any(c.start < end and start < c.end for c in content for start, end in quotes)
