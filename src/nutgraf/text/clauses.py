"""Past or coming, by the parse: which way the clause points that a day hangs on.

Theory of operation: from the day's word climb to the first verb. Its tense decides when the day hangs on the verb
itself. A day that hangs on a noun ("talks on Thursday") may belong to the noun or to the verb, and so may any day under
a verb of proposing: those are `unclear`, and `text.daybook` asks what the other reports say.
"""

from collections.abc import Sequence

from nutgraf.model import Token
from nutgraf.text.tense import Tense

_AHEAD = frozenset("will would shall 'll ’ll 'd ’d wo may might could should must can".split())
_PROPOSES = frozenset(
    """propose offer suggest announce invite agree call demand ask arrange postpone move delay confirm plan schedule
    expect await want urge set name publish give begin start threaten warn order promise vow pledge call_for""".split()
)
"""Verbs whose day may be that of the deed or that of what is meant to follow."""
_STEPS = 6
"""A day further than this from its verb in the tree tells nothing."""


def tense_at(tokens: Sequence[Token], start: int) -> Tense:
    """Return which way the day at code point `start` of the sentence points; `none` when no verb governs it."""
    at = next((i for i, t in enumerate(tokens) if t.start <= start < t.end), None)
    if at is None:
        return "none"
    through_noun = False
    for _ in range(_STEPS):
        head = tokens[at].head
        if head == at:
            return "none"
        at = head
        if tokens[at].pos in {"VERB", "AUX"}:
            return _clause(tokens, at, through_noun)
        through_noun = through_noun or tokens[at].pos in {"NOUN", "PROPN"}
    return "none"


def _clause(tokens: Sequence[Token], at: int, through_noun: bool) -> Tense:
    told = _verb(tokens, at)
    if told == "past" and (through_noun or tokens[at].lemma in _PROPOSES):
        return "unclear"
    return told


def _verb(tokens: Sequence[Token], at: int) -> Tense:
    verb = tokens[at]
    helpers = [t for t in tokens if t.dep in {"aux", "auxpass"} and tokens[t.head] is verb]
    words = {t.text.lower() for t in helpers}
    if words & _AHEAD:
        return "unclear" if words & {"have", "be"} == {"have"} else "coming"
    if "to" in words:
        return _infinitive(tokens, at)
    if verb.tag == "VBD" or {t.tag for t in helpers} & {"VBD"} or words & {"has", "have", "had", "'ve", "’ve"}:
        return "past"
    return "unclear"


def _infinitive(tokens: Sequence[Token], at: int) -> Tense:
    """Judge "to meet on Thursday" by what governs it: "plans to" and "is to" lie ahead, "went to" does not."""
    head = tokens[tokens[at].head]
    if head.lemma in {"fail", "try", "manage", "refuse", "go", "come", "use", "help", "begin", "start", "continue"}:
        return "unclear"
    return "unclear" if head.lemma == "be" and head.tag == "VBD" else "coming"
