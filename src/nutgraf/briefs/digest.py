"""A digest: the few lines that say most in a few words, ended where one more line would only dilute it.

Strategy: of all orders of lines that begin within the length, a beam search takes the one with most probability of an
editor's words for its length: gain / (words + `EDITOR_WORDS`). That is the expected F measure against a summary of
some `EDITOR_WORDS` words: at first each line raises it; a line that says less than the digest's own average lowers it,
and then the digest ends, however many words are left.

Rule 1: only what stands within the length counts; the last line may run over it and is given whole.
Rule 2: no line repeats another (`select.repeats`).
Rule 3: ties go to the newer, then the earlier: the same input gives the same digest.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nutgraf.briefs.material.dossier import Candidate, Dossier, Vectors
from nutgraf.briefs.material.index import Pair, index_of
from nutgraf.briefs.material.terms import STOP_STEMS, raw_words, stems
from nutgraf.briefs.weighing.rank import of_teasers
from nutgraf.briefs.weighing.select import SAME, Worded, newest_first, repeats, term_weights, worded

WIDTH = 6
"""Beginnings kept at each step; twice as many changed nothing by more than 0.1 ROUGE-2."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a digest of one kind of story weighs; chosen on development data, see docs/design/010-ranking.md."""

    editor_words: float
    """Words of the summary aimed at: the more, the longer a digest goes on."""
    by_score: float
    """How far salience weighs the gain, 0 not at all, 1 in full."""


OF_REPORTS, OF_TEASERS = Manner(30.0, 0.6), Manner(40.0, 0.0)
"""Teasers are leads already: their salience, stretched over five sentences, tells nothing that pairs do not."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A candidate as the search sees it."""

    worded: Worded
    pairs: tuple[tuple[int, Pair], ...]
    """Each pair with the position of the word in which it ends."""
    worth: float
    """What salience leaves of its gain."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A beginning of a digest."""

    lines: tuple[int, ...] = ()
    covered: frozenset[Pair] = frozenset()
    gain: float = 0.0
    words: int = 0
    value: float = 0.0


def digest(
    dossier: Dossier, candidates: Sequence[Candidate], vectors: Vectors, words: int, same: float = SAME
) -> tuple[Candidate, ...]:
    """Return the lines that say most in about `words` words, in the order in which they are to be read.

    `vectors` are the rows that `Candidate.row` points into. Empty only when there are no candidates whose pairs are
    known. Cost: candidates times lines chosen times `WIDTH`, and candidates squared for the repeats.
    """
    manner = OF_TEASERS if of_teasers(index_of(dossier)) else OF_REPORTS
    open_ = sorted(candidates, key=newest_first)
    lines = [_seen(c, manner) for c in open_]
    apart = _apart(open_, lines, vectors, same)
    weights = term_weights(dossier)
    best, drafts = _Draft(), [_Draft()]
    while drafts:
        longer = (_longer(d, at, lines[at], weights, words, manner) for d in drafts for at in _next(d, apart, words))
        drafts = sorted(longer, key=lambda d: (-d.value, d.lines))[:WIDTH]
        best = max((best, *drafts[:1]), key=lambda d: d.value)
    return tuple(open_[at] for at in best.lines)


def _seen(candidate: Candidate, manner: Manner) -> _Line:
    worth = 1.0 - manner.by_score + manner.by_score * candidate.score
    return _Line(worded(candidate), _placed_pairs(candidate.line.text), worth)


def _placed_pairs(text: str) -> tuple[tuple[int, Pair], ...]:
    """Return the pairs of stems with the place of their last word among the words that a reader counts."""
    placed = [(at, stem) for at, word in enumerate(text.split()) for stem in stems(raw_words(word))]
    together = itertools.pairwise(placed)
    return tuple((at, (a, b)) for (_, a), (at, b) in together if a not in STOP_STEMS or b not in STOP_STEMS)


def _apart(
    candidates: Sequence[Candidate], lines: Sequence[_Line], vectors: Vectors, same: float
) -> tuple[frozenset[int], ...]:
    """Return for each candidate those that may stand beside it."""
    rows = vectors[[c.row for c in candidates]] if candidates else vectors[:0]
    near = rows @ rows.T
    everyone = range(len(lines))
    return tuple(
        frozenset(j for j in everyone if j != i and not repeats(lines[i].worded, lines[j].worded, near[i, j], same))
        for i in everyone
    )


def _next(draft: _Draft, apart: Sequence[frozenset[int]], words: int) -> list[int]:
    """Return the candidates that may come next, in order; none when the length is reached."""
    if draft.words >= words:
        return []
    return [at for at in range(len(apart)) if at not in draft.lines and all(at in apart[line] for line in draft.lines)]


def _longer(draft: _Draft, at: int, line: _Line, weights: Mapping[Pair, float], words: int, manner: Manner) -> _Draft:
    """Return the draft with one more line."""
    fresh = {pair for place, pair in line.pairs if draft.words + place < words} - draft.covered
    # Sorted, for a sum must not depend on the order in which a set is walked.
    gain = draft.gain + line.worth * sum(sorted(weights.get(pair, 0.0) for pair in fresh))
    length = draft.words + line.worded.words
    value = gain / (min(length, words) + manner.editor_words)
    return _Draft((*draft.lines, at), draft.covered | fresh, gain, length, value)
