"""Stories beside editors' events: `./run eval clustering [--data FILE...]` (several files form one stream).

Rows are read in order of their date; within a day the order is shuffled (`--orders`, fixed seeds) because nobody knows
it, and the figures are means over the orders. Rows whose `event` is null are grouped but not scored. `settled` are the
events after the late correction (`group_articles` goes on to join events of one running story); `arrival` is each
article's first placement. Peers: TF-IDF single pass (title x3 + text, half-life one day, nearest neighbour) and average
linkage on TF-IDF by scikit-learn; both see the whole vocabulary.

What was chosen on what: the pair model and the bars of `settings.Grouping`, on all development sets as they stand,
without a held-out part, so figures on these files flatter; the bars of the peers, on allsides-dev. B-cubed: Bagga and
Baldwin 1998.
"""

import ast
import random
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.grouping_peers import PEERS, Peer
from evals.shape import data_files, paired_interval, parser, read_jsonl, report
from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories.group import Stream, settled

TASK = "clustering"
DATA = ("clustering/allsides-dev.jsonl.gz",)
Labels = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Row:
    """An article with the event an editor gave it; `None` when nobody did."""

    article: Article
    event: str | None


def read_rows(files: Sequence[Path], limit: int) -> list[Row]:
    """Read one stream; an id that stands in two files counts once, with the event if one names it."""
    rows: dict[str, Row] = {}
    for file in files:
        for record in read_jsonl(file):
            row = row_of(record, file.name)
            if row.article.id not in rows or rows[row.article.id].event is None:
                rows[row.article.id] = row
    kept = list(rows.values())
    kept.sort(key=lambda r: (r.article.published is None, r.article.published or datetime.min, r.article.id))
    return kept[:limit] if limit else kept


def row_of(record: Mapping[str, Any], file: str) -> Row:  # Any: strangers' JSON
    """Turn a record of any of the sets into an article; ECB+ documents carry sentences and no date."""
    title, text = str(record.get("title") or ""), str(record.get("text") or "")
    if "sentences" in record:
        raw = record["sentences"]
        sentences = [str(s) for s in (ast.literal_eval(raw) if isinstance(raw, str) else raw)]
        title, text = sentences[0] if sentences else "", "\n".join(sentences[1:])
    event, date = record.get("event"), record.get("date")
    return Row(
        Article(
            id=str(record["id"]),
            title=title,
            text=text,
            outlet=str(record.get("source") or file),
            url=str(record.get("url") or ""),
            published=datetime.fromisoformat(str(date)).replace(tzinfo=UTC) if date else None,
        ),
        str(event) if event not in (None, "None", "") else None,
    )


def shuffled(rows: Sequence[Row], seed: int) -> list[int]:
    """Return positions in order of date, shuffled within each day."""
    rng = random.Random(seed)
    keys = [(r.article.published is None, r.article.published or datetime.min, rng.random()) for r in rows]
    return sorted(range(len(rows)), key=lambda i: keys[i])


def ours(rows: Sequence[Row], order: Sequence[int], settings: Grouping) -> tuple[list[str], list[int], float]:
    """Return labels on arrival, settled labels (both by row) and the seconds it took."""
    start = time.perf_counter()
    stream = Stream(settings)
    arrival, label = [""] * len(rows), [0] * len(rows)
    for i in order:
        arrival[i] = stream.add(rows[i].article).story
    for number, group in enumerate(settled(stream)):
        for position in group:
            label[order[position]] = number
    return arrival, label, time.perf_counter() - start


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pairs(labels: Labels) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def pairwise(found: Labels, gold: Labels) -> tuple[float, float, float]:
    """Return precision, recall and F1 (per cent) over pairs of articles."""
    both, made, true = _pairs(list(zip(found, gold, strict=True))), _pairs(found), _pairs(gold)
    precision, recall = both / made if made else 1.0, both / true if true else 1.0
    return 100 * precision, 100 * recall, 100 * _f1(precision, recall)


def bcubed_items(found: Labels, gold: Labels) -> list[tuple[float, float]]:
    """Return each article's B-cubed precision and recall, 0 to 1."""
    together = Counter(zip(found, gold, strict=True))
    size_found, size_gold = Counter(found), Counter(gold)
    return [(together[f, g] / size_found[f], together[f, g] / size_gold[g]) for f, g in zip(found, gold, strict=True)]


def scores(found: Labels, gold: Labels, prefix: str = "") -> dict[str, float]:
    """Return the figures of one grouping."""
    items = bcubed_items(found, gold)
    pw = pairwise(found, gold)
    precision, recall = fmean(p for p, _ in items), fmean(r for _, r in items)
    bc = (100 * precision, 100 * recall, 100 * _f1(precision, recall))
    made = {f"{prefix}pairwise_f1": pw[2], f"{prefix}bcubed_f1": bc[2]}
    names = ("precision", "recall")
    made |= {f"{prefix}pairwise_{n}": pw[k] for k, n in enumerate(names)}
    return made | {f"{prefix}bcubed_{n}": bc[k] for k, n in enumerate(names)}


