import pytest

from nutgraf.briefs.checks.undo import apply_edits, place_in_line, undo_edits
from nutgraf.model import Edit

SOURCE = "KYIV (AP) - However, he said on Thursday that it may rain."
EDITS = (
    Edit("cut-dateline", 0, "KYIV (AP) - ", ""),
    Edit("cut-connective", 12, "However, h", "H"),
    Edit("date", 29, "on Thursday", "on Thursday 15 May"),
)


def test_applies_in_source_coordinates() -> None:
    assert apply_edits(SOURCE, EDITS) == "He said on Thursday 15 May that it may rain."


def test_undoes_what_was_applied() -> None:
    assert undo_edits("He said on Thursday 15 May that it may rain.", EDITS) == SOURCE


def test_no_edits_change_nothing() -> None:
    assert apply_edits(SOURCE, ()) == SOURCE == undo_edits(SOURCE, ())


@pytest.mark.parametrize(
    "edits",
    [
        (Edit("cut-connective", 0, "But ", ""),),
        (EDITS[1], EDITS[0]),
        (Edit("date", 29, "on Thursday", "x"), Edit("date", 32, "Thursday", "y")),
        (Edit("spelling", 0, "KYIV", "KYIV"),),
        (Edit("spelling", 57, ". More", "."),),
        (Edit("spelling", -1, ".", "!"),),
    ],
    ids=["other words", "out of order", "overlap", "no change", "past the end", "negative"],
)
def test_what_does_not_fit_is_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match=r"stand|overlap|changes"):
        apply_edits(SOURCE, edits)


def test_a_line_that_was_changed_behind_the_edits_is_refused() -> None:
    with pytest.raises(ValueError, match="does not stand"):
        undo_edits("He said on Friday 16 May that it may rain.", EDITS)


def test_places_of_the_source_in_the_line() -> None:
    assert [place_in_line(n, EDITS) for n in (0, 12, 22, 24, 45)] == [0, 0, 1, 3, 31]
