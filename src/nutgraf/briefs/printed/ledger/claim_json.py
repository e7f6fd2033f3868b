"""One claim -> JSON object, with the same keys in a ledger and in a brief; what is not known is null."""

from typing import Any

from nutgraf.model import Attributed, Claim, ClaimCondition, Evidence, Party

Document = dict[str, Any]  # Any: a JSON document; its shape is the schema's business
"""A JSON object."""


def claim_document(claim: Claim) -> Document:
    """Return a claim as JSON object."""
    return {
        "id": claim.id,
        "kind": "statement" if claim.act == "STATEMENT" else "event",
        "act": {
            "type": claim.act,
            "mode": claim.mode or None,
            "base": claim.base,
            "trigger": _evidence(claim.trigger),
            "contexts": list(claim.contexts),
        },
        "actor": _party(claim.actor),
        "recipient": _party(claim.recipient),
        "object": claim.object or None,
        "place": {"text": claim.place, "country": claim.place_country or None} if claim.place else None,
        "time": {"text": claim.time or None, "day": claim.day or None} if claim.time or claim.day else None,
        "aux": {
            "future": claim.future,
            "hypothetical": claim.hypothetical,
            "negation": claim.negated,
            "historical": claim.historical,
        },
        "modality": claim.modality,
        "decided_by": claim.decided_by or None,
        "rule": claim.rule or None,
        "certainty": [{"by": h.by, "of": h.of, "factbank": h.factbank, "score": h.score} for h in claim.certainty],
        "attribution": [_attribution(a) for a in claim.attribution],
        "condition": _condition(claim.condition),
        "quotes": [_evidence(quote) for quote in claim.quotes],
        "evidence": [_evidence(claim.evidence)],
    }


def _evidence(evidence: Evidence) -> Document:
    span = evidence.span
    return {"article": span.article, "start": span.start, "end": span.end, "text": evidence.text}


def _party(party: Party | None) -> Document | None:
    if party is None:
        return None
    return {
        "text": party.text,
        "name": party.name or None,
        "country": party.country or None,
        "sector": party.sector or None,
        "igo": party.igo or None,
    }


def _attribution(one: Attributed) -> Document:
    return {
        "source": one.source or None,
        "speaker": one.speaker or None,
        "role": one.role or None,
        "cue": _evidence(one.cue),
        "content": [_evidence(part) for part in one.content],
        "quote_type": one.quote_type,
        "nested_in": one.nested_in,
    }


def _condition(condition: ClaimCondition | None) -> Document | None:
    if condition is None:
        return None
    embedded = {"actor": condition.actor or None, "type": condition.act}
    return {
        "text": condition.text,
        "kind": condition.kind,
        "polarity": condition.polarity,
        "embedded": embedded if any(embedded.values()) else None,
    }
