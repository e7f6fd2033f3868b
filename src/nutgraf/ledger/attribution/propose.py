"""What may be an attribution in one sentence: every verb with a clause, every word that may report, think or intend.

Each kind of proposal is a small function over one token; the filter decides later which proposals hold.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from nutgraf.ledger.attribute import Attribution, cue_stretch, find_attributions
from nutgraf.ledger.attribution.lexicon import ADJECTIVES, NOUNS, classes_of
from nutgraf.ledger.tree import Stretch, Tree
from nutgraf.model import Parsed

_LOOSE = frozenset({",", ".", ";", ":", "-", "–", "—"})
_DETACHED = frozenset({"relcl", "advcl", "acl"})
_ASPECT = frozenset({"continue", "begin", "start", "go", "keep", "stop", "try"})
MOST_BEFORE_COLON = 8
"""Longest speaker before a colon, in tokens."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cue with what it may attribute, by token of its sentence."""

    kind: str
    """How it was found: `clause`, `infinitive`, `object`, `noun`, `adjective`, or a rule of `attribute`."""
    head: int
    """Token of the cue's head word."""
    cue: Stretch
    """The words that attribute."""
    source: int | None
    """Token of the source's head; `None` when nobody is named."""
    source_words: Stretch | None
    """The source as a noun phrase."""
    content: tuple[Stretch, ...]
    """What is attributed, within the sentence; empty when it is a quotation that stands elsewhere."""
    target: int | None
    """Token of the content's head."""


_Kind = Callable[[Tree, int], Proposal | None]


