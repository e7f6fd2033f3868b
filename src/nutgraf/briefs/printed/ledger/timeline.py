"""The dated acts of a ledger in order of time, past and planned: what was, and what is only to come, marked as such.

Beside the brief's own timeline (`model.Moment`, made of lines): that one tells what happened, this one adds the acts
that lie ahead. A denied, unconfirmed or merely speculated act is no step of it.
"""

from dataclasses import dataclass

from nutgraf.briefs.printed.escape import escaped
from nutgraf.briefs.printed.ledger.phrases import is_known, sureness, told_of
from nutgraf.model import Ledger, Position

DATED = frozenset({"happened", "planned", "offered", "demanded", "threatened"})
"""Kinds of happening that a day can belong to."""


@dataclass(frozen=True, slots=True)
class Step:
    """A dated act."""

    day: str
    """ISO date, no more exact than the source."""
    planned: bool
    """It lay ahead when it was told."""
    position: Position
    """What is told."""


def timeline(ledger: Ledger) -> tuple[Step, ...]:
    """Return the dated positions, earliest first; on one day in the ledger's order."""
    found = [
        Step(p.first.day, p.first.future, p)
        for p in ledger.positions
        if p.first.day
        and (p.first.actor is None or is_known(p.first.actor))
        and p.first.modality in DATED
        and not p.first.negated
        and p.first.act != "STATEMENT"
    ]
    return tuple(sorted(found, key=lambda step: step.day))


def timeline_markdown(ledger: Ledger) -> str:
    """Return the timeline as a Markdown list; empty when nothing is dated."""
    return "\n".join(_item(step) for step in timeline(ledger))


def _item(step: Step) -> str:
    claim = step.position.first
    ahead = "**planned:** " if step.planned else ""
    return f"- {step.day}: {ahead}{escaped(told_of(claim))} ({escaped(sureness(step.position))})"
