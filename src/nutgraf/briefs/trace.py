"""Which source sentences stand behind a line, and whether two sentences state the same.

Strategy: words and meaning together. `trace` adds standardised BM25 over stems and over pairs to standardised cosines
of sentence vectors (untrained, after the prototype of issue 2); `states_same` asks for a high cosine *and* shared
names and numbers *and* equal polarity, modality and condition, because vectors cannot tell "will" from "will not".

Rule 1: in doubt two sentences do not state the same: a false witness is worse than a missing one.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nutgraf.briefs.material.dossier import Vectors
from nutgraf.briefs.material.features import Column
from nutgraf.briefs.material.terms import content, pairs, raw_words, stems

K1, B = 1.2, 0.75
"""BM25's usual constants."""
BY_MEANING, BY_PAIRS, BY_NAMES, BY_NEIGHBOURS = 0.6, 0.15, 0.2, 0.1
"""Weight of each part beside BM25 over stems."""


def _bm25(query: Sequence[object], documents: Sequence[Sequence[object]]) -> Column:
    """Return the BM25 score of each document; terms are anything hashable."""
    counts = [Counter(d) for d in documents]
    spread = Counter(t for c in counts for t in c)
    mean = sum(len(d) for d in documents) / max(len(documents), 1) or 1.0
    wanted = list(dict.fromkeys(query))
    idf = {t: math.log(1.0 + (len(documents) - spread[t] + 0.5) / (spread[t] + 0.5)) for t in wanted}
    values = [
        sum(idf[t] * c[t] * (K1 + 1) / (c[t] + K1 * (1 - B + B * len(d) / mean)) for t in wanted if t in c)
        for c, d in zip(counts, documents, strict=True)
    ]
    return np.array(values, dtype=np.float64)


def standardised(values: Column) -> Column:
    """Return values with mean 0 and deviation 1; all 0 when they do not differ."""
    deviation = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / deviation if deviation > 1e-12 else np.zeros(len(values))


def _telling(words: Sequence[str]) -> frozenset[str]:
    """Names and numbers of a sentence, in lower case; its first word counts only when it is a number."""
    return frozenset(w.lower() for i, w in enumerate(words) if w[0].isdigit() or (i and w[0].isupper()))


def trace(
    line: str, sentences: Sequence[str], line_vector: NDArray[np.float32], sentence_vectors: Vectors
) -> tuple[tuple[int, float], ...]:
    """Return every sentence's index with how likely it stands behind the line, the likeliest first.

    Scores are standardised within the sentences given: comparable within one call only. Cost: linear in the words.
    """
    if not sentences:
        return ()
    words = [raw_words(s) for s in sentences]
    asked = raw_words(line)
    stemmed = [stems(w) for w in words]
    query = stems(asked)
    telling = _telling(asked)
    named = np.array([len(telling & _telling(w)) / max(len(telling), 1) for w in words])
    total = (
        standardised(_bm25(query, stemmed))
        + BY_MEANING * standardised(np.asarray(sentence_vectors @ line_vector, dtype=np.float64))
        + BY_PAIRS * standardised(_bm25(pairs(query), [pairs(s) for s in stemmed]))
        + BY_NAMES * standardised(named)
    )
    near = np.convolve(total, [0.5, 0.0, 0.5], mode="same") if len(total) > 2 else np.zeros(len(total))
    total = total + BY_NEIGHBOURS * near
    order = sorted(range(len(sentences)), key=lambda i: (-total[i], i))
    return tuple((i, float(total[i])) for i in order)


_NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|refus\w+|den(?:y|ies|ied|ying)|reject\w*|fail\w*"
    r"|unable|unlikely|declin\w+|lack\w*|doubt\w*|rul(?:e|ed|es|ing) out)\b|n[’']t\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:may|might|could|would|should|will|shall|can|possibl[ey]|perhaps|likely|reportedly|allegedly|alleged|expected"
    r"|expects?|plans?|planned|planning|intends?|hopes?|aims?|seeks?|set to|due to|poised|considering|weighing"
    r"|threat\w*|vow\w*|pledg\w*|promis\w*|propos\w*|offer\w*|demand\w*|urg\w+|call\w* (?:for|on)|agree\w*"
    r"|ready to|willing)\b",
    re.I,
)
_UNSURE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|likely|unclear|reportedly|allegedly|alleged|rumou?r\w*)\b", re.I
)
_CONDITION = re.compile(r"\b(?:if|unless|provided that|as long as|on condition|only when|until)\b", re.I)

CONFLICTS: Mapping[str, Callable[[str], bool]] = {
    "polarity": lambda t: len(_NEGATIVE.findall(t)) % 2 == 1,
    "modality": lambda t: bool(_OPEN.search(t)),
    "certainty": lambda t: bool(_UNSURE.search(t)),
    "condition": lambda t: bool(_CONDITION.search(t)),
}
"""What must be equal in two sentences that state the same."""

ALIKE = 0.72
"""Least cosine; unrelated sentences of one story lie about .4, rewrites of one sentence about .8."""
OVERLAP = 0.4
"""Least share of the shorter sentence's telling stems that the other has too."""


def states_same(line: str, other: str, cosine: float) -> bool:
    """Tell whether another sentence states what a line states: conservative, see rule 1."""
    if cosine < ALIKE or any(holds(line) != holds(other) for holds in CONFLICTS.values()):
        return False
    ours, theirs = raw_words(line), raw_words(other)
    if not _numbers_agree(ours, theirs):
        return False
    telling, told = _telling(ours), _telling(theirs)
    if telling and told and not telling & told:
        return False
    a, b = set(content(stems(ours))), set(content(stems(theirs)))
    return len(a & b) >= OVERLAP * max(min(len(a), len(b)), 1)


def _numbers_agree(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the one's numbers are among the other's: "9 dead" and "12 dead" do not state the same."""
    a, b = ({w for w in words if w[0].isdigit()} for words in (ours, theirs))
    return a <= b or b <= a
