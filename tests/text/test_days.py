"""Relative days become dates of their article's time, or stay as they are."""

from datetime import UTC, date, datetime

import pytest

from nutgraf.model import Article
from nutgraf.text.days import find_dates, find_days, moment_of

TUESDAY = datetime(2025, 5, 13, 10, tzinfo=UTC)


def rewritten(text: str, published: datetime = TUESDAY) -> str:
    for day in reversed(find_days(text, published)):
        assert text[day.start : day.end] == day.phrase
        text = text[: day.start] + day.written + text[day.end :]
    return text


REWRITTEN = [
    ("She will meet him on Thursday.", "She will meet him on Thursday 15 May."),
    ("She met him on Thursday.", "She met him on Thursday 8 May."),
    (
        "It turned north before landing, likely on Thursday.",
        "It turned north before landing, likely on Thursday 15 May.",
    ),
    ("The largely peaceful Monday night protests ended.", "The largely peaceful Monday night protests ended."),
    ("He told Sunday Politics and Peston on Sunday so.", "He told Sunday Politics and Peston on Sunday so."),
    (
        "He said on Tuesday that talks would start on Friday.",
        "He said on Tuesday 13 May that talks would start on Friday 16 May.",
    ),
    ("On Thursday, Zelensky will fly to Ankara.", "On Thursday 15 May, Zelensky will fly to Ankara."),
    ("Leaders met Saturday in Kyiv.", "Leaders met Saturday 10 May in Kyiv."),
    ("Zelensky to meet Erdogan on Thursday", "Zelensky to meet Erdogan on Thursday 15 May"),
    ("It is going to vote on Sunday.", "It is going to vote on Sunday 18 May."),
    ("The offer came on Monday night.", "The offer came on the night of Monday 12 May."),
    ("He left yesterday.", "He left on Monday 12 May."),
    ("Today the court ruled.", "On Tuesday 13 May the court ruled."),
    ("A ruling is due by tomorrow.", "A ruling is due by Wednesday 14 May."),
    ("He speaks tonight.", "He speaks on the night of Tuesday 13 May."),
    ("He spoke this morning.", "He spoke on the morning of Tuesday 13 May."),
    ("He quit last Friday.", "He quit on Friday 9 May."),
    ("They return next Tuesday.", "They return on Tuesday 20 May."),
    ("They vote this Sunday.", "They vote on Sunday 18 May."),
    ("Two days ago, he spoke.", "On Sunday 11 May, he spoke."),
    ("In Thursday's vote, she will abstain.", "In the 15 May vote, she will abstain."),
    ("It landed at 2 a.m. Monday morning.", "It landed at 2 a.m. on the morning of Monday 12 May."),
    ("The vote was put off to next week.", "The vote was put off to the week of 19 May."),
    ("It may open as early as next month.", "It may open as early as June."),
    ("It may open as early as tomorrow.", "It may open as early as Wednesday 14 May."),
    ("As of this morning, nobody had come.", "As of the morning of Tuesday 13 May, nobody had come."),
    ("They met last weekend.", "They met on the weekend of 10 May."),
    ("After Sunday's defeat, he resigned.", "After the 11 May defeat, he resigned."),
    ("Monday's decision by the court angered growers.", "The 12 May decision by the court angered growers."),
    ("They met following Monday's ruling.", "They met following the 12 May ruling."),
    ("She spoke at Monday morning's hearing.", "She spoke at the 12 May morning hearing."),
    ("By Monday, 25 ships had left.", "By Monday 12 May, 25 ships had left."),
    ("Earlier Tuesday, 266 votes were found.", "Earlier Tuesday 13 May, 266 votes were found."),
    ("She told Norda News Monday evening.", "She told Norda News on the evening of Monday 12 May."),
    ("He hopes that Tuesday will bring rain.", "He hopes that Tuesday 13 May will bring rain."),
    ("Officials arrived ahead of Thursday's talks.", "Officials arrived ahead of the 15 May talks."),
    ("He said so earlier this week.", "He said so earlier in the week of 12 May."),
    ("By the end of last week it had failed.", "By the end of the week of 5 May it had failed."),
    ("He was hired last year.", "He was hired in 2024."),
    ("“We meet on Thursday,” he said on Monday.", "“We meet on Thursday,” he said on Monday 12 May."),
]


@pytest.mark.parametrize(("text", "expected"), REWRITTEN)
def test_relative_days_are_dated(text: str, expected: str) -> None:
    assert rewritten(text) == expected


