"""A dossier's prose, counted: words, stems and pairs of each sentence, and which origins use them.

Strategy: one pass makes an `Index`, from which `features` and `select` read all they need. What copies of one text
say counts once: everything is counted by origin, never by article.

Rule 1: cost is linear in the number of words; nothing compares every sentence with every other.
Rule 2: no sum runs over a set, so that the same dossier gives the same numbers on every machine.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.surface import is_personal
from nutgraf.briefs.material.terms import content, pairs, raw_words, stems
from nutgraf.model import Sentence

Pair = tuple[str, str]
Weights = Mapping[str, float]
"""Weight of each stem: a sparse vector."""

LEAD = 3
"""Sentences of an article that count as its lead."""


@dataclass(frozen=True, slots=True)
class Row:
    """A prose sentence with what is looked up again and again."""

    sentence: Sentence
    """The sentence."""
    article: int
    """Position of its article in the dossier."""
    origin: int
    """Position of its origin in the story."""
    position: int
    """Position among the article's prose sentences, from 0."""
    of: int
    """How many prose sentences the article has."""
    words: tuple[str, ...]
    """As written."""
    terms: tuple[str, ...]
    """Stems that are no stop words."""
    pairs: tuple[Pair, ...]
    """Neighbouring stems."""


@dataclass(frozen=True, slots=True)
class Index:
    """A dossier's prose, counted by origin."""

    rows: tuple[Row, ...]
    """All prose sentences, article by article."""
    idf: Weights
    """How telling a stem is within this dossier."""
    own: tuple[Weights, ...]
    """Of each origin, the unit vector of its text."""
    whole: Weights
    """Sum of `own`."""
    whole_square: float
    """Square of the length of `whole`."""
    leads: tuple[Weights, ...]
    """Of each origin, the unit vector of its leads."""
    lead_sum: Weights
    """Sum of `leads`."""
    titles: tuple[Weights, ...]
    """Of each origin, the unit vector of its titles."""
    title_sum: Weights
    """Sum of `titles`."""
    title_origins: Mapping[Pair, frozenset[int]]
    """Which origins have a pair in a title."""
    pair_origins: Mapping[Pair, frozenset[int]]
    """Which origins use a pair in their prose."""
    term_origins: Mapping[str, frozenset[int]]
    """Which origins use a stem in their prose."""
    named: frozenset[str]
    """Stems written with a capital within a sentence."""
    personal: tuple[float, ...]
    """Of each article, the share of its sentences in which the author speaks in person: a column's mark."""
    origins: int
    """How many origins."""
    places: Mapping[tuple[str, int], int]
    """Row of each sentence, by article and index."""

    def row_of(self, sentence: Sentence) -> Row:
        """Return the row of a prose sentence of the dossier."""
        return self.rows[self.places[sentence.span.article, sentence.index]]


def unit(weights: Weights) -> Weights:
    """Return the vector scaled to length 1; an empty one stays empty."""
    norm = math.sqrt(sum(w * w for w in weights.values()))
    return {k: w / norm for k, w in weights.items()} if norm else {}


def dot(small: Weights, large: Weights) -> float:
    """Return the inner product; cost by the first."""
    return sum(w * large.get(k, 0.0) for k, w in small.items())


def weigh(terms: Sequence[str], idf: Weights) -> Weights:
    """Return the unit vector of some stems: damped counts times how telling each is."""
    counts = Counter(terms)
    return unit({t: (1.0 + math.log(n)) * idf.get(t, 1.0) for t, n in counts.items()})


def _rows(dossier: Dossier) -> tuple[Row, ...]:
    homes = {a: i for i, o in enumerate(dossier.story.origins) for a in o.articles}
    rows = []
    for at, (article, sentences) in enumerate(zip(dossier.articles, dossier.sentences, strict=True)):
        prose = [s for s in sentences if s.kind == "prose"]
        for position, sentence in enumerate(prose):
            words = raw_words(sentence.text)
            stemmed = stems(words)
            rows.append(
                Row(
                    sentence=sentence,
                    article=at,
                    origin=homes[article.id],
                    position=position,
                    of=len(prose),
                    words=words,
                    terms=content(stemmed),
                    pairs=pairs(stemmed),
                )
            )
    return tuple(rows)


def _sum(vectors: Sequence[Weights]) -> Weights:
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return total


def _users(rows: Sequence[Row]) -> tuple[dict[Pair, frozenset[int]], dict[str, frozenset[int]]]:
    pair_users: dict[Pair, set[int]] = {}
    term_users: dict[str, set[int]] = {}
    for row in rows:
        for pair in row.pairs:
            pair_users.setdefault(pair, set()).add(row.origin)
        for term in row.terms:
            term_users.setdefault(term, set()).add(row.origin)
    return {k: frozenset(v) for k, v in pair_users.items()}, {k: frozenset(v) for k, v in term_users.items()}


def _titles(dossier: Dossier, idf: Weights) -> tuple[tuple[Weights, ...], dict[Pair, frozenset[int]]]:
    users: dict[Pair, set[int]] = {}
    vectors = []
    for at, origin in enumerate(dossier.story.origins):
        stemmed = [stems(raw_words(dossier.article(a).title)) for a in origin.articles]
        vectors.append(weigh([t for title in stemmed for t in content(title)], idf))
        for title in stemmed:
            for pair in pairs(title):
                users.setdefault(pair, set()).add(at)
    return tuple(vectors), {k: frozenset(v) for k, v in users.items()}


def _personal(rows: Sequence[Row], articles: int) -> tuple[float, ...]:
    marked, all_ = [0] * articles, [0] * articles
    for row in rows:
        all_[row.article] += 1
        marked[row.article] += is_personal(row.sentence.text)
    return tuple(m / max(n, 1) for m, n in zip(marked, all_, strict=True))


# A dossier is asked about three times in a row (shortlist, score, term weights); hashing it takes milliseconds.
@lru_cache(maxsize=2)
def index_of(dossier: Dossier) -> Index:
    """Return the dossier's index; about 60,000 sentences a second, the last two are kept."""
    rows = _rows(dossier)
    spread = Counter(t for row in rows for t in sorted(set(row.terms)))
    idf = {t: math.log(1.0 + len(rows) / n) for t, n in spread.items()}
    count = len(dossier.story.origins)
    texts: list[list[str]] = [[] for _ in range(count)]
    leads: list[list[str]] = [[] for _ in range(count)]
    for row in rows:
        texts[row.origin].extend(row.terms)
        if row.position < LEAD:
            leads[row.origin].extend(row.terms)
    own = tuple(weigh(t, idf) for t in texts)
    titles, title_origins = _titles(dossier, idf)
    pair_origins, term_origins = _users(rows)
    whole = _sum(own)
    lead_vectors = tuple(weigh(t, idf) for t in leads)
    return Index(
        rows=rows,
        idf=idf,
        own=own,
        whole=whole,
        whole_square=dot(whole, whole),
        leads=lead_vectors,
        lead_sum=_sum(lead_vectors),
        titles=titles,
        title_sum=_sum(titles),
        title_origins=title_origins,
        pair_origins=pair_origins,
        term_origins=term_origins,
        named=frozenset(stems(w for row in rows for w in row.words[1:] if w[0].isupper())),
        personal=_personal(rows, len(dossier.articles)),
        origins=count,
        places={(r.sentence.span.article, r.sentence.index): i for i, r in enumerate(rows)},
    )
