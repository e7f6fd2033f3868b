"""Is one text the other in other words? For copies whose wording was turned over lightly, or translated by machine.

Strategy: sentence by sentence. A sentence of the shorter text counts as taken when most of its content words stand in
one sentence of the other, and the text as a rewrite when nearly all of its sentences were taken. Two reporters at one
event share facts, but not the way facts are packed into sentences. A translation there and back changes more words and
keeps the order: for it a lower share of words does, if nearly all sentences find theirs one after the other.

Rule 1: words inside quotation marks do not count; the caller hands in text without them.
Rule 2: few sentences prove nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from nutgraf.stories.terms import content_terms

TAKEN_AT = 0.65
"""Share of a sentence's content words in one other sentence, from which it counts as taken."""
REWRITE_AT = 0.75
"""Share of sentences taken, from which a text is a rewrite."""
FOLLOWED_AT = 0.4
"""Share of a sentence's content words in one other sentence, from which it counts as followed."""
FOLLOW_AT = 0.8
"""Share of sentences followed in the same order, from which a text is a rewrite: of 1,180 pairs of independent reports
in allsides-dev the highest has .67."""
LEAST_SENTENCES = 4
LEAST_TERMS = 4
"""Shorter sentences are skipped: they stand in any report."""
MOST_SENTENCES = 60

_SENTENCE = re.compile(r"[^\n.!?]+")
Sentences = Sequence[frozenset[str]]


def sentence_terms(text: str) -> Sentences:
    """Return the content words of each sentence long enough to tell something."""
    sets = (frozenset(content_terms(m.group())) for m in _SENTENCE.finditer(text[:20_000]))
    return [terms for terms in sets if len(terms) >= LEAST_TERMS][:MOST_SENTENCES]


def is_rewrite(a: Sentences, b: Sentences) -> bool:
    """Tell whether the shorter of two texts is the other in other words."""
    shorter, longer = sorted((a, b), key=lambda s: sum(len(terms) for terms in s))
    if len(shorter) < LEAST_SENTENCES or not longer:
        return False
    everything = frozenset().union(*longer)
    if sum(len(s & everything) >= FOLLOWED_AT * len(s) for s in shorter) < REWRITE_AT * len(shorter):
        return False  # cheap, and nearly all pairs end here
    best = [_nearest(s, longer) for s in shorter]
    if sum(share >= TAKEN_AT for share, _ in best) >= REWRITE_AT * len(shorter):
        return True
    return _in_order([place for share, place in best if share >= FOLLOWED_AT]) >= FOLLOW_AT * len(shorter)


def _nearest(sentence: frozenset[str], others: Sentences) -> tuple[float, int]:
    """Return the largest share of a sentence's words in one other, and the place of that one, the first of equals."""
    share, back = max((len(sentence & other) / len(sentence), -place) for place, other in enumerate(others))
    return share, -back


def _in_order(places: Sequence[int]) -> int:
    """Return the length of the longest strictly rising run of places, with gaps.

    >>> _in_order([0, 3, 1, 2, 5])
    4
    """
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
