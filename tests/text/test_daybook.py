"""Weekdays in doubt are dated by what the story's reports say; a clear clause is never overruled by a few."""

from datetime import UTC, date, datetime

import pytest
from bridge_story import CLOSED, SURVEY, TUESDAY, VOTE, report

from nutgraf.model import Article, Parsed
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.daybook import NAMED, RESOLVED, DayBook
from nutgraf.text.days import find_days
from nutgraf.text.sentences import split_sentences
from nutgraf.text.tense import Tense

PAST, COMING = date(2025, 5, 29), date(2025, 6, 5)

SETTLED: list[tuple[int, int, Tense, date | None]] = [
    # behind, ahead, tense, date
    (0, 0, "past", PAST),
    (0, 0, "coming", COMING),
    (0, 0, "unclear", None),
    (0, 0, "none", None),
    (3, 0, "unclear", PAST),
    (0, 3, "unclear", COMING),
    (2, 0, "unclear", None),  # one weekday and a half is no vote
    (12, 3, "unclear", PAST),
    (11, 3, "unclear", None),
    (3, 3, "none", None),
    (0, 3, "past", None),  # plainly against the clause: better none than wrong
    (0, 2, "past", PAST),
    (3, 0, "coming", None),
    (1, 0, "coming", COMING),
]


@pytest.mark.parametrize(("behind", "ahead", "tense", "expected"), SETTLED)
def test_clause_first_then_the_reports(behind: int, ahead: int, tense: Tense, expected: date | None) -> None:
    assert DayBook({PAST: behind, COMING: ahead}).settle(PAST, COMING, tense) == expected


def test_a_day_that_is_both_is_itself() -> None:
    assert DayBook({}).settle(PAST, PAST, "none") == PAST


def test_without_dated_articles_the_book_is_empty() -> None:
    book = DayBook.of([report("u", "Post", None, "", "It closes on 5 June 2025. It closed on Monday.")])
    assert book.weights == {}
    assert DayBook.of([]).weights == {}


def test_published_days_written_dates_and_clear_weekdays_count() -> None:
    book = DayBook.of([report("x", "Post", TUESDAY, "", "It reopens on 5 June 2025. It was shut on Monday.")])
    assert book.weights == {date(2025, 6, 3): NAMED, date(2025, 6, 5): NAMED, date(2025, 6, 2): RESOLVED}


def test_history_is_no_help_for_a_weekday() -> None:
    book = DayBook.of([report("x", "Post", TUESDAY, "", "It opened on 3 March 1931.")])
    assert list(book.weights) == [date(2025, 6, 3)]


def dated(text: str, others: list[Article], tagger: SpacyTagger) -> list[date | None]:
    """Days of the one sentence of an article of Tuesday 3 June, dated with the book of all."""
    article = report("x", "Post", TUESDAY, "", text)
    [sentence] = split_sentences(article)
    parsed = Parsed(sentence, tagger.tag([sentence.text])[0])
    book = DayBook.of([article, *others])
    return [day.day for day in find_days(sentence.text, TUESDAY, book.choice(parsed))]


def reports(text: str, count: int) -> list[Article]:
    return [report(f"{text[:12]}{n}", "Herald", TUESDAY, "", text) for n in range(count)]


def test_votes_date_what_the_clause_leaves_open(tagger: SpacyTagger) -> None:
    text = "The mayor proposed talks in the town hall on Thursday."
    ahead = "Talks are planned for 5 June 2025."
    behind = "Talks were held on 29 May 2025."
    assert dated(text, [], tagger) == []
    assert dated(text, reports(ahead, 1), tagger) == [COMING]
    assert dated(text, reports(behind, 2), tagger) == [PAST]
    assert dated(text, [*reports(ahead, 2), *reports(behind, 2)], tagger) == []


CLEAR = [
    ("The bridge was closed on Sunday.", date(2025, 6, 1)),
    ("Council leader Maria Dunmore would attend the talks on Thursday.", COMING),
    ("The council met on Thursday.", PAST),
]


@pytest.mark.parametrize(("text", "day"), CLEAR)
def test_a_clear_clause_needs_no_votes(text: str, day: date, tagger: SpacyTagger) -> None:
    assert dated(text, [], tagger) == [day]


def test_plain_votes_against_a_clear_clause_leave_the_day_open(tagger: SpacyTagger) -> None:
    against = "The council meets on 5 June 2025."
    assert dated("The council met on Thursday.", reports(against, 1), tagger) == [PAST]
    assert dated("The council met on Thursday.", reports(against, 2), tagger) == []


def test_order_of_articles_does_not_matter() -> None:
    articles = [CLOSED, SURVEY, VOTE]
    assert DayBook.of(articles).weights == DayBook.of(articles[::-1]).weights


def test_the_day_counts_from_the_dateline_not_from_utc() -> None:
    late = datetime(2025, 6, 4, 1, tzinfo=UTC)
    filed = report("x", "Post", late, "", "OSTWICK, June 3 (Norda) - The bridge was shut on Tuesday.")
    assert date(2025, 6, 3) in DayBook.of([filed]).weights
