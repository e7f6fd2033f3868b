"""The tables of acts: verbs (`frames.tsv`), nouns (`nouns.tsv`), words of PLOVER's contexts (`contexts.tsv`),
and verbs with the objects that make them tell no act (`idioms.tsv`).

In the table of verbs a row with an object noun asks for it, a row with a small word for that; the fullest row that
fits decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from nutgraf.model import ActType


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One row of the table of verbs."""

    lemma: str
    """The verb."""
    particle: str
    """Small word or preposition that must depend on it; empty for any."""
    noun: str
    """Lemma of the object, or of a preposition's object; empty for any."""
    act: ActType
    """What it is."""
    mode: str
    """PLOVER mode; may be empty."""


@dataclass(frozen=True, slots=True)
class NounRow:
    """One row of the table of nouns."""

    act: ActType
    """What the noun names."""
    mode: str
    """PLOVER mode; may be empty."""


@cache
def frame_rows() -> Mapping[str, tuple[FrameRow, ...]]:
    """Return the rows by verb, the fullest first."""
    found: dict[str, list[FrameRow]] = {}
    for lemma, particle, noun, act, mode, *_ in _lines("frames.tsv"):
        found.setdefault(lemma, []).append(FrameRow(lemma, particle, noun, _type(act, lemma), mode))
    return {
        lemma: tuple(sorted(group, key=lambda r: -(2 * bool(r.noun) + bool(r.particle))))
        for lemma, group in found.items()
    }


@cache
def noun_rows() -> Mapping[str, NounRow]:
    """Return the nouns of acts, with the word before them where that decides ("hunger strike")."""
    return {
        noun: NounRow(_type(act, noun), mode)
        for act, mode, nouns in _lines("nouns.tsv")
        for noun in (one.strip() for one in nouns.split(","))
    }


@cache
def context_words() -> Mapping[str, tuple[str, ...]]:
    """Return PLOVER's contexts of each word that tells one."""
    found: dict[str, tuple[str, ...]] = {}
    for context, words in _lines("contexts.tsv"):
        found.update({word: (*found.get(word, ()), context) for word in words.split()})
    return found


@cache
def idioms() -> Mapping[str, frozenset[str]]:
    """Return by verb the objects with which it tells no act: "met the standards", "hit a high"."""
    return {verb: frozenset(nouns.split()) for verb, nouns in _lines("idioms.tsv")}


def _lines(name: str) -> list[list[str]]:
    text = files("nutgraf.ledger.acts").joinpath(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line.strip()]


def _type(act: str, word: str) -> ActType:
    if act not in get_args(ActType):
        raise ValueError(f"tables of acts: {act!r} of {word!r} is no PLOVER type")
    return cast(ActType, act)
