"""Previews that time has overtaken: what was to happen, when another report tells that it has, or will not yet.

A story's articles are of different moments: one says that bail is expected to be set, another that it was paid. Beside
the result the preview is no news, and wrong to a reader who takes the brief to speak of one moment.

Rule 1: a day that was to come and has passed by the day of the newest article overtakes the line that says "will".
Rule 2: the same deed told as done, in an article not older, overtakes it as well; so does its delay or its calling off.
Rule 3: what somebody wants, asks, threatens or denies stays true when the deed is done: only plans and guesses pass.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.events import Event, events_of, folded, of_position, same_deed
from nutgraf.briefs.material.terms import STOP_STEMS, raw_words
from nutgraf.model import Certainty
from nutgraf.text.clauses import tense_at
from nutgraf.text.days import find_days, moment_of

PREVIEWS: frozenset[Certainty] = frozenset({"planned", "speculated", "unconfirmed"})
"""Kinds of statement that may tell what is to come and no more."""
PUT_OFF = frozenset({"delay", "cancel"})
"""Deeds that overtake the plan of what they are done to."""
ALIKE = 2
"""Words that a plan and its result share beside the deed; one is enough when a party is one too."""

_FIGURE = re.compile(r"(?<![\w.])\$?\d[\d.,]*(?: (?:thousand|million|billion|percent))?")
_IF = re.compile(r"\b(?:if|unless|whether|should)\b", re.IGNORECASE)
_SAID_ON = re.compile(r"\b(?:said|says|told|announced|wrote|tweeted|warned|added|reported)(?: [^\s.]+){0,3} $")
_EXPECTED = re.compile(r"\b(?:expected|likely|set|due|scheduled|slated|poised|reported|planning|plans?|will|would)\b")
_MONEY_NOUNS = frozenset(folded(w) for w in "bail fine ransom settlement".split())
"""What has one figure in a story: expected at first, then settled."""


def still_ahead(desk: Desk, pool: Sequence[Candidate], told: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of `pool` without the previews that time, or a line of `told`, has overtaken."""
    newest = desk.dossier.newest
    settled = [(c, event) for c in told for event in events_of(c) if event.done]
    return [
        c
        for c in pool
        if c.line.certainty not in PREVIEWS
        or not (_day_gone(desk, c, newest.date() if newest else None) or _happened(c, settled) or _settled(c, told))
    ]


def _day_gone(desk: Desk, candidate: Candidate, today: date | None) -> bool:
    """Tell whether a line's "will" has a day that has passed by `today`."""
    moment = moment_of(desk.dossier.article(candidate.sentence.span.article))
    if moment is None or today is None or not any(e.ahead for e in events_of(candidate)):
        return False
    parsed = desk.parsed[candidate.row]
    days = [d for d in find_days(candidate.sentence.text, moment, desk.days.choice(parsed)) if d.day is not None]
    text = candidate.sentence.text
    coming = [
        d.day
        for d in days
        if d.day and tense_at(candidate.tokens, d.start) == "coming" and not _SAID_ON.search(text[: d.start])
    ]
    return bool(coming) and max(coming) < today


def _happened(candidate: Candidate, settled: Iterable[tuple[Candidate, Event]]) -> bool:
    """Tell whether another line, of an article not older, tells a planned deed as done, or as put off."""
    plans = events_of(candidate)
    if _IF.search(candidate.sentence.text):
        return False
    if not all(event.ahead and not event.denied for event in plans):
        return False
    return any(
        _done(plan, event) or _put_off(plan, event)
        for other, event in settled
        if other.row != candidate.row and _not_older(other, candidate)
        for plan in plans
    )


def _done(plan: Event, result: Event) -> bool:
    if of_position(plan) or not same_deed(plan, result):
        return False
    common = len(plan.things & result.things)
    parties = bool(plan.doers & result.doers) or bool(plan.patients & result.patients)
    return common >= ALIKE or (parties and (common > 0 or not plan.things))


def _put_off(plan: Event, result: Event) -> bool:
    """Tell whether a deed was delayed or called off: "would vote on Friday" beside "the vote was delayed"."""
    if result.kind not in PUT_OFF or not result.patients:
        return False
    common = plan.things & result.things
    return folded(plan.kind) in result.patients or bool(plan.patients & result.patients and len(common) >= ALIKE)


def _settled(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether a figure that a line expects is given otherwise, as a fact, by an article not older."""
    if not _EXPECTED.search(candidate.sentence.text):
        return False
    mine = _priced(candidate.sentence.text)
    return bool(mine) and any(
        mine & _priced(o.sentence.text) and not _figures(o) & _figures(candidate)
        for o in others
        if o.line.certainty in ("reported", "confirmed") and o.row != candidate.row and _not_older(o, candidate)
    )


def _figures(candidate: Candidate) -> frozenset[str]:
    return frozenset(_FIGURE.findall(candidate.sentence.text))


def _priced(text: str) -> frozenset[str]:
    """Return what a sentence gives a sum of money for: "bail" of "$1 million bail"."""
    if "$" not in text and "€" not in text and "£" not in text:
        return frozenset()
    return frozenset(folded(w) for w in raw_words(text)) & _MONEY_NOUNS - STOP_STEMS


def _not_older(one: Candidate, other: Candidate) -> bool:
    return one.published is None or other.published is None or one.published >= other.published
