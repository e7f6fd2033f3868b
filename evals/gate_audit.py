"""Lines that the gate passed, beside their spans, in a Markdown table to be read by eye.

Half of them come from the safe edits made by machine, half from what the product itself writes of the sets of articles.

The table quotes articles: it is for the reader who audits, and belongs in the project only when every row comes from
the project's own sample.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals import shape
from evals.dossiers import dossier_of
from evals.gate_judged import Judging
from evals.gate_lines import Case

SEED = 20250513
"""Decides which lines are drawn."""
SETS, WORDS = 60, 150
"""Sets of articles that the product writes of, and about how many words of each."""


def write_audit(file: Path, many: int, cases: Sequence[Case], files: Sequence[Path], judging: Judging) -> int:
    """Write up to `many` changed lines that the gate passed, drawn at random; returns the exit code."""
    drawn: list[Case] = []
    for made in (list(_told(files, judging)), [c for c in cases if not c.bad]):
        changed = [c for c in made if c.line != " ".join(c.evidence)]
        passed = [one.case for one in judging.judged(changed) if not one.refused]
        wanted = many - len(drawn) if drawn else many // 2
        drawn += random.Random(SEED).sample(passed, min(wanted, len(passed)))
        print(f"{len(passed)} of {len(changed)} changed lines passed")
    file.write_text(table(drawn), "utf-8")
    print(f"{len(drawn)} lines -> {file}")
    return 0


def _told(files: Sequence[Path], judging: Judging) -> Iterator[Case]:
    """Yield the lines that the product makes of the files' sets of articles."""
    from nutgraf.nlp.embed import UseEmbedder
    from nutgraf.telling import in_words

    embedder = UseEmbedder()
    records = (r for file in files for r in shape.read_jsonl(file) if "docs" in r)
    for _, record in zip(range(SETS), records, strict=False):
        dossier = dossier_of(record)
        for line in in_words(dossier, WORDS, judging.tagger, embedder) if dossier else ():
            evidence = tuple(e.text for e in line.evidence)
            article = dossier.article(line.evidence[0].span.article) if dossier else None
            rows = dossier.sentences[dossier.articles.index(article)] if dossier and article else ()
            context = tuple(s.text for s in rows if s.text not in evidence)
            day = article.published.date() if article and article.published else None
            yield Case(
                "of the product",
                bad=False,
                line=line.text,
                evidence=evidence,
                context=context,
                article=str(record["id"]),
                published=day,
            )


def table(cases: Sequence[Case]) -> str:
    """Return the table: line, source sentences, kind of edit, and an empty column for the verdict."""
    rows = ["| # | kind | line | source | supported? |", "|---|---|---|---|---|"]
    rows += [
        f"| {n} | {case.kind} | {_cell(case.line)} | {_cell(' '.join(case.evidence))} | |"
        for n, case in enumerate(cases, 1)
    ]
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
