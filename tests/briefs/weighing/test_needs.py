"""Needs: what a line takes as told; every sentence here was written for the test."""

import pytest

from nutgraf.briefs.weighing.leaning_words import BEARERS, KNOWN_TO_ALL
from nutgraf.briefs.weighing.needs import Need, needs_of
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger

BEFORE = "The yard wants to close in June, a judge ruled against it, and the ferry workers of Brask will strike."


def needs(text: str, tagger: SpacyTagger, head: int = 0) -> tuple[Need, ...]:
    [tokens] = tagger.tag([text])
    before = (Sentence(Span("a", 0, len(BEFORE)), BEFORE, 0, 0),)
    return needs_of(Parsed(Sentence(Span("a", 200, 200 + len(text)), text, 1, 1), tokens), head, before, "Yard closes")


def words(text: str, tagger: SpacyTagger) -> list[str]:
    return [n.words for n in needs(text, tagger) if n.sure]


LEANING = [
    ("The verdict surprised the mayor of Brask on Monday.", "The verdict"),
    ("Ida Holt criticised the strike on Monday.", "the strike"),
    ("Ida Holt told reporters on Monday that those workers had waited long enough.", "those workers"),
    ("Ida Holt also asked the government for two ships.", "also"),
    ("The Norland senator said on Monday that ships must sail.", "The Norland senator"),
    ("In response, Norland sent two ships to Brask.", "In response"),
    ("Ida Holt, however, asked the government for two ships.", ", however"),
    ('"Ships will sail," Holt added on Monday.', "added"),
    ("Ida Holt's remark surprised Norland on Monday.", "Holt's remark"),
    ("The Journal reported on Monday that Brask would build two ships.", "The Journal"),
    ("Brask would build two ships, the statement read.", "the statement"),
    ("Ida Holt hinted as much on Monday in Brask.", "hinted as much"),
    ("The sailor – who has led Brask since 2020 – spoke on Monday.", "The sailor"),
    ("Ida Holt said the BQZ would inspect every ship in Brask.", "BQZ"),
]


@pytest.mark.parametrize(("text", "found"), LEANING)
def test_what_leans_is_found(text: str, found: str, tagger: SpacyTagger) -> None:
    assert found in words(text, tagger)


STANDING = [
    "The government of Norland sent two ships to Brask on Monday.",
    "The strike of the ferry workers at Brask began on Monday.",
    "A judge in Brask said on Monday that the judge before him had erred.",
    "The Brask Journal reported on Monday that Norland would build two ships.",
    "The biggest strike since 1990 began in Brask on Monday.",
    "Ida Holt said that ships would sail and also that fares would fall.",
    "Ida Holt, who has led Brask since 2020, told the world on Monday that ships would sail.",
    'Ida Holt said on Monday: "The ruling will stand, and this strike too."',
    "Ida Holt said the Brask Quay Zone (BQZ) would close.",
    "Ida Holt said the FBI would come.",
    "On the other side of the river, Ida Holt said, nobody is on strike.",
]


@pytest.mark.parametrize("text", STANDING)
def test_what_stands_alone_needs_nothing(text: str, tagger: SpacyTagger) -> None:
    assert words(text, tagger) == []


def test_a_cut_opening_needs_nothing(tagger: SpacyTagger) -> None:
    text = "In response, Norland sent two ships to Brask."
    assert [n.kind for n in needs(text, tagger)] == ["points"]
    assert needs(text, tagger, head=13) == ()


def test_a_noun_is_told_by_its_kin(tagger: SpacyTagger) -> None:
    [need] = [n for n in needs("The verdict surprised Ida Holt.", tagger) if n.sure]
    assert {"rul", "decision"} & need.told_by
    assert "strik" not in need.told_by


def test_tables_hold_stems_that_can_be_met() -> None:
    assert all(told and head in told for head, told in BEARERS.items())
    assert not {"ruling", "speech", "group", "conditions", "paper", "order"} & KNOWN_TO_ALL
