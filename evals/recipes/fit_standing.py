"""Fits `src/nutgraf/briefs/weighing/standing.json`: run `./run python -m evals.recipes.fit_standing --write`.

Learned from the panel's verdicts in `evals/cases/line_labels.jsonl` on lines of the development file
neus-fulltext-dev: `printable` (ok 1 or 2), `needed` (worth 2 or 3), `main` (worth 3). Logistic regressions,
standardised for fitting, given back for raw signs and rounded. Prints the area under the curve by five-fold
cross-validation over stories; without `--write` nothing is changed.
"""

import argparse
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.recipes.fit_ranking import unscaled
from evals.shape import ROOT
from evals.systems import embedder, tagger
from evals.verdicts import Verdict, judged_stories
from nutgraf.briefs.candidates import candidates
from nutgraf.briefs.weighing.signs import ARTICLE_SIGNS, LEANING_SIGNS, LINE_SIGNS
from nutgraf.briefs.weighing.standing import COLUMN_SIGN, Standing
from nutgraf.telling import open_desk

TARGET = ROOT / "src" / "nutgraf" / "briefs" / "weighing" / "standing.json"
STRENGTH = 0.03
"""Inverse of the ridge: between .01 and .3 the area under the curve moved by less than .003."""
ALL = (*LINE_SIGNS, *ARTICLE_SIGNS, *LEANING_SIGNS, COLUMN_SIGN)
MAIN = ("salience", "near_titles", "elsewhere", "titled_name", "place", "first_two", "background", "words", "quoted",
        "speaker", "open", "adds", "read", COLUMN_SIGN)  # fmt: skip
MODELS = {"printable": ALL, "needed": ALL, "main": MAIN}


def material() -> tuple[list[dict[str, float]], list[Verdict], list[str]]:
    """Return the signs of every judged line, its verdict, and its story."""
    signs, rows, stories = [], [], []
    for record, dossier, verdicts in judged_stories():
        desk = open_desk(dossier, tagger(), embedder())
        found, _ = candidates(desk)
        standing = Standing(desk, found)
        for one in found:
            at = (dossier.story.articles.index(one.sentence.span.article), one.sentence.index)
            if at in verdicts:
                signs.append(standing.signs(one, standing.begin))
                rows.append(verdicts[at])
                stories.append(record)
    return signs, rows, stories


def targets(rows: Sequence[Verdict]) -> dict[str, np.ndarray]:
    """Return what each model is to learn."""
    return {
        "printable": np.array([r["ok"] >= 1 for r in rows]),
        "needed": np.array([r["worth"] >= 2 for r in rows]),
        "main": np.array([r["worth"] == 3 for r in rows]),
    }


def fit(names: Sequence[str], signs: Sequence[dict[str, float]], target: np.ndarray, stories: Sequence[str]) -> Any:
    """Return the weights for raw signs and the cross-validated area under the curve."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    matrix = np.array([[s[n] for n in names] for s in signs])
    middle, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-9
    scaled = (matrix - middle) / spread
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    held = cross_val_predict(model, scaled, target, groups=stories, cv=GroupKFold(5), method="predict_proba")[:, 1]
    model.fit(scaled, target)
    weights = unscaled(names, model.coef_[0], float(model.intercept_[0]), middle, spread)
    return weights, float(roc_auc_score(target, held))


def main() -> None:
    """Fit, print, and with `--write` save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    signs, rows, stories = material()
    made: dict[str, Any] = {
        "about": "Weights of logistic regressions over the signs of the same names (briefs/weighing/signs.py); "
        f"fitted by evals/recipes/fit_standing.py on {len(rows)} verdicts on lines of {len(set(stories))} stories."
    }
    for name, target in targets(rows).items():
        made[name], area = fit(MODELS[name], signs, target, stories)
        print(f"{name}: area under the curve {area:.3f} (five-fold over stories), {target.mean():.0%} of lines")
    if write:
        TARGET.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
