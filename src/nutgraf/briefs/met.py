"""People whom the brief has introduced are not introduced again: later mentions are shortened to the surname.

Lines are gone through in reading order. A line that would not hold with the short name stays as it was.
"""

from collections.abc import Sequence
from dataclasses import replace

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.edits.edit import overlap
from nutgraf.briefs.edits.shorten import shorten_edits
from nutgraf.errors import LineRefused
from nutgraf.model import Edit, Line, Parsed


def introduced_once(desk: Desk, *layers: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Return layers, in reading order, in which nobody is introduced twice."""
    rows = {parsed.sentence.span: parsed for parsed in desk.parsed}
    told: list[str] = []
    found = []
    for layer in layers:
        lines = []
        for line in layer:
            row = rows.get(line.evidence[0].span) if len(line.evidence) == 1 else None
            lines.append(_shortened(line, row, told, desk) if row else line)
            told.append(lines[-1].text)
        found.append(tuple(lines))
    return tuple(found)


def _shortened(line: Line, row: Parsed, told: Sequence[str], desk: Desk) -> Line:
    new = [e for e in shorten_edits(row, told, desk.names) if _fits(e, line.edits)]
    if not new:
        return line
    old = [e for e in line.edits if not any(overlap(e, other) for other in new)]
    edits = tuple(sorted((*old, *new), key=lambda e: e.start))
    shorter = replace(line, text=apply_edits(line.source_text, edits), edits=edits)
    try:
        verify_line(shorter, desk.articles)
    except LineRefused:
        return line
    return shorter


def _fits(edit: Edit, others: Sequence[Edit]) -> bool:
    """Tell whether an edit takes nothing from others but spellings, which its own surname has settled."""
    touched = [e for e in others if overlap(edit, e)]
    return all(e.kind == "spelling" and edit.start <= e.start and e.end <= edit.end for e in touched)
