"""The table of positions in Markdown: actors down, acts across, in each cell the certainty and the words.

Actors and acts with most positions come first; only so many are set side by side as a page holds, and what is left
out is counted below the table, never dropped in silence.
"""

from collections import Counter
from collections.abc import Iterable

from nutgraf.briefs.printed.escape import escaped
from nutgraf.briefs.printed.ledger.cells import cut
from nutgraf.briefs.printed.ledger.phrases import DOES, actor_of, gist, is_known, origins_of, sureness
from nutgraf.briefs.printed.ledger.timeline import timeline_markdown
from nutgraf.briefs.printed.wording import flat, many
from nutgraf.model import Claim, Ledger, Position

MOST_ACTORS, MOST_TOPICS, MOST_IN_CELL = 12, 5, 2
"""Rows, columns and entries of a cell: more is wider than a page."""
CELL = 80
"""Letters of an entry's words."""


def ledger_markdown(ledger: Ledger) -> str:
    """Return positions and timeline as a Markdown document that ends with a newline."""
    steps = timeline_markdown(ledger)
    blocks = ["## Positions", positions_table(ledger), *(["## Timeline", steps] if steps else [])]
    return "\n\n".join(blocks) + "\n"


def positions_table(ledger: Ledger) -> str:
    """Return the table alone, and below it how many positions it does not show."""
    told = [p for p in ledger.positions if p.first.actor is not None and is_known(p.first.actor)]
    if not told:
        return "No position has an actor that the articles name."
    actors = _most((actor_of(p.first) for p in told), MOST_ACTORS)
    topics = _most((_topic(p.first) for p in told if actor_of(p.first) in actors), MOST_TOPICS)
    cells: dict[tuple[str, str], list[Position]] = {}
    for position in told:
        cells.setdefault((actor_of(position.first), _topic(position.first)), []).append(position)
    shown = sum(len(cells.get((a, t), [])[:MOST_IN_CELL]) for a in actors for t in topics)
    rows = [("", *topics), ("---",) * (len(topics) + 1)]
    rows += [(escaped(cut(actor, CELL)), *(_cell(cells.get((actor, t), [])) for t in topics)) for actor in actors]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    rest = len(ledger.positions) - shown
    return table + (f"\n\n{many(rest, 'more position')} not shown here." if rest else "")


def _most(names: Iterable[str], most: int) -> list[str]:
    """Return the most frequent names; of equally many, the one that came first."""
    return [name for name, _ in Counter(names).most_common(most)]


def _topic(claim: Claim) -> str:
    """A plan to meet is a matter of meeting, not of agreeing; all else goes by its act."""
    return DOES[claim.base if claim.act == "AGREE" and claim.base else claim.act]


def _cell(positions: list[Position]) -> str:
    return "<br>".join(map(_entry, positions[:MOST_IN_CELL]))


def _entry(position: Position) -> str:
    """Return sign, words and origins; the condition stays, since a threat without its "if" is another threat."""
    claim = position.first
    words = cut(gist(claim), CELL)
    condition = f", {flat(claim.condition.text)}" if claim.condition and claim.condition.text not in words else ""
    told = words + cut(condition, CELL)
    return f"{escaped(sureness(position))}: {escaped(told)} ({origins_of(position)})"
