"""What the gate is compared with: n-gram precision, unsupported names and numbers, the amount of editing, word counts.

A peer that gives a number learns its threshold on the machine-made cases of one half of the articles, and is judged
on the other half. The two without a number need none.
"""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from evals.gate_lines import Case, plain_words
from nutgraf.briefs.checks.guarded import guarded
from nutgraf.briefs.checks.of_words import capitals, numbers, quoted
from nutgraf.model import content_id


def held(case: Case) -> bool:
    """Tell whether a case is in the half that thresholds are judged on: by its article."""
    return int(content_id("x", case.article)[-4:], 16) % 2 == 0


def by_ngrams(case: Case) -> float:
    """Return the share of the line's 4-grams of words that its evidence does not have."""
    line, source = plain_words(case.line), plain_words(" ".join(case.evidence))
    grams = [tuple(line[n : n + 4]) for n in range(max(len(line) - 3, 1))]
    there = {tuple(source[n : n + 4]) for n in range(len(source))}
    return sum(g not in there for g in grams) / len(grams)


def by_editing(case: Case) -> float:
    """Return how many words differ between the line and its evidence."""
    line, source = plain_words(case.line), plain_words(" ".join(case.evidence))
    codes = SequenceMatcher(None, source, line, autojunk=False).get_opcodes()
    return float(sum(max(b - a, d - c) for tag, a, b, c, d in codes if tag != "equal"))


def unsupported(case: Case) -> bool:
    """Tell whether the line has a name or a figure that its evidence has not."""
    source = " ".join(case.evidence)
    known = {_bare(w) for w in re.findall(r"[\w’'-]+", source)}
    figures = numbers(source)
    return any(_bare(n) not in known for n in capitals(case.line)) or any(f not in figures for f in numbers(case.line))


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def by_words(case: Case) -> bool:
    """Refuse as `verify` does without a record of edits: guarded words, quotations, names and figures all counted."""
    source = " ".join(case.evidence)
    same = [q.text for q in quoted(case.line)] == [q.text for q in quoted(source)]
    return guarded(source) != guarded(case.line) or not same or unsupported(case)


def thresholded(score: Callable[[Case], float], cases: Sequence[Case]) -> list[bool]:
    """Return which cases a score refuses, its threshold the one of best balanced accuracy on the half not held."""
    scores = [score(case) for case in cases]
    fit = [(s, c.bad) for s, c in zip(scores, cases, strict=True) if not held(c)]
    bad, good = sum(b for _, b in fit) or 1, sum(not b for _, b in fit) or 1

    def worth(limit: float) -> float:
        return sum(b for s, b in fit if s > limit) / bad + sum(not b for s, b in fit if s <= limit) / good

    limits = sorted({s for s, _ in fit})
    best = max(limits, key=worth) if limits else 0.0
    return [s > best for s in scores]


PEERS: dict[str, Callable[[Sequence[Case]], list[bool]]] = {
    "4-gram precision": lambda cases: thresholded(by_ngrams, cases),
    "names and numbers": lambda cases: [unsupported(case) for case in cases],
    "edit count": lambda cases: thresholded(by_editing, cases),
    "guarded words": lambda cases: [by_words(case) for case in cases],
}
"""Every peer: cases -> which of them it refuses."""
