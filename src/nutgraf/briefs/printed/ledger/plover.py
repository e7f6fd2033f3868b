"""A ledger as PLOVER event records: JSON lines, one event a line, with the field names of the ontology.

Names after "PLOVER: Event, Actor and Data Interchange Specification", Open Event Data Alliance, draft 0.7b1, chapter
"JSON Data Fields" (github.com/openeventdata/PLOVER, PLOVER_MANUAL.tex): `id`, `date`, `source`, `recipient`, `event`,
`mode`, `context`, `event_loc`, `event_text`, `link`, `text`, `text_info`; actors have `code`, `sector`, `actor_text`
and `identifer_text` (spelt so there); places `name` and `cc3`. Required are `id`, `date`, `source` and `event`: a claim
that lacks one is left out and counted. STATEMENT is ours and no event of the standard, so it is left out too.

Future, hypothetical and negated events are not fully specified by the standard, which invites fields beyond its own:
`future`, `hypothetical`, `negated`, `historical`, `modality`, `base`, `certainty`, `condition` are those.
`date` is the day of the event, else that of its article (`date_from` says which).
"""

import json
from collections.abc import Mapping

from nutgraf.briefs.printed.as_json import writable
from nutgraf.briefs.printed.ledger.claim_json import Document
from nutgraf.model import Claim, Ledger, Party, Position

_DAY = len("2025-05-15")


def as_plover(ledger: Ledger, published: Mapping[str, str]) -> str:
    """Return one record a line; `published` has the ISO day of each article by id, as far as known."""
    records = (_record(p, c, published) for p in ledger.positions for c in p.claims if is_event(c, published))
    return "".join(writable(json.dumps(r, ensure_ascii=False, separators=(",", ":"))) + "\n" for r in records)


def left_out(ledger: Ledger, published: Mapping[str, str]) -> int:
    """Return how many claims make no record: statements, and what lacks an actor or a date."""
    return sum(not is_event(c, published) for p in ledger.positions for c in p.claims)


def is_event(claim: Claim, published: Mapping[str, str]) -> bool:
    """Tell whether a claim has all that the standard requires."""
    return claim.act != "STATEMENT" and claim.actor is not None and bool(_date(claim, published)[0])


def _date(claim: Claim, published: Mapping[str, str]) -> tuple[str, str]:
    if len(claim.day) == _DAY:
        return claim.day, "event"
    return published.get(claim.article.removesuffix("#title"), ""), "article"


def _record(position: Position, claim: Claim, published: Mapping[str, str]) -> Document:
    date, date_from = _date(claim, published)
    span = claim.evidence.span
    place = {"name": claim.place} | ({"cc3": claim.place_country} if claim.place_country else {})
    return {
        "id": claim.id,
        "date": date,
        "source": [_actor(claim.actor)] if claim.actor else [],
        "recipient": [_actor(claim.recipient)] if claim.recipient else [],
        "event": [claim.act],
        "mode": [claim.mode] if claim.mode else [],
        "context": list(claim.contexts),
        **({"event_loc": place} if claim.place else {}),
        "event_text": [claim.trigger.text],
        "link": position.id,
        "text": claim.evidence.text,
        "text_info": {"start": span.start, "end": span.end},
        "article": span.article,
        "date_from": date_from,
        "modality": claim.modality,
        "base": claim.base,
        "future": claim.future,
        "hypothetical": claim.hypothetical,
        "negated": claim.negated,
        "historical": claim.historical,
        "certainty": [{"by": h.by, "of": h.of, "factbank": h.factbank, "score": h.score} for h in claim.certainty],
        "condition": claim.condition.text if claim.condition else None,
    }


def _actor(party: Party) -> Document:
    known = {"code": party.country or party.igo, "sector": party.sector, "identifer_text": party.name}
    return {"actor_text": party.text} | {key: value for key, value in known.items() if value}
