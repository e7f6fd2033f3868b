"""Fits `src/nutgraf/briefs/weighing/salience.json`: run `./run python -m evals.recipes.fit_ranking --write`.

Learned on the `fit` half (by a hash of the set's id) of the development files; what is printed is measured on the other
half. Ridge for sentences and titles, logistic regression for pairs; features standardised for fitting, weights
given back for raw features and rounded, so that a person can read them. About a hundred numbers; no words.

Models: `plain` sentences without vectors, `full` with vectors, `teasers` the same for stories of teasers (feeds that
carry a few sentences an article), `pairs` and `teaser_pairs`, `titles`.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evals.dossiers import half_of
from evals.recipes.material import Learned, Table, pairs_of, records, scorer, sentences_of, stacked, titles_of
from evals.shape import ROOT, data_files

TARGET = ROOT / "src" / "nutgraf" / "briefs" / "weighing" / "salience.json"
ABOUT = (
    "Weights of linear models over the features of the same names (briefs: material/features.py, weighing/select.py, "
    "headline.py); "
    "fitted by evals/recipes/fit_ranking.py on half of neus-fulltext-dev ({full} sets) and neus-snippets-dev "
    "({teasers} sets), {day}. Measured on the other half: see docs/design/010-ranking.md."
)
PLAIN = (
    *("first", "early", "like_others", "like_leads", "like_own_title", "like_titles", "pairs_shared_standing"),
    *("pairs_titled", "words", "long", "quoted", "points_back", "asks", "to_reader", "says", "has_day", "column"),
)
FULL = (*PLAIN, "means_own", "means_others", "means_titles_standing", "means_own_title")
PAIRS = ("shared", "titled", "led", "often", "early", "terms_titled", "terms_shared", "named")
TITLES = ("like_titles", "like_leads", "pairs_shared", "pairs_titled", "words", "means_titles")
RIDGE, LOGISTIC = 30.0, 0.1
"""Strengths: between 3 and 300 nothing moved by more than 0.1 ROUGE-2; pairs likewise between 0.01 and 1."""


def ridge(parts: Sequence[Learned], names: Sequence[str]) -> dict[str, float]:
    """Fit a ridge regression in which every set weighs the same."""
    from sklearn.linear_model import Ridge

    matrix, target = stacked(parts, names)
    weight = np.concatenate([np.full(len(p.target), 1.0 / len(p.target)) for p in parts])
    middle, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-9
    fitted = Ridge(alpha=RIDGE).fit(
        (matrix - middle) / spread, target, sample_weight=weight * len(weight) / weight.sum()
    )
    return unscaled(names, fitted.coef_, float(fitted.intercept_), middle, spread)


def logistic(parts: Sequence[Learned], names: Sequence[str]) -> dict[str, float]:
    """Fit a logistic regression."""
    from sklearn.linear_model import LogisticRegression

    matrix, target = stacked(parts, names)
    middle, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=LOGISTIC, max_iter=500).fit((matrix - middle) / spread, target)
    return unscaled(names, fitted.coef_[0], float(fitted.intercept_[0]), middle, spread)


def unscaled(names: Sequence[str], weights: Table, intercept: float, middle: Table, spread: Table) -> dict[str, float]:
    """Return the weights for raw features, rounded to three significant digits."""
    raw = weights / spread
    made = {"intercept": intercept - float((raw * middle).sum()), **dict(zip(names, raw.tolist(), strict=True))}
    return {name: float(f"{value:.3g}") for name, value in made.items()}


def agreement(parts: Sequence[Learned], weights: dict[str, float]) -> float:
    """Return how often the model puts the better of two rows of a set first, mean over sets (0.5: by chance)."""
    found = []
    for part in parts:
        value = sum((w * part.columns[n] for n, w in weights.items() if n != "intercept"), np.zeros(len(part.target)))
        best = np.argsort(-part.target, kind="stable")[: max(1, len(value) // 10)]
        rest = np.setdiff1d(np.arange(len(value)), best)
        if len(rest) and part.target.any():
            found.append(float(np.mean(value[best][:, None] > value[rest][None, :])))
    return sum(found) / max(len(found), 1)


def main() -> None:
    """Learn, print how the other half is ranked, and write the file when asked."""
    from nutgraf.nlp.embed import UseEmbedder

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="replace the coefficients that ship")
    options.add_argument("--day", default="2026-11", help="when, for the record")
    options.add_argument("--limit", type=int, default=0, help="only the first N sets of each file")
    given = options.parse_args()
    names = ["summaries/neus-fulltext-dev.jsonl.gz", "summaries/neus-snippets-dev.jsonl.gz"]
    full, teasers = (learned(f, given.limit, UseEmbedder()) for f in data_files(None, names))
    models = {
        "plain": fit("plain", full["sentences"], PLAIN, ridge),
        "full": fit("full", full["sentences"], FULL, ridge),
        "teasers": fit("teasers", teasers["sentences"], FULL, ridge),
        "pairs": fit("pairs", full["pairs"], PAIRS, logistic),
        "teaser_pairs": fit("teaser_pairs", teasers["pairs"], PAIRS, logistic),
        "titles": fit("titles", {h: full["titles"][h] + teasers["titles"][h] for h in ("fit", "held")}, TITLES, ridge),
    }
    counts = {"full": len(full["titles"]["fit"]), "teasers": len(teasers["titles"]["fit"]), "day": given.day}
    text = json.dumps({"about": ABOUT.format(**counts), **models}, indent=2) + "\n"
    if given.write:
        TARGET.write_text(text, "utf-8")
    print(text if not given.write else f"written: {TARGET.relative_to(ROOT)}")


Halves = dict[str, list[Learned]]
"""`fit` and `held`."""


def learned(file: Path, limit: int, embedder: Any) -> dict[str, Halves]:
    """Return sentences, pairs and titles of a file, by half."""
    found: dict[str, Halves] = {kind: {"fit": [], "held": []} for kind in ("sentences", "pairs", "titles")}
    judge = scorer()
    for record, dossier in records(file, limit):
        half = half_of(str(record["id"]))
        found["sentences"][half].append(sentences_of(record, dossier, embedder, judge))
        found["pairs"][half].append(pairs_of(record, dossier))
        found["titles"][half].append(titles_of(record, dossier, embedder, judge))
    return found


def fit(
    name: str,
    parts: Halves,
    features: Sequence[str],
    how: Callable[[Sequence[Learned], Sequence[str]], dict[str, float]],
) -> dict[str, float]:
    """Fit one model on the one half and say how well it ranks the other."""
    weights = how(parts["fit"], features)
    ranked = agreement(parts["held"], weights)
    print(f"{name:<14}{len(weights):>3} numbers; best tenth before the rest on the other half {ranked:.3f}")
    return weights


if __name__ == "__main__":
    main()
