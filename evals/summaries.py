"""Summaries of a few words beside well-known summarisers: ROUGE against the editor's summary.

The nutgraf system writes its lines as the product does, with every readability rule on: opinion articles barred,
sentences that cannot stand alone refused, edits made (datelines off, "Thursday" dated). Whole lines are chosen by
`briefs.digest`, which may end before N words. Only the task cuts, at word N, every system alike.
"""

import sys
import time
from collections.abc import Sequence
from statistics import fmean

from rouge_score.rouge_scorer import RougeScorer

from evals import shape
from evals.dossiers import Record, dossier_of, half_of
from evals.peers import PEERS, Peer
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.ports import Embedder, Tagger
from nutgraf.telling import in_words

METRICS = ("rouge1", "rouge2", "rougeL")
WORTH = 24
"""Sentences of a set that are parsed: sets have two or three articles."""


def nutgraf_summary(dossier: Dossier, words: int, tagger: Tagger, embedder: Embedder) -> str:
    """Return the product's lines of a set in at most about `words` words; fewer where one more line would dilute."""
    return " ".join(line.text for line in in_words(dossier, words, tagger, embedder, WORTH))


def cut(text: str, words: int) -> str:
    """Return the first `words` words."""
    return " ".join(text.split()[:words])


def systems(names: Sequence[str]) -> dict[str, Peer]:
    """Return nutgraf and the peers named; loads the models."""
    from nutgraf.nlp.embed import UseEmbedder
    from nutgraf.nlp.tag import SpacyTagger

    tagger, embedder = SpacyTagger(), UseEmbedder()

    def ours(dossier: Dossier, words: int) -> str:
        return nutgraf_summary(dossier, words, tagger, embedder)

    return {"nutgraf": ours} | {name: PEERS[name] for name in names}


def measured(sets: Sequence[Record], ways: dict[str, Peer], words: int) -> dict[str, dict[str, list[float]]]:
    """Return of each system every metric set by set, and its seconds."""
    scorer = RougeScorer(METRICS, use_stemmer=True)
    found: dict[str, dict[str, list[float]]] = {n: {m: [] for m in (*METRICS, "s_per_set")} for n in ways}
    for count, record in enumerate(sets):
        dossier = dossier_of(record)
        for name, way in ways.items():
            start = time.perf_counter()
            text = way(dossier, words) if dossier else ""
            found[name]["s_per_set"].append(time.perf_counter() - start)
            marks = scorer.score(str(record["summary"]), cut(text, words))
            for metric in METRICS:
                found[name][metric].append(100.0 * marks[metric].fmeasure)
        if count % 100 == 99:
            print(f"{count + 1} of {len(sets)} sets", file=sys.stderr)
    return found


def main(argv: list[str]) -> int:
    """Measure and report."""
    options = shape.parser("summaries", "ROUGE of short summaries against editors'")
    options.add_argument("--words", type=int, default=50, help="length of every summary (default 50)")
    options.add_argument("--peers", default=",".join(PEERS), help="peers to run, by comma (default: all)")
    options.add_argument("--half", choices=("all", "held"), default="all", help="held: only sets not learned from")
    given = options.parse_args(argv)
    files = shape.data_files(given.data, ["summaries/neus-fulltext-dev.jsonl.gz"])
    read = [record for file in files for record in shape.read_jsonl(file)]
    sets = [r for r in read if given.half in ("all", half_of(str(r["id"])))][: given.limit or None]
    peers = [p for p in given.peers.split(",") if p]
    found = measured(sets, systems(peers), given.words)
    table = {name: {m: fmean(values) for m, values in rows.items()} for name, rows in found.items()}
    intervals = {p: shape.paired_interval(found["nutgraf"]["rouge2"], found[p]["rouge2"]) for p in peers}
    notes = {"words": given.words, "half": given.half}
    shape.report("summaries", files, len(sets), table, intervals=intervals, interval_of="rouge2", notes=notes)
    return 0
