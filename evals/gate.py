"""The gate: what it catches and what it refuses for nothing, on machine-made and hand-made lines.

Machine-made errors and safe edits come from fresh articles (`gate_errors`, `gate_safe`), at most three of a kind
from one article; hand-made ones from `evals/cases/gate/`, of whose half kept aside nothing but figures by class is ever
printed. `caught_per_cent` is over all errors, `refused_safe_per_cent` over safe edits, `refused_verbatim_per_cent` over
lines that are their sentences. Intervals: bootstrap over articles. Peers are judged on the half of the articles that
their thresholds were not chosen on; "nutgraf, same half" is the gate there.
"""

import random
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evals import shape
from evals.gate_errors import KINDS
from evals.gate_judged import Judged, Judging, retrieved
from evals.gate_lines import Case, make_cases
from evals.gate_peers import PEERS, held
from evals.gate_safe import SAFE
from evals.gate_sentences import FILES, fresh_articles, seen_in
from nutgraf.ports import Tagger

CASES = shape.ROOT / "evals" / "cases" / "gate"
EACH = 150
"""Machine-made errors of a kind, and safe edits of a kind."""
ARTICLES = 800
"""Articles that sentences are taken from."""


def rate(flags: Sequence[bool]) -> float:
    """Return the share that is true, per cent; 0 of nothing."""
    return 100.0 * sum(flags) / max(len(flags), 1)


def rates(cases: Sequence[Case], refused: Sequence[bool]) -> dict[str, float]:
    """Return the figures of one system on the machine-made cases."""
    rows = list(zip(cases, refused, strict=True))
    caught = [r for c, r in rows if c.bad]
    safe = [r for c, r in rows if not c.bad and c.kind != "verbatim"]
    return {
        "caught_per_cent": rate(caught),
        "refused_safe_per_cent": rate(safe),
        "refused_verbatim_per_cent": rate([r for c, r in rows if c.kind == "verbatim"]),
        "balanced_accuracy": (rate(caught) + 100.0 - rate(safe)) / 2,
    }


def by_kind(cases: Sequence[Case], refused: Sequence[bool]) -> dict[str, dict[str, float]]:
    """Return of every kind how many cases it has and which share was refused."""
    found: dict[str, list[bool]] = {}
    for case, flag in zip(cases, refused, strict=True):
        found.setdefault(case.kind, []).append(flag)
    return {kind: {"n": len(flags), "refused": round(rate(flags), 2)} for kind, flags in found.items()}


def interval(cases: Sequence[Case], refused: Sequence[bool], draws: int = 1000) -> tuple[float, float]:
    """Return the 95 % interval of the share refused, by bootstrap over articles."""
    groups: dict[str, list[bool]] = {}
    for case, flag in zip(cases, refused, strict=True):
        groups.setdefault(case.article, []).append(flag)
    rows = [(sum(flags), len(flags)) for flags in groups.values()]
    if not rows:
        return 0.0, 0.0
    rng = random.Random(20250513)
    shares = []
    for _ in range(draws):
        picked = rng.choices(rows, k=len(rows))
        shares.append(100.0 * sum(a for a, _ in picked) / sum(b for _, b in picked))
    shares.sort()
    return round(shares[int(draws * 0.025)], 2), round(shares[int(draws * 0.975) - 1], 2)


def hand_cases(file: Path) -> list[Case]:
    """Return the hand-made cases of a file; none when it is not there yet."""
    if not file.exists():
        return []
    return [
        Case(
            kind=str(row["class"]),
            bad=row["label"] == "bad",
            line=str(row["line"]),
            evidence=tuple(map(str, row["evidence"])),
            context=tuple(map(str, row.get("context", ()))),
            article=str(row["id"]),
            published=date.fromisoformat(row["published"]) if "published" in row else None,
        )
        for row in shape.read_jsonl(file)
    ]


def hand_figures(judging: Judging, name: str) -> dict[str, Any]:  # Any: JSON of the report
    """Return the figures of one half of the hand-made cases, and by class; never a case."""
    cases = hand_cases(CASES / f"{name}.jsonl")
    refused = [one.refused for one in judging.judged(cases)]
    bad, good = ([(c, r) for c, r in zip(cases, refused, strict=True) if c.bad is flag] for flag in (True, False))
    return {
        "n": len(cases),
        "hand_caught": round(rate([r for _, r in bad]), 2),
        "hand_refused": round(rate([r for _, r in good]), 2),
        "caught": by_kind([c for c, _ in bad], [r for _, r in bad]),
        "refused": by_kind([c for c, _ in good], [r for _, r in good]),
    }


def show(judged: Sequence[Judged], kind: str, most: int = 20) -> None:
    """Print what went wrong in a kind: errors that passed, safe edits refused and the rule that did it."""
    for one in [j for j in judged if j.case.kind == kind and j.refused != j.case.bad][:most]:
        rules = "; ".join(f"{r.rule} [{r.line}] [{r.evidence}]" for r in one.refusals) or "no rule fired"
        print(f"\n{kind}: {rules}\n  line:     {one.case.line}\n  evidence: {' | '.join(one.case.evidence)}")


