"""Values of disagreements: a version with who says it, and the versions of one thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed
from nutgraf.text.people import plain_letters

LATER = timedelta(hours=12)
"""A report this much younger knows more than the other; nearer ones are both current."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SAYS = frozenset({"say", "tell", "report", "announce", "add", "state", "claim", "deny", "confirm", "estimate"})


@dataclass(frozen=True, slots=True)
class Version:
    """One version: a sentence, the words in it that differ, and who stands behind it."""

    parsed: Parsed
    """The first sentence that gives it."""
    phrase: str
    """The words that differ: "about 100 minutes", "on Thursday"."""
    speaker: str
    """Who says so within the sentence; empty when the outlet itself does."""
    origins: tuple[str, ...]
    """The independent origins that give this version, sorted."""
    also: tuple[Parsed, ...] = ()
    """Other sentences that give it, in the order they came, for a caller who cannot print the first."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing of which origins give versions that exclude each other."""

    topic: str
    """What they disagree on, for people: "number of dead"."""
    versions: tuple[Version, ...]
    """Two or more, in the order their sentences came."""


@dataclass(frozen=True, slots=True)
class Reports:
    """The sentences to compare, with what is known of their articles."""

    sentences: Sequence[Parsed]
    """In the caller's order."""
    origins: Mapping[str, str]
    """The origin of each article."""
    vectors: NDArray[np.float32]
    """One unit row a sentence."""
    published: Mapping[str, datetime]
    """When each article appeared, where known."""

    def origin(self, row: int) -> str:
        """Return the origin of a sentence."""
        return self.origins[self.sentences[row].sentence.span.article]

    def time(self, row: int) -> datetime | None:
        """Return when a sentence appeared; `None` when unknown."""
        return self.published.get(self.sentences[row].sentence.span.article)

    def later(self, one: int, other: int) -> bool:
        """Tell whether the second sentence is so much younger that it may know more."""
        first, second = self.time(one), self.time(other)
        return first is not None and second is not None and second - first >= LATER

    def near(self, one: int, other: int) -> float:
        """Return the cosine of two sentences."""
        return float(self.vectors[one] @ self.vectors[other])


def terms(parsed: Parsed) -> frozenset[str]:
    """Return the lemmas of the content words of a sentence, in plain letters: one palace is Dolmabahçe, Dolmabahce."""
    return frozenset(plain_letters(t.lemma).lower() for t in parsed.tokens if t.pos in _CONTENT)


def shared(one: Parsed, other: Parsed) -> float:
    """Return the share of content words that two sentences have in common."""
    first, second = terms(one), terms(other)
    return len(first & second) / max(len(first | second), 1)


def speaker_of(tree: Tree) -> str:
    """Return who says it: the subject of the first verb of saying; "The toll is 9, the mayor said"."""
    for n, token in enumerate(tree.tokens):
        if token.pos == "VERB" and tree.lemma(n) in _SAYS:
            subject = tree.subject(n)
            if subject is not None and tree.animate(subject):
                return tree.name(subject)
    return ""
