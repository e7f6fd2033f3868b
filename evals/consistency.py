"""How well alarms tell consistent lines from inconsistent ones: `./run eval consistency [--data FILE] [--docs FILE]`.

SummEdits news with its articles, or QAGS. `balanced_accuracy` and `auc` judge from the article only, by a score of
non-negative weights on what the article lacks (`evals/recipes/fit_consistency.py`), never on how much was edited.
On the file it was learned from every article is judged by weights of the other articles. The `seed` figures take the
original summary as declared evidence and have no weights: an alarm stands or it does not.
"""

import json
import random
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from evals.consistency_fit import Model, crossed, load
from evals.consistency_rows import DEV, DEV_DOCS, NAMES, Judged, features, judged, missing, rows_of, words
from evals.shape import data_dir, data_files, parser, report
from nutgraf.briefs.gate.alarms import ALARMS

TASK, DATA = "consistency", (DEV,)
DRAWS = 1_000
Score = Callable[[Judged], float]
"""The higher, the less consistent; from 0 on a line is refused."""


def edit_count(one: Judged) -> float:
    """Return how many words were changed from the seed: known only to who has the seed."""
    a, b = words(one.row.seed), words(one.row.line)
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return float(sum(max(j - i, n - m) for tag, i, j, m, n in codes if tag != "equal"))


def _unsupported(one: Judged) -> float:
    return sum(a.rule in {"name-nowhere", "number-nowhere"} for a in one.alarms) - 0.5


PEERS: dict[str, Score] = {
    "trigrams missing": lambda one: missing(one.row.line, one.row.text, 3) - 0.5,
    "names and numbers": _unsupported,
    "edit count (seed)": lambda one: edit_count(one) - 1.0,
    "constant": lambda _: 1.0,
}


def balanced(bad: Sequence[bool], refused: Sequence[bool]) -> float:
    """Return the mean of both recalls, per cent; 50 where a class is absent."""
    rates = [[r == b for b, r in zip(bad, refused, strict=True) if b == kind] for kind in (True, False)]
    return 50.0 * sum(sum(r) / len(r) for r in rates) if all(rates) else 50.0


def measured(bad: Sequence[bool], scores: Sequence[float]) -> dict[str, float]:
    """Return the figures of one system."""
    auc = 100 * float(roc_auc_score(bad, scores)) if len(set(bad)) == 2 else 50.0
    return {"balanced_accuracy": balanced(bad, [s >= 0 for s in scores]), "auc": auc}


def interval(groups: Sequence[str], bad: Sequence[bool], scores: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of the balanced accuracy, articles drawn anew."""
    rng, places = random.Random(20250513), dict[str, list[int]]()
    for n, group in enumerate(groups):
        places.setdefault(group, []).append(n)
    keys, found = list(places), []
    for _ in range(DRAWS):
        drawn = [n for key in rng.choices(keys, k=len(keys)) for n in places[key]]
        found.append(balanced([bad[n] for n in drawn], [scores[n] >= 0 for n in drawn]))
    found.sort()
    return found[int(DRAWS * 0.025)], found[int(DRAWS * 0.975) - 1]


def seeded(rows: Sequence[Judged]) -> dict[str, float]:
    """Return the figures of the alarms with the seed declared; nothing when no row has one."""
    known = [one for one in rows if one.row.seed]
    bad = sum(not one.row.good for one in known)
    if not bad:
        return {}
    right, all_ = _caught(known, frozenset(ALARMS))
    return {
        "seed_precision": 100 * right / max(all_, 1),
        "seed_recall": 100 * right / bad,
        "seed_recall_at_94": 100 * right / bad if right >= 0.94 * all_ else 0.0,
        "seed_recall_without_tables": 100 * _caught(known, _UNLISTED)[0] / bad,
    }


_UNLISTED = frozenset(ALARMS) - {"opposite", "other-of-kind"}


def _caught(rows: Sequence[Judged], rules: frozenset[str]) -> tuple[int, int]:
    rung = [not one.row.good for one in rows if any(a.rule in rules for a in one.seeded)]
    return sum(rung), len(rung)


def by_rule(rows: Sequence[Judged]) -> str:
    """Return a table: how many bad and good lines each alarm stood against."""
    lines = [f"{'alarm':20}{'bad':>6}{'good':>6}{'seed bad':>10}{'good':>6}"]
    for rule in ALARMS:
        counts = [
            sum(one.row.good == good and any(a.rule == rule for a in found) for one, found in side)
            for side in ([(one, one.alarms) for one in rows], [(one, one.seeded) for one in rows])
            for good in (False, True)
        ]
        lines.append(f"{rule:20}{counts[0]:6}{counts[1]:6}{counts[2]:10}{counts[3]:6}")
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Judge the rows and print the figures."""
    options = parser(TASK, "consistent lines from inconsistent ones")
    options.add_argument("--docs", type=Path, help="the articles of a SummEdits file")
    given = options.parse_args(argv)
    files = data_files(given.data, DATA)
    docs = given.docs or (None if given.data else data_dir() / DEV_DOCS)
    rows = judged(rows_of(files, docs)[: given.limit or None])
    bad, groups = [not one.row.good for one in rows], [one.row.article for one in rows]
    model = load()
    learned_here = not given.data
    table = np.array([features(one) for one in rows])
    scores = crossed(table, bad, groups) if learned_here else model.scores(table)
    systems = {"nutgraf": measured(bad, scores) | seeded(rows)}
    for name, peer in PEERS.items():
        if "seed" not in name or all(one.row.seed for one in rows):
            systems[name] = measured(bad, [peer(one) for one in rows])
    low, high = interval(groups, bad, scores)
    print(by_rule(rows))
    show(model)
    print(
        f"balanced accuracy, articles drawn anew: 95 % interval {low:.1f} .. {high:.1f} ({len(set(groups))} articles)"
    )
    notes = {"interval": [round(low, 2), round(high, 2)], "articles": len(set(groups)), "crossed": learned_here}
    report(TASK, files, len(rows), systems, notes=notes)
    return 0


def show(model: Model) -> None:
    """Print the weights."""
    print("weights (each at least 0):", json.dumps(dict(zip(NAMES, model.weights, strict=True))), model.intercept)
