"""Nouns that name an act (`nouns.tsv`), and nouns of speech: "a threat of sanctions", "Putin's offer"."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from nutgraf.model import ActType

SPEECH: Mapping[str, ActType] = {
    **dict.fromkeys(("offer", "proposal", "pledge", "promise", "vow", "invitation"), "AGREE"),
    **dict.fromkeys(("threat", "ultimatum"), "THREATEN"),
    **dict.fromkeys(("demand", "call", "request", "appeal", "plea"), "REQUEST"),
    **dict.fromkeys(("accusation", "allegation", "criticism", "condemnation"), "ACCUSE"),
    **dict.fromkeys(("refusal", "rejection", "denial", "veto"), "REJECT"),
}
"""What a noun of speech is, as an act."""


@cache
def noun_acts() -> Mapping[str, tuple[ActType, str]]:
    """Return type and mode of each noun that names an act; raises ValueError for a type that PLOVER does not have."""
    lines = files("nutgraf.ledger.acts").joinpath("nouns.tsv").read_text("utf-8").splitlines()[1:]
    known = set(get_args(ActType))
    found: dict[str, tuple[ActType, str]] = {}
    for lemma, act, mode in (line.split("\t") for line in lines if line.strip()):
        if act not in known:
            raise ValueError(f"nouns.tsv: {act!r} of {lemma!r} is no PLOVER type")
        found[lemma] = (cast(ActType, act), mode)
    return found
