"""Manner of titles: news before columns, in pairs that differ in one thing."""

import pytest

from nutgraf.briefs.manner.of_headlines import manner_of, plain_title


def worth(title: str, personal: float = 0.0, near: float = 0.55) -> float:
    return plain_title(manner_of(title, (), personal, near))


@pytest.mark.parametrize(
    ("news", "column"),
    [
        ("Brask council rejects the Orlen dam plan", "The Orlen dam plan and the Brask council"),
        ("Holt criticizes Brask over Orlen dam", "Holt humiliating Brask over Orlen dam"),
        ("Brask council rejects dam plan", "Brask council simply rejects dam plan"),
        ("Brask council rejects dam plan", "Brask council rejects dam plan - and loses"),
        ("Brask council rejects dam plan", "Brask council rejects dam plan. It must."),
    ],
)
def test_news_is_worth_more_than_a_column(news: str, column: str) -> None:
    assert worth(news) > worth(column)


def test_a_personal_article_and_a_side_topic_cost() -> None:
    title = "Brask council rejects dam plan"
    assert worth(title) > worth(title, personal=0.3)
    assert worth(title, near=0.6) > worth(title, near=0.5)


def test_tone_of_a_quotation_is_the_speakers() -> None:
    quoted = manner_of("Holt calls dam plan “a pathetic sham of work”", (), 0.0, 0.5)
    assert quoted["heated"] == 0.0
    assert manner_of("Holt calls pathetic dam plan a sham", (), 0.0, 0.5)["heated"] == 2.0
