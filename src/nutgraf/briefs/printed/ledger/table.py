"""A ledger for people at a terminal or in a pipe: a block a position, the sign in the margin, as wide as asked.

→ planned   Volodymyr Zelensky: plans to meet or talk — Recep Tayyip Erdogan
            2025-05-15, Ankara · 2 origins · says Zelensky
            if: "if Putin comes"
            "Zelensky said he would meet Erdogan in Ankara on Thursday."
"""

from collections.abc import Iterator
from textwrap import wrap

from nutgraf.briefs.printed.ledger.cells import cells, cut
from nutgraf.briefs.printed.ledger.phrases import (
    claims_of,
    origins_of,
    sureness,
    told_of,
    when_and_where,
    whose_word,
)
from nutgraf.briefs.printed.wording import flat, isolated, many
from nutgraf.model import Ledger, Position

WIDTH = 100
"""Cells of a line unless the terminal is narrower."""
LEAST_WIDTH = 40
"""Below this nothing can be set; longer lines wrap in the terminal."""
MARGIN = 14
"""Cells for sign and word."""
DID_TO: dict[str, str] = {
    "confirms": "confirmed later",
    "denies": "denied later",
    "withdraws": "withdrawn later",
    "updates": "updated later",
}
"""What became of a position."""


def as_table(ledger: Ledger, width: int = WIDTH) -> str:
    """Return the ledger as plain text in lines of at most `width` cells, ending with a newline."""
    width = max(LEAST_WIDTH, width)
    counted = f"{many(len(ledger.positions), 'position')}, {many(claims_of(ledger), 'claim')}"
    blocks = ["\n".join(_block(position, width)) for position in ledger.positions]
    return "\n\n".join([counted, *blocks]) + "\n"


def _block(position: Position, width: int) -> Iterator[str]:
    margin = sureness(position).ljust(MARGIN)
    for text in _headed(position):
        for line in _set(text, width - MARGIN):
            yield (margin + line).rstrip()
            margin = " " * MARGIN
    yield " " * MARGIN + isolated(cut(f'"{flat(position.first.evidence.text)}"', width - MARGIN))


def _headed(position: Position) -> Iterator[str]:
    claim = position.first
    yield told_of(claim)
    said = whose_word(claim)
    facts = (when_and_where(claim), origins_of(position), f"says {said}" if said else "")
    yield " · ".join(filter(None, facts))
    if claim.condition is not None:
        yield f'condition: "{flat(claim.condition.text)}"'
    turned = dict.fromkeys(DID_TO[turn.does] for turn in position.turns)
    if turned:
        yield ", ".join(turned)


def _set(text: str, width: int) -> list[str]:
    """Return lines of at most `width` cells; a wide letter takes two, so a line that holds some is wrapped earlier."""
    rows = wrap(text, width, break_on_hyphens=False)
    if all(cells(row) <= width for row in rows):
        return [isolated(row) for row in rows]
    return [isolated(row) for row in wrap(text, width // 2, break_on_hyphens=False)]
