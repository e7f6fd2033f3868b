"""What an article looks like to the one who groups: sparse weighted terms, names, numbers.

Strategy: the title counts three times and the first words twice, because reporters put the event there; terms are
weighted by how rare they were in the stream *so far* (`Frequencies`), so nothing looks ahead and a name that recurs
in the whole stream weighs little. A stream starts empty: `Frequencies` therefore pretends `PRIOR` earlier articles,
or in a set of ten reports on one event the words of the event would weigh nothing.

Rule 1: an `Outline` depends on its article alone; a `Profile` on the outline and the counts at one moment.
Rule 2: everything is bounded: `MOST_CHARS` of text, `MOST_TERMS` terms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log, sqrt

from nutgraf.model import Article
from nutgraf.stories.fingerprint import Sketch, sketch

MOST_CHARS = 4_000
"""Code points of running text that are read: further down reports turn to background, which other stories share
(pairwise F1 on the development streams .816 at 12,000, .824 at 4,000)."""
LEAD_WORDS = 120
"""Words of running text that count as the lead."""
MOST_TERMS = 400
"""Terms kept of an article, the weightiest first."""
PRIOR = 2500.0
"""Articles pretended before the stream starts, each word in one of them; fewer tear long stories apart."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,:]*")
_STOP_WORDS = """
    a about above across after again against all almost along also although always am among an and another any
    anyone anything are around as asked at away back be became because become been before began behind being below
    between both but by came can cannot come could day days did do does doing done down during each either else even
    ever every few first for from further gave get gets getting give given go goes going gone got had has have having
    he her here hers herself him himself his how however i if in into is isn it its itself just know known last later
    least less let like made make makes making many may me might more most much must my myself near need never new no
    nor not nothing now of off often on once one only or other others our ours out over own part people per perhaps put
    quite rather said same saw say saying says second see seen several shall she should since so some someone something
    still such take taken than that the their theirs them themselves then there these they thing things think this
    those though three through time to today told too took toward towards two under until up upon us use used very
    want wanted was way we week well went were what when where whether which while who whom whose why will with within
    without would year years yes yet you your yours yourself don doesn didn won wasn weren hasn haven hadn couldn
    wouldn shouldn aren ain re ve ll mr mrs ms according monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december reported report reports
    news read story article share advertisement photo image click sign subscribe newsletter copyright
"""
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Outline:
    """An article's terms before they are weighted by rarity."""

    id: str
    """Id of the article."""
    published: datetime | None
    """UTC; `None` when unknown."""
    full: Mapping[str, float]
    """Terms of title, lead and body with damped counts."""
    title: Mapping[str, float]
    """Terms of the title alone."""
    lead: Mapping[str, float]
    """Terms of the title and the first `LEAD_WORDS` words."""
    names: Mapping[str, float]
    """Words written with a capital inside sentences, lower case, with damped counts."""
    numbers: Mapping[str, float]
    """Numbers other than years, as written."""
    sketch: Sketch
    """To recognise copies of its text."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An article as it is compared: each part a sparse vector of length 1 (empty when there is nothing)."""

    id: str
    """Id of the article."""
    published: datetime | None
    """UTC; `None` when unknown."""
    full: Mapping[str, float]
    """Title, lead and body."""
    title: Mapping[str, float]
    """Title alone."""
    lead: Mapping[str, float]
    """Title and lead."""
    names: Mapping[str, float]
    """Names."""
    numbers: Mapping[str, float]
    """Numbers."""
    sketch: Sketch
    """To recognise copies of its text."""


class Frequencies:
    """In how many articles of the stream each term stood, up to now; the only thing here that changes."""

    def __init__(self) -> None:
        """Start with an empty stream."""
        self._articles = 0
        self._with: Counter[str] = Counter()

    def add(self, outline: Outline) -> None:
        """Count an article that has arrived."""
        self._articles += 1
        self._with.update(outline.full.keys())

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term: about 7 for one never seen, near 0 for one in all."""
        return log((self._articles + PRIOR) / (self._with[term] + 1.0))

    def profile(self, outline: Outline) -> Profile:
        """Weight an outline by what is rare up to now."""
        return Profile(
            id=outline.id,
            published=outline.published,
            full=self._unit(outline.full),
            title=self._unit(outline.title),
            lead=self._unit(outline.lead),
            names=self._unit(outline.names),
            numbers=self._unit(outline.numbers),
            sketch=outline.sketch,
        )

    def _unit(self, counts: Mapping[str, float]) -> dict[str, float]:
        weighed = {term: count * self.rarity(term) for term, count in counts.items()}
        if len(weighed) > MOST_TERMS:
            weighed = dict(sorted(weighed.items(), key=lambda kv: (-kv[1], kv[0]))[:MOST_TERMS])
        length = sqrt(sum(w * w for w in weighed.values()))
        return {term: w / length for term, w in weighed.items()} if length else {}


def outline_of(article: Article) -> Outline:
    """Return the terms of an article, weighted by where they stand and how often."""
    title, body = _TOKEN.findall(article.title), _TOKEN.findall(article.text[:MOST_CHARS])
    title_terms, body_terms = _terms(title), _terms(body)
    lead_terms = _terms(body[:LEAD_WORDS])
    full: Counter[str] = Counter(body_terms)
    for term in title_terms:
        full[term] += 3
    for term in lead_terms:
        full[term] += 1
    return Outline(
        id=article.id,
        published=article.published,
        full=_damped(full),
        title=_damped(Counter(title_terms)),
        lead=_damped(Counter(title_terms + lead_terms)),
        names=_damped(Counter(_names(body))),
        numbers=_damped(Counter(t for t in title_terms + body_terms if t[0].isdigit() and not _is_year(t))),
        sketch=sketch(article.text),
    )


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1; 0 when either is empty."""
    if len(a) > len(b):
        a, b = b, a
    get = b.get
    return sum(w * get(term, 0.0) for term, w in a.items())


def shared(a: Mapping[str, float], b: Mapping[str, float], most: int) -> list[str]:
    """Return the terms that bring two vectors together, the weightiest first."""
    both = [(-w * b[term], term) for term, w in a.items() if term in b]
    return [term for _, term in sorted(both)[:most]]


def content_terms(text: str) -> list[str]:
    """Return the words of a text that carry meaning, in order, in the form in which articles are compared."""
    return _terms(_TOKEN.findall(text))


def _terms(tokens: Iterable[str]) -> list[str]:
    return [term for token in tokens if (term := _term(token)) and term not in _STOP]


def _term(token: str) -> str:
    """Lower case without a possessive or a plural s: "talks" and "talk" meet, "Putin's" and "Putin" too."""
    term = token.lower().replace("’", "'").rstrip(".,:")
    head, _, tail = term.partition("'")
    term = head if tail else term
    if len(term) > 4 and term.endswith("s") and not term.endswith(("ss", "us", "is")):
        term = term[:-1]
    return term if len(term) > 1 else ""


def _names(tokens: list[str]) -> list[str]:
    """Return capitalised words that do not merely open a sentence: those that never stand there in lower case."""
    lower = {t for t in tokens if t[0].islower()}
    return [
        term for t in tokens if t[0].isupper() and t.lower() not in lower and (term := _term(t)) and term not in _STOP
    ]


def _is_year(term: str) -> bool:
    return len(term) == 4 and term.isdigit() and term[:2] in ("18", "19", "20")


def _damped(counts: Mapping[str, int]) -> dict[str, float]:
    return {term: 1.0 + log(n) for term, n in counts.items()}
