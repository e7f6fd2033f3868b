"""Disagreements between sources: pairs of sentences of our own, labelled by hand. Peer: any two different numbers.

The two distances of `ledger.conflicts` were set on these cases, which are few: read the figures as a check.
"""

import re
from collections.abc import Mapping, Sequence

from evals.shape import ROOT, data_files, paired_interval, parser, read_jsonl, report
from nutgraf.ledger.conflicts import find_disagreements
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger

CASES = ROOT / "tests" / "cases" / "conflicts.jsonl"
_NUMBER = re.compile(r"\d[\d,.]*\d|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|dozen)\b")


def pair(case: Mapping[str, str], tagger: SpacyTagger) -> list[Parsed]:
    """Return both sentences parsed, as sentences of two articles."""
    texts = [case["a"], case["b"]]
    return [
        Parsed(Sentence(Span(name, 0, len(text)), text, 0, 0), tokens)
        for name, text, tokens in zip(("a1-one", "a1-two"), texts, tagger.tag(texts), strict=True)
    ]


def any_two_numbers(case: Mapping[str, str]) -> bool:
    first, second = (set(_NUMBER.findall(case[key].lower())) for key in ("a", "b"))
    return bool(first and second and first != second)


def scores(found: Sequence[bool], gold: Sequence[bool]) -> dict[str, float]:
    right = sum(f and g for f, g in zip(found, gold, strict=True))
    precision, recall = right / max(sum(found), 1), right / max(sum(gold), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"f1": 100 * f1, "precision": 100 * precision, "recall": 100 * recall}


def main(argv: Sequence[str]) -> int:
    options = parser("conflicts", __doc__ or "").parse_args(argv)
    files = data_files(options.data or [CASES], [])
    cases = [case for file in files for case in read_jsonl(file)][: options.limit or None]
    tagger, embedder = SpacyTagger(), UseEmbedder()
    gold = [bool(case["conflict"]) for case in cases]
    ours = [
        bool(
            find_disagreements(
                pair(case, tagger), {"a1-one": "o1-one", "a1-two": "o1-two"}, embedder.embed([case["a"], case["b"]])
            )
        )
        for case in cases
    ]
    theirs = [any_two_numbers(case) for case in cases]
    for case, found, want in zip(cases, ours, gold, strict=True):
        if found != want:
            print(f"{'false' if found else 'missed'}: {case['a']} | {case['b']}")
    our_hits, their_hits = ([100.0 * (f == g) for f, g in zip(found, gold, strict=True)] for found in (ours, theirs))
    report(
        "conflicts",
        files,
        len(cases),
        {"nutgraf": scores(ours, gold), "any two numbers": scores(theirs, gold)},
        intervals={"any two numbers": paired_interval(our_hits, their_hits)},
        interval_of="accuracy",
    )
    return 0
