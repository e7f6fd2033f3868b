"""What was open and no longer is: who was expected came or stays away; what was planned came true.

A claim is open while it is unconfirmed, speculated or planned. Three things settle it:
    "The Kremlin has not confirmed that Putin will travel"  <- "Putin was not on the published list"     stays_away
    "Zelensky will meet Erdogan in Ankara"                  <- "Zelensky, who met Erdogan in Ankara"     came_true
    "The Kremlin has not confirmed that Putin will travel"  <- "Putin arrived in Istanbul"               came
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from nutgraf.ledger.positions import party_key
from nutgraf.model import Claim, Parsed, Position, Token

OPEN = frozenset({"unconfirmed", "speculated", "planned"})
"""Certainties of what is not settled."""
GOING = frozenset(
    "travel trip attend attendance come go fly visit join participate participation arrive take-part presence".split()
)
"""Dictionary forms of words for going somewhere where something happens."""
_AWAY = frozenset("skip snub shun boycott miss".split())
"""Verbs that say it by themselves: "Putin skips the talks"."""
_STAY = frozenset("stay keep remain".split())
"""Verbs that say it with "away" or "home"."""
_HERE = frozenset("list there delegation among part team".split())
"""What somebody who is *not* on, in or at it does not come: "is not on the list", "will not be there"."""
_CAME = frozenset("arrive land come attend join".split())
_FORMS = {
    "travels": "travel",
    "travelling": "travel",
    "traveling": "travel",
    "attends": "attend",
    "attending": "attend",
    "comes": "come",
    "coming": "come",
    "goes": "go",
    "going": "go",
    "flies": "fly",
    "flying": "fly",
    "visits": "visit",
    "visiting": "visit",
    "joins": "join",
    "joining": "join",
    "participates": "participate",
    "participating": "participate",
}
How = Literal["came", "stays away", "came true"]


@dataclass(frozen=True, slots=True)
class Settled:
    """An open claim that a later sentence settles."""

    open: Position
    """What was open."""
    how: How
    """How it ended."""
    row: Parsed
    """The sentence that settles it."""


def settled(
    positions: Iterable[Position],
    old: frozenset[str],
    fresh: Sequence[Parsed],
    claims: Sequence[Claim],
    before: Sequence[Parsed],
) -> list[Settled]:
    """Return what fresh sentences settle, one for each person or plan.

    `claims` are those of the fresh sentences; `before` are the sentences of old articles: what one of them settled
    already stays settled.
    """
    found: dict[tuple[str, str], Settled] = {}
    rows = {row.sentence.span: row for row in fresh}
    for position in positions:
        known = [claim for claim in position.claims if claim.article in old]
        if not known or not _is_open(position):
            continue
        actor = party_key(known[0].actor)
        if _is_going(known[0]) and actor and (actor, "going") not in found:
            made = _coming(position, actor.split()[-1], fresh, before)
            if made is not None:
                found[actor, "going"] = made
        for claim in claims:
            row = rows.get(claim.evidence.span)
            if row is not None and _came_true(known[0], claim):
                found.setdefault((actor, party_key(claim.recipient)), Settled(position, "came true", row))
    return list(found.values())


def _coming(position: Position, surname: str, fresh: Sequence[Parsed], before: Sequence[Parsed]) -> Settled | None:
    told = {_comes(row.tokens, surname) for row in before}
    for row in fresh:
        how = _comes(row.tokens, surname)
        if how is not None and how not in told:
            return Settled(position, how, row)
    return None


def says_again(row: Parsed, before: Iterable[Parsed]) -> bool:
    """Tell whether a sentence says of somebody's coming what an earlier one said."""
    names = {t.text.casefold() for t in row.tokens if t.pos == "PROPN" and t.dep.startswith("nsubj")}
    found = {(name, how) for name in names if (how := _comes(row.tokens, name)) is not None}
    return any(_comes(other.tokens, name) == how for name, how in sorted(found) for other in before)


def _is_open(position: Position) -> bool:
    return position.certainty in OPEN or any(claim.modality in OPEN for claim in position.claims)


def _is_going(claim: Claim) -> bool:
    word = claim.trigger.text.casefold()
    return word in GOING or _FORMS.get(word) in GOING


def _came_true(earlier: Claim, later: Claim) -> bool:
    """Tell whether a planned meeting with somebody took place."""
    what = earlier.base or earlier.act
    return (
        earlier.future
        and what == "CONSULT"
        and later.act == "CONSULT"
        and later.modality == "happened"
        and not later.negated
        and not later.historical
        and bool(party_key(later.recipient))
        and party_key(later.recipient) == party_key(earlier.recipient)
        and party_key(later.actor) == party_key(earlier.actor)
    )


def _comes(tokens: Sequence[Token], surname: str) -> How | None:
    """Tell what a sentence says of somebody's coming; `None` when nothing, or when that hangs on something."""
    for token in tokens:
        name = token.text.casefold().removesuffix("’s").removesuffix("'s")
        if name == surname and token.dep.startswith("nsubj"):
            verbs = [token.head, *_joined(tokens, token.head)]
            found = next((how for verb in verbs if (how := _of_verb(tokens, verb)) is not None), None)
            if found is not None:
                return found
    return None


def _joined(tokens: Sequence[Token], verb: int) -> list[int]:
    """Return the verbs that stand beside one and share its subject."""
    beside = [j for j, t in enumerate(tokens) if t.head == verb and t.dep == "conj" and j != verb]
    own = {t.head for t in tokens if t.dep.startswith("nsubj")}
    return [j for j in beside if j not in own]


def _of_verb(tokens: Sequence[Token], verb: int) -> How | None:
    below = [t for j, t in enumerate(tokens) if t.head == verb and j != verb]
    if _within_question(tokens, verb) or any(t.dep == "mark" and t.lemma in _IFS for t in below):
        return None
    negated = any(t.dep == "neg" for t in below)
    lemma, after = tokens[verb].lemma, {t.lemma for t in tokens[verb : verb + 8]}
    if not negated and (lemma in _AWAY or (lemma in _STAY and {"away", "home"} & after)):
        return "stays away"
    if negated and (lemma in GOING or (lemma in {"be", "take"} and _HERE & after)):
        return "stays away"
    came = not negated and lemma in _CAME and tokens[verb].tag in {"VBD", "VBN"} and not _ahead(below)
    return "came" if came else None


_IFS = frozenset("if whether unless should".split())


def _ahead(below: Iterable[Token]) -> bool:
    return any(t.tag == "MD" for t in below)


def _within_question(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb stands under words that leave it open: "has not confirmed that Putin will come"."""
    at, steps = verb, 0
    while tokens[at].head != at and steps < len(tokens):
        at, steps = tokens[at].head, steps + 1
        below = [t for j, t in enumerate(tokens) if t.head == at and j != at]
        if any(t.dep == "neg" for t in below) or tokens[at].lemma in _DOUBTING:
            return True
    return False


_DOUBTING = frozenset("unclear uncertain doubt decline wonder ask question if whether may might could".split())
