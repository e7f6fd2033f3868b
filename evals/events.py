"""PLOVER types: the type of the act between a given source and target (PLV data), and false alarms on plain sentences.

`accuracy` and `macro_f1` over the rows' types; PLV writes YIELD for what PLOVER calls CONCEDE and RETREAT. Of the acts
found in a sentence the one counts whose actor lies in the source and whose recipient lies in the target, then the
first. `actor_recall` is the share of given sources and targets that some act found names as actor or recipient,
`actor_precision` the share of the chosen acts' actors and recipients that lie in them. `false_alarms_per_100` counts
acts other than STATEMENT in the sentences of `evals/cases/events/ordinary.jsonl` that are labelled to hold none, and
`ordinary_recall` the labelled ones found with their type; `_held` is the half that nobody reads when mending.
`accuracy_read` is that of the rows at even places (0, 2 ...), which may be read when mending,
`accuracy_unread` that of the others.
Peers: the most frequent type, and the first verb of the table without any syntax.
"""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter

from evals.shape import ROOT, data_files, paired_interval, parser, read_jsonl, report
from nutgraf.ledger.acts import Act, find_acts
from nutgraf.ledger.acts.table import frame_rows
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger

DEFAULT = ["events/plv-train.tsv.gz"]
ORDINARY = ROOT / "evals" / "cases" / "events" / "ordinary.jsonl"
HALVES = ("read", "unread")
"""The rows at even places may be read when mending, those at odd places not."""
AS_PLV = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its source, its target and the type between them."""

    tree: Tree
    source: tuple[int, int]
    target: tuple[int, int]
    gold: str


def read_rows(files: Sequence[Path], limit: int = 0) -> list[Row]:
    """Return the rows of PLV-shaped tables, gzipped or not, by their headers."""
    records: list[dict[str, str]] = []
    for file in files:
        raw = file.read_bytes()
        text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
        records += csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")
    records = records[: limit or None]
    trees = _trees([r["sentence"] for r in records])
    return [
        Row(tree, _place(r["sentence"], r["source"]), _place(r["sentence"], r["target"]), r["gold_root"])
        for r, tree in zip(records, trees, strict=True)
    ]


def _trees(texts: Sequence[str]) -> list[Tree]:
    rows = SpacyTagger().tag(texts)
    return [
        Tree(Parsed(Sentence(Span("a1-0", 0, len(t)), t, 0, 0), tokens)) for t, tokens in zip(texts, rows, strict=True)
    ]


def _place(sentence: str, part: str) -> tuple[int, int]:
    start = sentence.find(part)
    return start, start + len(part)


def _inside(tree: Tree, n: int | None, place: tuple[int, int]) -> bool:
    return n is not None and place[0] <= tree[n].start < place[1]


def chosen(row: Row, acts: Sequence[Act]) -> Act | None:
    """Return the act between source and target; `None` when nothing was found."""

    def fitness(act: Act) -> tuple[float, int]:
        fits = 3 * _inside(row.tree, act.actor, row.source) + 3 * _inside(row.tree, act.recipient, row.target)
        between = row.source[1] <= row.tree[act.trigger].start <= row.target[0]
        return (fits - (act.type == "STATEMENT") + 0.5 * between, -act.trigger)

    return max(acts, key=fitness, default=None)


def first_verb(row: Row) -> str:
    """Return the peer's answer: the most frequent type of the first verb that the table knows."""
    for token in row.tree.tokens:
        rows = frame_rows().get(token.lemma.lower()) if token.pos == "VERB" else None
        if rows:
            return Counter(r.act for r in rows).most_common(1)[0][0]
    return "none"


