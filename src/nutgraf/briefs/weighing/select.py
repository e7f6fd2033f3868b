"""Which sentences, within a length: greedily the one that adds most of what an editor would have said.

Strategy: a logistic model gives each pair of words the probability that it stands in an editor's summary
(`term_weights`). `pick` then takes, again and again, the candidate whose pairs, not yet covered, promise most for its
length, weighed with its salience; a candidate that repeats what is there is refused.

Rule 1: whole lines only; the words counted are those of `Candidate.line.text`, as the reader will see them.
Rule 2: what stands in `taken` (the layers above) is covered already and may not be repeated.
Rule 3: ties go to the newer, then the earlier in the candidates: the same input gives the same choice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nutgraf.briefs.material.dossier import Candidate, Dossier, Vectors
from nutgraf.briefs.material.features import Column
from nutgraf.briefs.material.index import LEAD, Index, Pair, index_of
from nutgraf.briefs.material.terms import content, count_words, pairs, raw_words, stems
from nutgraf.briefs.weighing.rank import model, of_teasers, squash, weighted

SAME = 0.75
"""Cosine of sentence vectors above which two lines say the same; .72-.80 read best in 40 briefs."""
SAME_WORDS = 0.6
"""Share of the shorter line's telling stems above which two lines say the same."""
BY_SCORE = 0.6
"""How far salience weighs the gain, 0 not at all, 1 in full: anything from .3 to 1 is within 0.3 ROUGE-2."""
DAMPING = 0.85
"""Gain is divided by words ** this: a little under 1, or only the shortest lines would win."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be chosen."""

    words: int
    """Most words in all."""
    fewest: int = 1
    """Lines wanted at least: until then, lines are taken even when their gain is small."""
    most: int = 99
    """Most lines."""
    same: float = SAME
    """Cosine above which a line repeats another."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a pair was met: gathered in one pass, in order of appearance."""

    soonest: dict[Pair, int]
    count: dict[Pair, int]
    led: dict[Pair, set[int]]


def _seen(index: Index) -> _Seen:
    seen = _Seen({}, {}, {})
    for row in index.rows:
        for pair in row.pairs:
            seen.soonest[pair] = min(seen.soonest.get(pair, row.position), row.position)
            seen.count[pair] = seen.count.get(pair, 0) + 1
            if row.position < LEAD:
                seen.led.setdefault(pair, set()).add(row.origin)
    return seen


def pair_columns(dossier: Dossier) -> tuple[list[Pair], dict[str, Column]]:
    """Return the pairs of a dossier's prose in order of appearance, and what is known of each, by name."""
    index = index_of(dossier)
    if not index.rows:
        return [], {}
    seen = _seen(index)
    found = list(seen.soonest)
    titled = {term for vector in index.titles for term in vector}
    origins = index.origins
    spread = {t: _damped(len(users), origins) for t, users in index.term_origins.items()}
    columns = {
        "shared": [_damped(len(index.pair_origins[p]) - 1, origins - 1) for p in found],
        "titled": [_damped(len(index.title_origins.get(p, ())), origins) for p in found],
        "led": [_damped(len(seen.led.get(p, ())), origins) for p in found],
        "often": [_damped(seen.count[p], len(index.rows)) for p in found],
        "early": [1.0 / (1.0 + seen.soonest[p]) for p in found],
        "terms_titled": [((a in titled) + (b in titled)) / 2 for a, b in found],
        "terms_shared": [min(spread.get(a, 1.0), spread.get(b, 1.0)) for a, b in found],
        "named": [((a in index.named) + (b in index.named)) / 2 for a, b in found],
    }
    return found, {name: np.array(values, dtype=np.float64) for name, values in columns.items()}


def _damped(users: int, of: int) -> float:
    return float(np.log1p(users) / np.log1p(of)) if of > 0 else 0.0


def term_weights(dossier: Dossier) -> dict[Pair, float]:
    """Return for each pair of stems in the prose the probability that it stands in an editor's summary.

    Cost: linear in the words, about 10,000 sentences a second.
    """
    found, columns = pair_columns(dossier)
    if not found:
        return {}
    weights = model("teaser_pairs" if of_teasers(index_of(dossier)) else "pairs")
    return dict(zip(found, squash(weighted(columns, weights)).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Worded:
    """A candidate with what the choice looks up again and again."""

    pairs: frozenset[Pair]
    """Neighbouring stems."""
    terms: frozenset[str]
    """Telling stems."""
    words: int
    """Words as a reader counts them."""


def worded(candidate: Candidate) -> Worded:
    """Return what the choice looks up of a candidate's line."""
    stemmed = stems(raw_words(candidate.line.text))
    return Worded(frozenset(pairs(stemmed)), frozenset(content(stemmed)), count_words(candidate.line.text))


def _gain(line: Worded, score: float, covered: set[Pair], weights: Mapping[Pair, float]) -> float:
    fresh = sum(sorted(weights.get(p, 0.0) for p in line.pairs - covered))
    length = float(max(line.words, 1)) ** DAMPING
    return float(fresh / length * (1.0 - BY_SCORE + BY_SCORE * score))


def repeats(line: Worded, other: Worded, cosine: float, same: float) -> bool:
    """Tell whether one line says again what another says."""
    shorter = min(len(line.terms), len(other.terms))
    return cosine > same or (shorter > 0 and len(line.terms & other.terms) / shorter > SAME_WORDS)


def pick(
    candidates: Sequence[Candidate],
    vectors: Vectors,
    weights: Mapping[Pair, float],
    budget: Budget,
    taken: Sequence[Candidate] = (),
) -> tuple[Candidate, ...]:
    """Return the candidates chosen, in the order they were chosen: the most telling first.

    `vectors` are the rows that `Candidate.row` points into, for candidates and `taken` alike. May be empty; has fewer
    than `budget.fewest` lines when nothing else fits without repeating. Cost: candidates times lines chosen.
    """
    lines = {c.row: worded(c) for c in (*taken, *candidates)}
    covered = {p for c in taken for p in lines[c.row].pairs}
    before = list(taken)
    open_ = sorted(candidates, key=newest_first)
    chosen: list[Candidate] = []
    left = budget.words
    while open_ and len(chosen) < budget.most:
        open_ = [c for c in open_ if lines[c.row].words <= left and not _repeats_any(c, before, lines, vectors, budget)]
        if not open_:
            break
        best = max(open_, key=lambda c: _gain(lines[c.row], c.score, covered, weights))
        if len(chosen) >= budget.fewest and _gain(lines[best.row], best.score, covered, weights) <= 0.0:
            break
        chosen.append(best)
        before = [best]
        covered |= lines[best.row].pairs
        left -= lines[best.row].words
        open_.remove(best)
    return tuple(chosen)


def _repeats_any(
    one: Candidate, others: Sequence[Candidate], lines: Mapping[int, Worded], vectors: Vectors, budget: Budget
) -> bool:
    """Whether a candidate repeats one of the lines; those compared before need not be given again."""
    return any(
        repeats(lines[one.row], lines[o.row], float(vectors[one.row] @ vectors[o.row]), budget.same) for o in others
    )


def newest_first(candidate: Candidate) -> tuple[float, str, int]:
    """Return the key by which ties are broken: the newer, then the earlier."""
    newest = -candidate.published.timestamp() if candidate.published else 0.0
    return newest, candidate.sentence.span.article, candidate.sentence.index
