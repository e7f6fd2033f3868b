"""Is one text the other in other words? For copies whose wording was turned over lightly, or translated by machine.

Strategy: sentence by sentence. A sentence of the shorter text counts as taken when most of its content words stand in
one sentence of the other, and the text as a rewrite when nearly all of its sentences were taken. Two reporters at one
event share facts, but not the way facts are packed into sentences.

Rule 1: words inside quotation marks do not count; the caller hands in text without them.
Rule 2: few sentences prove nothing.
"""

import re
from collections.abc import Sequence

from nutgraf.stories.terms import content_terms

TAKEN_AT = 0.65
"""Share of a sentence's content words in one other sentence, from which it counts as taken."""
REWRITE_AT = 0.75
"""Share of sentences taken, from which a text is a rewrite."""
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
    if sum(len(s & everything) >= TAKEN_AT * len(s) for s in shorter) < REWRITE_AT * len(shorter):
        return False  # cheap, and nearly all pairs end here
    taken = sum(max(len(s & t) for t in longer) >= TAKEN_AT * len(s) for s in shorter)
    return taken >= REWRITE_AT * len(shorter)
