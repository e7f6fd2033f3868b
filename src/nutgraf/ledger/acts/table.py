"""The table of frames (`frames.tsv`): verb, small word or preposition, object noun -> type, mode, modality.

A row with an object noun asks for it, a row with a small word for that; the fullest row that fits decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from nutgraf.model import ActType


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One row of the table."""

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


@cache
def frame_rows() -> Mapping[str, tuple[FrameRow, ...]]:
    """Return the rows by verb, the fullest first."""
    lines = files("nutgraf.ledger.acts").joinpath("frames.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line.strip()]
    known = set(get_args(ActType))
    found: dict[str, list[FrameRow]] = {}
    for lemma, particle, noun, act, mode, *_ in rows:
        if act not in known:
            raise ValueError(f"frames.tsv: {act!r} of {lemma!r} is no PLOVER type")
        found.setdefault(lemma, []).append(FrameRow(lemma, particle, noun, cast(ActType, act), mode))
    return {
        lemma: tuple(sorted(group, key=lambda r: -(2 * bool(r.noun) + bool(r.particle))))
        for lemma, group in found.items()
    }
