"""Tracing: of each summary sentence, which source sentences stand behind it, beside BM25.

Gold are human links from summary sentences to source spans. `p_at_1`: the first sentence found is linked.
`recall_at_5`: share of the linked sentences among the first five. Both are means over summary sentences.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from evals import shape
from evals.dossiers import Record
from nutgraf.briefs.material.terms import raw_words
from nutgraf.briefs.trace import trace
from nutgraf.ports import Embedder, Vectors


@dataclass(frozen=True, slots=True)
class Case:
    """A summary sentence to trace."""

    line: str
    """The sentence."""
    gold: frozenset[int]
    """Sentences of the set that people linked."""


Way = Callable[[str, int, Sequence[str], Vectors, Vectors], list[int]]
"""Line, its number, source sentences, vectors of the lines and of the sentences -> sentences, likeliest first."""


def cases_of(record: Record) -> tuple[list[str], list[Case]]:
    """Return the source sentences of a set in order and its summary sentences with their links."""
    places: dict[tuple[str, int], int] = {}
    sentences: list[str] = []
    for doc in record["docs"]:
        for at, sentence in enumerate(doc["sentences"]):
            places[str(doc["id"]), at] = len(sentences)
            sentences.append(" ".join(str(sentence).split()))
    links: dict[str, set[int]] = {}
    for link in record["alignments"]:
        line = " ".join(str(link["summary_sentence"]).split())
        links.setdefault(line, set()).add(places[str(link["doc"]), int(link["sent_idx"])])
    return sentences, [Case(line, frozenset(gold)) for line, gold in links.items()]


def ours(line: str, at: int, sentences: Sequence[str], lines: Vectors, rows: Vectors) -> list[int]:
    """Trace as the product does."""
    return [i for i, _ in trace(line, sentences, lines[at], rows)]


def bm25(line: str, at: int, sentences: Sequence[str], lines: Vectors, rows: Vectors) -> list[int]:
    """Trace by BM25 over words in lower case (rank-bm25)."""
    del at, lines, rows
    from rank_bm25 import BM25Okapi

    words = [[w.lower() for w in raw_words(s)] or [""] for s in sentences]
    scores = BM25Okapi(words).get_scores([w.lower() for w in raw_words(line)]).tolist()
    return sorted(range(len(sentences)), key=lambda i: (-scores[i], i))


def vectors_only(line: str, at: int, sentences: Sequence[str], lines: Vectors, rows: Vectors) -> list[int]:
    """Trace by sentence vectors alone."""
    del line
    cosines = (rows @ lines[at]).tolist()
    return sorted(range(len(sentences)), key=lambda i: (-cosines[i], i))


WAYS: dict[str, Way] = {"nutgraf": ours, "bm25": bm25, "vectors": vectors_only}
"""Every system by its name in the report."""


def marks(record: Record, embedder: Embedder) -> Iterator[tuple[str, float, float, float]]:
    """Yield for each summary sentence and system: name, right at first, recall at five, seconds."""
    sentences, cases = cases_of(record)
    rows, lines = embedder.embed(sentences), embedder.embed([c.line for c in cases])
    for at, case in enumerate(cases):
        for name, way in WAYS.items():
            start = time.perf_counter()
            order = way(case.line, at, sentences, lines, rows)
            spent = time.perf_counter() - start
            yield name, 100.0 * (order[0] in case.gold), 100.0 * len(case.gold & set(order[:5])) / len(case.gold), spent


def main(argv: list[str]) -> int:
    """Measure and report."""
    from nutgraf.nlp.embed import UseEmbedder

    given = shape.parser("tracing", "from summary sentences to source sentences").parse_args(argv)
    files = shape.data_files(given.data, ["summaries/multinews-attributed-dev.jsonl.gz"])
    sets = [record for file in files for record in shape.read_jsonl(file)][: given.limit or None]
    embedder = UseEmbedder()
    columns = ("p_at_1", "recall_at_5", "s_per_line")
    found: dict[str, dict[str, list[float]]] = {n: {m: [] for m in columns} for n in WAYS}
    for record in sets:
        for name, *values in marks(record, embedder):
            for metric, value in zip(columns, values, strict=True):
                found[name][metric].append(value)
    table = {name: {m: fmean(values) for m, values in rows.items()} for name, rows in found.items()}
    intervals = {
        p: shape.paired_interval(found["nutgraf"]["p_at_1"], found[p]["p_at_1"]) for p in WAYS if p != "nutgraf"
    }
    lines = {"lines": len(found["nutgraf"]["p_at_1"])}
    shape.report("tracing", files, len(sets), table, intervals=intervals, interval_of="p_at_1", notes=lines)
    return 0
