"""Disagreements between sources: pairs of sentences of our own, labelled by hand. Peer: any two different numbers.

Half the cases are held (by a hash of their text): rules were mended on the others only, and only those are printed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

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


def kinds(cases: Sequence[Mapping[str, Any]], found: Sequence[bool]) -> str:
    """Return right ones by kind: "money 9/10", and over all cases of each half their scores."""
    right: dict[str, list[int]] = {}
    for case, hit in zip(cases, found, strict=True):
        tally = right.setdefault(str(case.get("kind", "")), [0, 0])
        tally[0] += hit == bool(case["conflict"])
        tally[1] += 1
    return ", ".join(f"{kind} {good}/{total}" for kind, (good, total) in sorted(right.items()))


def judge(case: Mapping[str, Any], tagger: SpacyTagger, embedder: UseEmbedder) -> bool:
    """Return whether the product finds a disagreement in a case; undated cases are of one day."""
    first, second = case.get("published", ["2025-05-14", "2025-05-14"])
    times = {"a1-one": datetime.fromisoformat(first + "T12:00+00:00")}
    times["a1-two"] = datetime.fromisoformat(second + "T12:00+00:00")
    vectors = embedder.embed([case["a"], case["b"]])
    return bool(find_disagreements(pair(case, tagger), {"a1-one": "o1-one", "a1-two": "o1-two"}, vectors, times))


def main(argv: Sequence[str]) -> int:
    options = parser("conflicts", __doc__ or "").parse_args(argv)
    files = data_files(options.data or [CASES], [])
    cases = [case for file in files for case in read_jsonl(file)][: options.limit or None]
    tagger, embedder = SpacyTagger(), UseEmbedder()
    ours = [judge(case, tagger, embedder) for case in cases]
    for case, found in zip(cases, ours, strict=True):
        if found != case["conflict"] and not case.get("held"):
            print(f"{'false' if found else 'missed'} ({case.get('kind', '')}): {case['a']} | {case['b']}")
    for name, held in (("held", True), ("other", False)):
        part = [n for n, case in enumerate(cases) if bool(case.get("held")) is held]
        chosen = [ours[n] for n in part]
        marks = scores(chosen, [bool(cases[n]["conflict"]) for n in part])
        said = ", ".join(f"{key} {value:.1f}" for key, value in marks.items())
        print(f"{name} ({len(part)}): {said}; right by kind: {kinds([cases[n] for n in part], chosen)}")
    gold = [bool(case["conflict"]) for case in cases]
    theirs = [any_two_numbers(case) for case in cases]
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
