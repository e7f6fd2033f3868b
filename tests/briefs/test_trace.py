"""Tracing lines to sentences, and the witness test: false witnesses are worse than missing ones."""

import numpy as np
import pytest

from nutgraf.briefs.trace import states_same, trace

DAM = "The Orlen dam burst on Monday night and flooded the lower town of Brask."


def test_words_find_the_sentence() -> None:
    sentences = ["Cheese is sold on the square.", DAM, "Mayor Holt asked for pumps.", "The river Lenn is long."]
    rows = np.eye(4, dtype=np.float32)
    found = trace("Brask's lower town was flooded when the Orlen dam burst.", sentences, rows[1], rows)
    assert found[0][0] == 1
    assert sorted(i for i, _ in found) == [0, 1, 2, 3]
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)


def test_meaning_finds_what_words_do_not() -> None:
    sentences = ["Thousands fled their homes.", "Cheese is sold on the square."]
    rows = np.eye(2, dtype=np.float32)
    assert trace("Many residents were evacuated.", sentences, rows[0], rows)[0][0] == 0


def test_nothing_to_trace_in() -> None:
    assert trace(DAM, (), np.ones(2, np.float32), np.zeros((0, 2), np.float32)) == ()


@pytest.mark.parametrize(
    ("line", "other", "same"),
    [
        (DAM, "The dam at Orlen burst late on Monday, flooding Brask's lower town.", True),
        ("Holt will travel to Brask on Tuesday.", "Holt will go to Brask on Tuesday, her office said.", True),
        ("Holt will travel to Brask on Tuesday.", "Holt will not travel to Brask on Tuesday.", False),
        ("Holt travelled to Brask.", "Holt may travel to Brask.", False),
        ("Holt will travel to Brask.", "Holt will travel to Brask if the road is open.", False),
        ("The flood killed 9 people in Brask.", "The flood killed 12 people in Brask.", False),
        ("The flood killed 9 people in Brask.", "The flood killed 9 people in Lower Brask.", True),
        ("The town of Brask asked Holt for pumps.", "The town of Orlen asked Weller for pumps.", False),
        ("Weller has confirmed the visit to Brask.", "Weller has not confirmed the visit to Brask.", False),
        (
            "The governor denied that the Orlen dam was unsafe.",
            "The governor said that the Orlen dam was unsafe.",
            False,
        ),
    ],
)
def test_states_same(line: str, other: str, same: bool) -> None:
    assert states_same(line, other, 0.9) is same
    assert states_same(other, line, 0.9) is same


def test_a_low_cosine_is_enough_to_refuse() -> None:
    assert not states_same(DAM, DAM, 0.5)
