"""Invented news for benches: as many articles as wanted, of many events, without any data.

A background of words by Zipf's law, the same for all; for each event some words, names and numbers of its own, which
also makes the vocabulary grow as in a real stream. The texts are no language: they serve speed and memory alone.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

from nutgraf.model import Article

BACKGROUND = 30_000
"""Words all events share."""
LENGTH = 600
"""Words an article."""
LIVE_EVENTS = 400
"""Events that are reported at a time."""
_ONSETS = ("b", "ch", "d", "f", "g", "k", "l", "m", "n", "p", "r", "st", "t", "v", "z")
_RIMES = ("a", "el", "in", "o", "ur", "an", "i", "eth", "om", "ar")
_SYLLABLES = [onset + rime for onset in _ONSETS for rime in _RIMES]


def word(number: int) -> str:
    """Return the word of a number, 0 or more: a different one for each."""
    spelled = _SYLLABLES[number % len(_SYLLABLES)]
    while number >= len(_SYLLABLES):
        number = number // len(_SYLLABLES) - 1
        spelled += _SYLLABLES[number % len(_SYLLABLES)]
    return spelled


def invented(seed: int = 2025) -> Iterator[Article]:
    """Yield articles without end, undated; the same for the same seed."""
    rng = random.Random(seed)
    common = [word(n) for n in range(BACKGROUND)]
    cumulative = list(accumulate(1.0 / (n + 10) for n in range(BACKGROUND)))
    events = [_event(rng, n) for n in range(LIVE_EVENTS)]
    told = 0
    while True:
        at = rng.randrange(LIVE_EVENTS)
        if rng.random() < 0.3:
            events[at] = _event(rng, LIVE_EVENTS + told)
        own = events[at]
        words = rng.choices(common, cum_weights=cumulative, k=LENGTH)
        for place in rng.sample(range(LENGTH), LENGTH // 6):
            words[place] = rng.choice(own)
        sentences = [" ".join(words[i : i + 20]).capitalize() + "." for i in range(0, LENGTH, 20)]
        yield Article(
            id=f"invented-{told}",
            title=" ".join(rng.choices(own, k=6) + rng.choices(common, cum_weights=cumulative, k=3)),
            text="\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)),
            outlet=f"Outlet {told % 40}",
            url=f"https://example.org/{told}",
        )
        told += 1


def _event(rng: random.Random, number: int) -> list[str]:
    """Return what only the reports of one event say."""
    names = [f"{word(rng.randrange(10**6)).title()} {word(rng.randrange(10**6)).title()}" for _ in range(6)]
    facts = [f"{rng.randrange(3, 900)} {word(rng.randrange(3000))}s" for _ in range(6)]
    return names + facts + [word(rng.randrange(BACKGROUND)) for _ in range(25)] + [word(BACKGROUND + number)]
