"""A ledger as CSV (RFC 4180): one row a claim, columns that stay, and no cell that a spreadsheet would run."""

import csv
from io import StringIO

from nutgraf.briefs.printed.ledger.phrases import named, whose_word
from nutgraf.briefs.printed.wording import flat
from nutgraf.model import Claim, Ledger, Position

COLUMNS = (
    *("position", "claim", "certainty", "origins", "actor", "actor_country", "actor_sector", "actor_igo"),
    *("act", "mode", "base", "contexts", "recipient", "recipient_country", "object", "place", "place_country"),
    *("day", "time", "modality", "future", "hypothetical", "negated", "historical", "speaker", "condition"),
    *("condition_polarity", "decided_by", "rule", "article", "start", "end", "sentence"),
)
"""The header. New columns come last."""

_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def as_csv(ledger: Ledger) -> str:
    """Return a header and one row a claim, rows ended by CR LF as the RFC asks."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for position in ledger.positions:
        for claim in position.claims:
            writer.writerow([safe(cell) for cell in _row(position, claim)])
    return out.getvalue()


def safe(cell: str) -> str:
    """Return a cell on one line that no spreadsheet takes for a formula: one that looks like it gets an apostrophe.

    >>> safe("=1+1"), safe("-30 C"), safe("Kyiv")
    ("'=1+1", "'-30 C", 'Kyiv')
    """
    text = flat(cell)
    return f"'{text}" if text.startswith(_RUNS) else text


def _row(position: Position, claim: Claim) -> tuple[str, ...]:
    condition, actor, recipient, span = claim.condition, claim.actor, claim.recipient, claim.evidence.span
    flags = (claim.future, claim.hypothetical, claim.negated, claim.historical)
    return (
        *(position.id, claim.id, position.certainty, str(len(position.origins))),
        *((named(actor), actor.country, actor.sector, actor.igo) if actor else ("",) * 4),
        *(claim.act, claim.mode, claim.base or "", " ".join(claim.contexts)),
        *((named(recipient), recipient.country) if recipient else ("", "")),
        *(claim.object, claim.place, claim.place_country, claim.day, claim.time, claim.modality),
        *("true" if flag else "false" for flag in flags),
        *(whose_word(claim), condition.text if condition else "", condition.polarity if condition else ""),
        *(claim.decided_by, claim.rule, span.article, str(span.start), str(span.end), claim.evidence.text),
    )
