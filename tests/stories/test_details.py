"""Facts are found where they can start; searching the whole text with each pattern must find the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.stories import details
from nutgraf.stories.details import details_of

TODAY = date(2025, 5, 14)
PARTS = (
    *("May", "March 3", "34", "-year-old", "aged ", "age ", ", ", "12th", " ", "of ", "Aug.", "Sept. ", "2016", "two"),
    *("Two", "ten", "people", "Street", "St", "Elm", "9:30", "p.m.", "pm", "A.M", "1,200", "3rd", "Avenue", "10.30"),
    *("dead", "women", ".", ",", "\n", "_", "é", "x", "year old", "٣", "next "),
)
FACTS = (
    ("A 34-year-old was shot", "ages", ["34"]),
    ("Ana Ruiz, 41, and a man aged 7", "ages", ["41", "7"]),
    ("at 9 p.m. and 10:30am", "clocks", ["9:00p", "10:30a"]),
    ("on West Elm Street and 42nd Ave", "streets", ["west elm", "42nd"]),
    ("the 12th package", "ordinals", ["12 package"]),
    ("Three sailors and 1,200 homes burned", "counts", ["3 sailor", "1200 home"]),
)


@pytest.mark.parametrize(("text", "kind", "found"), FACTS)
def test_facts(text: str, kind: str, found: list[str]) -> None:
    assert details_of("", text, None)[kind] == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("said yesterday", date(2025, 5, 13)),
        ("Last night", date(2025, 5, 13)),
        ("on Monday", date(2025, 5, 12)),
        ("next Friday", date(2025, 5, 16)),
        ("on Dec. 30", date(2024, 12, 30)),
        ("on 3 June 2024", date(2024, 6, 3)),
        ("by the 1st of June", date(2025, 6, 1)),
    ],
)
def test_days(text: str, day: date) -> None:
    found = details_of("", text, TODAY)["dates"]
    assert str(day.toordinal()) in found


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
@settings(max_examples=300)
def test_anchored_patterns_find_what_a_search_finds(text: str) -> None:
    anchors = details._anchors(text)
    months = [m.start() for m in details._MONTH_DAY.finditer(text)]
    for pattern, starts in (
        (details._AGE, anchors.ages),
        (details._CLOCK, anchors.starts),
        (details._ORDINAL, anchors.starts),
        (details._DAY_MONTH, anchors.starts),
    ):
        assert [m.span() for m in details._matches(pattern, text, starts)] == [m.span() for m in pattern.finditer(text)]
    named = [m.start() for at in anchors.spaced if (m := details._MONTH_BEFORE.search(text, max(0, at - 11), at))]
    assert [m.start() for m in details._matches(details._MONTH_DAY, text, named)] == months
