"""Free wording: a line that no edits lead to, on which a judge may be asked after the alarms that none may overrule.

Rule 1: only what the gate refuses for being worded otherwise is put before a judge; an alarm refuses by itself.
Rule 2: such a line is marked (`Line.judged`) and is never more certain than one origin's word.
Rule 3: its edits do not lead to it; they record the names and days in it that the article has and its evidence has not.
"""

from collections.abc import Sequence
from dataclasses import replace

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.checks.guarded import words
from nutgraf.briefs.gate import Worded
from nutgraf.briefs.gate.alarms import ALARMS, alarms_against
from nutgraf.briefs.wording.accept import Draft, Fault, Refused, line_of, settling_edits, verified
from nutgraf.model import Line, Token

OF_WORDING: frozenset[str] = frozenset(
    {
        "not-source",
        "edit-not-allowed",
        "word-not-in-evidence",
        "cut-not-allowed",
        "move-not-allowed",
        "join-not-allowed",
    }
)
"""Reasons that say no more than that a line is worded otherwise than its evidence: a judge may overrule these alone."""
SETTLED_ELSEWHERE = frozenset({"name-nowhere", "number-nowhere"})
"""Alarms on names and figures that may be settled from the article: `verify` asks for each of them where it stands."""


def freely_worded(draft: Draft, tokens: tuple[Token, ...], faults: Sequence[Fault], desk: Desk) -> Line:
    """Return free wording as a line that only a judge can still refuse. Raises Refused with every alarm."""
    alarms = [fault for fault in faults if fault.reason not in OF_WORDING]
    evidence = [Worded(source.citable.evidence.text, source.tokens) for source in draft.sources]
    rung = alarms_against(Worded(draft.text, tokens), evidence)
    alarms += [Fault(a.rule, ALARMS[a.rule], a.line or a.evidence) for a in rung if a.rule not in SETTLED_ELSEWHERE]
    if alarms:
        raise Refused(*alarms)
    said = {word.casefold() for word in words(draft.text)}
    edits = (e for e in settling_edits(draft, desk, frozenset()) if said.issuperset(map(str.casefold, words(e.after))))
    line = line_of(replace(draft, edits=None), tokens)
    certainty = "reported" if line.certainty == "confirmed" else line.certainty
    line = replace(line, judged=True, certainty=certainty, edits=tuple(edits))
    verified(line, desk)
    return line
