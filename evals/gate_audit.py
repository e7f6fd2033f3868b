"""Lines that the gate passed, beside their spans, in a Markdown table to be read by eye.

The table quotes articles: it is for the reader who audits, and belongs in the project only when every row comes from
the project's own sample.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from evals.gate_judged import Judging
from evals.gate_lines import Case

SEED = 20250513
"""Decides which lines are drawn."""


def write_audit(file: Path, many: int, cases: Sequence[Case], judging: Judging) -> int:
    """Write up to `many` changed lines that the gate passed, drawn at random; returns the exit code."""
    changed = [c for c in cases if not c.bad and c.line != " ".join(c.evidence)]
    passed = [one.case for one in judging.judged(changed) if not one.refused]
    drawn = random.Random(SEED).sample(passed, min(many, len(passed)))
    file.write_text(table(drawn), "utf-8")
    print(f"{len(drawn)} of {len(passed)} lines that passed ({len(changed)} changed lines) -> {file}")
    return 0


def table(cases: Sequence[Case]) -> str:
    """Return the table: line, source sentences, kind of edit, and an empty column for the verdict."""
    rows = ["| # | kind | line | source | supported? |", "|---|---|---|---|---|"]
    rows += [
        f"| {n} | {case.kind} | {_cell(case.line)} | {_cell(' '.join(case.evidence))} | |"
        for n, case in enumerate(cases, 1)
    ]
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
