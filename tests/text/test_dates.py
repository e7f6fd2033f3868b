"""Published times: read by shape, never relative to now, the strongest plausible witness first."""

from datetime import UTC, datetime

import pytest

from nutgraf.text.dates import Witness, day_in_url, parse_time, published_time

WHEN = "2025-05-13T12:05"


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-13T14:05:00+02:00", "2025-05-13 14:05 CEST", "2025-05-13T12:05:00.123Z", "20250513T120500Z",
        "Tue, 13 May 2025 14:05:00 +0200", "Tue, 13 May 2025 12:05:00 GMT", "Published 13 May 2025 14:05 CEST",
        "May 13, 2025 8:05 a.m. ET", "May 13, 2025, at 8:05 AM EDT", "8:05 AM EDT, Tue May 13, 2025", "13.05.2025, 14:05 CEST",  # noqa: E501
        "13/05/2025 12:05", "1747137900", "1747137900000", "13th May 2025 at 15h05 EEST", "2025-05-13T12:05",
    ],
)  # fmt: skip
def test_hour(text: str) -> None:
    moment = parse_time(text)
    assert moment is not None
    assert not moment.whole_day
    assert moment.when.isoformat().startswith(WHEN)
    assert moment.when.tzinfo == UTC


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-13",
        "20250513",
        "13 May 2025",
        "Tuesday, May 13th, 2025",
        "13. Mai 2025",
        "13 mai 2025",
        "13 May 2025, 4 people",
    ],
)
def test_day(text: str) -> None:
    moment = parse_time(text)
    assert moment is not None
    assert moment.whole_day
    assert moment.when == datetime(2025, 5, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2 hours ago",
        "Tuesday 14:05",
        "May 2025",
        "05/06/2025",
        "2025-13-45",
        "1812-09-07",
        "9999-12-31",
        "12",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert parse_time(text) is None


def test_american_winter() -> None:
    moment = parse_time("January 13, 2025 8:05 a.m. ET")
    assert moment is not None
    assert moment.when == datetime(2025, 1, 13, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/05/13/title", "2025-05-13"),
        ("https://a.example/world/2025/may/13/title", "2025-05-13"),
        ("https://a.example/title-20250513", "2025-05-13"),
        ("https://a.example/2025-05-13-title", "2025-05-13"),
        ("https://a.example/story/20258813", ""),
        ("https://a.example/a/1234567", ""),
    ],
)
def test_day_in_address(url: str, day: str) -> None:
    moment = day_in_url(url)
    assert (moment.when.date().isoformat() if moment else "") == day


def test_first_plausible_witness_wins() -> None:
    witnesses = [
        Witness("json-ld", "1066-10-14"),
        Witness("meta", "2025-05-13T14:05:00Z"),
        Witness("feed", "2025-05-12T01:00:00Z"),
    ]
    assert published_time(witnesses) == (datetime(2025, 5, 13, 14, 5, tzinfo=UTC), "meta")


def test_day_is_made_exact_by_a_witness_that_agrees() -> None:
    day, near, far = (
        Witness("json-ld", "2025-05-13"),
        Witness("feed", "2025-05-13T09:00:00Z"),
        Witness("text", "1 May 2025 09:00"),
    )
    assert published_time([day, near]) == (datetime(2025, 5, 13, 9, tzinfo=UTC), "feed")
    assert published_time([day, far]) == (datetime(2025, 5, 13, tzinfo=UTC), "json-ld")


def test_no_witness_no_time() -> None:
    assert published_time([]) == (None, "none")
