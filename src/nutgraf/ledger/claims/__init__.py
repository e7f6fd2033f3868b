"""From parsed articles to claims: who says or does what to whom, where, when, how certain, under which condition."""

from nutgraf.ledger.claims.article import Room, claims_of

__all__ = ["Room", "claims_of"]
