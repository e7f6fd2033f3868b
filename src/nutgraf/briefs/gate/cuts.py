"""What a sentence may lose: a frame at its start, a bracket, a phrase set off by commas, a time or place.

Theory: a stretch that was cut is judged on the parse of the evidence alone. It has to be whole (all that hangs on its
words goes with them), hang on what stays by a relation of `LOOSE`, stand between marks, and hold no guarded word. What
has to do with who says it, with denial, doubt, condition and measure therefore always stays.
"""

import re
from collections.abc import Sequence

from nutgraf.briefs.checks.cuttable import CONNECTIVES, DATELINE, LEAD_INS
from nutgraf.briefs.gate.align import is_word
from nutgraf.briefs.gate.evidence import Evidence
from nutgraf.briefs.gate.words import (
    DENIALS,
    HE,
    IFS,
    IT,
    LABELS,
    OPEN,
    PLACES_OF_SPEECH,
    SAID,
    SOFT,
    TERMS,
    TERMS_OPEN,
    THEY,
    TIMES,
    kind_in,
)

LOOSE = frozenset(
    {
        "appos",
        "relcl",
        "acl",
        "advcl",
        "prep",
        "npadvmod",
        "parataxis",
        "advmod",
        "nmod",
        "dep",
        "amod",
        "agent",
        "attr",
    }
)
"""Relations by which what is set off by commas may hang on what stays."""
EDGES = frozenset({",", "-", "–", "—", "--", "(", "[", ")", "]", ";", ":"})
DASHES = frozenset({"-", "–", "—", "--"})
STOPS = frozenset({".", "!", ""})
TELLING = frozenset({"relcl", "appos", "acl"})
"""Relations whose phrases tell more of a name; within them a past `said` or a bare measure is nobody's caution."""
FRAME_WORDS = 9
"""Words of a label at most."""
PLACED = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC", "EVENT"})


def may_cut(source: Evidence, cut: Sequence[int], kept: frozenset[int]) -> str:
    """Return why a stretch of one sentence may not be cut, as a key of the rules; empty when it may."""
    words = source.words(cut)
    if not words:
        return "question-changed" if any(source.mark(n) == "?" for n in cut) else ""
    first, last = source.span(source.home[words[0]])
    if not any(n in kept for n in range(first, last)):
        return ""  # nothing of that sentence is used
    if all(n not in kept for n in range(first, words[0])) and _is_frame(source, cut, words):
        return ""
    if _in_brackets(source, cut, words) and not _guards(source, words, frozenset({"except", "about", "over", "some"})):
        return ""
    if _says_again(source, words, kept, last):
        return ""
    if why := _guards(source, words, _harmless(source, words)):
        return why
    if _states_terms(source, words):
        return "condition-changed"
    set_off = _set_off(source, words, first, last)
    whole = _hang_on(source, words, behind=set_off or _before_by(source, words))
    if not whole:
        return "cut-not-allowed"
    if set_off and all(source.tokens[n].dep in LOOSE for n in whole):
        return ""
    return "" if all(_time_or_place(source, n, set(words)) for n in whole) else "cut-not-allowed"


def _guards(source: Evidence, words: Sequence[int], harmless: frozenset[str]) -> str:
    """Return the rule that guards the first guarded word."""
    for n in words:
        before = source.tokens[n - 1].text.casefold() if n else ""
        kind = kind_in(source.tokens[n], before, _governs_clause(source, n))
        if kind and source.tokens[n].text.casefold() not in harmless:
            return kind
    return ""


def _governs_clause(source: Evidence, n: int) -> bool:
    return any(source.heads[m] == n and source.tokens[m].dep in {"ccomp", "xcomp"} for m in source.below[n] - {n})


def _states_terms(source: Evidence, words: Sequence[int]) -> bool:
    """Tell whether a stretch says on which terms the rest holds: `once the mines are cleared`, `in return for oil`."""
    inside = set(words)
    for n in words:
        token, head = source.tokens[n], source.heads[n]
        clause = source.tokens[head].dep == "advcl" and source.heads[head] not in inside
        if clause and token.text.casefold() in TERMS_OPEN and min(source.below[head]) >= words[0]:
            return True
    plain = f" {source.text(words).casefold()} "
    return any(f" {phrase} " in plain for phrase in TERMS)


def _harmless(source: Evidence, words: Sequence[int]) -> frozenset[str]:
    """Return guarded words that a phrase about a name may take with it: what he is or was, not how sure it is."""
    hard = (DENIALS | IFS | OPEN) - SOFT
    dated = frozenset({"may", "march"}) if any(source.tokens[n].entity == "DATE" for n in words) else frozenset()
    texts = {source.tokens[n].text.casefold() for n in words}
    return frozenset(texts - hard - SAID) | dated if _hang_on(source, words) else frozenset()


def _hang_on(source: Evidence, words: Sequence[int], *, behind: bool = False) -> list[int]:
    """Return the words by which a whole stretch hangs on what stays; empty when it is not whole, or holds the root.

    Between commas (`behind`), what the parser hangs on the stretch from behind the second comma belongs elsewhere.
    """
    inside = set(words)
    tops = [n for n in words if source.heads[n] not in inside]
    left = {m for n in tops for m in source.words(source.below[n])} - inside
    if any(source.heads[n] == n for n in words) or (left and not (behind and min(left) > words[-1])):
        return []
    return tops


