"""Datelines and labels go where what follows stands alone; a sentence that only looks like one stays whole."""

import pytest

from nutgraf.briefs.checks.cuttable import DATELINE
from nutgraf.briefs.edits.cut import leading_cuts

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