def scores(found: Sequence[str], gold: Sequence[str]) -> dict[str, float]:
    """Return accuracy and the mean F1 over the types of the data, per cent."""
    answers = [AS_PLV.get(one, one) for one in found]
    by_type = []
    for kind in sorted(set(gold)):
        hits = sum(f == g == kind for f, g in zip(answers, gold, strict=True))
        by_type.append(200 * hits / max(answers.count(kind) + list(gold).count(kind), 1))
    accuracy = 100 * sum(f == g for f, g in zip(answers, gold, strict=True)) / max(len(gold), 1)
    return {"accuracy": accuracy, "macro_f1": fmean(by_type) if by_type else 0.0}


def actors(rows: Sequence[Row], found: Sequence[Sequence[Act]]) -> dict[str, float]:
    """Return recall and precision of the sources and targets, per cent."""
    recalled = asked = right = named = 0
    for row, acts in zip(rows, found, strict=True):
        best = chosen(row, acts)
        for place, heads in ((row.source, [a.actor for a in acts]), (row.target, [a.recipient for a in acts])):
            asked += 1
            recalled += any(_inside(row.tree, n, place) for n in heads)
        for place, head in ((row.source, best.actor), (row.target, best.recipient)) if best else ():
            named += head is not None
            right += _inside(row.tree, head, place)
    return {"actor_recall": 100 * recalled / max(asked, 1), "actor_precision": 100 * right / max(named, 1)}


def false_alarms() -> dict[str, float]:
    """Return acts found per 100 plain sentences, all and held, and the share of labelled acts that are found."""
    if not ORDINARY.exists():
        print(f"no false alarms counted: {ORDINARY.name} is missing")
        return {}
    cases = list(read_jsonl(ORDINARY))
    found = [_told(tree) for tree in _trees([case["text"] for case in cases])]
    scored: dict[str, float] = {}
    for name, wanted in (("", {True, False}), ("_held", {True})):
        some = [(case["events"], acts) for case, acts in zip(cases, found, strict=True) if case["held"] in wanted]
        alarms = [len(acts) for events, acts in some if not events]
        labelled = [tuple(event) in acts for events, acts in some for event in events]
        scored[f"false_alarms_per_100{name}"] = 100 * sum(alarms) / max(len(alarms), 1)
        scored[f"ordinary_recall{name}"] = 100 * sum(labelled) / max(len(labelled), 1)
    return scored


def _told(tree: Tree) -> list[tuple[str, str]]:
    """Return type and trigger of the acts of a sentence, statements left out."""
    return [(act.type, tree[act.trigger].text) for act in find_acts(tree) if act.type != "STATEMENT"]


def main(argv: Sequence[str]) -> int:
    """Measure nutgraf and the peers on the same sentences."""
    options = parser("events", __doc__ or "").parse_args(argv)
    files = data_files(options.data, DEFAULT)
    rows = read_rows(files, options.limit)
    gold = [row.gold for row in rows]
    begun = perf_counter()
    acts = [find_acts(row.tree) for row in rows]
    spent = perf_counter() - begun
    best = [chosen(row, found) for row, found in zip(rows, acts, strict=True)]
    answers = {
        "nutgraf": ["none" if act is None else str(act.type) for act in best],
        "majority": [Counter(gold).most_common(1)[0][0]] * len(gold),
        "first verb": [first_verb(row) for row in rows],
    }
    systems = {name: scores(found, gold) for name, found in answers.items()}
    systems["nutgraf"] |= {
        f"accuracy_{name}": scores(answers["nutgraf"][k::2], gold[k::2])["accuracy"] for k, name in enumerate(HALVES)
    }
    systems["nutgraf"] |= {**actors(rows, acts), **false_alarms(), "sentences_per_s": len(rows) / max(spent, 1e-9)}
    hits = {
        name: [100.0 * (AS_PLV.get(f, f) == g) for f, g in zip(a, gold, strict=True)] for name, a in answers.items()
    }
    intervals = {name: paired_interval(hits["nutgraf"], hits[name]) for name in answers if name != "nutgraf"}
    report("events", files, len(rows), systems, intervals=intervals, interval_of="accuracy")
    return 0
