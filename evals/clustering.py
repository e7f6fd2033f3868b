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
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.shape import data_files, paired_interval, parser, read_jsonl, report
from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories.group import Stream, settled

TASK = "clustering"
DATA = ("clustering/allsides-dev.jsonl.gz",)
PEER_AT, LINK_AT = 0.15, 0.12
MOST_FOR_LINKAGE = 4000
"""Average linkage by scikit-learn needs a full matrix."""
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


def tfidf(rows: Sequence[Row]) -> Any:  # Any: a scipy matrix, which has no types
    """Return unit vectors of title x3 + text."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{(r.article.title + ' ') * 3}{r.article.text}" for r in rows]
    return TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2).fit_transform(texts)


def single_pass(rows: Sequence[Row], order: Sequence[int], settings: Grouping) -> list[int]:
    """Join the story of the nearest earlier article when near enough, else open one."""
    ranked = [rows[i] for i in order]
    matrix = tfidf(ranked)
    label = list(range(len(ranked)))
    window = timedelta(days=settings.window_days)
    first = 0
    for i, row in enumerate(ranked):
        now = row.article.published
        while now and first < i and _before(ranked[first].article.published, now - window):
            first += 1
        if i > first:
            likeness = (matrix[first:i] @ matrix[i].T).toarray().ravel()
            scores = [s * 0.5 ** _days(ranked[first + k].article, row.article) for k, s in enumerate(likeness)]
            best = max(range(len(scores)), key=scores.__getitem__)
            if scores[best] >= PEER_AT:
                label[i] = label[first + best]
    return _by_row(label, order)


def average_linkage(rows: Sequence[Row], order: Sequence[int], settings: Grouping) -> list[int]:
    """Cluster all at once by mean cosine with a half-life of one day."""
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering

    del settings
    ranked = [rows[i] for i in order]
    matrix = tfidf(ranked)
    days = np.array([r.article.published.timestamp() / 86_400 if r.article.published else 0.0 for r in ranked])
    near = (matrix @ matrix.T).toarray() * 0.5 ** np.minimum(np.abs(days[:, None] - days[None, :]), 60)
    made = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - LINK_AT
    ).fit(1 - near)
    return _by_row([int(x) for x in made.labels_], order)


PEERS: dict[str, Callable[[Sequence[Row], Sequence[int], Grouping], list[int]]] = {
    "tfidf-single-pass": single_pass,
    "tfidf-average-linkage": average_linkage,
}


def _before(time_: datetime | None, bound: datetime) -> bool:
    return time_ is not None and time_ < bound


def _days(a: Article, b: Article) -> float:
    if a.published is None or b.published is None:
        return 0.0
    return abs((a.published - b.published).total_seconds()) / 86_400


def _by_row(label: Sequence[int], order: Sequence[int]) -> list[int]:
    found = [0] * len(label)
    for position, row in enumerate(order):
        found[row] = label[position]
    return found


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


def measure(rows: Sequence[Row], orders: int, settings: Grouping) -> tuple[dict[str, float], list[float]]:
    """Return our figures, means over the orders, and the B-cubed F1 of each article in the first order."""
    kept = [i for i, row in enumerate(rows) if row.event is not None]
    gold = [rows[i].event for i in kept]
    runs: list[dict[str, float]] = []
    items: list[float] = []
    for seed in range(orders):
        arrival, label, seconds = ours(rows, shuffled(rows, seed), settings)
        found = [label[i] for i in kept]
        run = scores(found, gold) | scores([arrival[i] for i in kept], gold, "arrival_")
        runs.append(run | split_and_merge(found, gold) | {"articles_per_s": len(rows) / seconds})
        items = items or [100 * _f1(p, r) for p, r in bcubed_items(found, gold)]
    spread = max(r["pairwise_f1"] for r in runs) - min(r["pairwise_f1"] for r in runs)
    return _mean(runs) | {"order_spread": spread}, items


def main(argv: list[str]) -> int:
    """Measure and report."""
    options = parser(TASK, "Stories beside editors' events.")
    options.add_argument("--orders", type=int, default=5, help="orders within a day to average over (default 5)")
    args = options.parse_args(argv)
    files = data_files(args.data, DATA)
    rows, settings = read_rows(files, args.limit), Grouping()
    kept = [i for i, row in enumerate(rows) if row.event is not None]
    if not kept:
        print("No row of these files names an event, so there is nothing to score.")
        return 2
    gold = [rows[i].event for i in kept]
    systems: dict[str, dict[str, float]] = {}
    systems["nutgraf"], items = measure(rows, max(1, args.orders), settings)
    intervals = {}
    for name, peer in PEERS.items():
        if peer is average_linkage and len(rows) > MOST_FOR_LINKAGE:
            continue
        start = time.perf_counter()
        found = peer(rows, shuffled(rows, 0), settings)
        speed = {"articles_per_s": len(rows) / (time.perf_counter() - start)}
        labels = [found[i] for i in kept]
        systems[name] = scores(labels, gold) | split_and_merge(labels, gold) | speed
        intervals[name] = paired_interval(items, [100 * _f1(p, r) for p, r in bcubed_items(labels, gold)])
    report(TASK, files, len(kept), systems, intervals=intervals, interval_of="B-cubed F1 by article")
    return 0