def proposals(tree: Tree, parsed: Parsed, quotes: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
    """Yield what may be attributions, at most one a cue word, in order; `quotes` within the sentence."""
    known = {found.head: found for found in find_attributions(parsed, quotes)}
    for n in range(len(tree.tokens)):
        if n in known:
            yield _from_rules(tree, known[n])
            continue
        made = next((p for p in (kind(tree, n) for kind in KINDS) if p is not None), None)
        if made is not None:
            yield made


def _from_rules(tree: Tree, found: Attribution) -> Proposal:
    n = found.head
    kind = {":": "turn", "according": "according"}.get(tree[n].text.lower(), "rule")
    if tree[n].pos == "NOUN":
        kind = "noun"
    elif kind == "rule":
        kind = _complement(tree, n, found.target)
    source = None if found.source is None else _head_in(tree, found.source, n)
    if source is not None and tree[source].tag in {"WP", "WDT"}:
        source = _source(tree, n)
    words = found.source if source is None or kind in {"turn", "according"} else _phrase(tree, source, n)
    if kind == "noun":
        return _noun(tree, n) or Proposal(kind, n, found.cue, source, words, found.content, found.target)
    cue = _with_preposition(tree, n, found.cue) if kind == "object" else found.cue
    if kind == "quote" and "judge" in classes_of(tree.lemma(n)) and (called := _object(tree, n)) is not None:
        return called  # "called him “a genius”": the one so called belongs to it
    if kind == "clause":
        return _by_verb(tree, n, kind, found.target)
    content = (
        found.content
        if kind == "turn" or found.target is None
        else _stretches(tree, found.target, {*tree.subtree(n)} if n in tree.subtree(found.target) else set())
    )
    made = Proposal(kind, n, cue, source, words, content, found.target)
    return _judged(tree, made) if kind == "object" else made


def _complement(tree: Tree, n: int, target: int | None) -> str:
    if target is None:
        return "quote"
    if n in tree.subtree(target):
        return "inverted"
    return {"ccomp": "clause", "xcomp": "infinitive"}.get(tree[target].dep, "object")


def _head_in(tree: Tree, words: Stretch, cue: int) -> int | None:
    """Return the token of a noun phrase that governs the rest."""
    inside = [k for k, t in enumerate(tree.tokens) if words.start <= t.start < words.end and k != cue]
    return next((k for k in inside if tree[k].head not in inside or tree[k].head == k), None)


def _with_preposition(tree: Tree, n: int, cue: Stretch) -> Stretch:
    """Return a cue with the preposition that belongs to it: call *for*."""
    after = next((k for k in tree.children(n, "prep", "prt") if k == n + 1), None)
    return cue if after is None else Stretch(cue.start, tree[after].end, tree.text[cue.start : tree[after].end])


def _inserted(tree: Tree, n: int) -> Proposal | None:
    """To grasp it, the judge said, one must see the place. (the content governs the cue)"""
    if tree[n].dep != "parataxis" or "speak" not in classes_of(tree.lemma(n)) or tree.child(n, "ccomp", "dobj"):
        return None
    source = tree.child(n, "nsubj")
    if source is None:
        return None
    own = {n, *tree.subtree(source)}
    words, top = _phrase(tree, source, n), tree[n].head
    return Proposal("inverted", n, cue_stretch(tree, n), source, words, _stretches(tree, top, own), top)


def _clause(tree: Tree, n: int) -> Proposal | None:
    """The senator figured that nobody would notice. (any verb with a clause as its complement)"""
    target = tree.child(n, "ccomp")
    return _by_verb(tree, n, "clause", target) if tree[n].pos in {"VERB", "AUX"} and target is not None else None


def _infinitive(tree: Tree, n: int) -> Proposal | None:
    """She seeks to end the blockade. (a verb of the lexicon with an infinitive)"""
    target = tree.child(n, "xcomp")
    if target is not None and tree.lemma(n) in _ASPECT and classes_of(tree.lemma(target)):
        return None  # "continued to call for": the second verb is the cue
    told = tree[n].pos == "VERB" and target is not None and classes_of(tree.lemma(n))
    if not told or target is None:
        return None
    made = _by_verb(tree, n, "infinitive", target)
    asked = tree.child(n, "dobj")
    if asked is None or "demand" not in classes_of(tree.lemma(n)) or asked > target:
        return made
    return replace(made, content=_runs(tree, {*tree.subtree(asked), *tree.subtree(target)}))


def _object(tree: Tree, n: int) -> Proposal | None:
    """He blamed the weather. (a verb of the lexicon with an object or a preposition's object)"""
    if tree[n].pos != "VERB" or not classes_of(tree.lemma(n)):
        return None
    target = tree.child(n, "nsubjpass") if tree.passive(n) else tree.child(n, "dobj")
    if target is None:
        preposition = tree.child(n, "prep")
        target = None if preposition is None else tree.child(preposition, "pobj", "pcomp")
    if target is None or _names_cue(tree, target):
        return None
    return _judged(tree, _by_verb(tree, n, "object", target))


def _names_cue(tree: Tree, n: int) -> bool:
    """Tell whether an object is a cue of its own: "expressed concern about the policy"."""
    return tree.lemma(n) in NOUNS and _about(tree, n) is not None


def _judged(tree: Tree, found: Proposal) -> Proposal:
    """Accused Moscow of breaking the truce: what is said of the object belongs to the content."""
    n, target = found.head, found.target
    if (
        target is None
        or tree[target].dep not in {"dobj", "nsubjpass"}
        or not {"judge", "report"} & {*classes_of(tree.lemma(n))}
    ):
        return found
    more = [k for k in tree.children(n, "prep", "oprd", "pcomp") if k > max(n, target) and _judges(tree, k)]
    if not more:
        return found
    inside = {*tree.subtree(target), *(j for k in more for j in tree.subtree(k))}
    return replace(found, content=_runs(tree, inside))


def _judges(tree: Tree, n: int) -> bool:
    return tree[n].dep == "oprd" or tree.lemma(n) in {"of", "for", "as", "with", "to", "over"}


def _noun(tree: Tree, n: int) -> Proposal | None:
    """Fears that the dam would break / his hope of a truce. (a noun of the lexicon with what it is about)"""
    if tree[n].pos != "NOUN" or tree.lemma(n) not in NOUNS:
        return None
    target = _about(tree, n)
    if target is None:
        return None
    source, low = tree.child(n, "poss"), n
    if source is None and tree[n].dep == "dobj":
        verb = tree[n].head
        source = _source(tree, verb)  # "voiced fears that": whoever does
        low = verb if verb < n else n
    words = None if source is None else _phrase(tree, source, n)
    high = n
    small = tree[target].dep == "prep"
    if small:
        high = target
    content = _stretches(tree, target, {target} if small else set())
    return Proposal("noun", n, tree.stretch(low, max(n, high)), source, words, content, target)


def _about(tree: Tree, n: int) -> int | None:
    """Return what follows a noun of speech or thought: a clause, an infinitive, or a preposition with its matter."""
    clauses = (k for k in tree.children(n, "acl", "ccomp", "relcl") if k > n)
    found = next((k for k in clauses if _opens(tree, k) in {"that", "to", "whether"}), None)
    if found is not None:
        return found
    return next((k for k in tree.children(n, "prep") if tree.lemma(k) in {"of", "about", "for", "over", "on"}), None)


def _adjective(tree: Tree, n: int) -> Proposal | None:
    """The coach is confident that they will win. / Nobody was willing to sign."""
    if tree[n].pos != "ADJ" or tree.lemma(n) not in ADJECTIVES or tree[n].dep not in {"acomp", "conj", "oprd"}:
        return None
    target = tree.child(n, "ccomp", "xcomp", "prep")
    verb = tree[n].head
    source = _source(tree, verb)
    if target is None or source is None:
        return None
    small = tree[target].dep == "prep" and target > n
    cue = tree.stretch(min(verb, n), target if small else n)
    content = _stretches(tree, target, {target} if small else set())
    return Proposal("adjective", n, cue, source, _phrase(tree, source, verb), content, target)


def _seeming(tree: Tree, n: int) -> Proposal | None:
    """The deal seems to be dead. (nobody says it, somebody thinks it)"""
    target = tree.child(n, "xcomp", "ccomp") if tree.lemma(n) in {"seem", "appear"} else None
    return (
        None
        if target is None
        else Proposal("seeming", n, cue_stretch(tree, n), None, None, _stretches(tree, target, {n}), target)
    )


def _turn(tree: Tree, n: int) -> Proposal | None:
    """Poll: voters are tired. / Mayor of Ostrel: we are ready. (a few nouns before a colon)"""
    if tree[n].text != ":" or not 0 < n <= MOST_BEFORE_COLON or n + 2 >= len(tree.tokens):
        return None
    before = tree.tokens[:n]
    if any(t.pos in {"VERB", "AUX", "NUM", "PUNCT", "PRON", "SCONJ"} for t in before):
        return None
    if before[-1].pos not in {"PROPN", "NOUN"}:
        return None
    end = tree.tokens[-1].end
    start = tree[n + 1].start
    content = (Stretch(start, end, tree.text[start:end]),)
    return Proposal("turn", n, tree.stretch(n, n), n - 1, tree.stretch(0, n - 1), content, None)


KINDS: tuple[_Kind, ...] = (_seeming, _inserted, _clause, _infinitive, _object, _noun, _adjective, _turn)
"""In the order in which they are asked."""


def _opens(tree: Tree, clause: int) -> str:
    return tree[tree.subtree(clause)[0]].text.lower()


def _by_verb(tree: Tree, n: int, kind: str, target: int | None) -> Proposal:
    source = _source(tree, n)
    cue = cue_stretch(tree, n)
    return Proposal(
        kind=kind,
        head=n,
        cue=_with_preposition(tree, n, cue) if kind == "object" else cue,
        source=source,
        source_words=None if source is None else _phrase(tree, source, n),
        content=() if target is None else _content(tree, n, target),
        target=target,
    )


def _content(tree: Tree, n: int, target: int) -> tuple[Stretch, ...]:
    """Return what a verb governs by its target; of several clauses ("said that he came and she left") all."""
    if tree[target].dep != "ccomp" or tree[target].head != n:
        return _stretches(tree, target, {n})
    clauses = list(tree.children(n, "ccomp"))
    return _runs(tree, {k for clause in clauses for k in tree.subtree(clause)})


def _phrase(tree: Tree, n: int, without: int) -> Stretch:
    """Return a source with all that belongs to it, appositions and relative clauses too, without the cue's words."""
    barred = set(tree.subtree(without)) if without in tree.subtree(n) else {without}
    inside = [k for k in tree.subtree(n) if k not in barred]
    low = high = inside.index(n) if n in inside else 0
    while low > 0 and inside[low - 1] == inside[low] - 1:
        low -= 1
    while high + 1 < len(inside) and inside[high + 1] == inside[high] + 1:
        high += 1
    run = _trim(tree, inside[low : high + 1]) or [n]
    return tree.stretch(run[0], run[-1])


def _source(tree: Tree, verb: int) -> int | None:
    """Return who does it; for "who" and "which" the noun they stand for."""
    source = tree.agent(verb) if tree.passive(verb) else tree.subject(verb)
    if source is None or tree[source].dep == "expl":
        return None
    top = tree[source].head
    if tree[source].tag in {"WP", "WDT"} and tree[top].dep == "relcl" and tree[top].head != top:
        return tree[top].head
    return source


def _stretches(tree: Tree, target: int, without: set[int]) -> tuple[Stretch, ...]:
    """Return what a token governs as runs of words; within an object a comma and what it detaches are dropped."""
    inside = set(tree.subtree(target)) - without
    if tree[target].pos in {"NOUN", "PROPN", "PRON", "ADP"}:
        for kid in sorted(inside):
            own = tree.subtree(kid) if tree[kid].dep in _DETACHED else []
            if own and own[0] > 0 and tree[own[0] - 1].text == ",":
                inside -= set(own)
    return _runs(tree, inside)


def _runs(tree: Tree, inside: set[int]) -> tuple[Stretch, ...]:
    runs: list[list[int]] = []
    for k in sorted(inside):
        if runs and runs[-1][-1] == k - 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    trimmed = [run for run in (_trim(tree, run) for run in runs) if run]
    telling = [run for run in trimmed if len(run) > 1 or tree[run[0]].tag not in {"WDT", "WP", "CC"}]
    return tuple(tree.stretch(run[0], run[-1]) for run in telling or trimmed)


def _trim(tree: Tree, run: list[int]) -> list[int]:
    low, high = 0, len(run)
    while low < high and tree[run[low]].text in _LOOSE:
        low += 1
    while high > low and tree[run[high - 1]].text in _LOOSE:
        high -= 1
    return run[low:high]
