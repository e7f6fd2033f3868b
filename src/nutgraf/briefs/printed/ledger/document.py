"""A ledger -> JSON of schema `nutgraf.ledger/1`, and the check of a document against that schema.

`claim_document` gives one claim, which the brief's JSON holds too; the same ledger gives the same bytes.
"""

import json
from functools import cache
from importlib.resources import files

from nutgraf.briefs.printed.as_json import checked, writable
from nutgraf.briefs.printed.ledger.claim_json import Document, claim_document
from nutgraf.briefs.printed.ledger.timeline import timeline
from nutgraf.model import Ledger, Position

SCHEMA_NAME = "nutgraf.ledger/1"
"""What `schema` says in every document of this form."""


def ledger_json(ledger: Ledger) -> str:
    """Return the ledger as an indented JSON document, ending with a newline; always encodable as UTF-8."""
    return writable(json.dumps(ledger_document(ledger), ensure_ascii=False, indent=2)) + "\n"


def ledger_document(ledger: Ledger) -> Document:
    """Return the ledger as the JSON object that `ledger_json` prints."""
    return {
        "schema": SCHEMA_NAME,
        "story": ledger.story,
        "positions": [_position(position) for position in ledger.positions],
        "timeline": [
            {"day": step.day, "planned": step.planned, "position": step.position.id} for step in timeline(ledger)
        ],
    }


@cache
def ledger_schema() -> Document:
    """Return the JSON Schema (draft 2020-12) of a ledger, as the package holds it; do not change it."""
    loaded: Document = json.loads(files("nutgraf.briefs.printed").joinpath("ledger.schema.json").read_text("utf-8"))
    return loaded


def validate_ledger(document: Document) -> None:
    """Check a document against the schema; raises `NutgrafError` that names the first place that is wrong."""
    checked(document, ledger_schema(), "The ledger")


def _position(position: Position) -> Document:
    return {
        "id": position.id,
        "certainty": position.certainty,
        "origins": list(position.origins),
        "turns": [{"claim": turn.claim, "of": turn.of, "does": turn.does} for turn in position.turns],
        "claims": [claim_document(claim) for claim in position.claims],
    }
