"""Datelines and labels go where what follows stands alone; a sentence that only looks like one stays whole."""

import pytest

from nutgraf.briefs.checks.cuttable import DATELINE
from nutgraf.briefs.checks.of_edits import edit_fault
from nutgraf.briefs.checks.of_place import Place
from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.edits.cut import leading_cuts, other_cuts
from nutgraf.model import Article

REST = "The council shut the bridge."
DATELINES = [
    "OSTWICK (Reuters) - ",
    "OSTWICK and LUND (Reuters) - ",
    "Ostwick (CNN) ",
    "(CNN) ",
    "Port Ostwick, Norda (AP) ",
    "Ann Roe NORDA TODAY OSTWICK — ",
    "OSTWICK, Norda — ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_cut_whole_and_the_judge_agrees(dateline: str) -> None:
    assert [edit.before for edit in leading_cuts(dateline + REST)] == [dateline]
    assert DATELINE.fullmatch(dateline)


KEPT = [
    "Ostwick (CNN) reporters saw the council shut the bridge.",
    "The talks (AP) shut.",
    "Ann Roe of the NORDA UNION — who shut the bridge — resigned today.",
    "Ostwick and Lund shut their bridges on Monday.",
    "Ostwick (Norda) The council shut the bridge.",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_sentence_keeps_its_beginning(text: str) -> None:
    assert leading_cuts(text) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The front is 2,000 km (1,243 miles) long.", "The front is 2,000 km long."),
        ("It cost £4.2m (€5m) in all.", "It cost £4.2m in all."),
        ("It cost 5 million euros ($5.4 million) in all.", "It cost 5 million euros in all."),
        ("They shut the 12-mile (19-km) road.", "They shut the 12-mile road."),
        ("It was 40 degrees Celsius (104 F) at noon.", "It was 40 degrees Celsius at noon."),
    ],
)
def test_a_measure_given_once_more_in_another_unit_goes(text: str, left: str) -> None:
    assert _cut(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe (12 km) won the race.",  # no measure stands before it
        "Sales rose 5 percent (6 percent in May).",
        "The road (19 km) is shut.",
        "He said: “It is 12 miles (19 km) away.”",
        "It cost £4.2m (about €5m) in all.",
        "The yard lost 300 jobs (40 of them here).",
    ],
)
def test_a_bracket_that_says_something_stays(text: str) -> None:
    assert _cut(text) == text


def _cut(text: str) -> str:
    """Make the cuts inside a sentence, each judged by its rule."""
    edits = tuple(other_cuts(text))
    article = Article("a1", "", text, "Norda", "", None)
    for edit in edits:
        place = Place(article, text, edit.start, begins=False, ends=False, offset=0, title=False, others={})
        assert not edit_fault(edit, place)
    return apply_edits(text, edits)
