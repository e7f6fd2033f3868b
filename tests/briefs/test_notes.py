"""Honest emptiness: what a brief lacks stands in its notes."""

from dataclasses import replace

import pytest
from bridge_story import CLOSED, VOTE, VOTE_RADIO, dossier_of

from nutgraf.briefs.notes import FLAG_NOTES, NO_CONTEXT, NO_POINTS, NO_SUMMARY, notes_on
from nutgraf.model import Evidence, Flag, Line, Span

LINE = (Line("It rained.", (Evidence(Span(VOTE.id, 0, 10), "It rained."),)),)


def test_nothing_lacks_nothing_is_said() -> None:
    assert notes_on(dossier_of((VOTE, VOTE_RADIO)), LINE, LINE, LINE) == ()


LAYERS = [(((), LINE, LINE), NO_SUMMARY), ((LINE, (), LINE), NO_CONTEXT), ((LINE, LINE, ()), NO_POINTS)]


@pytest.mark.parametrize(("layers", "note"), LAYERS)
def test_an_empty_layer_is_named(layers: tuple[tuple[Line, ...], ...], note: str) -> None:
    assert notes_on(dossier_of((VOTE, VOTE_RADIO)), *layers) == (note,)


def test_one_voice_is_named_also_when_many_print_it() -> None:
    [note] = notes_on(dossier_of((VOTE, VOTE_RADIO), voices=[(VOTE, VOTE_RADIO)]), LINE, LINE, LINE)
    assert "one origin (Ostwick Herald)" in note


@pytest.mark.parametrize(("flag", "words"), FLAG_NOTES)
def test_every_flag_a_reader_must_know_of_has_its_note(flag: Flag, words: str) -> None:
    flagged = replace(VOTE, flags=(flag,))
    [note] = notes_on(dossier_of((flagged, VOTE_RADIO)), LINE, LINE, LINE)
    assert note == f"1 article is {words} (Ostwick Herald)."


def test_several_are_counted_and_each_outlet_named_once() -> None:
    articles = [replace(a, flags=("stub",)) for a in (CLOSED, VOTE, VOTE_RADIO)]
    [note] = notes_on(dossier_of(articles), LINE, LINE, LINE)
    assert note.startswith("3 articles are ")
    assert note.endswith("(Ostwick Herald, Tarn Valley Radio).")
