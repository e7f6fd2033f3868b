"""News and background by time: the window, the dates a sentence names, and what its verb looks back on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from bridge_story import CLOSED, CLOSED_RADIO, MONDAY, STORY, SURVEY, VOTE, VOTE_RADIO, WEDNESDAY, dossier_of, report

from nutgraf.briefs.headline import rank_titles
from nutgraf.briefs.moments import (
    WINDOW,
    background_sentences,
    dated_aside,
    dates_of,
    follows_background,
    is_background,
    newest_titles,
    news_begins,
)
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.sentences import split_sentences

BEGINS = WEDNESDAY


def test_news_is_what_came_within_a_day_of_the_newest() -> None:
    begins = news_begins(dossier_of(STORY))
    newest = max(article.published for article in STORY if article.published)
    assert begins == newest - WINDOW


def test_opinion_on_the_day_after_makes_no_report_old() -> None:
    [column] = [article for article in STORY if "opinion" in article.flags]
    later = datetime(2025, 6, 9, tzinfo=UTC)
    assert news_begins(dossier_of((CLOSED, VOTE, replace(column, published=later)))) == CLOSED.published
    assert news_begins(dossier_of((replace(column, published=later),))) == later - WINDOW


def test_the_window_reaches_back_to_a_second_voice() -> None:
    assert news_begins(dossier_of((CLOSED, VOTE))) == CLOSED.published


def test_copies_of_one_voice_do_not_close_the_window() -> None:
    dossier = dossier_of((SURVEY, VOTE, VOTE_RADIO), voices=[(VOTE, VOTE_RADIO)])
    assert news_begins(dossier) == SURVEY.published


def test_without_a_date_nothing_is_old() -> None:
    undated = report("u", "Post", None, "", "The bridge had closed in May 2009.")
    assert news_begins(dossier_of((undated,))) is None
    assert background_sentences(dossier_of((undated,))) == ()
    assert not is_background(undated.text, (), undated, None)


DATES = [
    ("It closed on Monday and reopened in May 2009.", (date(2009, 5, 31), date(2025, 6, 2))),
    ("It opened on 3 March 1931.", (date(1931, 3, 3),)),
    ("It stayed shut.", ()),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_of_a_sentence(text: str, expected: tuple[date, ...]) -> None:
    assert dates_of(text, WEDNESDAY) == expected
    assert dates_of(text, None) == ()


OLD = [
    ("The bridge was last repaired in May 2009.", True),
    ("The cracks were found on Monday.", True),
    ("The council voted on Wednesday.", False),
    ("The council will vote again on Friday.", False),
    ("The bridge opened in 1931 and the council voted on Wednesday to tear it down.", False),
    ("Engineers had warned of the cracks for years.", True),
    ("Engineers warned that the bridge had rusted.", False),
    ("Engineers warn of cracks.", False),
]


@pytest.mark.parametrize(("text", "expected"), OLD)
def test_background_by_date_or_pluperfect(text: str, expected: bool, tagger: SpacyTagger) -> None:
    [tokens] = tagger.tag([text])
    assert is_background(text, tokens, VOTE, BEGINS) is expected


ASIDE = [
    ("The mayor said that the bridge is safe, echoing a statement she made in May 2009.", True),
    ("Ann Roe, who led the yard in 2009, accuses the state of fraud.", True),
    ("The bridge was last repaired in May 2009.", False),
    ("In 2009 the council, which had no money, shut the bridge.", False),
    ("The council, which met on Monday, shut the bridge in 1931.", False),
    ("The bridge is shut.", False),
]


@pytest.mark.parametrize(("text", "expected"), ASIDE)
def test_dates_beside_what_is_told(text: str, expected: bool, tagger: SpacyTagger) -> None:
    [tokens] = tagger.tag([text])
    assert dated_aside(text, tokens, WEDNESDAY) is expected
    assert not dated_aside(text, tokens, None)


def test_all_of_an_older_report_is_background() -> None:
    assert is_background("The bridge is shut.", (), CLOSED, BEGINS)
    assert not is_background("The bridge is shut.", (), VOTE, BEGINS)


def test_a_sentence_goes_on_with_the_background_before_it_in_its_paragraph() -> None:
    text = (
        "A flood damaged the bridge in November 1998. It stayed shut for months.\n"
        "The mayor will not resign. The council voted on Wednesday."
    )
    article = report("x", "Post", WEDNESDAY, "", text)
    flood, shut, mayor, voted = split_sentences(article)
    assert follows_background(shut, (flood,), article, BEGINS)
    assert not follows_background(mayor, (flood, shut), article, BEGINS), "another paragraph"
    assert not follows_background(voted, (flood, shut, mayor), article, BEGINS), "it has its own date"
    assert not follows_background(flood, (), article, BEGINS)
    assert not follows_background(shut, (flood,), article, None)


def test_background_of_the_newest_reports_comes_first() -> None:
    found = background_sentences(dossier_of(STORY))
    assert found[0].span.article == VOTE.id
    assert "November 1998" in "".join(s.text for s in found if s.span.article == VOTE.id)
    order = {article.id: article.published for article in STORY}
    times = [order[s.span.article] for s in found]
    assert times == sorted(times, key=lambda t: t or MONDAY, reverse=True)


def test_titles_of_the_newest_development_come_first() -> None:
    dossier = dossier_of((CLOSED, CLOSED_RADIO, SURVEY, VOTE, VOTE_RADIO))
    ranked = rank_titles(dossier, None)
    titles = newest_titles(dossier, ranked)
    assert {title.article for title in titles[:2]} == {VOTE.id, VOTE_RADIO.id}
    assert sorted(t.article for t in titles) == sorted(t.article for t in ranked)


def test_a_day_and_a_half_is_no_news_day() -> None:
    late = report("late", "Post", WEDNESDAY + timedelta(hours=36), "", "It rained.")
    later = report("later", "Herald", WEDNESDAY + timedelta(hours=37), "", "It rained on.")
    assert news_begins(dossier_of((VOTE, late, later))) == datetime(2025, 6, 4, 22, tzinfo=UTC)
