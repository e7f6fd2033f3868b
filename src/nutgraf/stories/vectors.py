"""Articles as numbers: the vocabulary of a stream, and the profile of an article in it.

Strategy: every key gets a number, so that an article can be compared with sixty others by a few array operations.
Keys are weighted by how rare they were in the stream *so far*, so nothing looks ahead and a name that recurs in the
whole stream weighs little. A stream starts empty: a vocabulary therefore pretends `PRIOR` earlier articles, or in a
set of ten reports on one event the words of the event would weigh nothing.

Rule 1: a profile depends on the outline and the counts at one moment, and is never changed.
Rule 2: title, lead and body share the counts of `full`; other fields count their own keys.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nutgraf.stories.outline import FIELDS, Outline

PRIOR = 2500.0
"""Articles pretended before the stream starts, each key in one of them; fewer tear long stories apart."""
WORD_FIELDS = 4
"""The first fields of `FIELDS` hold words, in four guises of one key."""
UNWEIGHTED = frozenset(FIELDS[FIELDS.index("dates") :])
"""Fields whose keys all weigh the same."""
RUN = 4
"""Terms a run: what copies share."""
RUNS = 64
"""Runs kept, those with the smallest hashes."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_FULL, _TITLE, _LEAD = (FIELDS.index(f) for f in ("full", "title", "lead"))


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """An article as it is compared: for each field a sparse vector of length 1, all in one array."""

    id: str
    """Id of the article."""
    published: datetime | None
    """UTC; `None` when unknown."""
    keys: Ints
    """Numbers of the keys, field by field; each field ends with key 0, which weighs nothing."""
    weights: Floats
    """Their weights."""
    starts: Ints
    """Where each field starts in `keys`."""
    sizes: Floats
    """How many keys each field has."""
    runs: NDArray[np.uint64]
    """The smallest hashes of its runs of terms, sorted: near-copies share most of them."""
    vocabulary: "Vocabulary"
    """To spell keys."""

    def field(self, name: str) -> tuple[Ints, Floats]:
        """Return keys and weights of a field."""
        at = FIELDS.index(name)
        start = int(self.starts[at])
        end = start + int(self.sizes[at])
        return self.keys[start:end], self.weights[start:end]


class Vocabulary:
    """Numbers for keys, and in how many articles each stood up to now; the only thing here that changes."""

    def __init__(self) -> None:
        """Start with an empty stream."""
        self.articles = 0
        self.spelled: list[str] = [""]
        self._number: dict[str, int] = {}
        self.counts: Floats = np.zeros(1 << 16, np.float32)

    def __len__(self) -> int:
        """Return how many keys there are, and one."""
        return len(self.spelled)

    def add(self, profile: Profile) -> None:
        """Count an article that has arrived."""
        self.articles += 1
        first = int(profile.starts[_TITLE])
        own = profile.keys[int(profile.starts[WORD_FIELDS]) :]
        self.counts[profile.keys[:first] // WORD_FIELDS] += 1.0
        self.counts[own // WORD_FIELDS] += 1.0
        self.counts[0] = 0.0

    def rarity(self, keys: Ints) -> Floats:
        """Return the inverse document frequency of keys: about 8 for one never seen, near 0 for one in all."""
        found: Floats = np.log((self.articles + PRIOR) / (self.counts[keys // WORD_FIELDS] + 1.0))
        return found

    def rarity_of(self, word: str) -> float:
        """Return the inverse document frequency of a term, or of another field's key ("names:ines vidal")."""
        held = float(self.counts[self._number[word]]) if word in self._number else 0.0
        return float(np.log((self.articles + PRIOR) / (held + 1.0)))

    def spell(self, key: int) -> str:
        """Return the words of a key."""
        return self.spelled[key // WORD_FIELDS].rpartition(":")[2]

    def profile(self, outline: Outline) -> Profile:
        """Weight an outline by what is rare up to now."""
        runs = self._runs(outline.order)
        keys, counts, starts, sizes = self._numbered(outline)
        weights = counts * np.maximum(self.rarity(keys), 0.05)
        weights[int(starts[FIELDS.index("dates")]) :] = counts[int(starts[FIELDS.index("dates")]) :]
        length = np.sqrt(np.add.reduceat(weights * weights, starts))
        weights /= np.repeat(np.maximum(length, 1e-9), np.diff(starts, append=len(keys)))
        return Profile(
            id=outline.id,
            published=outline.published,
            keys=keys,
            weights=weights.astype(np.float32),
            starts=starts,
            sizes=sizes,
            runs=runs,
            vocabulary=self,
        )

    def _numbered(self, outline: Outline) -> tuple[Ints, Any, Ints, Floats]:  # Any: an array under way
        keys: list[int] = []
        counts: list[float] = []
        starts: list[int] = []
        sizes: list[int] = []
        number = self._known
        for at, field in enumerate(FIELDS):
            held = outline.fields[field]
            starts.append(len(keys))
            sizes.append(len(held))
            if at < WORD_FIELDS:
                keys.extend([number(key) * WORD_FIELDS + at for key in held])
            else:
                keys.extend([number(f"{field}:{key}") * WORD_FIELDS for key in held])
            counts.extend(held.values())
            keys.append(0)
            counts.append(0.0)
        if len(self.spelled) > len(self.counts):
            grown = np.zeros(2 * len(self.spelled), np.float32)
            grown[: len(self.counts)] = self.counts
            self.counts = grown
        return np.array(keys), np.array(counts), np.array(starts), np.array(sizes, np.float32)

    def _known(self, key: str) -> int:
        found = self._number.get(key)
        if found is None:
            found = self._number[key] = len(self.spelled)
            self.spelled.append(key)
        return found

    def _runs(self, order: tuple[str, ...]) -> NDArray[np.uint64]:
        numbers = np.array([self._known(t) for t in order], np.uint64)
        if len(numbers) < RUN:
            return np.zeros(0, np.uint64)
        mixed = np.zeros(len(numbers) - RUN + 1, np.uint64)
        for step in range(RUN):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + numbers[step : len(mixed) + step]
            mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        return np.unique(mixed)[:RUNS]


def copied(a: Profile, b: Profile) -> float:
    """Estimate the share of runs that two articles have in common (Jaccard), 0 to 1."""
    if not len(a.runs) or not len(b.runs):
        return 0.0
    least = np.union1d(a.runs, b.runs)[:RUNS]
    both = np.intersect1d(a.runs, b.runs, assume_unique=True)
    return float(np.isin(least, both, assume_unique=True).mean())


def shared(a: Profile, b: Profile, field: str, most: int) -> list[str]:
    """Return the keys of a field that bring two articles together, the weightiest first."""
    keys_a, weights_a = a.field(field)
    keys_b, weights_b = b.field(field)
    both, at_a, at_b = np.intersect1d(keys_a, keys_b, assume_unique=True, return_indices=True)
    weight = weights_a[at_a] * weights_b[at_b]
    words = [(-float(w), a.vocabulary.spell(int(k))) for w, k in zip(weight, both, strict=True)]
    return [word for _, word in sorted(words)[:most]]
