"""Previews: overtaken by their result, their delay, their day or a settled figure; wishes and open plans stay."""

from datetime import datetime, timedelta

import pytest
from bridge_story import MONDAY, TUESDAY, WEDNESDAY, desk_of, report

from nutgraf.briefs.candidates import candidates
from nutgraf.briefs.overtaken import still_ahead
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger

LATER = timedelta(hours=3)
PAIRS = [
    (
        "The harbour board will vote on the ferry contract on Tuesday.",
        "The harbour board voted on the ferry contract.",
        False,
    ),
    ("The harbour board will vote on the ferry contract.", "The harbour board discussed the ferry contract.", True),
    ("The harbour board will vote on the ferry contract.", "The vote on the ferry contract was delayed.", False),
    ("The harbour board will vote on the ferry contract.", "The budget of the port police was delayed.", True),
    (
        "Ben Poe's bail is expected to be set at $90,000, an official said.",
        "Ben Poe was released on $20,000 bail.",
        False,
    ),
    ("Ben Poe's bail is expected to be set at $90,000, an official said.", "Ben Poe paid $20,000 for a boat.", True),
    ("Ben Poe will sell the yard to a Danish firm.", "Ben Poe sold the yard to a Danish firm.", False),
    ("Ben Poe will sell the yard to a Danish firm.", "Ben Poe did not sell the yard to a Danish firm.", True),
    (
        "If the bank agrees, Ben Poe will sell the yard to a Danish firm.",
        "Ben Poe sold the yard to a Danish firm.",
        True,
    ),
]


def kept(plan: str, result: str, when: tuple[datetime, datetime], tagger: SpacyTagger, embedder: UseEmbedder) -> bool:
    one = report("one", "Gazette", when[0], "Harbour", plan)
    other = report("other", "Courier", when[1], "Harbour", result)
    desk = desk_of((one, other) if when[0] <= when[1] else (other, one), tagger, embedder)
    found, refused = candidates(desk)
    assert len(found) == 2, refused
    return any(c.sentence.text == plan for c in still_ahead(desk, found, found))


@pytest.mark.parametrize(("plan", "result", "stays"), PAIRS)
def test_a_preview_beside_its_result_is_no_news(
    plan: str, result: str, stays: bool, tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    assert kept(plan, result, (MONDAY, MONDAY + LATER), tagger, embedder) is stays


def test_an_older_report_overtakes_nothing(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    plan, result = PAIRS[6][:2]
    assert kept(plan, result, (MONDAY + LATER, MONDAY), tagger, embedder)


DAYS = [
    ("The harbour board will vote on Tuesday.", WEDNESDAY, False),
    ("The harbour board will vote on Tuesday.", TUESDAY, True),
    ("The harbour board will vote on Friday.", WEDNESDAY, True),
    ("The chairman said on Monday that the board will vote.", WEDNESDAY, True),
]


@pytest.mark.parametrize(("plan", "newest", "stays"), DAYS)
def test_a_day_that_has_passed_overtakes_its_will(
    plan: str, newest: datetime, stays: bool, tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    assert (
        kept(plan, "Fishermen in Elmsund landed a record catch of herring.", (MONDAY, newest), tagger, embedder)
        is stays
    )
