"""What kind of happening an act is: sentences of our own, labelled by hand (`evals/cases/modality/README.md`).

`macro_f1` is the mean F1 of the eight classes over all cases, `held_macro_f1` over every second one, which was not read
when rules were mended. The confusion table (rows: label, columns: answer) is printed above the figures. Peers: the
most frequent class, and the first cue word of the sentence, whatever it governs.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean
from time import perf_counter
from typing import Any, get_args

from evals.shape import ROOT, data_files, paired_interval, parser, read_jsonl, report
from nutgraf.ledger.certainty import scene_of
from nutgraf.ledger.modality import modality_of
from nutgraf.model import Modality, Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger

CASES = ROOT / "evals" / "cases" / "modality" / "cases.jsonl"
CLASSES = get_args(Modality)
KEYWORDS: Mapping[str, str] = {
    **dict.fromkeys(
        "will plans plan planned intends intend agreed pledged vowed promised scheduled".split(), "planned"
    ),
    **dict.fromkeys("offered offer offers proposed proposal suggested invited".split(), "offered"),
    **dict.fromkeys("demanded demand urged called asked wants want must should ordered".split(), "demanded"),
    **dict.fromkeys("threatened threat warned threatens".split(), "threatened"),
    **dict.fromkeys("denied denies denial rejected dismissed refused".split(), "denied"),
    **dict.fromkeys("confirm confirmed unclear reportedly allegedly sources unconfirmed".split(), "unconfirmed"),
    **dict.fromkeys("may might could would expected likely possible perhaps probably".split(), "speculated"),
}


def parse(cases: Sequence[Mapping[str, Any]]) -> list[Parsed]:
    """Return the cases' sentences with their tokens."""
    texts = [str(case["text"]) for case in cases]
    rows = SpacyTagger().tag(texts)
    return [
        Parsed(Sentence(Span("a1-case", 0, len(t)), t, 0, 0), tokens) for t, tokens in zip(texts, rows, strict=True)
    ]


def ours(parsed: Parsed, act: str) -> str:
    """Return the product's answer for the first token that is the act's word."""
    scene = scene_of(parsed)
    at = next((n for n, t in enumerate(parsed.tokens) if t.text == act), None)
    if at is None:  # a word that the tokeniser splits: "cover-up"
        start = parsed.sentence.text.index(act)
        at = max(n for n, t in enumerate(parsed.tokens) if start <= t.start < start + len(act))
    return modality_of(scene, at).modality


def by_keyword(parsed: Parsed) -> str:
    """Return the class of the first cue word."""
    return next((KEYWORDS[t.text.lower()] for t in parsed.tokens if t.text.lower() in KEYWORDS), "happened")


def f1_by_class(found: Sequence[str], gold: Sequence[str]) -> dict[str, float]:
    """Return F1 per cent of each class."""
    pairs = list(zip(found, gold, strict=True))
    return {
        kind: 200 * sum(f == g == kind for f, g in pairs) / max(sum((f == kind) + (g == kind) for f, g in pairs), 1)
        for kind in CLASSES
    }


def scores(found: Sequence[str], gold: Sequence[str], held: Sequence[bool]) -> dict[str, float]:
    """Return the figures of one system."""
    half = [n for n, h in enumerate(held) if h]
    held_f1 = f1_by_class([found[n] for n in half], [gold[n] for n in half])
    return {
        "macro_f1": fmean(f1_by_class(found, gold).values()),
        "held_macro_f1": fmean(held_f1.values()),
        "accuracy": 100 * sum(f == g for f, g in zip(found, gold, strict=True)) / max(len(gold), 1),
    }


def confusion(found: Sequence[str], gold: Sequence[str]) -> str:
    """Return the table of labels by answers."""
    counts = Counter(zip(gold, found, strict=True))
    head = " " * 13 + "".join(f"{kind[:9]:>11}" for kind in CLASSES)
    rows = (f"{kind:13}" + "".join(f"{counts[kind, other]:11}" for other in CLASSES) for kind in CLASSES)
    return "\n".join([head, *rows])


def main(argv: list[str]) -> int:
    options = parser("modality", "kinds of happening of acts")
    options.add_argument("--misses", action="store_true", help="print the misses that are not held")
    given = options.parse_args(argv)
    files = data_files(given.data, []) if given.data else [CASES]
    cases = [case for file in files for case in read_jsonl(file)][: given.limit or None]
    parsed = parse(cases)
    started = perf_counter()
    found = [ours(one, str(case["act"])) for one, case in zip(parsed, cases, strict=True)]
    seconds = perf_counter() - started
    gold, held = [str(c["modality"]) for c in cases], [bool(c.get("held")) for c in cases]
    word = [by_keyword(one) for one in parsed]
    most = [Counter(gold).most_common(1)[0][0]] * len(gold)
    print(confusion(found, gold))
    if given.misses:
        for case, answer in zip(cases, found, strict=True):
            if answer != case["modality"] and not case.get("held"):
                print(f"{case['modality']:12} {answer:12} {case['act']:12} {case['text']}")
    systems = {
        "nutgraf": scores(found, gold, held) | {"sentences_per_s": len(cases) / max(seconds, 1e-9)},
        "majority": scores(most, gold, held),
        "first cue word": scores(word, gold, held),
    }
    right = [float(f == g) for f, g in zip(found, gold, strict=True)]
    theirs = [float(f == g) for f, g in zip(word, gold, strict=True)]
    by_class = {kind: round(value, 1) for kind, value in f1_by_class(found, gold).items()}
    report(
        "modality",
        files,
        len(cases),
        systems,
        intervals={"first cue word": paired_interval(right, theirs)},
        interval_of="accuracy",
        notes={"f1_by_class": by_class, "held": sum(held)},
    )
    return 0