LEFT_ALONE = [
    "Talks on Thursday",
    "Thursday, May 15, was fixed.",
    "On Thursday 15 May they will meet.",
    "On Thursday (15 May) they will meet.",
    "Black Friday sales fell.",
    "He is a member of the centrist Tuesday Group.",
    "He leads the Tuesday Group of moderates.",
    "They spoke to the influential Wednesday Breakfast.",
    "Monday's the day.",
    "They play this weekend.",
    "Just last week, they played.",
    "Sunday's just begun, she said.",
    "Saturday night's crowd was loud.",
    "They met on Sunday, 11 May.",
    "He appeared on Norda News Sunday.",
    "On that Monday the bridge fell.",
    "They met the following Monday's crew.",
    "He prayed every Friday.",
    "The office was open Monday to Friday.",
    "The Sunday Times said so.",
    "In March 2022, the sides met on Monday in Antalya.",
    "He told USA Today so.",
    "It is unknown in today's Russia.",
    "He left last Monday.",
    "Deaths fell over the last year.",
    "They met the following Monday.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_dated_named_or_unclear_stays(text: str) -> None:
    assert rewritten(text) == text


def test_the_year_is_added_when_it_differs() -> None:
    assert rewritten("He left on Tuesday.", datetime(2025, 1, 2, tzinfo=UTC)) == "He left on Tuesday 31 December 2024."


def test_dating_twice_changes_nothing() -> None:
    for text, once in REWRITTEN:
        assert rewritten(once) == once, text


DATES = [
    ("on 15 May", "15 May", "2025-05-15", "2025-05-15", "day"),
    ("on May 15, 2024", "May 15, 2024", "2024-05-15", "2024-05-15", "day"),
    ("on Sept. 5", "Sept. 5", "2025-09-05", "2025-09-05", "day"),
    ("in March 2022", "March 2022", "2022-03-01", "2022-03-31", "month"),
    ("since 24 February 2022", "24 February 2022", "2022-02-24", "2022-02-24", "day"),
    ("15-16 May", "15-16 May", "2025-05-15", "2025-05-16", "day"),
    ("he quit in December", "December", "2024-12-01", "2024-12-31", "month"),
    ("he will quit in December", "December", "2025-12-01", "2025-12-31", "month"),
    ("in 2014", "2014", "2014-01-01", "2014-12-31", "year"),
    ("the 2022 talks", "2022", "2022-01-01", "2022-12-31", "year"),
    ("on 2025-05-12", "2025-05-12", "2025-05-12", "2025-05-12", "day"),
    ("he left on 20 December", "20 December", "2024-12-20", "2024-12-20", "day"),
]


@pytest.mark.parametrize(("text", "phrase", "first", "last", "precision"), DATES)
def test_named_dates_are_found(text: str, phrase: str, first: str, last: str, precision: str) -> None:
    (found,) = find_dates(text, TUESDAY)
    assert (found.phrase, found.first.isoformat(), found.last.isoformat(), found.precision) == (
        phrase,
        first,
        last,
        precision,
    )


@pytest.mark.parametrize("text", ["31 June 2024", "he may go", "of 2,014 men", "May 1,000 people", "in 2014 vehicles"])
def test_what_is_no_date_is_not(text: str) -> None:
    assert not find_dates(text, TUESDAY)


def test_a_dateline_tells_the_local_day() -> None:
    late = datetime(2025, 5, 14, 2, tzinfo=UTC)
    article = Article(
        id="a1-0", title="", text="WASHINGTON, May 13 (Norda) - He spoke.", outlet="", url="", published=late
    )
    moment = moment_of(article)
    assert moment is not None
    assert moment.date() == date(2025, 5, 13)


MORE = [
    ("Late Monday, Ms. Roe announced that he would go.", "Late Monday 12 May, Ms. Roe announced that he would go."),
    ("She could not be reached on Sunday.", "She could not be reached on Sunday 11 May."),
    ("Putin proposed talks in Istanbul on Thursday.", "Putin proposed talks in Istanbul on Thursday 15 May."),
    ("The talks, to be held on Friday, will go on.", "The talks, to be held on Friday 16 May, will go on."),
    (
        "In a statement on Sunday, the firm, with regret, declined.",
        "In a statement on Sunday 11 May, the firm, with regret, declined.",
    ),
    (
        "They declined to say whether he would attend talks with them in Istanbul on Thursday, and said no.",
        "They declined to say whether he would attend talks with them in Istanbul on Thursday 15 May, and said no.",
    ),
    (
        "She will meet the president, Bo Ann Li, in Ankara on Thursday.",
        "She will meet the president, Bo Ann Li, in Ankara on Thursday 15 May.",
    ),
    ("He proposed the talks on Saturday.", "He proposed the talks on Saturday 10 May."),
    ("They want a truce from Monday.", "They want a truce from Monday 12 May."),
    ("It was at 1.30 a.m. Moscow time on Sunday.", "It was at 1.30 a.m. Moscow time on Sunday 11 May."),
    ("They are ready if this week brought nothing.", "They are ready if this week brought nothing."),
    ("It made no progress in this week.", "It made no progress in the week of 12 May."),
    ("Tomorrow marks a year.", "Wednesday 14 May marks a year."),
    ("They argued during a Monday meeting.", "They argued during a Monday 12 May meeting."),
    ("It fell on a Monday in spring.", "It fell on a Monday in spring."),
    ("They saw Monday's regional primary end.", "They saw the 12 May regional primary end."),
    ("The ministry said Wednesday it was sorry.", "The ministry said Wednesday it was sorry."),
    (
        "The year includes the resignation Thursday of the head.",
        "The year includes the resignation Thursday of the head.",
    ),
    ("He sent an early Monday morning tweet.", "He sent an early Monday 12 May morning tweet."),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_the_nearest_verb_decides(text: str, expected: str) -> None:
    assert rewritten(text) == expected


def test_this_thursday_on_a_sunday_lies_ahead() -> None:
    sunday = datetime(2025, 5, 11, 18, tzinfo=UTC)
    assert rewritten("He offered talks this Thursday.", sunday) == "He offered talks on Thursday 15 May."


def test_the_day_of_an_event_named_by_a_noun_needs_all_to_agree() -> None:
    text = "He went after the resignation Thursday of the head."
    (agreed,) = find_days(text, TUESDAY, lambda asked: asked.past)
    assert agreed.day is not None
    assert agreed.day < TUESDAY.date()
    assert find_days(text, TUESDAY, lambda asked: asked.coming) == ()
