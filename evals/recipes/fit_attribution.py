"""Fit the filter of attributions: `python -m evals.recipes.fit_attribution [--out FILE] [--crossed]`.

Learns on every second article of polnear-train, by logistic regression over the named signs of
`ledger.attribution.signs` (C = .3, fixed). A proposal is right when it shares a word with the cue of an attribution
whose content it touches, or half of its content by intersection over union. Cues inside quotations are left out:
PolNeAR does not count them. `--crossed` prints the figures of two-fold cross-validation for several thresholds instead.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from evals.attribution import Document, Gold, as_found, measured, read_documents, shared
from evals.shape import ROOT, data_files
from nutgraf.ledger.attribution.signs import weighed
from nutgraf.ledger.attribution.statements import Statement, candidates, quotations, without_doubles

OUT = ROOT / "src" / "nutgraf" / "ledger" / "attribution" / "filter.json"
STRENGTH = 0.3
THRESHOLDS = (0.4, 0.45, 0.5)
Row = tuple[Statement, dict[str, float]]


def label(row: Row, gold: Sequence[Gold]) -> int:
    """Tell whether a proposal is an attribution of the annotators."""
    ours = [(span.start, span.end) for span in row[0].content]
    for one in gold:
        both = shared(one.content, ours)
        whole = sum(b - a for a, b in (*one.content, *ours)) - both
        if both and (both >= 0.5 * whole or shared(one.cue, [(row[0].cue.start, row[0].cue.end)])):
            return 1
    return 0


def fit(rows: Sequence[Row], right: Sequence[int]) -> dict[str, float]:
    """Return the weights by sign, rounded, with the intercept."""
    names = DictVectorizer()
    table = names.fit_transform([signs for _, signs in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(table, right)
    weights = {name: round(float(w), 2) for name, w in zip(names.feature_names_, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]), 2)} | {n: w for n, w in sorted(weights.items()) if w}


def main() -> None:
    """Fit, then write or cross-validate."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--crossed", action="store_true")
    asked = options.parse_args()
    documents = list(read_documents(data_files(None, ["attribution/polnear-train.jsonl.gz"]), every=2))
    made: list[list[Row]] = []
    for document in documents:
        quotes = quotations(document.text)
        found = (candidates(document.text, p, n, quotes) for n, p in enumerate(document.parsed))
        made.append([row for rows in found for row in rows if not row[0].in_quotation])
    right = [[label(row, d.gold) for row in rows] for d, rows in zip(documents, made, strict=True)]
    if asked.crossed:
        crossed(documents, made, right)
        return
    weights = fit([row for rows in made for row in rows], [one for rows in right for one in rows])
    about = "evals/recipes/fit_attribution.py: every second article of polnear-train"
    asked.out.write_text(json.dumps({"about": about, "weights": weights}, indent=1) + "\n", "utf-8")
    print(
        f"{len(weights)} numbers from {sum(map(len, made))} proposals of {len(documents)} articles -> {asked.out.name}"
    )


def crossed(documents: Sequence[Document], made: Sequence[list[Row]], right: Sequence[list[int]]) -> None:
    """Print the figures of each half of the articles with the weights of the other."""
    for odd in (0, 1):
        rows = [row for n, group in enumerate(made) if n % 2 != odd for row in group]
        weights = fit(rows, [one for n, group in enumerate(right) if n % 2 != odd for one in group])
        for threshold in THRESHOLDS:
            golds, founds = [], []
            for n in range(odd, len(documents), 2):
                told = [replace(s, probability=weighed(weights, named)) for s, named in made[n]]
                golds.append(documents[n].gold)
                founds.append([as_found(s) for s in without_doubles([s for s in told if s.probability >= threshold])])
            print(odd, threshold, {k: round(v, 1) for k, v in measured(golds, founds).items()})


if __name__ == "__main__":
    main()
