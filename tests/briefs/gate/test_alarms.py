"""Alarms against freely worded lines, on the real parser."""

import pytest

from nutgraf.briefs.gate.alarms import ALARMS, alarms, alarms_against
from nutgraf.briefs.gate.given import Worded
from tests.parser import PARSER

SOURCE = "Police in Lyon arrested 12 protesters on Monday, the mayor said."


def worded(text: str) -> Worded:
    return Worded(text, PARSER.tag([text])[0])


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Police in Lyon arrested 14 protesters on Monday, the mayor said.", "number-nowhere"),
        ("Police in Marseille arrested 12 protesters on Monday, the mayor said.", "name-nowhere"),
        ("Police in Lyon did not arrest 12 protesters on Monday, the mayor said.", "denial-added"),
        ("Police in Lyon released 12 protesters on Monday, the mayor said.", "opposite"),
        ("Police in Lyon arrested 12 protesters on Friday, the mayor said.", "other-of-kind"),
        ("Police in Lyon may have arrested 12 protesters on Monday, the mayor said.", "doubt-added"),
        ("Police in Lyon arrested 12 protesters on Monday, the mayor confirmed.", "speech-stronger"),
        ("Police in Lyon arrested all 12 protesters on Monday, the mayor said.", "quantifier-raised"),
        ("Police in Lyon arrested 12 protesters on Monday because of threats, the mayor said.", "cause-invented"),
    ],
)
def test_an_alarm_stands_against_what_the_evidence_has_not(line: str, rule: str) -> None:
    assert rule in {a.rule for a in alarms_against(worded(line), [worded(SOURCE)])}
    assert rule in {a.rule for a in alarms(worded(line), [worded(SOURCE)])}


@pytest.mark.parametrize(
    "line", [SOURCE, "On Monday twelve demonstrators were arrested by police in Lyon, the mayor said."]
)
def test_the_same_in_other_words_rings_nothing(line: str) -> None:
    assert alarms_against(worded(line), [worded(SOURCE)]) == ()


def test_roles_that_changed_places() -> None:
    found = alarms_against(worded("The union sued the company."), [worded("The company sued the union.")])
    assert {a.rule for a in found} == {"roles-swapped"}


def test_what_stands_anywhere_in_the_article_is_known() -> None:
    article = [worded(SOURCE), worded("They had come from Marseille.")]
    line = worded("Police in Lyon arrested 12 protesters from Marseille.")
    assert "name-nowhere" not in {a.rule for a in alarms(line, article)}
    assert "name-nowhere" in {a.rule for a in alarms(line, article[:1])}


def test_no_evidence_leaves_names_and_figures_unknown() -> None:
    assert {a.rule for a in alarms(worded(SOURCE), [])} >= {"name-nowhere", "number-nowhere"}
    assert {a.rule for a in alarms_against(worded(SOURCE), [worded("")])} <= ALARMS.keys()
