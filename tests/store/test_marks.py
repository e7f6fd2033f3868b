"""Marks of readers, and paging through the newest editions."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from nutgraf.daily import Daily
from nutgraf.model import SAVED, UNREAD
from nutgraf.settings import Settings
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW


@pytest.fixture(params=["sample_copy", "sample_on_server"])
def newsstand(request: pytest.FixtureRequest) -> Iterator[Newsstand]:
    with Daily(Settings(), str(request.getfixturevalue(request.param))) as daily:
        yield Newsstand(daily, lambda: SAMPLE_NOW)


def test_marks_are_put_taken_and_renamed(newsstand: Newsstand) -> None:
    marks, now = newsstand.archive.marks, newsstand.now()
    marks.put("ada", ["s1", "s2"], SAVED, now)
    marks.put("ada", ["s1"], SAVED, now + timedelta(hours=1))
    marks.put("ada", ["s1"], "label:talks", now)
    marks.put("bob", ["s1"], SAVED, now)
    assert [(m.story, m.at) for m in marks.of("ada", SAVED)] == [("s1", now), ("s2", now)]
    marks.take("ada", ["s1"], SAVED)
    assert [m.story for m in marks.of("ada", SAVED)] == ["s2"]
    marks.rename("ada", "label:talks", "label:Istanbul")
    assert [m.mark for m in marks.of("ada", "label:")] == ["label:Istanbul"]
    marks.rename("ada", "label:Istanbul", "")
    assert [m.mark for m in marks.of("ada")] == [SAVED]
    assert [m.mark for m in marks.of("bob")] == [SAVED]


def test_reading_moves_forward_only_and_takes_unread_off(newsstand: Newsstand) -> None:
    marks, now = newsstand.archive.marks, newsstand.now()
    marks.put("ada", ["s1"], UNREAD, now)
    marks.read("ada", [("s1", 3), ("s2", 1)], now)
    marks.read("ada", [("s1", 2)], now)
    assert marks.seen("ada") == {"s1": 3, "s2": 1}
    assert not marks.of("ada", UNREAD)


def test_pages_give_the_newest_edition_of_each_story_once(newsstand: Newsstand) -> None:
    newest = newsstand.archive.newest
    every = newest.page(100)
    assert len({row.story for row in every}) == len(every) > 3
    assert [row.n for row in every] == sorted((row.n for row in every), reverse=True)
    for row in every:
        assert newsstand.card(row.story).edition == row.number
    first = newest.page(2)
    assert (*first, *newest.page(100, before=first[-1].n)) == every
    assert newest.page(100, oldest_first=True) == every[::-1]
    assert newest.page(1, stories=[every[1].story]) == (every[1],)
    assert newest.numbered([every[2].first, 10_000]) == {every[2].first: every[2]}
    assert newest.page(100, after=every[0].n) == ()
    total = newest.after(0, 1000)
    assert len(total) > len(every)
    assert {row.first for row in total} == {row.first for row in every}
