"""Ranked lists: a stale one is given while one thread ranks anew, and never one of before a reader's own decision."""

import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial

from nutgraf.errors import NutgrafError
from nutgraf.finding import Listed
from nutgraf.text.query import Query
from nutgraf.views import Newsstand
from nutgraf.views.kept import FRESH_S, STALE_S, Lists, Slot

DAYS = timedelta(days=10)


class Ranking:
    """Ranks; tells how often."""

    def __init__(self) -> None:
        self.times = 0
        self.done = threading.Event()

    def __call__(self) -> list[Listed]:
        self.times += 1
        self.done.set()
        return []


def test_a_fresh_list_is_not_made_again() -> None:
    lists, ranking = Lists(4), Ranking()
    for at in (100.0, 100.0 + FRESH_S / 2):
        assert lists.get("day", at, ranking) == []
    assert ranking.times == 1


def test_a_stale_list_is_given_while_one_thread_makes_it_anew() -> None:
    lists, first, slow = Lists(4), Ranking(), threading.Event()
    made: list[int] = []

    def again() -> list[Listed]:
        slow.wait(10)
        made.append(1)
        return []

    kept = lists.get("day", 100.0, first)
    for _ in range(20):
        assert lists.get("day", 101.0 + FRESH_S, again) is kept
    slow.set()
    with lists._making:
        pass
    for _ in range(1000):
        if made:
            break
        threading.Event().wait(0.01)
    assert made == [1]


def test_one_that_is_too_old_is_waited_for() -> None:
    lists, ranking = Lists(4), Ranking()
    lists.get("day", 100.0, ranking)
    lists.get("day", 101.0 + STALE_S, ranking)
    assert ranking.times == 2


def test_an_archive_that_is_closed_meanwhile_disturbs_nobody() -> None:
    lists, tried = Lists(4), threading.Event()

    def closed() -> list[Listed]:
        tried.set()
        raise NutgrafError("closed")

    kept = lists.get("day", 100.0, Ranking())
    assert lists.get("day", 101.0 + FRESH_S, closed) is kept
    assert tried.wait(10)


def test_a_reader_sees_own_marks_and_decisions_at_once(newsstand: Newsstand) -> None:
    def front() -> list[Listed]:
        return newsstand.front(Query(), DAYS, most=20, reader="ann")

    first = front()[0]
    name = first.card.story.id
    assert first.unseen == first.card.edition
    newsstand.saw("ann", name, first.card.edition)
    assert front()[0] == replace(first, unseen=0)
    newsstand.archive.editions.follow(("story", name, "mute"), newsstand.now())
    assert name not in {one.card.story.id for one in front()}
    newsstand.archive.editions.unfollow("story", name)
    assert front()[0].card.story.id == name


def test_values_of_an_older_stretch_of_time_are_let_go() -> None:
    slot, made = Slot(8), []

    def make(name: str) -> str:
        made.append(name)
        return name

    for at, name in ((1, "a"), (1, "b"), (1, "a"), (2, "a"), (2, "a")):
        assert slot.within(at, name, partial(make, name)) == name
    assert made == ["a", "b", "a"]
    assert slot.peek("b") is None
