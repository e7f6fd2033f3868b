"""Fit the score of certainty: `python -m evals.recipes.fit_certainty [--out FILE] [--crossed]`.

Learns on uw-train, one number a sign that holds for at least `LEAST` events: the mean of a least-squares fit (good for
r) and a fit of least absolute errors (good for the mean error). `--crossed` prints five-fold figures by file instead.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import Ridge
from sklearn.svm import LinearSVR

from evals.certainty import TRAINED_ON, Event, measured, read_events
from evals.shape import ROOT, data_files
from nutgraf.ledger.factuality.judged import clipped
from nutgraf.ledger.factuality.signs import signs_of

OUT = ROOT / "src" / "nutgraf" / "ledger" / "factuality" / "weights.json"
LEAST, FOLDS = 25, 5


def signs(event: Event) -> frozenset[str]:
    """Return the signs of an event; none when its token is not found."""
    return frozenset() if event.token is None else signs_of(event.tree, event.token)


def fit(rows: Sequence[frozenset[str]], labels: Sequence[float]) -> dict[str, float]:
    """Return the weights by sign, rounded, with the intercept."""
    counts: dict[str, int] = {}
    for row in rows:
        for name in sorted(row):
            counts[name] = counts.get(name, 0) + 1
    names = DictVectorizer(sparse=False)
    table = names.fit_transform([{name: 1 for name in row if counts[name] >= LEAST} for row in rows])
    squares = Ridge(5.0).fit(table, labels)
    absolutes = LinearSVR(C=0.1, epsilon=0.0, max_iter=50_000, random_state=0).fit(table, labels)
    weights = np.round((squares.coef_ + absolutes.coef_) / 2, 2)
    intercept = round(float(squares.intercept_ + np.ravel(absolutes.intercept_)[0]) / 2, 2)
    found = {name: float(w) for name, w in zip(names.feature_names_, weights, strict=True)}
    return {"intercept": intercept} | {name: w for name, w in sorted(found.items()) if w}


def main() -> None:
    """Fit, then write or cross-validate."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--crossed", action="store_true")
    asked = options.parse_args()
    events = list(read_events(data_files(None, TRAINED_ON)))
    rows, labels = [signs(e) for e in events], [e.label for e in events]
    if asked.crossed:
        crossed(rows, labels)
        return
    weights = fit(rows, labels)
    about = "evals/recipes/fit_certainty.py: uw-train"
    asked.out.write_text(json.dumps({"about": about, "weights": weights}, indent=1) + "\n", "utf-8")
    print(f"{len(weights)} numbers from {len(events)} events -> {asked.out.name}")


def crossed(rows: Sequence[frozenset[str]], labels: Sequence[float]) -> None:
    """Print the figures of each fifth of the events, in their order, with the weights of the others."""
    for fold in range(FOLDS):
        inside = range(fold * len(rows) // FOLDS, (fold + 1) * len(rows) // FOLDS)
        others = [n for n in range(len(rows)) if n not in inside]
        weights = fit([rows[n] for n in others], [labels[n] for n in others])
        found = [clipped(weights["intercept"] + sum(weights.get(s, 0.0) for s in sorted(rows[n]))) for n in inside]
        print(fold, {k: round(v, 3) for k, v in measured(found, [labels[n] for n in inside]).items()})


if __name__ == "__main__":
    main()
