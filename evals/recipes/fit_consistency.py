"""Fit the score of `consistency`: `python -m evals.recipes.fit_consistency`. Learns on SummEdits news dev."""

import json

import numpy as np

from evals.consistency_fit import FILE, fit
from evals.consistency_rows import NAMES, development, features, judged


def main() -> None:
    """Fit and write."""
    rows = judged(development())
    model = fit(np.array([features(one) for one in rows]), [not one.row.good for one in rows])
    kept = {
        "about": "evals/recipes/fit_consistency.py: summedits-news-dev",
        "weights": dict(zip(NAMES, model.weights, strict=True)),
        "intercept": model.intercept,
    }
    FILE.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    print(f"{len(NAMES)} weights from {len(rows)} lines -> {FILE.name}")


if __name__ == "__main__":
    main()
