"""Introductions: a line that says who somebody is moves before the lines that only name them."""

import pytest
from bridge_story import WEDNESDAY

from nutgraf.briefs.introductions import introduced_first
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.model import Evidence, Line, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger

BARE = "Ann Roe said that the yard would close in June."
WHO = "Ann Roe, a partner in the yard, left the meeting early on Monday."
OTHER = "The yard has built ferries since the war."
RANK = "Director Ann Roe left the meeting early on Monday."
LEFT = "Ann Roe, tired of waiting, left the meeting early on Monday."
BOTH = "Eva Lund, the mayor, thanked Ann Roe for the ferries."


def line(text: str, tagger: SpacyTagger) -> Candidate:
    [tokens] = tagger.tag([text])
    span = Span("a", 0, len(text))
    return Candidate(
        Sentence(span, text, 0, 0), tokens, Line(text, (Evidence(span, text),)), 0.5, 0, WEDNESDAY, background=False
    )


ORDERS = [
    ([BARE, OTHER, WHO], [WHO, BARE, OTHER]),
    ([OTHER, BARE, WHO], [OTHER, WHO, BARE]),
    ([WHO, OTHER, BARE], [WHO, OTHER, BARE]),
    ([BARE, OTHER, RANK], [BARE, OTHER, RANK]),
    ([BARE, OTHER, LEFT], [BARE, OTHER, LEFT]),
    ([BARE, OTHER, BOTH], [BARE, OTHER, BOTH]),
]


@pytest.mark.parametrize(("given", "expected"), ORDERS)
def test_the_introduction_comes_first(given: list[str], expected: list[str], tagger: SpacyTagger) -> None:
    assert [c.line.text for c in introduced_first([line(t, tagger) for t in given])] == expected


def test_the_lead_stays(tagger: SpacyTagger) -> None:
    lines = [line(t, tagger) for t in (BARE, OTHER, WHO)]
    assert [c.line.text for c in introduced_first(lines, lead=True)] == [BARE, OTHER, WHO]


def test_whom_the_reader_knows_needs_no_introduction(tagger: SpacyTagger) -> None:
    lines = [line(t, tagger) for t in (BARE, OTHER, WHO)]
    above = [line("Ann Roe owns the yard.", tagger)]
    assert [c.line.text for c in introduced_first(lines, above)] == [BARE, OTHER, WHO]