def split_and_merge(found: Labels, gold: Labels) -> dict[str, float]:
    """Return the share of events (2+ articles) torn apart, and of stories that hold more than one event."""
    of_event, of_story = defaultdict(set), defaultdict(set)
    for f, g in zip(found, gold, strict=True):
        of_event[g].add(f)
        of_story[f].add(g)
    sizes = Counter(gold)
    torn = [len(of_event[g]) > 1 for g, n in sizes.items() if n > 1]
    return {
        "clusters": float(len(of_story)),
        "gold": float(len(of_event)),
        "split_rate": 100 * fmean(torn or [0]),
        "merge_rate": 100 * fmean(len(events) > 1 for events in of_story.values()),
    }


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: fmean(row[name] for row in rows) for name in rows[0]}


def differing(a: Labels, b: Labels) -> float:
    """Return the share (per cent) of pairs together in either grouping that are not together in both.

    >>> differing([1, 1, 2], [1, 1, 1])
    66.66666666666667
    """
    both = _pairs(list(zip(a, b, strict=True)))
    either = _pairs(a) + _pairs(b) - both
    return 100 * (either - both) / either if either else 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """The rows an editor gave an event."""

    kept: Sequence[int]
    gold: Sequence[str | None]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Scored":
        """Take the rows that name an event."""
        kept = [i for i, row in enumerate(rows) if row.event is not None]
        return cls(kept, [rows[i].event for i in kept])

    def figures(self, label: Labels) -> dict[str, float]:
        """Return the figures of one grouping of all rows."""
        found = [label[i] for i in self.kept]
        return scores(found, self.gold) | split_and_merge(found, self.gold)

    def items(self, label: Labels) -> list[float]:
        """Return each scored row's B-cubed F1, per cent."""
        return [100 * _f1(p, r) for p, r in bcubed_items([label[i] for i in self.kept], self.gold)]


def summed_up(runs: Sequence[Mapping[str, float]], labels: Sequence[Labels]) -> dict[str, float]:
    """Return the means of the figures of several orders, and how far the orders differ."""
    if len(runs) < 2:
        return _mean(runs)
    spread = max(r["pairwise_f1"] for r in runs) - min(r["pairwise_f1"] for r in runs)
    differs = fmean(differing(labels[0], other) for other in labels[1:])
    return _mean(runs) | {"order_spread": spread, "order_differs": differs}


def measure(rows: Sequence[Row], orders: int, settings: Grouping) -> tuple[dict[str, float], list[float]]:
    """Return our figures, means over the orders, and the B-cubed F1 of each article in the first order."""
    scored, runs, labels = Scored.of(rows), [], []
    for seed in range(orders):
        arrival, label, seconds = ours(rows, shuffled(rows, seed), settings)
        first = scores([arrival[i] for i in scored.kept], scored.gold, "arrival_")
        runs.append(scored.figures(label) | first | {"articles_per_s": len(rows) / seconds})
        labels.append(label)
    return summed_up(runs, labels), scored.items(labels[0])


def measure_peer(
    peer: Peer, rows: Sequence[Row], orders: int, settings: Grouping
) -> tuple[dict[str, float], list[float]]:
    """Return the same of a peer; what it prepares is made once and counted in each order's speed."""
    articles, scored = [row.article for row in rows], Scored.of(rows)
    start = time.perf_counter()
    prepared = peer.prepare(articles)
    preparing = time.perf_counter() - start
    runs, labels = [], []
    for seed in range(orders if peer.ordered else 1):
        start = time.perf_counter()
        label = peer.group(articles, shuffled(rows, seed), prepared, int(settings.window_days))
        speed = {"articles_per_s": len(rows) / (preparing + time.perf_counter() - start)}
        runs.append(scored.figures(label) | speed)
        labels.append(label)
    return summed_up(runs, labels), scored.items(labels[0])


def main(argv: list[str]) -> int:
    """Measure and report."""
    options = parser(TASK, "Stories beside editors' events.")
    options.add_argument("--orders", type=int, default=5, help="orders within a day to average over (default 5)")
    options.add_argument("--peers", nargs="*", choices=list(PEERS), default=list(PEERS), help="peers to run beside")
    args = options.parse_args(argv)
    files = data_files(args.data, DATA)
    rows, settings, orders = read_rows(files, args.limit), Grouping(), max(1, args.orders)
    scored = sum(row.event is not None for row in rows)
    if not scored:
        print("No row of these files names an event, so there is nothing to score.")
        return 2
    systems: dict[str, dict[str, float]] = {}
    systems["nutgraf"], items = measure(rows, orders, settings)
    intervals = {}
    for name in args.peers:
        if len(rows) <= PEERS[name].most:
            systems[name], theirs = measure_peer(PEERS[name], rows, orders, settings)
            intervals[name] = paired_interval(items, theirs)
    report(TASK, files, scored, systems, intervals=intervals, interval_of="B-cubed F1 by article")
    return 0
