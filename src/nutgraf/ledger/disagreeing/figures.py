"""Figures of one thing that exclude each other, from independent origins.

Rule 1: both figures count the same thing, and their ranges do not touch.
Rule 2: the sentences tell of the same: close in words or in vectors, and no date or name in one contradicts the other.
    Of what is neither a toll nor a length, the verb is the same, too, or the sentences are all but the same: "families
    earning under $75,000" is no version of "would receive a $7,000 tax cut".
Rule 3: an origin that gives both figures somewhere knows two things, not two versions of one; so does a
    sentence: "45 percent thought it wrong, only 21 percent supported it". A sentence that says little more than its
    figure ("All four were killed") tells of nothing that could be compared.
Rule 4: a figure of before, or of a longer time, is no version of the newest: "The rate stood at 5 percent before the
cut", "five medals in her career", "initially put at nine".
Rule 5: a toll that a later report gives higher, or a number of missing that it gives lower, is an update.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nutgraf.ledger.cues import words
from nutgraf.ledger.disagreeing.versions import Conflict, Reports, Version, shared, speaker_of, terms
from nutgraf.ledger.quantities import YEAR, Quantity, quantities
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed
from nutgraf.text.people import plain_letters

NEAR_VECTORS = 0.60
"""Cosine above which two sentences tell of the same; with the next, set on the cases of `./run eval conflicts`."""
NEAR_WORDS = 0.30
"""Share of content words in common above which they do, with a cosine of at least `SOME_VECTORS`."""
SOME_VECTORS = 0.40
"""Cosine below which shared words prove nothing."""

FURTHEST = 10.0
"""Figures further apart count two things: "2.8 million votes" and "270 Electoral College votes"."""
ALIKE = 0.70
"""Cosine above which the verbs need not be the same."""
FEWEST_WORDS = 3
"""Content words that a sentence needs to be compared."""

_DATES = frozenset({"DATE"})
_ANCHORS = frozenset({"GPE", "LOC", "FAC", "ORG", "PERSON"})
_TOPICS = {"length": "how long it lasted", "killed": "number of dead", "injured": "number of injured"}
_SCOPE = words("""before previously earlier originally initially career total overall altogether average compare record
    annually yearly""")
"""Words that give a figure another time or extent (rule 4)."""
_PLAIN = frozenset({"length", "killed", "injured", "missing"})
"""Measures that say by themselves what is measured (rule 2)."""
_CHANGING = words("mph kph knot mile degree point share")
"""Measures that change by the hour: a storm moving at 16 mph moves at 17 in the next bulletin."""
_GROWING = frozenset({"killed", "injured"})
"""Counts that only grow as more is known: "The death toll from the flood rose to 31"."""
_SHRINKING = frozenset({"missing"})
"""Counts that only shrink: "Two people are still missing"."""


@dataclass(frozen=True, slots=True)
class _Figure:
    row: int
    origin: str
    parsed: Parsed
    quantity: Quantity


def figures_apart(reports: Reports) -> Iterator[Conflict]:
    """Yield the disagreements on figures. Quadratic in the figures of one measure."""
    by_measure: dict[str, list[_Figure]] = defaultdict(list)
    for row, parsed in enumerate(reports.sentences):
        found = quantities(parsed) if len(terms(parsed)) >= FEWEST_WORDS else ()
        once = Counter(q.measure for q in found)
        for quantity in (q for q in found if once[q.measure] == 1 and q.measure not in _CHANGING):
            by_measure[quantity.measure].append(_Figure(row, reports.origin(row), parsed, quantity))
    for measure, figures in by_measure.items():
        yield from _within(measure, figures, reports)


def _within(measure: str, figures: Sequence[_Figure], reports: Reports) -> Iterator[Conflict]:
    groups: list[list[_Figure]] = []
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            if _disagree(one, other, figures) and _same_thing(one, other, reports) and not _update(one, other, reports):
                _add(groups, one, other)
    for group in groups:
        versions = tuple(_version(figure, figures, reports) for figure in sorted(group, key=_place))
        yield Conflict(_topic(measure), versions)


def _version(figure: _Figure, figures: Sequence[_Figure], reports: Reports) -> Version:
    """Return a figure with all origins that give it of the same thing."""
    same = [f for f in figures if _agree(f.quantity, figure.quantity) and _same_thing(f, figure, reports)]
    origins = tuple(sorted({figure.origin, *(f.origin for f in same)}))
    also = tuple(f.parsed for f in same if f.row != figure.row)
    return Version(figure.parsed, figure.quantity.phrase, speaker_of(Tree(figure.parsed)), origins, also)


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
    least, most = sorted((one.quantity.high, other.quantity.high))
    if one.origin == other.origin or _agree(one.quantity, other.quantity) or most > FURTHEST * least:
        return False
    both = ((one.origin, other.quantity), (other.origin, one.quantity))
    return not any(f.origin == origin and _agree(f.quantity, q) for origin, q in both for f in figures)


def _update(one: _Figure, other: _Figure, reports: Reports) -> bool:
    """Tell whether the later report only knows more (rule 5)."""
    measure = one.quantity.measure
    if reports.later(other.row, one.row):
        one, other = other, one
    if not reports.later(one.row, other.row):
        return False
    grows = other.quantity.low > one.quantity.high
    return grows if measure in _GROWING else not grows if measure in _SHRINKING else False


def _same_thing(one: _Figure, other: _Figure, reports: Reports) -> bool:
    if contradict(one.parsed, other.parsed) or _two_things(one.quantity, other.quantity):
        return False
    if _scope(one.parsed) != _scope(other.parsed):
        return False
    near = reports.near(one.row, other.row)
    if one.quantity.measure not in _PLAIN and near < ALIKE and not _same_verb(one.quantity, other.quantity):
        return False
    return near >= NEAR_VECTORS or (near >= SOME_VECTORS and shared(one.parsed, other.parsed) >= NEAR_WORDS)


def _same_verb(one: Quantity, other: Quantity) -> bool:
    return bool(one.verb) and one.verb == other.verb


def contradict(one: Parsed, other: Parsed) -> bool:
    """Tell whether both name days, or both name places and people, and none is the same."""
    for labels, kind in ((_DATES, "NUM"), (_DATES, "PROPN"), (_ANCHORS, "PROPN")):
        first, second = _named(one, labels, kind), _named(other, labels, kind)
        if first and second and not first & second:
            return True
    return False


def _two_things(one: Quantity, other: Quantity) -> bool:
    """Tell whether two do it or two are measured: "the striker scored 20 goals", "the keeper let in 31 goals"."""
    pairs = ((one.doer, other.doer), (one.of, other.of))
    return any(first and second and first != second for first, second in pairs)


def _named(parsed: Parsed, labels: frozenset[str], kind: str) -> frozenset[str]:
    year = kind == "NUM"  # a bare year stands for a date, whatever the parser calls it
    return frozenset(
        plain_letters(t.lemma).lower()
        for t in parsed.tokens
        if t.pos == kind and (t.entity in labels or (year and YEAR.fullmatch(t.text) is not None))
    )


def _scope(parsed: Parsed) -> frozenset[str]:
    return frozenset(t.lemma.lower() for t in parsed.tokens) & _SCOPE


def _topic(measure: str) -> str:
    kind = measure.split(":")[0]
    return _TOPICS.get(kind, kind if kind in {"percent", "money"} else f"number of {kind}s")
