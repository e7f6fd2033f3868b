"""A stream for each language: keys of two languages never meet, so each counts its own words and keeps its own time.

    articles --by language--> Stream of each --settled, arcs--> groups of each --> groups of all

Rule 1: what one language prints changes nothing in another, so each can be placed by an owner of its own, anywhere.
Rule 2: positions are those of all articles, in order of arrival; a stream counts its own from 0 (`Numbering`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from nutgraf.model import Article, Placement
from nutgraf.settings import Grouping
from nutgraf.stories.linkage import Bonds
from nutgraf.stories.regroup import arcs, likenesses, settled, settled_chances
from nutgraf.stories.stream import Stream
from nutgraf.stories.tongues import ENGLISH

Groups = tuple[tuple[int, ...], ...]
"""Positions of the articles of each group, in order."""


def language_of(article: Article) -> str:
    """Return the language whose stream an article belongs to; `en` when it is not known."""
    return "en" if article.language in ENGLISH else article.language


@dataclass(frozen=True, slots=True)
class Settled:
    """What a stream has come to; groups in order of their first article."""

    events: Groups
    """Every article but replaced versions lies in one."""
    running: Groups
    """Running stories, each made of whole events."""

    @classmethod
    def of(cls, stream: Stream) -> "Settled":
        """Correct late all that a stream has seen."""
        events = settled(stream)
        replaced = frozenset(stream.replaced)
        return cls(_current(events, replaced), _current(arcs(stream, events), replaced))


def _current(groups: Iterable[Sequence[int]], replaced: frozenset[int]) -> Groups:
    """Return the groups without versions that a later one replaced; such a version always stands alone."""
    return tuple(tuple(group) for group in groups if replaced.isdisjoint(group))


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which of all articles the articles of each language are."""

    at: dict[str, list[int]] = field(default_factory=dict)
    """By language, the positions of its articles among all."""

    def add(self, language: str, position: int) -> None:
        """Give the next article of a language its position."""
        self.at.setdefault(language, []).append(position)

    def all_of(self, found: Mapping[str, Settled]) -> Settled:
        """Return what the streams have come to as one."""
        parts = [(self.at[language], one) for language, one in found.items()]
        return Settled(
            tuple(sorted(tuple(at[i] for i in group) for at, one in parts for group in one.events)),
            tuple(sorted(tuple(at[i] for i in group) for at, one in parts for group in one.running)),
        )

    def bonds(self, found: Mapping[str, Bonds]) -> Bonds:
        """Return the bonds within the streams as one."""
        parts = [(np.array(self.at[language], np.int64), one) for language, one in found.items()]
        none, nothing = np.zeros(0, np.int64), np.zeros(0, np.float64)
        return Bonds.of(
            np.concatenate([none, *(at[one.earlier] for at, one in parts)]),
            np.concatenate([none, *(at[one.later] for at, one in parts)]),
            np.concatenate([nothing, *(one.values for _, one in parts)]),
        )


class Streams:
    """The streams of all languages, here."""

    def __init__(self, settings: Grouping) -> None:
        """Start with no article."""
        self.settings = settings
        self._numbering = Numbering()
        self._streams: dict[str, Stream] = {}
        self._count = 0

    def add(self, article: Article) -> Placement:
        """Place one more article; the caller brings them in order of time."""
        language = language_of(article)
        if language not in self._streams:
            self._streams[language] = Stream(self.settings)
        self._numbering.add(language, self._count)
        self._count += 1
        return self._streams[language].add(article)

    def settled(self) -> Settled:
        """Correct late all that came so far."""
        return self._numbering.all_of({name: Settled.of(stream) for name, stream in self._streams.items()})

    def rarity(self, word: str, article: Article) -> float:
        """Return how rare a term, or a key of another field, has been up to now in the language of an article."""
        language = language_of(article)
        return self._streams[language].rarity(word, "" if language == "en" else language)

    def times(self) -> list[float | None]:
        """Return the hours of the articles, by position."""
        found: list[float | None] = [None] * self._count
        for language, stream in self._streams.items():
            for position, hour in zip(self._numbering.at[language], stream.times(), strict=True):
                found[position] = hour
        return found

    def chances(self) -> Bonds:
        """Return the probability that two articles tell one event, seen from both sides, for all likely pairs."""
        return self._numbering.bonds({name: settled_chances(stream) for name, stream in self._streams.items()})

    def likenesses(self) -> Bonds:
        """Return the plain likeness of all pairs that were compared."""
        return self._numbering.bonds({name: likenesses(stream) for name, stream in self._streams.items()})
