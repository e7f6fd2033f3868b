"""Prominence: independent origins, growth, novelty; copies add nothing."""

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.model import Arrival
from nutgraf.stories.prominence import prominence

HOUR = 3600.0
NOW = 1_000_000 * HOUR

arrivals = st.lists(
    st.builds(
        Arrival,
        at=st.one_of(st.none(), st.floats(NOW - 200 * HOUR, NOW + HOUR)),
        origin=st.sampled_from("abcdef"),
        feed=st.integers(0, 4),
        of=st.sampled_from(["", "a1-x"]),
    ),
    max_size=12,
)


def own(age_h: float, origin: str, feed: int = 0) -> Arrival:
    return Arrival(NOW - age_h * HOUR, origin, feed)


def test_the_formula_by_hand() -> None:
    found = prominence([own(1, "a"), own(10, "b"), own(10, "c")], NOW)
    assert found.breadth == 2.0
    assert found.growth == 1 / 3
    assert found.novelty == 0.5 ** (1 / 18)
    assert found.reasons == ("3 independent origins", "1 of them in the last 6 hours", "newest report 1 h ago")


def test_a_feed_that_counts_less_moves_a_story_down() -> None:
    story = [own(1, "a", 1), own(2, "b", 2)]
    assert prominence(story, NOW, {1: 0.5}).score < prominence(story, NOW).score
    assert prominence(story, NOW, {1: 0.0, 2: 0.0}).score == 0


@given(arrivals, st.sampled_from("abcdefz"))
def test_a_copy_changes_nothing(story: list[Arrival], origin: str) -> None:
    assert prominence([*story, Arrival(NOW, origin, 0, of="a1-x")], NOW) == prominence(story, NOW)


@given(arrivals)
def test_one_more_origin_now_never_moves_a_story_down(story: list[Arrival]) -> None:
    assert prominence([*story, own(0, "new")], NOW).score >= prominence(story, NOW).score


@given(arrivals)
def test_the_order_of_arrivals_changes_nothing(story: list[Arrival]) -> None:
    assert prominence(sorted(story, key=repr), NOW) == prominence(story, NOW)