def _set_off(source: Evidence, words: Sequence[int], first: int, last: int) -> bool:
    before, after = source.mark(words[0] - 1), source.mark(words[-1] + 1)
    opens = words[0] == first or before in EDGES
    closes = words[-1] + 1 >= last or after in EDGES or (after in STOPS and words[-1] + 2 >= last)
    at_edge = words[0] == first and after not in EDGES
    return opens and closes and not at_edge


def _before_by(source: Evidence, words: Sequence[int]) -> bool:
    """Tell whether an occasion stands before `by 88 votes`, which the parser hangs on it and not on the verb."""
    after = words[-1] + 1
    return _occasion(source, words[-1]) and after < len(source.tokens) and source.tokens[after].text.casefold() == "by"


def _time_or_place(source: Evidence, n: int, inside: set[int]) -> bool:
    """Tell whether a phrase without commas only says when, where or on what occasion a verb happened."""
    token, head = source.tokens[n], source.tokens[source.heads[n]]
    things = [m for m in inside if source.heads[m] == n and source.tokens[m].dep == "pobj"]
    occasion = bool(things) and all(_occasion(source, m) for m in things)
    if head.pos not in {"VERB", "AUX"} and not (occasion and head.dep == "dobj"):
        return False
    if token.dep in {"npadvmod", "advmod"}:
        return token.entity in {"DATE", "TIME"} or token.lemma.casefold() in TIMES
    if token.dep != "prep" or token.text.casefold() not in {"in", "on", "at", "during", "near", "outside", "inside"}:
        return False
    return bool(things) and all(
        source.tokens[m].entity in PLACED or source.tokens[m].lemma.casefold() in TIMES or _occasion(source, m)
        for m in things
    )


def _occasion(source: Evidence, n: int) -> bool:
    """Tell whether a word names an occasion; "a late-night sitting" is lemmatised as a verb."""
    token = source.tokens[n]
    return bool({token.lemma.casefold(), token.text.casefold()} & PLACES_OF_SPEECH)


def _in_brackets(source: Evidence, cut: Sequence[int], words: Sequence[int]) -> bool:
    before = {source.mark(words[0] - 1), *(source.mark(n) for n in cut if n < words[0])}
    after = {source.mark(words[-1] + 1), *(source.mark(n) for n in cut if n > words[-1])}
    inner = {source.mark(n) for n in range(words[0], words[-1])}
    return not {"(", ")", "[", "]"} & inner and any(a in before and b in after for a, b in (("(", ")"), ("[", "]")))


def _is_frame(source: Evidence, cut: Sequence[int], words: Sequence[int]) -> bool:
    """Tell whether a stretch at the start is a dateline, a byline, a label or a connective."""
    text = _as_written(source, cut)
    each = [source.tokens[n].text.casefold() for n in words]
    plain = " ".join(each)
    marks = {source.mark(n) for n in cut}
    if plain in CONNECTIVES or all(word in CONNECTIVES for word in each):
        return True
    ends = {source.mark(n) for n in cut if n > words[-1]}
    if len(words) > FRAME_WORDS:
        return False
    if (plain in LEAD_INS and text.isupper()) or (text.endswith(")") and DATELINE.fullmatch(text + " ")):
        return True
    if ends & DASHES and (DATELINE.fullmatch(text) or _is_dateline(source, words)):
        return True
    if source.tokens[words[0]].text == "By" and ":" in ends:
        return True
    label = any(source.tokens[n].text.casefold() in LABELS for n in words)
    named = any(source.tokens[n].pos == "PROPN" and source.tokens[n].entity for n in words)
    return (label or plain in LEAD_INS) and not named and bool(marks & {":", "-", "–", "—", "--", ".", ",", "|"})


def _is_dateline(source: Evidence, words: Sequence[int]) -> bool:
    return all(
        source.tokens[n].text[0].isupper() or source.tokens[n].text[0].isdigit() or source.tokens[n].pos == "ADP"
        for n in words
    )


def _as_written(source: Evidence, cut: Sequence[int]) -> str:
    home = source.sentences[source.home[cut[0]]]
    return home.text[source.tokens[cut[0]].start : source.tokens[cut[-1]].end]


def _says_again(source: Evidence, words: Sequence[int], kept: frozenset[int], last: int) -> bool:
    """Tell whether a stretch at the end says once more who said it: `, he said in a statement`."""
    if source.mark(words[0] - 1) != "," or source.words(range(words[-1] + 1, last)):
        return False
    opens = source.tokens[words[0]].text.casefold()
    if opens not in HE | THEY | IT:
        return False
    texts = [source.tokens[n].text.casefold() for n in words]
    said = [n for n in words if source.tokens[n].text.casefold() in SAID and source.tokens[n].pos in {"VERB", "AUX"}]
    if not said or any(text in DENIALS | IFS | OPEN for text in texts):
        return False
    stays = [n for n in kept if source.tokens[n].text.casefold() in SAID and source.tokens[n].pos == "VERB"]
    return bool(stays) and re.fullmatch(r"\w+", opens) is not None and is_word(source.tokens[words[0]])
