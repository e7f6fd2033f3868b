"""Queries: what a person types is understood, and nothing typed is an error."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.text.query import Query, moment_or_ago, parse_query

NOW = datetime(2025, 5, 14, 12, tzinfo=UTC)


def test_all_parts() -> None:
    text = 'erdogan "direct talks" source:norda since:2025-05-13 until:24h actor:"Vladimir Putin" -opinion -"live blog"'
    assert parse_query(text, NOW) == Query(
        words=("erdogan",),
        phrases=("direct talks", "Vladimir Putin"),
        excluded=("opinion", "live blog"),
        sources=("norda",),
        since=datetime(2025, 5, 13, tzinfo=UTC),
        until=NOW - timedelta(hours=24),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Query()),
        ('"open quotation', Query(phrases=("open quotation",))),
        ("http://a.example/x", Query(words=("http://a.example/x",))),
        ("foo:bar", Query(words=("foo:bar",))),
        ('""', Query()),
    ],
)
def test_odd_queries_are_taken_as_well_as_can_be(text: str, expected: Query) -> None:
    assert parse_query(text, NOW) == expected


def test_what_is_no_time_is_said() -> None:
    found = parse_query("talks since:yesterday", NOW)
    assert found.words == ("talks",)
    assert found.notes == ("since:yesterday is no time and was left out; write it like 2025-05-14 or 24h.",)


@pytest.mark.parametrize(("text", "hours"), [("24h", 24), ("7d", 168), ("2W", 336)])
def test_times_ago(text: str, hours: int) -> None:
    assert moment_or_ago(text, NOW) == NOW - timedelta(hours=hours)


@given(st.text(max_size=300))
def test_nothing_typed_is_an_error(text: str) -> None:
    parse_query(text, NOW)
