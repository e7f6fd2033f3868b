"""What a person merges, splits and moves stays so, however the program groups."""

from itertools import permutations

import pytest

from nutgraf.model import Correction
from nutgraf.stories.corrections import corrected, holding

GROUPS = [["a", "b", "c"], ["d", "e"], ["f"]]


def alike(one: str, other: str) -> float:
    """Letters that are near in the alphabet are alike."""
    return 1.0 / (1 + abs(ord(one) - ord(other)))


CASES = [
    (Correction("merge", ("a", "f")), [["a", "b", "c", "f"], ["d", "e"]]),
    (Correction("merge", ("a", "gone")), GROUPS),
    (Correction("merge", ("a", "b")), GROUPS),
    (Correction("split", ("c",), ("a", "b")), [["a", "b"], ["c"], ["d", "e"], ["f"]]),
    (Correction("split", ("a", "b", "c")), GROUPS),
    (Correction("split", ("gone",)), GROUPS),
    (Correction("move", ("c",), ("e",)), [["a", "b"], ["c", "d", "e"], ["f"]]),
    (Correction("move", ("f",), ("d",)), [["a", "b", "c"], ["d", "e", "f"]]),
    (Correction("move", ("c",), ("gone",)), GROUPS),
    (Correction("move", ("c",), ("c",)), GROUPS),
]


@pytest.mark.parametrize(("correction", "expected"), CASES)
def test_one_correction(correction: Correction, expected: list[list[str]]) -> None:
    assert corrected(GROUPS, [correction], alike) == expected


def test_the_later_of_two_that_contradict_holds() -> None:
    merge, split = Correction("merge", ("a", "d")), Correction("split", ("d", "e"), ("a", "b", "c"))
    assert corrected(GROUPS, [merge, split], alike) == GROUPS
    assert corrected(GROUPS, [split, merge], alike) == [["a", "b", "c", "d", "e"], ["f"]]


def test_a_late_article_goes_with_the_side_it_is_like() -> None:
    split = Correction("split", ("y",), ("a",))
    assert corrected([["a", "y", "b", "z"]], [split], alike) == [["a", "b"], ["y", "z"]]


def test_those_who_left_stay_together() -> None:
    """The program has since torn apart what a person split off."""
    split = Correction("split", ("c", "d"), ("a", "b"))
    assert corrected([["a", "b", "c"], ["d"]], [split], alike) == [["a", "b"], ["c", "d"]]


def test_unrelated_corrections_may_come_in_any_order() -> None:
    three = [Correction("split", ("c",), ("a", "b")), Correction("move", ("e",), ("f",))]
    results = [corrected(GROUPS, list(order), alike) for order in permutations(three)]
    assert all(result == results[0] for result in results)


MERGE, SPLIT = Correction("merge", ("a", "d")), Correction("split", ("c",), ("a", "b"))
TAKEN_BACK = [
    ([MERGE, Correction("undo", (), of=1)], GROUPS),
    ([MERGE, SPLIT, Correction("undo", (), of=1)], [["a", "b"], ["c"], ["d", "e"], ["f"]]),
    ([MERGE, SPLIT, Correction("undo", (), of=2)], [["a", "b", "c", "d", "e"], ["f"]]),
    ([MERGE, Correction("undo", (), of=1), Correction("undo", (), of=2)], [["a", "b", "c", "d", "e"], ["f"]]),
    ([MERGE, Correction("undo", (), of=1), MERGE], [["a", "b", "c", "d", "e"], ["f"]]),
    ([Correction("undo", (), of=2), MERGE], [["a", "b", "c", "d", "e"], ["f"]]),
    ([MERGE, Correction("undo", (), of=9)], [["a", "b", "c", "d", "e"], ["f"]]),
]


@pytest.mark.parametrize(("made", "expected"), TAKEN_BACK)
def test_what_was_taken_back_is_as_if_never_said(made: list[Correction], expected: list[list[str]]) -> None:
    assert corrected(GROUPS, made, alike) == expected


def test_an_undo_that_is_undone_holds_no_longer() -> None:
    made = [MERGE, Correction("undo", (), of=1), Correction("undo", (), of=2)]
    assert [holding(made[:n]) for n in (1, 2, 3)] == [{1}, {2}, {1, 3}]
