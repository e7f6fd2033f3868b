"""Repeats: paraphrases and figures are seen, other news in the same words is not."""

import pytest
from bridge_story import CLOSED, STORY, SURVEY, VOTE, VOTE_RADIO, desk_of

from nutgraf.briefs.candidates import candidates
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.repeats import Repeats, told
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger


@pytest.fixture(scope="module")
def found(tagger: SpacyTagger, embedder: UseEmbedder) -> tuple[Repeats, dict[tuple[str, str], Candidate]]:
    desk = desk_of(STORY, tagger, embedder)
    lines, _ = candidates(desk)
    by_start = {(c.sentence.span.article, " ".join(c.sentence.text.split()[:2])): c for c in lines}
    return Repeats(lines, desk.vectors), by_start


Found = tuple[Repeats, dict[tuple[str, str], Candidate]]
SAME = [
    ((VOTE.id, "The Ostwick"), (VOTE_RADIO.id, "The council")),
    ((SURVEY.id, "A flood"), (VOTE.id, "A flood")),
    ((VOTE.id, "Chief engineer"), (VOTE_RADIO.id, "Engineers called")),
]
OTHER = [
    ((VOTE.id, "The Ostwick"), (VOTE.id, "Council leader")),
    ((VOTE.id, "The ferry"), (VOTE.id, "The transport")),
    ((VOTE.id, "The Ostwick"), (VOTE_RADIO.id, "Opposition councillor")),
    ((VOTE.id, "A flood"), (CLOSED.id, "The bridge")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_paraphrases_are_repeats_either_way(one: tuple[str, str], other: tuple[str, str], found: Found) -> None:
    repeats, lines = found
    assert repeats.same(lines[one], lines[other])
    assert repeats.same(lines[other], lines[one])


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_news_of_the_same_bridge_is_no_repeat(one: tuple[str, str], other: tuple[str, str], found: Found) -> None:
    repeats, lines = found
    assert not repeats.same(lines[one], lines[other])
    assert not repeats.same(lines[other], lines[one])


def test_what_an_older_report_told_is_no_news(found: Found) -> None:
    repeats, lines = found
    assert repeats.told_before(lines[VOTE.id, "A flood"], [lines[SURVEY.id, "A flood"]])
    assert not repeats.told_before(lines[VOTE.id, "The Ostwick"], [lines[SURVEY.id, "A flood"]])
    assert not repeats.told_before(lines[VOTE.id, "A flood"], [])


FIGURES = [
    ("A thousand prisoners go home.", "He freed 1,000 prisoners.", True),
    ("The bridge cost 14 million euros.", "They paid 14,000,000 euros for it.", True),
    ("About 12,000 vehicles cross it.", "It carries 12,000 cars.", True),
    ("Two piers are cracked.", "It has 30 piers.", False),
    ("It opened in 1931.", "In 1931 the mayor was born.", False),
    ("It has 30 piers.", "It is 30 metres long.", False),
]


@pytest.mark.parametrize(("one", "other", "shared"), FIGURES)
def test_figures_are_one_in_whatever_dress(one: str, other: str, shared: bool) -> None:
    assert bool(told(one).figures & told(other).figures) is shared


def test_who_says_it_and_when_tells_nothing() -> None:
    assert told("The minister announced on Monday").stems == frozenset()
