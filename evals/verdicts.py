"""The panel's verdicts on single lines and titles: `evals/cases/line_labels.jsonl`, places and marks, no text.

Read on 23 November 2026 by six readers, each 20 stories, of the 120 records of neus-fulltext-dev whose number leaves 5,
11 or 13 when divided by 16; the rules they were given stand in evals/reading.md.
"""

from collections.abc import Iterator
from typing import Any

from evals.dossiers import dossier_of
from evals.shape import ROOT, data_files, read_jsonl
from nutgraf.briefs.material.dossier import Dossier

FILE = ROOT / "evals" / "cases" / "line_labels.jsonl"
DATA = ("summaries/neus-fulltext-dev.jsonl.gz",)

Place = tuple[int, int]
"""Number of the article in the story's order, index of the sentence in it."""
Verdict = dict[str, Any]
"""`ok` 2 (an editor prints it as it is), 1 (small blemish), 0; `why` when not 2; `worth` 0 to 3."""


def verdicts() -> dict[str, dict[Place, Verdict]]:
    """Return the verdicts on lines: record -> place -> verdict."""
    found: dict[str, dict[Place, Verdict]] = {}
    for row in read_jsonl(FILE):
        if "sentence" in row:
            found.setdefault(row["record"], {})[row["article"], row["sentence"]] = row
    return found


def judged_stories() -> Iterator[tuple[str, Dossier, dict[Place, Verdict]]]:
    """Yield record, dossier and verdicts of each story that the panel read."""
    known = verdicts()
    for record in read_jsonl(data_files(None, DATA)[0]):
        dossier = dossier_of(record) if record["id"] in known else None
        if dossier is not None:
            yield record["id"], dossier, known[record["id"]]
