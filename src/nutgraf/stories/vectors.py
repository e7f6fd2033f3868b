"""Articles as numbers: the vocabulary of a stream, and the profile of an article in it.

Strategy: every key gets a number, so that an article can be compared with sixty others by a few array operations.
Keys are weighted by how rare they were in the stream *so far*, so nothing looks ahead and a name that recurs in the
whole stream weighs little. A stream starts empty: a vocabulary therefore pretends `PRIOR` earlier articles, or in a
set of ten reports on one event the words of the event would weigh nothing.

Rule 1: a profile depends on the outline and the counts at one moment, and is never changed.
Rule 2: title and lead share the counts of `full`; other fields count their own keys.
Rule 3: each language has keys of its own, so that articles of two languages share none and are never compared.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nutgraf.stories.clock import seconds_of
from nutgraf.stories.outline import FIELDS, Outline

PRIOR = 2500.0
"""Articles pretended before the stream starts, each key in one of them; fewer tear long stories apart."""
WORD_FIELDS = 3
"""The first fields of `FIELDS` hold words, in three guises of one key."""
MOST_KEYS = 1_000_000
"""Keys from which on rare ones that are not live are forgotten; about 200 bytes each."""
FEW = 2.0
"""Articles a key stood in, at most, to be forgotten."""
RUN = 4
"""Terms a run: what copies share."""
RUNS = 64
"""Runs kept, those with the smallest hashes."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Keys = NDArray[np.int32]
_TITLE = FIELDS.index("title")


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """An article as it is compared: for each field a sparse vector of length 1, all in one array."""

    id: str
    """Id of the article."""
    published: datetime | None
    """UTC; `None` when unknown."""
    at_s: float
    """The same in seconds since 1970; NaN when unknown."""
    keys: Keys
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

    def field(self, name: str) -> tuple[Keys, Floats]:
        """Return keys and weights of a field."""
        at = FIELDS.index(name)
        start = int(self.starts[at])
        end = start + int(self.sizes[at])
        return self.keys[start:end], self.weights[start:end]


class _Numbers(dict[str, int]):
    """Numbers of keys of one kind; a key never seen gets the next one."""

    __slots__ = ("_next",)

    def __init__(self, next_number: Callable[[str], int]) -> None:
        self._next = next_number

    def __missing__(self, key: str) -> int:
        number = self[key] = self._next(key)
        return number


