"""Fits `src/nutgraf/briefs/manner/headline.json`: run `./run python -m evals.recipes.fit_headline --write`.

Learns how plainly a title tells the news from titles that people judged (`evals/cases/line_labels.jsonl`: ok 2, 1, 0;
an "acceptable" counts half). What is printed is cross-validated over stories: the titles chosen, by verdict.
"""

import argparse
import json
from collections import Counter
from typing import Any

import numpy as np

from evals.dossiers import dossier_of
from evals.shape import ROOT, data_dir, read_jsonl
from nutgraf.briefs.headline import manners
from nutgraf.briefs.weighing.rank import texts_to_embed

TARGET = ROOT / "src/nutgraf/briefs/manner/headline.json"
LABELS = ROOT / "evals/cases/line_labels.jsonl"
ABOUT = (
    "Weights of the logistic model of how plainly a title tells the news, over the features of headline_manner.py; "
    "fitted by evals/recipes/fit_headline.py on {titles} judged titles of {stories} development stories, 2026-11; "
    "the weight of `near` was then raised by hand (NEAR in the recipe)."
)
STRENGTH = 0.1
"""Between .03 and .3 the choice of titles stays the same."""
FOLDS = 10
NEAR, NEAR_MEAN = 25.0, 0.585
"""The weight of nearness to the other titles, set by hand, and the mean it is weighed against: the fitted 13 cost half
a point of ROUGE-1 on both development files (42.4 / 44.9; now 42.9 / 45.5) for one printable title more."""

Judged = tuple[list[str], Any, Any, Any]
"""Names of the features, their table, the verdicts, the story of each row."""


def judged() -> Judged:
    """Return the features and verdicts of every judged title."""
    from nutgraf.nlp.embed import UseEmbedder

    embedder = UseEmbedder()
    verdicts = {(r["record"], r["title"]): r["ok"] for r in read_jsonl(LABELS) if "title" in r}
    wanted = {record for record, _ in verdicts}
    rows, marks, stories = [], [], []
    for record in read_jsonl(data_dir() / "summaries/neus-fulltext-dev.jsonl.gz"):
        dossier = dossier_of(record) if record["id"] in wanted else None
        if dossier is None:
            continue
        for at, manner in enumerate(manners(dossier, embedder.embed(texts_to_embed(dossier)))):
            if (record["id"], at) in verdicts:
                rows.append(manner)
                marks.append(verdicts[record["id"], at])
                stories.append(record["id"])
    names = list(rows[0])
    return names, np.array([[r[n] for n in names] for r in rows]), np.array(marks), np.array(stories)


def logistic(table: Any, marks: Any) -> tuple[Any, float]:
    """Return weights for raw features and the intercept; a verdict of 1 is half a yes and half a no."""
    from sklearn.linear_model import LogisticRegression

    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    scaled = (table - middle) / spread
    answers = np.concatenate([np.ones(len(marks)), np.zeros(len(marks))])
    weight = np.concatenate([marks / 2, 1 - marks / 2])
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(np.vstack([scaled, scaled]), answers, weight)
    raw = fitted.coef_[0] / spread
    return raw, float(fitted.intercept_[0] - (raw * middle).sum())


def chosen(table: Any, marks: Any, stories: Any) -> Counter[int]:
    """Return how the titles chosen were judged, each story by a model that has not seen it."""
    order = {story: n for n, story in enumerate(dict.fromkeys(stories.tolist()))}
    folds = np.array([order[s] % FOLDS for s in stories])
    values = np.zeros(len(marks))
    for fold in range(FOLDS):
        weights, _ = logistic(table[folds != fold], marks[folds != fold])
        values[folds == fold] = table[folds == fold] @ weights
    best = [max(np.flatnonzero(stories == s), key=lambda i: (values[i], -i)) for s in order]
    return Counter(marks[best].tolist())


def main() -> None:
    """Learn, print what is chosen, and write the file when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="replace the coefficients that ship")
    given = options.parse_args()
    names, table, marks, stories = judged()
    print("chosen, cross-validated, by verdict:", dict(sorted(chosen(table, marks, stories).items())))
    weights, intercept = logistic(table, marks)
    model = {"intercept": intercept, **dict(zip(names, weights.tolist(), strict=True))}
    model["intercept"] -= (NEAR - model["near"]) * NEAR_MEAN
    model["near"] = NEAR
    about = ABOUT.format(titles=len(marks), stories=len(set(stories.tolist())))
    text = json.dumps({"about": about, "plain": {k: float(f"{v:.3g}") for k, v in model.items()}}, indent=2) + "\n"
    if given.write:
        TARGET.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
