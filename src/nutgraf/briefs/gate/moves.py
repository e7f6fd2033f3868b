"""What may stand elsewhere in a line: a phrase of time, place or condition of the main verb, and who says it."""

from collections.abc import Sequence

from nutgraf.briefs.checks.guarded import listed
from nutgraf.briefs.gate.evidence import Evidence
from nutgraf.briefs.gate.words import SAID, TIMES

_TOLD = frozenset({"dobj", "dative", "iobj", "oprd"})
AHEAD = listed(
    """
    propose plan offer announce schedule demand order expect agree promise call seek request suggest want intend invite
    postpone delay cancel set urge reject approve discuss
    """
)
"""Verbs whose object may be still to come: a time behind it may be the object's own."""
NARROWING = listed("last first only also again never once still already")
"""Words that mean something else within another time or place."""
MOVABLE = frozenset({"prep", "npadvmod", "advmod", "advcl"})


def may_move(source: Evidence, run: Sequence[int], order: Sequence[int]) -> bool:
    """Tell whether a run may stand where `order`, the evidence's words as the line has them, puts it."""
    words = source.words(run)
    if not words:
        return True
    sentence = source.home[words[0]]
    first, last = source.span(sentence)
    root = source.root(sentence)
    inside = set(words)
    if any(source.home[n] != sentence for n in words):
        return False
    if _speech_turned(source, words, root, order):
        return True
    if root in inside:  # the longer part was taken for the one that stayed
        words = [n for n in order if source.home[n] == sentence and n not in inside]
        words, inside = sorted(words), set(words)
        if not words or root in inside:
            return False
    tops = [n for n in words if source.heads[n] not in inside or source.heads[n] == n]
    if len(tops) != 1 or root in inside or set(source.words(source.below[tops[0]])) - inside:
        return False
    top, token = tops[0], source.tokens[tops[0]]
    mine = [n for n in order if source.home[n] == sentence]
    at_start, at_end = mine[: len(words)] == words, mine[-len(words) :] == words
    timed = token.entity in {"DATE", "TIME"} or token.lemma.casefold() in TIMES or _timed(source, top)
    rest = [n for n in mine if n not in inside]
    clauses = source.clauses_after(root, rest)
    of_root = source.heads[top] == root or (timed and not clauses)
    if token.dep not in MOVABLE or not of_root or _may_belong_elsewhere(source, root, rest):
        return False
    was_at_start = words[0] == first or not source.words(range(first, words[0]))
    was_at_end = not source.words(range(words[-1] + 1, last))
    if at_start:
        return was_at_end or not clauses
    return at_end and (was_at_start or not clauses) and not clauses


def _may_belong_elsewhere(source: Evidence, root: int, rest: Sequence[int]) -> bool:
    """Tell whether a time or place may be that of what is proposed, or would narrow a `last` or an `only`."""
    verb = source.tokens[root]
    ahead = verb.lemma.casefold() in AHEAD and any(
        source.heads[n] == root and source.tokens[n].dep in _TOLD for n in rest
    )
    return ahead or any(source.tokens[n].text.casefold() in NARROWING and source.tokens[n].pos == "ADV" for n in rest)


def _timed(source: Evidence, top: int) -> bool:
    under = [n for n in source.below[top] if source.heads[n] == top]
    return any(source.tokens[n].entity in {"DATE", "TIME"} for n in under)


def _speech_turned(source: Evidence, words: Sequence[int], root: int, order: Sequence[int]) -> bool:
    """Tell whether what is said and who says it changed places, both whole: "X, he said" and "He said: X"."""
    if source.tokens[root].text.casefold() not in SAID:
        return False
    inside = set(words)
    said = [n for n, t in enumerate(source.tokens) if t.dep in {"ccomp", "parataxis"} and source.heads[n] == root]
    whole = set(source.words(range(*source.span(source.home[root]))))
    for n in said:
        clause = set(source.words(source.below[n]))
        if inside in (clause, whole - clause):
            return True
    if any(source.heads[n] == root and source.tokens[n].dep in _TOLD for n in order):
        return False  # "an insider told the paper" turned round is another man's word
    subject = source.subject(root)
    if subject is None or inside not in (set(source.words(source.below[subject])), {root}):
        return False
    return all(_unbroken(source, n, order) for n in said)


def _unbroken(source: Evidence, clause: int, order: Sequence[int]) -> bool:
    """Tell whether a clause stands in the line as one stretch."""
    places = [k for k, n in enumerate(order) if n in source.below[clause]]
    return not places or places[-1] - places[0] + 1 == len(places)
