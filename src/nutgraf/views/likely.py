"""Stories that may be the same as another: those whose headlines share its rarer words. Pure.

A guess for a person who corrects, no decision: grouping has looked at the articles already, and kept them apart.
"""

import math
from collections import Counter
from collections.abc import Sequence

from nutgraf.briefs.material.terms import content, raw_words, stems
from nutgraf.model import StoryCard

LONGEST = 40
"""Words of a headline that are looked at."""


def likely(words: str, cards: Sequence[StoryCard], leave_out: str, most: int) -> tuple[StoryCard, ...]:
    """Return the stories whose headlines share most of the weight of some words, the nearest first."""
    wanted = _terms(words)
    terms = [(card, _terms(card.headline)) for card in cards if card.story.id != leave_out]
    counts = Counter(term for _, mine in terms for term in mine)
    weight = {term: math.log1p(len(terms) / counts[term]) for term in wanted if counts[term]}
    scored = [(math.fsum(weight[t] for t in sorted(mine & weight.keys())), card) for card, mine in terms]
    best = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], one[1].story.id))
    return tuple(card for _, card in best[:most])


def _terms(text: str) -> frozenset[str]:
    return frozenset(content(stems(raw_words(text)[:LONGEST])))