def machine_cases(options: Namespace, tagger: Tagger) -> tuple[list[Path], list[Case]]:
    """Return the files read and the cases made of them."""
    files = shape.data_files(options.data, FILES)
    articles = fresh_articles(files, options.seed, options.limit or options.articles)
    seen = seen_in(articles, tagger)
    bad, _ = make_cases(seen, dict(KINDS), bad=True, each=options.each, seed=options.seed)
    good, _ = make_cases(seen, dict(SAFE), bad=False, each=options.each, seed=options.seed)
    return files, bad + good


def print_kinds(title: str, table: Mapping[str, Mapping[str, float]]) -> None:
    """Print a table of kinds."""
    print(title)
    for kind, row in table.items():
        print(f"  {kind:20}{row['n']:6.0f}{row['refused']:9.1f} % refused")


def _half(cases: Sequence[Case], refused: Sequence[bool]) -> dict[str, float]:
    rows = [(c, r) for c, r in zip(cases, refused, strict=True) if held(c)]
    return rates([c for c, _ in rows], [r for _, r in rows])


def _options(argv: list[str]) -> Namespace:
    options = shape.parser("gate", "what the gate catches, and what it refuses for nothing")
    options.add_argument("--each", type=int, default=EACH, help=f"cases of a kind (default {EACH})")
    options.add_argument("--articles", type=int, default=ARTICLES, help=f"articles read (default {ARTICLES})")
    options.add_argument("--seed", type=int, default=7, help="decides articles, sentences and changes (default 7)")
    options.add_argument("--show", metavar="KIND", default="", help="print what went wrong in a kind")
    options.add_argument("--list", metavar="N", type=int, default=0, help="print N cases to read, and stop")
    options.add_argument("--evidence", choices=("declared", "retrieved"), default="declared")
    options.add_argument("--hand-only", action="store_true", help="only the hand-made cases")
    options.add_argument("--audit", nargs=2, metavar=("N", "FILE"), help="write N passed lines beside their spans")
    return options.parse_args(argv)


def list_cases(cases: Sequence[Case], many: int, seed: int) -> None:
    """Print some cases to be read by eye, errors and safe edits alike."""
    picked = random.Random(seed).sample(list(cases), min(many, len(cases)))
    for case in sorted(picked, key=lambda c: (not c.bad, c.kind)):
        print(f"{'BAD ' if case.bad else 'SAFE'} {case.kind}\n  {' | '.join(case.evidence)}\n  {case.line}")


def main(argv: list[str]) -> int:
    """Measure and report."""
    from nutgraf.nlp.tag import SpacyTagger

    options = _options(argv)
    tagger = SpacyTagger()
    judging = Judging(tagger)
    files, cases = ([], []) if options.hand_only else machine_cases(options, tagger)
    if options.list:
        list_cases(cases, options.list, options.seed)
        return 0
    if options.audit:
        from evals.gate_audit import write_audit

        return write_audit(Path(options.audit[1]), int(options.audit[0]), cases, judging)
    if options.evidence == "retrieved":
        cases = retrieved(cases)
    judged = judging.judged(cases)
    if options.show:
        show(judged + judging.judged(hand_cases(CASES / "open.jsonl")), options.show)
    report_all(options, files, judging, judged)
    return 0


def report_all(options: Namespace, files: Sequence[Path], judging: Judging, judged: Sequence[Judged]) -> None:
    """Print every figure."""
    cases, refused = [j.case for j in judged], [j.refused for j in judged]
    notes: dict[str, Any] = {"evidence": options.evidence, "seed": options.seed, "gate": judging.there}  # Any: JSON
    systems = {"nutgraf": rates(cases, refused)} if cases else {"nutgraf": {}}
    if cases:
        bad = [(j.case, j.refused) for j in judged if j.case.bad]
        safe = [(j.case, j.refused) for j in judged if not j.case.bad and j.case.kind != "verbatim"]
        notes["caught_interval"] = interval([c for c, _ in bad], [r for _, r in bad])
        notes["refused_safe_interval"] = interval([c for c, _ in safe], [r for _, r in safe])
        notes["caught"] = by_kind([c for c, _ in bad], [r for _, r in bad])
        notes["refused"] = by_kind([c for c, _ in safe], [r for _, r in safe])
        print_kinds("errors", notes["caught"])
        print_kinds("safe edits", notes["refused"])
        systems["nutgraf"]["least_kind_caught"] = min(row["refused"] for row in notes["caught"].values())
        systems["nutgraf, same half"] = _half(cases, refused)
        peers: Mapping[str, Callable[[Sequence[Case]], list[bool]]] = PEERS
        systems |= {name: _half(cases, peer(cases)) for name, peer in peers.items()}
        notes["rules"] = dict(Counter(r.rule for j in judged for r in j.refusals[:1]).most_common())
    for name in ("open", "aside"):
        notes[name] = hand_figures(judging, name)
        systems["nutgraf"] |= {f"{name}_{m}": float(notes[name][m]) for m in ("hand_caught", "hand_refused")}
        print_kinds(f"hand-made, {name}, bad", notes[name]["caught"])
        print_kinds(f"hand-made, {name}, good", notes[name]["refused"])
    systems["nutgraf"]["ms_per_line"] = judging.ms_per_line
    shape.report("gate", list(files), len(cases), systems, notes=notes)
