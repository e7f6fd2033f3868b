"""What the recipes learn from: features of sentences, pairs and titles with what editors made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer

from evals.dossiers import Record, dossier_of
from evals.shape import read_jsonl
from nutgraf.briefs.headline import clean_title, title_columns
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.features import Meaning, meant, plain
from nutgraf.briefs.material.index import index_of
from nutgraf.briefs.material.terms import pairs, raw_words, stems
from nutgraf.briefs.weighing.rank import shortlist, texts_to_embed, title_homes
from nutgraf.briefs.weighing.select import pair_columns
from nutgraf.ports import Embedder

Table = NDArray[np.float64]
MOST = 40
"""Sentences of a set that are learned from."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Features by name, one column each, and the target of each row."""

    columns: dict[str, Table]
    target: Table


def sentences_of(record: Record, dossier: Dossier, embedder: Embedder, scorer: Any) -> Learned:
    """Return the features of the sentences worth parsing; target: how much of the editor's summary each holds."""
    chosen = shortlist(dossier, MOST)
    index = index_of(dossier)
    rows = [index.row_of(s) for s in chosen]
    vectors = embedder.embed([*(s.text for s in chosen), *texts_to_embed(dossier)])
    meaning = Meaning(vectors[: len(chosen)], vectors[len(chosen) :])
    columns = plain(rows, index) | meant(rows, index, meaning, title_homes(dossier))
    return Learned(columns, np.array([worth(scorer, record["summary"], s.text) for s in chosen]))


def worth(scorer: Any, summary: str, text: str) -> float:
    """Return how much of a summary a sentence holds for its length: ROUGE-1 and ROUGE-2 F, half and half."""
    found = scorer.score(summary, text)
    return float(found["rouge1"].fmeasure + found["rouge2"].fmeasure) / 2


def pairs_of(record: Record, dossier: Dossier) -> Learned:
    """Return the features of the prose's pairs; target: whether the editor's summary has the pair."""
    found, columns = pair_columns(dossier)
    wanted = set(pairs(stems(raw_words(record["summary"]))))
    return Learned(columns, np.array([float(p in wanted) for p in found]))


def titles_of(record: Record, dossier: Dossier, embedder: Embedder, scorer: Any) -> Learned:
    """Return the features of the cleaned titles; target: ROUGE-1 F against the editor's headline."""
    texts = [clean_title(a.title, a.outlet)[0] for a in dossier.articles]
    columns = title_columns(dossier, texts, embedder.embed(texts_to_embed(dossier)))
    return Learned(columns, np.array([scorer.score(record["headline"], t)["rouge1"].fmeasure for t in texts]))


def records(file: Path, limit: int = 0) -> Iterator[tuple[Record, Dossier]]:
    """Yield the sets of a file that have prose, with their dossiers."""
    for count, record in enumerate(read_jsonl(file)):
        if limit and count >= limit:
            return
        dossier = dossier_of(record)
        if dossier is not None and shortlist(dossier, 1):
            yield record, dossier


def scorer() -> Any:
    """Return the scorer of the targets."""
    return RougeScorer(["rouge1", "rouge2"], use_stemmer=True)


def stacked(parts: Sequence[Learned], names: Sequence[str]) -> tuple[Table, Table]:
    """Return one matrix (rows by features) and one target of many parts."""
    matrix = np.concatenate([np.stack([p.columns[n] for n in names], axis=1) for p in parts])
    return matrix, np.concatenate([p.target for p in parts])
