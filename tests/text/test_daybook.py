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


def test_even_a_near_past_day_stays_open_when_the_reports_speak_plainly_against_it(tagger: SpacyTagger) -> None:
    text = "The council on Sunday published the plans."
    assert dated(text, [], tagger) == [date(2025, 6, 1)]
    assert dated(text, reports("The council publishes the plans on 8 June 2025.", 5), tagger) == []


LEANING = [
    # The parse hangs the day on a noun; the near day is meant.
    ("The festival got off to a wet start Sunday with half the town away.", date(2025, 6, 1)),
    ("The ferry struck a pier near the old harbour late Monday as crowds were leaving.", date(2025, 6, 2)),
    ("The mayor was speaking of the reactions on Monday.", date(2025, 6, 2)),
    ("Speaking to reporters on Monday, the mayor said he would resign.", date(2025, 6, 2)),
    ("The council said on Monday it would not pay.", date(2025, 6, 2)),
    ("Experts fear that Monday's fire spoilt the harvest.", date(2025, 6, 2)),
]
"""Of Tuesday 3 June."""
IN_DOUBT = [
    "The mayor is headed to the coast on Friday to hold a rally.",  # no past verb: the day ahead, four days back
    "The unions have called for a day of rage on Friday and fixed the place.",
    "The mayor faced a deadline for the plan ahead of the fair on Monday.",
    "Both agreed to a debate on Monday.",
    "The mayor will speak at Monday's fair.",
]


@pytest.mark.parametrize(("text", "day"), LEANING)
def test_a_leaning_clause_means_the_near_day(text: str, day: date, tagger: SpacyTagger) -> None:
    assert dated(text, [], tagger) == [day]


@pytest.mark.parametrize("text", IN_DOUBT)
def test_a_far_day_or_one_that_may_lie_ahead_stays_open(text: str, tagger: SpacyTagger) -> None:
    assert dated(text, [], tagger) == []


def eve(text: str, spoken: list[str], tagger: SpacyTagger, at: datetime, lead: bool = True) -> list[date | None]:
    """Days of a sentence of an article dated Tuesday 3 June, among other reports of its story."""
    before = "" if lead else "The fair opened. The crowds came. "
    article = report("x", "Post", at, "", before + text)
    sentence = split_sentences(article)[-1]
    parsed = Parsed(sentence, tagger.tag([sentence.text])[0])
    book = DayBook.of([article, *(report(f"o{n}", "Herald", TUESDAY, "", t) for n, t in enumerate(spoken))])
    return [day.day for day in find_days(sentence.text, at, book.choice(parsed))]


WHOLE_DAY = datetime(2025, 6, 3, tzinfo=UTC)
TOMORROW = date(2025, 6, 4)
EVE = "The bridge was opened Wednesday by the mayor."


def test_a_lead_of_the_eve_is_news_of_the_next_day_when_the_reports_speak_of_it(tagger: SpacyTagger) -> None:
    ahead = "The bridge will be opened on Wednesday."
    assert eve(EVE, [ahead], tagger, WHOLE_DAY) == [TOMORROW]
    assert eve(EVE, [ahead], tagger, WHOLE_DAY, lead=False) == []
    assert eve(EVE, [ahead] * 3, tagger, WHOLE_DAY, lead=False) == [TOMORROW]


def test_a_past_day_of_the_eve_is_never_guessed(tagger: SpacyTagger) -> None:
    ahead, behind = "The bridge will be opened on Wednesday.", "The bridge was opened on 28 May 2025."
    assert eve(EVE, [], tagger, WHOLE_DAY) == []
    assert eve(EVE, [ahead, behind], tagger, WHOLE_DAY) == []
    # With a clock time, a day that is still to come is no past.
    assert eve(EVE, [ahead], tagger, TUESDAY) == []


def test_order_of_articles_does_not_matter() -> None:
    articles = [CLOSED, SURVEY, VOTE]
    assert DayBook.of(articles).weights == DayBook.of(articles[::-1]).weights


def test_the_day_counts_from_the_dateline_not_from_utc() -> None:
    late = datetime(2025, 6, 4, 1, tzinfo=UTC)
    filed = report("x", "Post", late, "", "OSTWICK, June 3 (Norda) - The bridge was shut on Tuesday.")
    assert date(2025, 6, 3) in DayBook.of([filed]).weights
