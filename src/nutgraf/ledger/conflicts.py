"""Where sources disagree: figures of one thing that exclude each other, from independent origins.

Precision first: a false disagreement costs more trust than a missed one.
Rule 1: both figures count the same thing, and their ranges do not touch.
Rule 2: the sentences tell of the same: close in words or in vectors, and no date or name in one contradicts the other.
Rule 3: an origin that gives both figures somewhere knows two things, not two versions of one.
The caller decides which sentences are of one moment: figures that grew since yesterday are no disagreement.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nutgraf.ledger.quantities import YEAR, Quantity, quantities
from nutgraf.model import Parsed

NEAR_VECTORS = 0.60
"""Cosine above which two sentences tell of the same; with the next, set on the cases of `./run eval conflicts`."""
NEAR_WORDS = 0.30
"""Share of content words in common above which they do, with a cosine of at least `SOME_VECTORS`."""
SOME_VECTORS = 0.40
"""Cosine below which shared words prove nothing."""
MOST_SENTENCES = 400
"""Figures of at most so many sentences are compared, so that pairs stay cheap."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_DATES = frozenset({"DATE"})
_ANCHORS = frozenset({"GPE", "LOC", "FAC", "ORG", "PERSON"})
_TOPICS = {"length": "how long it lasted", "killed": "number of dead", "injured": "number of injured"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing on which origins give figures that exclude each other."""

    topic: str
    """What they disagree on, for people: "number of dead"."""
    versions: tuple[tuple[Parsed, str], ...]
    """One sentence a version with its phrase ("about 100 minutes"), in the order the sentences came."""


@dataclass(frozen=True, slots=True)
class _Figure:
    row: int
    origin: str
    parsed: Parsed
    quantity: Quantity
    terms: frozenset[str]


def find_disagreements(
    sentences: Sequence[Parsed], origins: Mapping[str, str], vectors: NDArray[np.float32]
) -> tuple[Conflict, ...]:
    """Return the disagreements in order of their first sentence; may be empty.

    `origins` gives the origin of each article; `vectors` one unit row a sentence. Quadratic in the figures of one
    measure.
    """
    by_measure: dict[str, list[_Figure]] = defaultdict(list)
    for row, parsed in enumerate(sentences[:MOST_SENTENCES]):
        for quantity in quantities(parsed):
            origin = origins[parsed.sentence.span.article]
            by_measure[quantity.measure].append(_Figure(row, origin, parsed, quantity, _terms(parsed)))
    found = [c for measure, figures in by_measure.items() for c in _within(measure, figures, vectors)]
    return tuple(sorted(found, key=lambda c: (c.versions[0][0].sentence.span, c.topic)))


def _within(measure: str, figures: Sequence[_Figure], vectors: NDArray[np.float32]) -> list[Conflict]:
    groups: list[list[_Figure]] = []
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            if _disagree(one, other, figures) and _same_thing(one, other, vectors):
                _add(groups, one, other)
    return [
        Conflict(_topic(measure), tuple((f.parsed, f.quantity.phrase) for f in sorted(group, key=_place)))
        for group in groups
    ]


def _add(groups: list[list[_Figure]], one: _Figure, other: _Figure) -> None:
    """Put a pair into the group that holds one of them; a version that is there already is not repeated."""
    group = next((g for g in groups if one in g or other in g), None)
    if group is None:
        groups.append([one, other])
        return
    for figure in (one, other):
        if not any(_agree(figure.quantity, known.quantity) for known in group):
            group.append(figure)


def _place(figure: _Figure) -> tuple[int, int]:
    return figure.row, figure.quantity.start


def _agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures can be the same; a ten-thousandth forgives the arithmetic of floats."""
    slack = 1e-4 * max(one.high, other.high)
    return one.low <= other.high + slack and other.low <= one.high + slack


def _disagree(one: _Figure, other: _Figure, figures: Sequence[_Figure]) -> bool:
    if one.origin == other.origin or _agree(one.quantity, other.quantity):
        return False
    both = ((one.origin, other.quantity), (other.origin, one.quantity))
    return not any(f.origin == origin and _agree(f.quantity, q) for origin, q in both for f in figures)


def _same_thing(one: _Figure, other: _Figure, vectors: NDArray[np.float32]) -> bool:
    if _contradict(one.parsed, other.parsed) or _two_doers(one.quantity, other.quantity):
        return False
    near = float(vectors[one.row] @ vectors[other.row])
    shared = len(one.terms & other.terms) / max(len(one.terms | other.terms), 1)
    return near >= NEAR_VECTORS or (shared >= NEAR_WORDS and near >= SOME_VECTORS)


def _contradict(one: Parsed, other: Parsed) -> bool:
    """Tell whether both name days, or both name places and people, and none is the same."""
    for labels, kind in ((_DATES, "NUM"), (_DATES, "PROPN"), (_ANCHORS, "PROPN")):
        first, second = _named(one, labels, kind), _named(other, labels, kind)
        if first and second and not first & second:
            return True
    return False


def _two_doers(one: Quantity, other: Quantity) -> bool:
    """Tell whether two do it: "the striker scored 20 goals", "the keeper let in 31 goals"."""
    return bool(one.doer and other.doer) and one.doer != other.doer


def _named(parsed: Parsed, labels: frozenset[str], kind: str) -> frozenset[str]:
    year = kind == "NUM"  # a bare year stands for a date, whatever the parser calls it
    return frozenset(
        t.lemma.lower()
        for t in parsed.tokens
        if t.pos == kind and (t.entity in labels or (year and YEAR.fullmatch(t.text) is not None))
    )


def _terms(parsed: Parsed) -> frozenset[str]:
    return frozenset(t.lemma.lower() for t in parsed.tokens if t.pos in _CONTENT)


def _topic(measure: str) -> str:
    return _TOPICS.get(measure, measure if measure in {"percent", "money"} else f"number of {measure}s")
