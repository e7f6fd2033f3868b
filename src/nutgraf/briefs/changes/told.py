"""Whether a sentence says what was told before, in the same words or in others.

Rule 1: words are weighed within the story: what most of its sentences share tells nothing.
Rule 2: a number that no earlier sentence near it has makes a sentence new, however alike the rest is.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nutgraf.briefs.material.terms import content, raw_words, stems
from nutgraf.model import Parsed, Span

SAID_WEIGHT = 0.62
"""Share of a sentence's weight that one earlier sentence must hold; set by eye on the six days of the sample."""
SAID_MEANING = 0.72
"""Cosine from which an earlier sentence says the same in other words; a little above what a brief's repeats need."""
SAID_SOME = 0.3
"""Share of the weight that such a sentence must hold as well."""
SAME_NEWS, SAME_COUNT = 0.5, 0.3
"""Share of a sentence's weight that another of the same day must hold to tell the same; with its numbers, less."""
_SPELLED = dict(
    zip(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety""".split(),
        [*range(2, 21), *range(30, 100, 10)],
        strict=True,
    )
)
"""Numbers as words; "one" tells too little."""
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")

Floats = NDArray[np.float32]


class Told:
    """What the articles of an edition said."""

    def __init__(self, said: Sequence[str], rows: Sequence[Parsed], vectors: Floats, old: frozenset[str]) -> None:
        """Take in all sentences told before, and of those that were parsed the vectors; `old` are their articles."""
        self._said = [(frozenset(terms_of(text)), numbers_of(text)) for text in said]
        counts = Counter(term for terms, _ in self._said for term in terms)
        self._weight = {term: math.log1p(len(self._said) / count) for term, count in counts.items()}
        self._unheard = math.log1p(len(self._said) + 1)
        mine = [i for i, row in enumerate(rows) if row.sentence.span.article in old]
        self._rows = [rows[i] for i in mine]
        self._vectors = vectors[mine]
        self._place = {row.sentence.span: i for i, row in enumerate(rows)}
        self._all = vectors

    def said(self, text: str, span: Span | None = None) -> bool:
        """Tell whether a sentence was told before; with a span also by its meaning."""
        terms, numbers = frozenset(terms_of(text)), numbers_of(text)
        whole = self._sum(terms)
        if not whole:
            return True
        for other, others in self._said:
            if numbers <= others and self._sum(terms & other) >= SAID_WEIGHT * whole:
                return True
        return span is not None and self._meant(span, terms, numbers, whole)

    def same_news(self, text: str, other: str) -> bool:
        """Tell whether two sentences of one day tell one thing: much of the weight, or some and the same numbers."""
        share = max(self.nearest(text, [other])[0], self.nearest(other, [text])[0])
        numbers = numbers_of(text)
        return share >= SAME_NEWS or (bool(numbers) and numbers <= numbers_of(other) and share >= SAME_COUNT)

    def nearest(self, text: str, texts: Iterable[str]) -> tuple[float, int]:
        """Return the share of a sentence's weight that the nearest of some texts holds, and which; (0, -1) for none."""
        terms = frozenset(terms_of(text))
        whole = self._sum(terms) or 1.0
        shares = [self._sum(terms & frozenset(terms_of(other))) / whole for other in texts]
        return max(shares, default=0.0), _first_best(shares)

    def _meant(self, span: Span, terms: frozenset[str], numbers: frozenset[str], whole: float) -> bool:
        place = self._place.get(span)
        if place is None or not len(self._vectors):
            return False
        near = self._vectors @ self._all[place]
        for i in np.flatnonzero(near >= SAID_MEANING):
            text = self._rows[int(i)].sentence.text
            shared = self._sum(terms & frozenset(terms_of(text)))
            if numbers <= numbers_of(text) and shared >= SAID_SOME * whole:
                return True
        return False

    def _sum(self, terms: Iterable[str]) -> float:
        return math.fsum(self._weight.get(term, self._unheard) for term in sorted(terms))


def terms_of(text: str) -> tuple[str, ...]:
    """Return the stems of the words that tell something."""
    return content(stems(raw_words(text)))


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a sentence, in plain digits, small ones also when they are spelled out."""
    digits = {n.replace(",", "").rstrip(".") for n in _NUMBER.findall(text)}
    spelled = {str(_SPELLED[word]) for word in map(str.casefold, raw_words(text)) if word in _SPELLED}
    return frozenset(digits | spelled)


def _first_best(shares: Sequence[float]) -> int:
    return max(range(len(shares)), key=lambda i: (shares[i], -i), default=-1)


def by_article(rows: Iterable[Parsed]) -> Mapping[str, list[Parsed]]:
    """Return the rows of each article, in order."""
    found: dict[str, list[Parsed]] = {}
    for row in rows:
        found.setdefault(row.sentence.span.article, []).append(row)
    return found
