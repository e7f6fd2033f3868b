"""What an act, a party and a speaker are called in front of a reader: one table, and small functions around it."""

from nutgraf.briefs.printed.ledger.cells import cut
from nutgraf.briefs.printed.wording import flat, many
from nutgraf.model import SIGNS, ActType, Claim, Ledger, Modality, Party, Position

DOES: dict[ActType, str] = {
    "AGREE": "agrees",
    "CONSULT": "meets or talks",
    "SUPPORT": "supports",
    "COOPERATE": "works together",
    "AID": "gives aid",
    "CONCEDE": "gives way",
    "REQUEST": "asks",
    "ACCUSE": "accuses",
    "REJECT": "rejects",
    "THREATEN": "threatens",
    "PROTEST": "protests",
    "SANCTION": "cuts relations",
    "MOBILIZE": "mobilizes forces",
    "COERCE": "uses pressure",
    "ASSAULT": "attacks",
    "RETREAT": "pulls back",
    "STATEMENT": "says",
}
"""Each type of act as a finite verb."""

TO_DO: dict[ActType, str] = {
    "AGREE": "to agree",
    "CONSULT": "to meet or talk",
    "SUPPORT": "support",
    "COOPERATE": "to work together",
    "AID": "aid",
    "CONCEDE": "to give way",
    "REQUEST": "to ask",
    "ACCUSE": "to accuse",
    "REJECT": "to reject",
    "THREATEN": "to threaten",
    "PROTEST": "to protest",
    "SANCTION": "to cut relations",
    "MOBILIZE": "to mobilize forces",
    "COERCE": "pressure or sanctions",
    "ASSAULT": "an attack",
    "RETREAT": "to pull back",
    "STATEMENT": "to speak",
}
"""The same as what is planned, offered, asked for or threatened."""

OF_MODE: dict[tuple[ActType, str], tuple[str, str]] = {
    ("RETREAT", "ceasefire"): ("stops fighting", "a ceasefire"),
    ("RETREAT", "withdraw"): ("withdraws", "a withdrawal"),
    ("RETREAT", "release"): ("releases", "a release"),
    ("COERCE", "restrict"): ("restricts or sanctions", "sanctions or restrictions"),
    ("COERCE", "arrest"): ("arrests", "arrests"),
    ("CONSULT", "visit"): ("visits", "to visit"),
    ("CONSULT", "phone"): ("telephones", "to telephone"),
}
"""What is said of a type in one of its modes, as a verb and as what is planned, offered or asked for."""

LEADS: dict[Modality, str] = {
    "planned": "plans",
    "offered": "offers",
    "demanded": "demands",
    "threatened": "threatens",
    "denied": "denies:",
    "unconfirmed": "not confirmed:",
    "speculated": "may, it is speculated:",
}
"""How an act that is no plain fact is introduced."""

SAID_AS: frozenset[Modality] = frozenset({"planned", "offered", "demanded", "threatened", "denied"})
"""What a statement may be besides a saying."""

MOST_CELLS = 120
"""Cells of a name or an object: no sane one is longer."""

_PRONOUNS = frozenset("he she it they we i you who which that his her its their him them one".split())

UNKNOWN = "(not told)"
"""Stands where a sentence does not tell who."""


def deed(claim: Claim) -> str:
    """Return what is done, as a reader understands it: `threatens sanctions or restrictions`, `plans to meet or talk`.

    What did not happen, or what nobody confirms, is said to be so: a phrase never sounds surer than its claim.
    """
    if claim.act == "STATEMENT":
        return LEADS[claim.modality] if claim.modality in SAID_AS else DOES[claim.act]
    if claim.act == "REJECT" and claim.modality == "denied":
        return f"{DOES[claim.act]} {_to_do(claim)}" if claim.base else DOES[claim.act]
    negation = "not: " if claim.negated and claim.modality != "denied" else ""
    lead = LEADS.get(claim.modality)
    if claim.modality in ("denied", "unconfirmed", "speculated"):
        inner = _to_do(claim) if claim.base else _does(claim)
        return f"{negation}{lead} {inner}"
    if lead:
        return f"{negation}{lead} {_to_do(claim)}" if _adds(claim) else f"{negation}{lead}"
    return negation + _does(claim) + (f" {_to_do(claim)}" if claim.base else "")


def _does(claim: Claim) -> str:
    return OF_MODE.get((claim.act, claim.mode), (DOES[claim.act], ""))[0]


def _to_do(claim: Claim) -> str:
    what = claim.base or claim.act
    return OF_MODE.get((what, claim.mode), ("", TO_DO[what]))[1]


def _adds(claim: Claim) -> bool:
    """A demand is a REQUEST, a threat is THREATEN: without a base the verb would be said twice."""
    return claim.base is not None or claim.act not in ("REQUEST", "THREATEN")


def named(party: Party | None) -> str:
    """Return a party by its best name, on one line; empty for nobody."""
    return "" if party is None else flat(party.name or party.text)


def is_known(party: Party) -> bool:
    """Tell whether a party is more than a pronoun that nothing resolved."""
    return bool(party.name) or party.text.casefold() not in _PRONOUNS


def told_of(claim: Claim) -> str:
    """Return who does what, to whom and about what, each part cut: `Zelensky: plans to meet or talk — Erdogan`."""
    objects = (named(claim.recipient), flat(claim.object))
    parts = (f"{cut(actor_of(claim), MOST_CELLS)}: {deed(claim)}", *(cut(o, MOST_CELLS) for o in objects))
    return " — ".join(filter(None, parts))


def gist(claim: Claim) -> str:
    """Return to whom, about what, when and where; the sentence itself when it tells none of these."""
    whom = claim.recipient if claim.recipient is not None and is_known(claim.recipient) else None
    parts = (named(whom), flat(claim.object), when_and_where(claim))
    return ", ".join(filter(None, parts)) or flat(claim.evidence.text)


def actor_of(claim: Claim) -> str:
    """Return who acts, or that it is not told."""
    return named(claim.actor) or UNKNOWN


def whose_word(claim: Claim) -> str:
    """Return the chain of speakers, the innermost first: `Zelensky, as told by Reuters`; may be empty."""
    speakers = [flat(a.speaker or a.source) or "unnamed source" for a in claim.attribution]
    return ", as told by ".join(dict.fromkeys(reversed(speakers)))


def when_and_where(claim: Claim) -> str:
    """Return day and place as far as they are known: `2025-05-15, Ankara`."""
    return ", ".join(filter(None, (flat(claim.day or claim.time), flat(claim.place))))


def sureness(position: Position) -> str:
    """Return the sign with the word, never one alone: `→ planned`."""
    return f"{SIGNS[position.certainty]} {position.certainty}"


def origins_of(position: Position) -> str:
    """Return `2 origins`."""
    return many(len(position.origins), "origin")


def claims_of(ledger: Ledger) -> int:
    """Return how many claims a ledger holds."""
    return sum(len(position.claims) for position in ledger.positions)