class Vocabulary:
    """Numbers for keys, and in how many articles each stood up to now; the only thing here that changes."""

    def __init__(self, most_keys: int = MOST_KEYS) -> None:
        """Start with an empty stream."""
        self.articles = 0
        self.spelled: list[str] = [""]
        self.counts: Floats = np.zeros(1 << 16, np.float32)
        self._most_keys = self._crowded_at = most_keys
        self._free: list[int] = []
        self._numbers: dict[str, tuple[_Numbers, ...]] = {}

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

    def rarity(self, keys: Keys) -> Floats:
        """Return the inverse document frequency of keys: about 8 for one never seen, near 0 for one in all."""
        found: Floats = np.log((self.articles + PRIOR) / (self.counts[keys // WORD_FIELDS] + 1.0))
        return found

    def rarity_of(self, word: str, language: str = "") -> float:
        """Return the inverse document frequency of a term, or of another field's key ("names:ines vidal")."""
        field, _, key = word.rpartition(":")
        known = self._of_language(language)[FIELDS.index(field) if field in FIELDS else 0]
        key = key if field in FIELDS else word
        held = float(self.counts[known[key]]) if key in known else 0.0
        return float(np.log((self.articles + PRIOR) / (held + 1.0)))

    def spell(self, key: int) -> str:
        """Return the words of a key."""
        return self.spelled[key // WORD_FIELDS]

    @property
    def crowded(self) -> bool:
        """True when it is time to forget keys."""
        return len(self.spelled) - len(self._free) > self._crowded_at

    def forget(self, live: Iterable[Profile]) -> None:
        """Give up the keys that no live article holds and that stood in few: about half of all keys stood in one.

        A key that comes back counts as new. Values do not change before there are `most_keys`.
        """
        gone = self.counts[: len(self.spelled)] <= FEW
        gone[0] = False
        for profile in live:
            gone[profile.keys // WORD_FIELDS] = False
        gone[self._free] = False
        for fields in self._numbers.values():
            for numbers in fields[WORD_FIELDS - 1 :]:
                self._give_up(numbers, gone)
        self._crowded_at = max(self._most_keys, 2 * (len(self.spelled) - len(self._free)))

    def _give_up(self, numbers: _Numbers, gone: NDArray[np.bool_]) -> None:
        for key in [key for key, number in numbers.items() if gone[number]]:
            number = numbers.pop(key)
            self.spelled[number] = ""
            self.counts[number] = 0.0
            self._free.append(number)

    def profile(self, outline: Outline) -> Profile:
        """Weight an outline by what is rare up to now."""
        runs = self._runs(outline)
        keys, counts, starts, sizes = self._numbered(outline)
        weights = counts * np.maximum(self.rarity(keys), 0.05)
        weights[int(starts[FIELDS.index("dates")]) :] = counts[int(starts[FIELDS.index("dates")]) :]
        length = np.sqrt(np.add.reduceat(weights * weights, starts))
        weights /= np.repeat(np.maximum(length, 1e-9), np.diff(starts, append=len(keys)))
        return Profile(
            id=outline.id,
            published=outline.published,
            at_s=float("nan") if outline.published is None else seconds_of(outline.published),
            keys=keys,
            weights=weights.astype(np.float32),
            starts=starts,
            sizes=sizes,
            runs=runs,
            vocabulary=self,
        )

    def _numbered(self, outline: Outline) -> tuple[Keys, Any, Ints, Floats]:  # Any: an array under way
        numbers: list[int] = []
        counts: list[float] = []
        ends: list[int] = []
        for known, field in zip(self._of_language(outline.language), FIELDS, strict=True):
            held = outline.fields[field]
            numbers.extend(map(known.__getitem__, held))
            numbers.append(0)
            counts.extend(held.values())
            counts.append(0.0)
            ends.append(len(numbers))
        if len(self.spelled) > len(self.counts):
            grown = np.zeros(2 * len(self.spelled), np.float32)
            grown[: len(self.counts)] = self.counts
            self.counts = grown
        starts = np.array([0, *ends[:-1]])
        keys = np.array(numbers, np.int32) * np.int32(WORD_FIELDS)
        for at in range(1, WORD_FIELDS):
            keys[ends[at - 1] : ends[at] - 1] += at
        return keys, np.array(counts), starts, np.diff(starts, append=len(keys)).astype(np.float32) - np.float32(1)

    def _of_language(self, language: str) -> tuple[_Numbers, ...]:
        """Return the numbers of the keys of a language, field by field."""
        held = self._numbers.get(language)
        if held is None:
            words = _Numbers(self._new)
            held = tuple(words if at < WORD_FIELDS else _Numbers(self._new) for at in range(len(FIELDS)))
            self._numbers[language] = held
        return held

    def _new(self, key: str) -> int:
        if self._free:
            number = self._free.pop()
            self.spelled[number] = key
            return number
        self.spelled.append(key)
        return len(self.spelled) - 1

    def _runs(self, outline: Outline) -> NDArray[np.uint64]:
        known = self._of_language(outline.language)[0]
        numbers = np.array(list(map(known.__getitem__, outline.order)), np.int64).view(np.uint64)
        if len(numbers) < RUN:
            return np.zeros(0, np.uint64)
        mixed = np.zeros(len(numbers) - RUN + 1, np.uint64)
        for step in range(RUN):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + numbers[step : len(mixed) + step]
            mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        mixed.sort()
        runs: NDArray[np.uint64] = mixed[np.concatenate([[True], mixed[1:] != mixed[:-1]])][:RUNS]
        return runs


def copied(a: Profile, b: Profile) -> float:
    """Estimate the share of runs that two articles have in common (Jaccard), 0 to 1."""
    if not len(a.runs) or not len(b.runs):
        return 0.0
    runs = np.concatenate([a.runs, b.runs])
    runs.sort()
    again = runs[1:] == runs[:-1]
    if not again.any():
        return 0.0
    twice, first = np.zeros(len(runs), np.bool_), np.ones(len(runs), np.bool_)
    twice[:-1] = again
    np.logical_not(again, out=first[1:])
    of_both = twice[first][:RUNS]
    return float(np.count_nonzero(of_both) / len(of_both))


def copied_of(article: Profile, others: Sequence[Profile], least: float) -> NDArray[np.float64]:
    """Return `copied` of an article and each of the others (at least one); 0 for what is sure to be under `least`."""
    found = np.zeros(len(others))
    own = len(article.runs)
    if own:
        sizes = np.array([len(o.runs) for o in others])
        runs = np.concatenate([o.runs for o in others])
        same = article.runs[np.minimum(article.runs.searchsorted(runs), own - 1)] == runs
        both = np.bincount(np.repeat(np.arange(len(others)), sizes)[same], minlength=len(others))
        for n in np.flatnonzero(both >= np.maximum(1, least * np.minimum(RUNS, own + sizes - both))).tolist():
            found[n] = copied(article, others[n])
    return found


def likeness(a: Profile, b: Profile) -> float:
    """Return the cosine of two whole texts, 0 to 1."""
    keys_a, weights_a = a.field("full")
    keys_b, weights_b = b.field("full")
    _, at_a, at_b = np.intersect1d(keys_a, keys_b, assume_unique=True, return_indices=True)
    return float(weights_a[at_a] @ weights_b[at_b])


def shared(a: Profile, b: Profile, field: str, most: int) -> list[str]:
    """Return the keys of a field that bring two articles together, the weightiest first."""
    keys_a, weights_a = a.field(field)
    keys_b, weights_b = b.field(field)
    at = {key: n for n, key in enumerate(keys_a.tolist())}
    both = [(at[key], n, key) for n, key in enumerate(keys_b.tolist()) if key in at]
    words = [(-float(weights_a[n_a] * weights_b[n_b]), a.vocabulary.spell(key)) for n_a, n_b, key in both]
    return [word for _, word in sorted(words)[:most]]
