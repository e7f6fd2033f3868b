"""Each kind of defect is counted where it is, and not where it is not: a counter that sees nothing would flatter us."""

import pytest

from evals.defects import LINE_CHECKS, count

CLEAN = "The council voted on Wednesday 4 June to tear down the bridge."

LINES = [
    ("columnist", "We all knew that the bridge would fall.", "“We all knew it,” Tomas Reyle said on Monday 2 June."),
    ("columnist", "Who will pay for the bridge?", "“Who will pay?” Tomas Reyle asked the council."),
    ("caption", "Photo: the bridge at dawn.", "A photograph of the bridge was shown."),
    ("caption", "The bridge at dawn", "The bridge stood at dawn."),
    ("dateline", "OSTWICK, June 3 (Norda) - The bridge is shut.", "NATO said the bridge was safe."),
    ("dateline", "(Norda) - The bridge is shut.", "(It had been shut before.) The bridge is old."),
    ("opener", "He said that the bridge was safe.", "Helena Roe said that the bridge was safe."),
    ("opener", "However, the bridge is safe.", "This week the bridge reopens."),
    ("weekday", "The council met on Wednesday.", CLEAN),
    ("weekday", "The council met yesterday.", "“We met yesterday,” Tomas Reyle said."),
    ("weekday", "The council met on Wednesday.", "The council met on Wednesday, June 4."),
    ("half", "The piers are “a danger to life.", "The piers are “a danger to life”."),
    ("dragging", "The bridge is old " * 12 + ".", CLEAN),
]


@pytest.mark.parametrize(("kind", "bad", "good"), LINES)
def test_kinds_of_a_line(kind: str, bad: str, good: str) -> None:
    assert LINE_CHECKS[kind](bad)
    assert not LINE_CHECKS[kind](good)


def test_every_kind_of_a_line_is_tried() -> None:
    assert {kind for kind, _, _ in LINES} == set(LINE_CHECKS)


def test_a_clean_brief_has_none() -> None:
    lines = [CLEAN, "Tomas Reyle said the piers had rusted through.", "A flood shut the bridge in November 1998."]
    assert not count(lines, " ".join(lines)).total()


def test_repeats_are_counted_once_a_line() -> None:
    again = "On Wednesday 4 June the council voted to tear down the bridge."
    assert count([CLEAN, again], CLEAN)["repeat"] == 1
    assert count([CLEAN, again, again], CLEAN)["repeat"] == 2


ARTICLES = "Tomas Reyle, the engineer, looked at the bridge. Reyle said it had rusted."


def test_a_surname_before_its_full_name_is_counted() -> None:
    assert count(["Reyle said it had rusted."], ARTICLES)["surname"] == 1
    assert count(["Tomas Reyle looked at the bridge.", "Reyle said it had rusted."], ARTICLES)["surname"] == 0
    assert count(["Ostwick said it had rusted."], "The town of Ostwick said so.")["surname"] == 0
