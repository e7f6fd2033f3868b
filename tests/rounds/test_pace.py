"""When a feed is asked again: sooner with news, later without, much later when it fails."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.model import Answer, Ask, Failed, Feed, Fetched
from nutgraf.rounds.pace import SPREAD, after_answer, after_failure
from nutgraf.settings import Rounds

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
FEED = Feed("http://a.example/feed")
RULES = Rounds()
ASK = Ask(FEED.address)
GOT = Answer(ASK, Fetched(FEED.address, FEED.address, b"", etag='"1"', last_modified="then"), status=200)
SAME = Answer(ASK, unchanged=True, status=304)


def wait_s(feed: Feed) -> float:
    assert feed.due_at is not None
    return (feed.due_at - NOW).total_seconds()


def test_news_brings_the_next_fetch_nearer_and_none_puts_it_off() -> None:
    first = after_answer(FEED, GOT, 3, NOW, RULES)
    assert first.interval_s == RULES.first_interval_s
    assert (first.etag, first.last_modified, first.came_at) == ('"1"', "then", NOW)
    news, none = after_answer(first, GOT, 1, NOW, RULES), after_answer(first, SAME, 0, NOW, RULES)
    assert news.interval_s < first.interval_s < none.interval_s
    assert none.etag == '"1"', "what did not change keeps its mark"


def test_a_feed_that_fails_waits_twice_as_long_each_time_and_recovers() -> None:
    feed = after_answer(FEED, GOT, 1, NOW, RULES)
    waits = []
    failing = feed
    for _ in range(4):
        failing = after_failure(failing, "it broke", NOW, RULES)
        waits.append(wait_s(failing))
    assert [round(b / a, 1) for a, b in pairwise(waits)] == [2.0, 2.0, 2.0]
    assert (failing.failures, failing.failure) == (4, "it broke")
    well = after_answer(failing, SAME, 0, NOW, RULES)
    assert (well.failures, well.failure) == (0, "")
    assert well.interval_s == feed.interval_s * 1.3


def test_what_the_server_asks_for_is_obeyed_within_bounds() -> None:
    busy = Answer(ASK, failed=Failed("", "busy", "NotReadable"), status=503, wait_s=7200)
    assert wait_s(after_answer(FEED, busy, 0, NOW, RULES)) >= 7200
    year = Answer(ASK, GOT.got, status=200, wait_s=366 * 86_400)
    assert wait_s(after_answer(FEED, year, 0, NOW, RULES)) <= RULES.longest_interval_s * (1 + SPREAD) + 1


@given(st.lists(st.integers(-1, 3), max_size=40))
def test_the_wait_stays_within_its_bounds_whatever_comes(history: list[int]) -> None:
    feed = FEED
    for new in history:
        feed = after_failure(feed, "x", NOW, RULES) if new < 0 else after_answer(feed, GOT, new, NOW, RULES)
        assert RULES.shortest_interval_s <= wait_s(feed) <= RULES.longest_interval_s * (1 + SPREAD) + 1
        assert feed.due_at is not None
        assert feed.due_at > NOW + timedelta(seconds=1)
