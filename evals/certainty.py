"""Certainty of events: the author's, -3 (certainly not) to +3 (certainly), against UW's labels (Lee et al. 2015).

Peers: the constant 3, lexical rules (a negation or a modal within three words before), and a linear support vector
regression over the words around the event, learned on uw-train as ours is. Classes of `macro_f1`: it happened (from
1.5), it may (from .5), it is open (from -.5), it did not. The data are texts cut into tokens: they are joined by
blanks, which the parser reads a little worse than news as printed. `events_per_s` is the time above parsing.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.shape import data_files, paired_interval, parser, read_jsonl, report
from nutgraf.ledger.factuality import factuality_of
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger

DEFAULT = ["certainty/uw-dev.jsonl.gz"]
TRAINED_ON = ["certainty/uw-train.jsonl.gz"]
CLASSES = (1.5, 0.5, -0.5)
_NOT = frozenset("not n't no never without neither nor".split())
_MAYBE = frozenset("may might could would should can if to whether".split())


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a sentence, with its label."""

    tree: Tree
    token: int | None
    """`None` when no token stands where the data say."""
    label: float


def read_events(files: Sequence[Path], limit: int = 0) -> Iterator[Event]:
    """Yield the events of UW-shaped files, `limit` sentences at most."""
    records = [record for file in files for record in read_jsonl(file)][: limit or None]
    for record, tokens in zip(records, SpacyTagger().tag([r["text"] for r in records]), strict=True):
        text = record["text"]
        tree = Tree(Parsed(Sentence(Span("a1-0", 0, len(text)), text, 0, 0), tokens))
        starts = [0]
        for word in text.split(" "):
            starts.append(starts[-1] + len(word) + 1)
        for target in record["targets"]:
            at = starts[target["span1"][0]]
            token = next((n for n, t in enumerate(tokens) if t.start <= at < t.end), None)
            yield Event(tree, token, float(target["label"]))


def lexical(event: Event) -> float:
    """Return the peer's answer: -2.5 after a negation, 1 after a modal, else 3."""
    if event.token is None:
        return 3.0
    before = {t.text.lower() for t in event.tree.tokens[max(0, event.token - 3) : event.token]}
    return -2.5 if before & _NOT else 1.0 if before & _MAYBE else 3.0


def words_around(event: Event) -> dict[str, int]:
    """Return the words around an event by their distance, and that of its head."""
    if event.token is None:
        return {}
    n, tokens = event.token, event.tree.tokens
    found = {f"{k}:{tokens[n + k].lemma.lower()}": 1 for k in range(-4, 5) if 0 <= n + k < len(tokens)}
    return found | {f"head:{tokens[tokens[n].head].lemma.lower()}": 1, f"tag:{tokens[n].tag}": 1}


def learned(events: Sequence[Event]) -> list[float]:
    """Return the answers of the peer that learns on uw-train."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.svm import LinearSVR

    train = list(read_events(data_files(None, TRAINED_ON)))
    names = DictVectorizer()
    model = LinearSVR(C=0.1, epsilon=0.0, max_iter=20_000, random_state=0)
    model.fit(_narrow(names.fit_transform([words_around(e) for e in train])), [e.label for e in train])
    answers = model.predict(_narrow(names.transform([words_around(e) for e in events])))
    return [max(-3.0, min(3.0, float(answer))) for answer in answers]


def _narrow(table: Any) -> Any:  # Any: a sparse matrix
    """Return a table with indexes of 32 bits, which is all that the regression takes."""
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    return table


def measured(found: Sequence[float], gold: Sequence[float]) -> dict[str, float]:
    """Return mean absolute error, Pearson's r and the mean F1 of four classes."""
    mean_found, mean_gold = fmean(found), fmean(gold)
    both = sum((f - mean_found) * (g - mean_gold) for f, g in zip(found, gold, strict=True))
    spread = sum((f - mean_found) ** 2 for f in found) * sum((g - mean_gold) ** 2 for g in gold)
    pairs = [(_class(f), _class(g)) for f, g in zip(found, gold, strict=True)]
    scores = []
    for one in range(len(CLASSES) + 1):
        hits = sum(f == g == one for f, g in pairs)
        scores.append(200 * hits / max(sum(f == one for f, _ in pairs) + sum(g == one for _, g in pairs), 1))
    return {
        "mae": fmean(abs(f - g) for f, g in zip(found, gold, strict=True)),
        "r": both / spread**0.5 if spread else 0.0,
        "macro_f1": fmean(scores),
    }


def _class(score: float) -> int:
    return next((n for n, least in enumerate(CLASSES) if score >= least), len(CLASSES))


def main(argv: Sequence[str]) -> int:
    """Measure nutgraf and the peers on the same events."""
    options = parser("certainty", __doc__ or "").parse_args(argv)
    files = data_files(options.data, DEFAULT)
    events = list(read_events(files, options.limit))
    gold = [event.label for event in events]
    begun = time.perf_counter()
    ours = [3.0 if e.token is None else factuality_of(e.tree, e.token).score for e in events]
    spent = time.perf_counter() - begun
    answers = {
        "nutgraf": ours,
        "constant 3": [3.0] * len(events),
        "lexical rules": [lexical(e) for e in events],
        "linear SVR": learned(events),
    }
    systems: dict[str, Any] = {name: measured(found, gold) for name, found in answers.items()}  # Any: floats
    systems["nutgraf"]["events_per_s"] = len(events) / max(spent, 1e-9)
    errors = {name: [-abs(f - g) for f, g in zip(found, gold, strict=True)] for name, found in answers.items()}
    intervals = {name: paired_interval(errors["nutgraf"], errors[name]) for name in answers if name != "nutgraf"}
    report("certainty", files, len(events), systems, intervals=intervals, interval_of="minus absolute error")
    return 0
