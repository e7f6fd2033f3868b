"""Fits `src/nutgraf/briefs/manner/tone.json`: run `./run python -m evals.recipes.fit_tone --write`.

Learned from judged lines (`evals/cases/line_labels.jsonl`): a line refused as a column's prose against lines that may
be printed. What is printed is measured by cross-validation over stories. Signs without weight in a first fit over all
stories were left out, so that a person can read the file.

The word tables were written by somebody who had read the refused lines of these stories, and the signs were chosen on
all of them, so what cross-validation prints is too good: only stories nobody has read can say by how much.
"""

import argparse
import json
from typing import Any

import numpy as np

from evals.dossiers import dossier_of
from evals.shape import ROOT, data_dir, read_jsonl
from evals.systems import tagger
from nutgraf.briefs.manner.tone_signs import article_signs, column_signs
from nutgraf.model import Parsed

LABELS = ROOT / "evals" / "cases" / "line_labels.jsonl"
TARGET = ROOT / "src" / "nutgraf" / "briefs" / "manner" / "tone.json"
ABOUT = (
    "Logistic weights over the signs of the same names (briefs/manner/tone_signs.py); "
    "`typical`: what an average sentence's signs add. Fitted by evals/recipes/fit_tone.py on {lines} judged lines of "
    "{stories} stories."
)
SENTENCE = (
    *("loaded", "vivid", "judging", "loud", "ideas", "explains", "turns", "flourish"),
    *("opens", "spoken", "says", "day", "figure", "now"),
)
ARTICLE = (
    *("art_us", "art_says", "art_loaded", "art_vivid", "art_judging", "art_loud", "art_short"),
    *("art_opens", "art_title"),
)
NAMES = (*SENTENCE, *ARTICLE)
STRENGTH, FOLDS = 0.02, 5
"""Between .003 and .1 the strength moved the area under the curve by less than .003."""
CAUGHT = 0.6
"""The share of column lines at which false alarms are counted."""


def judged() -> tuple[Any, Any, Any]:
    """Return the signs of the judged lines, their verdicts (-1: a column's), and the story of each."""
    labels = {(r["record"], r["article"], r["sentence"]): r for r in read_jsonl(LABELS) if "sentence" in r}
    kept = {k: r for k, r in labels.items() if r["ok"] >= 1 or r["why"] == "column"}
    wanted = {record for record, _, _ in kept}
    rows, verdicts, stories = [], [], []
    for record in read_jsonl(data_dir() / "summaries/neus-fulltext-dev.jsonl.gz"):
        dossier = dossier_of(record) if record["id"] in wanted else None
        for at, article in enumerate(dossier.articles if dossier else ()):
            manner = dict(article_signs(article, dossier.sentences[at]).values) if dossier else {}
            for sentence in dossier.sentences[at] if dossier else ():
                label = kept.get((record["id"], at, sentence.index))
                if label:
                    own = column_signs(Parsed(sentence, tagger().tag([sentence.text])[0]))
                    rows.append([(dict(own.values) | manner)[n] for n in NAMES])
                    verdicts.append(label["ok"] if label["ok"] else -1)
                    stories.append(record["id"])
    return np.array(rows), np.array(verdicts), np.array(stories)


def logistic(table: Any, answers: Any) -> tuple[Any, float]:
    """Return weights for raw signs and the intercept."""
    from sklearn.linear_model import LogisticRegression

    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit((table - middle) / spread, answers)
    raw = fitted.coef_[0] / spread
    return raw, float(fitted.intercept_[0] - (raw * middle).sum())


def report(table: Any, verdicts: Any, stories: Any) -> str:
    """Return how well the model tells lines of stories it has not seen."""
    from sklearn.metrics import roc_auc_score

    order = {story: n for n, story in enumerate(dict.fromkeys(stories.tolist()))}
    folds = np.array([order[s] % FOLDS for s in stories])
    values = np.zeros(len(verdicts))
    for fold in range(FOLDS):
        weights, intercept = logistic(table[folds != fold], verdicts[folds != fold] < 0)
        values[folds == fold] = 1 / (1 + np.exp(-(table[folds == fold] @ weights + intercept)))
    column = verdicts < 0
    at = np.quantile(values[column], 1 - CAUGHT)
    alarms, some = (values[verdicts == 2] >= at).mean(), (values[verdicts == 1] >= at).mean()
    area = roc_auc_score(column, values)
    return f"area {area:.3f}; at {at:.3f} {CAUGHT:.0%} caught, false alarms {alarms:.1%} of plain, {some:.1%} of fair"


def main() -> None:
    """Learn, print how well it tells, and write the file when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="replace the coefficients that ship")
    given = options.parse_args()
    table, verdicts, stories = judged()
    print(report(table, verdicts, stories))
    weights, intercept = logistic(table, verdicts < 0)
    typical = float((table.mean(axis=0) * weights)[: len(SENTENCE)].sum())
    made = {"intercept": intercept, **dict(zip(NAMES, weights.tolist(), strict=True))}
    text = json.dumps(
        {
            "about": ABOUT.format(lines=len(verdicts), stories=len(set(stories.tolist()))),
            "typical": float(f"{typical:.3g}"),
            "weights": {name: float(f"{value:.3g}") for name, value in made.items()},
        },
        indent=2,
    )
    if given.write:
        TARGET.write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
