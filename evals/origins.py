"""Which reports are one voice: `./run eval origins`, on stories written and labelled for this project.

Each file of evals/cases/origins is a story: reports with outlet, credited wire, the voice they really are, and how
they came by it (single, copy, wire, retold, owner; own: another report of an outlet that has one already); owners.toml
beside them says who owns the invented outlets. Every pair is judged alone: `independent`, or what makes it one voice;
F1 by class, per cent. `same_f1` is over whole stories: are the right pairs one voice? Peers: identical text after
lower-casing, and plain Jaccard of words at .5; both know nothing of wires, retellings and owners, which is the point.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from statistics import fmean

from evals.shape import ROOT, paired_interval, parser, report
from nutgraf.model import Article
from nutgraf.stories.fingerprint import words_of
from nutgraf.stories.origin import find_origins
from nutgraf.stories.owners import parse_owners

TASK = "origins"
CASES = ROOT / "evals" / "cases" / "origins"
OWNERS = parse_owners((CASES / "owners.toml").read_text("utf-8"), "owners.toml")
"""Owners of the invented outlets."""
CLASSES = ("independent", "copy", "wire", "retold", "owner")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with the voice it really is."""

    article: Article
    voice: str
    how: str


def read_story(file: Path) -> list[Labelled]:
    """Read one story; reports are an hour apart, in the order of the file."""
    start = datetime(2031, 1, 1, tzinfo=UTC)
    return [
        Labelled(
            Article(
                id=f"{file.stem}-{number}",
                title=row["title"],
                text=row["text"],
                outlet=row["outlet"],
                wire=row["wire"],
                url="",
                published=start + timedelta(hours=number),
            ),
            row["voice"],
            row["how"],
        )
        for number, row in enumerate(json.loads(file.read_text("utf-8")))
    ]


def true_class(a: Labelled, b: Labelled) -> str | None:
    """Return what a pair is; `None` when its tie runs through a third report, so that the pair alone cannot show it."""
    if a.voice != b.voice:
        return "independent"
    hows = {a.how, b.how} - {"single"}
    alone = hows == {"wire"} or (len(hows) == 1 and "single" in (a.how, b.how))
    return next((kind for kind in CLASSES if alone and kind in hows), None)


def by_us(a: Article, b: Article) -> str:
    """Judge a pair as nutgraf does."""
    origins = find_origins([a, b], OWNERS)
    return "independent" if len(origins) == 2 else origins[0].why


def by_identity(a: Article, b: Article) -> str:
    """Judge a pair by identical words."""
    return "copy" if words_of(a.text) == words_of(b.text) else "independent"


def by_jaccard(a: Article, b: Article) -> str:
    """Judge a pair by words in common."""
    first, second = set(words_of(a.text)), set(words_of(b.text))
    return "copy" if len(first & second) >= 0.5 * len(first | second) else "independent"


JUDGES: dict[str, Callable[[Article, Article], str]] = {
    "nutgraf": by_us,
    "identical": by_identity,
    "jaccard-.5": by_jaccard,
}


def f1_of(kind: str, found: Sequence[str], gold: Sequence[str]) -> float:
    """Return the F1 of a class, per cent."""
    right = sum(f == g == kind for f, g in zip(found, gold, strict=True))
    total = sum(f == kind for f in found) + sum(g == kind for g in gold)
    return 200 * right / total if total else 0.0


def same_f1(stories: Sequence[Sequence[Labelled]]) -> float:
    """Return the F1 of "one voice" over all pairs of whole stories, per cent."""
    found: list[str] = []
    gold: list[str] = []
    for story in stories:
        voice = {a: o.id for o in find_origins([s.article for s in story], OWNERS) for a in o.articles}
        for a, b in combinations(story, 2):
            found.append("same" if voice[a.article.id] == voice[b.article.id] else "other")
            gold.append("same" if a.voice == b.voice else "other")
    return f1_of("same", found, gold)


def main(argv: list[str]) -> int:
    """Measure and report."""
    options = parser(TASK, "Which reports are one voice.")
    args = options.parse_args(argv)
    files = list(args.data) if args.data else sorted(CASES.glob("*.json"))
    stories = [read_story(f) for f in files]
    pairs = [(a, b, kind) for story in stories for a, b in combinations(story, 2) if (kind := true_class(a, b))]
    pairs = pairs[: args.limit] if args.limit else pairs
    gold = [kind for _, _, kind in pairs]
    systems: dict[str, dict[str, float]] = {}
    right: dict[str, list[float]] = {}
    for name, judge in JUDGES.items():
        found = [judge(a.article, b.article) for a, b, _ in pairs]
        right[name] = [100.0 * (f == g) for f, g in zip(found, gold, strict=True)]
        systems[name] = {"accuracy": fmean(right[name])} | {f"{k}_f1": f1_of(k, found, gold) for k in CLASSES}
        if name == "nutgraf":
            for (a, b, _), f, g in zip(pairs, found, gold, strict=True):
                if f != g:
                    print(f"  {a.article.id} + {b.article.id}: {f}, should be {g}")
    systems["nutgraf"]["same_f1"] = same_f1(stories)
    intervals = {peer: paired_interval(right["nutgraf"], right[peer]) for peer in JUDGES if peer != "nutgraf"}
    report(TASK, files, len(pairs), systems, intervals=intervals, interval_of="accuracy")
    return 0
