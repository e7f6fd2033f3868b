"""Fits `src/nutgraf/stories/pair_model.json`: run `./run python -m evals.recipes.fit_grouping --write`.

Every development set is read once as a stream; the pairs that are compared give one row of features each, and the rows
of which both articles have an event are learned from. `--half 0` learns from the events of one half only (by a hash of
their names), `--without allsides` leaves that publisher's sets out. Two logistic regressions over standardised
features; weights are given back for raw features and rounded. A likeness never counts against two articles and a
conflict never for them (`SPEAKS`): free signs fit a publisher and lose at the next. The pairs of a set weigh less the
more pairs of one event it has (n to the power -.75). The fit is deterministic.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from evals.clustering import Row, read_rows, shuffled
from evals.shape import ROOT, data_files
from nutgraf.settings import Grouping
from nutgraf.stories.compare import FEATURES
from nutgraf.stories.pair_model import model_of, probabilities
from nutgraf.stories.stream import KEPT, Stream
from nutgraf.stories.two_sided import TWO_SIDED, Pairs, two_sided
from nutgraf.stories.vectors import Floats, Ints

TARGET = ROOT / "src" / "nutgraf" / "stories" / "pair_model.json"
SETS = {
    "allsides-stream": (
        "clustering/allsides-dev.jsonl.gz",
        "clustering/allsides-stream-2016.jsonl.gz",
        "clustering/allsides-stream-2017.jsonl.gz",
        "clustering/allsides-stream-2018.jsonl.gz",
    ),
    "allsides": ("clustering/allsides-dev.jsonl.gz",),
    "gva": ("clustering/gva-dev.jsonl.gz",),
    "ecbplus": ("clustering/ecbplus-dev.jsonl.gz",),
}
STRENGTH = 0.1
"""Inverse strength of the penalty; at .03 and 1 the mean of all figures is the same within .1."""
FREE = frozenset({"fade", "best_near", "rank_near", "of_best_near", "crowd", "density"})
"""Features that say how the others stand; their weights may have either sign."""
FAR = frozenset({"days_log", "rank_better", "rank_worse"})
"""Features that say how far apart two articles are."""
SPEAKS = {
    name: 0 if name in FREE else -1 if name in FAR or name.endswith("_apart") else 1 for name in (*FEATURES, *TWO_SIDED)
}
"""1 for a feature that may only speak for one event, -1 for one that may only speak against."""
ABOUT = (
    "Weights of two logistic regressions over the features of the same names (stories/compare.py, two_sided.py); "
    "fitted by evals/recipes/fit_grouping.py on the labelled pairs of the development sets: {sets}."
)


@dataclass(frozen=True, slots=True)
class Table:
    """The pairs of one set."""

    earlier: Ints
    later: Ints
    features: Floats
    same: np.ndarray
    """True for two articles of one event."""
    learned: np.ndarray
    """True for pairs that may be learned from."""
    articles: int


def half_of(event: str) -> int:
    """Return 0 or 1 by the event's name."""
    return crc32(event.encode()) % 2


def table_of(rows: Sequence[Row], half: int | None) -> Table:
    """Read a set as a stream and keep its pairs."""
    earlier, later, kept = [], [], []
    order = shuffled(rows, 0)
    at = 0

    def take(near: Ints, features: Floats) -> None:
        earlier.append(near)
        later.append(np.full(len(near), at))
        kept.append(features)

    stream = Stream(Grouping(), on_pairs=take)
    for at, row in enumerate(order):  # noqa: B007
        stream.add(rows[row].article)
    events = [rows[i].event for i in order]
    wanted = np.array([e is not None and half in (None, half_of(e)) for e in events])
    numbers = {e: n for n, e in enumerate(dict.fromkeys(events))}
    event = np.array([numbers[e] for e in events])
    a, b = np.concatenate(earlier), np.concatenate(later)
    return Table(a, b, np.concatenate(kept), event[a] == event[b], wanted[a] & wanted[b], len(rows))


def fitted(parts: Sequence[tuple[Floats, np.ndarray]], names: Sequence[str]) -> dict[str, float]:
    """Fit one regression; the pairs of a set weigh less the more pairs of one event it has."""
    from scipy.optimize import minimize

    matrix, target = np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
    weight = np.concatenate([np.full(len(y), 1.0 / max(y.sum(), 1) ** 0.75) for _, y in parts])
    weight *= len(weight) / weight.sum()
    middle, spread = matrix.mean(axis=0, dtype=np.float64), matrix.std(axis=0, dtype=np.float64) + 1e-6
    rows = ((matrix - middle) / spread).astype(np.float32)

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        odds = rows @ at[:-1].astype(np.float32) + np.float32(at[-1])
        off = weight * (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - target)
        lost = float(weight @ (np.logaddexp(0, odds) - target * odds)) + float(at[:-1] @ at[:-1]) / (2 * STRENGTH)
        return lost, np.append(off.astype(np.float32) @ rows + at[:-1] / STRENGTH, off.sum())

    bounds = [(0 if SPEAKS[n] > 0 else None, 0 if SPEAKS[n] < 0 else None) for n in names]
    found = minimize(
        loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)],
        options={"maxiter": 600, "ftol": 1e-10},
    ).x  # fmt: skip
    raw = found[:-1] / spread
    bias = float(found[-1] - raw @ middle)
    return {"bias": round(bias, 3)} | {n: w for n, w in zip(names, raw.round(3).tolist(), strict=True) if w}


def settled_rows(table: Table, arrival: dict[str, float]) -> tuple[Floats, np.ndarray]:
    """Return the rows of the second model, for the pairs a stream would keep, and which pairs they are."""
    logits = model_of(arrival, FEATURES).logits(table.features)
    order = np.lexsort((-logits, table.later))
    later = table.later[order]
    place = np.arange(len(order)) - np.searchsorted(later, later)
    kept = np.sort(order[place < KEPT])
    features = table.features[kept]
    own = logits[kept]
    pairs = Pairs(table.earlier[kept], table.later[kept], features[:, 0], probabilities(own), own, own)
    return np.hstack([features, two_sided(pairs, table.articles)]), kept


def models(tables: Sequence[Table]) -> dict[str, dict[str, float]]:
    """Fit both models."""
    arrival = fitted([(t.features[t.learned], t.same[t.learned]) for t in tables], FEATURES)
    parts = []
    for table in tables:
        rows, kept = settled_rows(table, arrival)
        learned = table.learned[kept]
        parts.append((rows[learned], table.same[kept][learned]))
    return {"arrival": arrival, "settled": fitted(parts, (*FEATURES, *TWO_SIDED))}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write the weights into the package")
    options.add_argument("--out", type=Path, help="write the weights into this file")
    options.add_argument("--half", type=int, choices=(0, 1), help="learn from half of the events")
    options.add_argument("--without", nargs="*", default=(), help="leave out the sets whose names start so")
    given = options.parse_args()
    names = [name for name in SETS if not name.startswith(tuple(given.without))]
    tables = [table_of(read_rows(data_files(None, SETS[name]), 0), given.half) for name in names]
    for name, table in zip(names, tables, strict=True):
        print(f"{name}: {len(table.same)} pairs, {table.learned.sum()} learned from, {table.same.sum()} of one event")
    made = {"about": ABOUT.format(sets=", ".join(names)), **models(tables)}
    text = json.dumps(made, indent=1) + "\n"
    for target in [TARGET] * given.write + [given.out] * bool(given.out):
        target.write_text(text, "utf-8")
    if not (given.write or given.out):
        print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
