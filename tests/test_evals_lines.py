"""The verdicts are places and marks that the measures can trust: no text, no double, and every figure counts itself."""

import json

from evals.lines import measured
from evals.verdicts import FILE


def test_the_file_of_verdicts_holds_no_text() -> None:
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    assert len(rows) > 2_000
    places = [(r["record"], "sentence" in r, r.get("article"), r.get("sentence", r.get("title"))) for r in rows]
    assert len(set(places)) == len(places)
    assert all(len(str(v)) < 20 for r in rows for v in r.values())
    assert {r["ok"] for r in rows} == {0, 1, 2}


def test_figures_count_judged_lines_only() -> None:
    good, poor = {"ok": 2, "worth": 3}, {"ok": 0, "worth": 1}
    made = measured([(4, [good, poor]), (2, [])])
    assert made == {"printable": 50.0, "as it is": 50.0, "worth": 2.0, "judged": 100 * 2 / 6, "lines": 3.0}
