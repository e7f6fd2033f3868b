"""Grouping: the sample's story holds its week, near misses stay out, and order changes nothing."""

import random
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from ferry_story import BUDGET, DAY, FIRE, TOWED, article
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.model import Article, Item, Story
from nutgraf.settings import Grouping
from nutgraf.stories.compare import CONFLICTS
from nutgraf.stories.group import Stream, group_articles, in_order, settled
from nutgraf.stories.linkage import Bars, Bonds, Linkage
from nutgraf.stories.outline import outline_of
from nutgraf.stories.place import Candidates, place
from nutgraf.stories.regroup import settle
from nutgraf.stories.vectors import Vocabulary
from nutgraf.text.extract import read_article

SAMPLE = Path(__file__).parents[2] / "examples" / "istanbul-talks"
TALKS = (
    "10-norda-kyiv-visit",
    "11-norda-putin-offers",
    "11-ladoga-putin-statement",
    "12-ladoga-peskov-ultimatums",
    "13-pellworth-zelenskiy-ready",
    "13-norda-trump-istanbul",
    "13-tagblatt-selenskyj",
    "14-chronicle-opinion-the-empty-chair",
    "14-norda-kremlin-list",
    "15-norda-zelenskiy-sham",
    "15-quayside-when-do-the-talks-start",
    "16-norda-prisoner-exchange",
    "16-norda-unacceptable-demands",
    "16-whistle-they-are-coming-home",
)
NEAR_MISSES = ("iran-us-muscat", "iran-witkoff", "nato-antalya", "pkk", "syria-sanctions", "edan", "tariff")


@cache
def sample_articles() -> tuple[Article, ...]:
    pages = sorted(SAMPLE.glob("*.html"))
    return tuple(read_article(Item(address=p.name, kind="html", body=p.read_bytes())) for p in pages)


@cache
def sample_stories() -> tuple[Story, ...]:
    return group_articles(sample_articles(), Grouping())


def names_in(story: Story) -> list[str]:
    address = {a.id: a.address for a in sample_articles()}
    return sorted(address[i] for i in story.articles)


@pytest.mark.parametrize("name", TALKS)
def test_the_talks_are_one_story(name: str) -> None:
    assert [n for n in names_in(sample_stories()[0]) if name in n]


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_misses_stay_out_of_the_talks(name: str) -> None:
    assert not [n for n in names_in(sample_stories()[0]) if name in n]


def test_sample_does_not_depend_on_the_order_of_files() -> None:
    mixed = list(sample_articles())
    random.Random(3).shuffle(mixed)
    assert group_articles(mixed, Grouping()) == sample_stories()


def test_every_article_lies_in_one_story_biggest_first() -> None:
    found = [i for s in sample_stories() for i in s.articles]
    assert sorted(found) == sorted(a.id for a in sample_articles())
    sizes = [(len(s.origins), len(s.articles)) for s in sample_stories()]
    assert sizes == sorted(sizes, reverse=True)


def test_follow_up_joins_and_other_news_does_not() -> None:
    given_ = [article("a", FIRE), article("b", TOWED, hours=20), article("c", BUDGET, hours=2)]
    assert [s.articles for s in group_articles(given_, Grouping())] == [("a", "b"), ("c",)]


def test_the_same_words_after_the_window_are_another_story() -> None:
    given_ = [article("a", FIRE), article("b", TOWED, hours=24 * 400)]
    assert len(group_articles(given_, Grouping())) == 2


def test_undated_articles_are_grouped_and_come_last() -> None:
    given_ = [article("u", TOWED, hours=None), article("a", FIRE)]
    stories = group_articles(given_, Grouping())
    assert [s.articles for s in stories] == [("a", "u")]
    assert (stories[0].first, stories[0].last) == (DAY, DAY)


def test_an_id_given_twice_counts_once() -> None:
    assert [a.id for a in in_order([article("a", FIRE), article("a", FIRE)])] == ["a"]


def test_empty_texts_and_nothing_at_all() -> None:
    assert group_articles([], Grouping()) == ()
    assert [len(s.articles) for s in group_articles([article("x", ("", "")), article("y", ("", ""))], Grouping())] == [
        1,
        1,
    ]


def test_arrival_says_why() -> None:
    stream = Stream(Grouping())
    opened, joined = (stream.add(a) for a in (article("a", FIRE), article("b", TOWED, hours=5)))
    assert (opened.action, joined.action, joined.story) == ("opens", "joins", opened.story)
    assert any("alma" in reason for reason in joined.reasons)
    assert "5 hours apart" in joined.reasons


def test_arrival_knows_a_copy() -> None:
    stream = Stream(Grouping())
    stream.add(article("a", FIRE))
    again = stream.add(article("b", FIRE, hours=1, outlet="Mirror"))
    assert (again.action, again.repeats) == ("repeats", "a")


def test_counts_do_not_look_ahead() -> None:
    """What came later must not change how an article was placed."""
    days = [article("a", FIRE), article("b", TOWED, hours=5), article("c", BUDGET, hours=9)]
    whole, part = Stream(Grouping()), Stream(Grouping())
    assert [whole.add(a) for a in days][:2] == [part.add(a) for a in days[:2]]


def test_place_is_pure_and_prefers_the_better_story() -> None:
    counts = Vocabulary()
    fire, towed, budget = (
        counts.profile(outline_of(article(i, t))) for i, t in (("a", FIRE), ("b", TOWED), ("c", BUDGET))
    )
    against = np.zeros((2, len(CONFLICTS)), np.bool_)
    starts = np.arange(2)
    stories = Candidates(("s-c", "s-a"), starts, (budget, fire), np.array([0.2, 0.5]), against)
    turned = Candidates(("s-a", "s-c"), starts, (fire, budget), np.array([0.5, 0.2]), against)
    first = place(towed, stories, DAY, Grouping())
    assert first == place(towed, turned, DAY, Grouping())
    assert (first.action, first.story) == ("joins", "s-a")
    assert place(towed, stories, DAY, replace(Grouping(), join_at=0.9)).action == "opens"
    assert place(towed, stories, DAY + timedelta(days=400), Grouping()).action == "opens"


def test_a_third_article_does_not_tie_two_events() -> None:
    """0-1 and 2-3 are alike; 1-2 is one strong bond between groups that otherwise share nothing."""
    bonds = {(0, 1): 0.6, (2, 3): 0.6, (1, 2): 0.5}
    assert settle([0.0] * 4, Bonds.of_pairs(bonds), Grouping()) == [[0, 1], [2, 3]]


def test_a_running_story_holds_when_its_days_tie_in() -> None:
    """Each day resembles the next and, less and less, the later ones."""
    bonds = Bonds.of_pairs({(i, j): 0.45 - 0.05 * (j - i) for i in range(7) for j in range(i + 1, 7)})
    bars = Bars(least=0.15, half_life_h=24.0, absent=0.0, stale_half_life_h=36.0)
    alone = [[i] for i in range(7)]
    assert [sorted(g) for g in Linkage([24.0 * i for i in range(7)], alone, bonds, bars).run().values()] == [
        list(range(7))
    ]
    assert len(Linkage([24.0 * 12 * i for i in range(7)], alone, bonds, bars).run()) == 7


def test_an_article_moves_to_the_rival_it_fits_better() -> None:
    """1 stands with 0 first, for no bond is stronger; then 2, 3 and 4 join one another, and it fits them better."""
    bonds = {(0, 1): 0.6, (1, 2): 0.59, (1, 3): 0.9, (1, 4): 0.9, (2, 3): 0.95, (2, 4): 0.95, (3, 4): 0.95}
    assert settle([0.0] * 5, Bonds.of_pairs(bonds), Grouping()) == [[0], [1, 2, 3, 4]]


def test_only_opinion_joins_over_the_lower_bar() -> None:
    bonds = {(0, 1): 0.5, (0, 2): 0.3, (1, 2): 0.3}
    assert settle([0.0] * 3, Bonds.of_pairs(bonds), Grouping()) == [[0, 1], [2]]
    assert settle([0.0] * 3, Bonds.of_pairs(bonds), Grouping(), opinions=[2]) == [[0, 1, 2]]


@given(
    st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(0, 1)),
    st.lists(st.none() | st.floats(0, 500), min_size=8, max_size=8),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60)
def test_settling_gives_a_partition_whatever_the_order_of_bonds(
    bonds: dict[tuple[int, int], float], times: list[float | None], rng: random.Random
) -> None:
    mixed = list(bonds.items())
    rng.shuffle(mixed)
    groups = settle(times, Bonds.of_pairs(bonds), Grouping())
    assert sorted(i for g in groups for i in g) == list(range(8))
    assert groups == settle(times, Bonds.of_pairs(dict(mixed)), Grouping())


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=200)), max_size=6))
@settings(max_examples=40)
def test_any_text_can_be_grouped(told: list[tuple[str, str]]) -> None:
    given_ = [article(f"a{i}", t, hours=i) for i, t in enumerate(told)]
    stories = group_articles(given_, Grouping())
    assert sorted(i for s in stories for i in s.articles) == [a.id for a in given_]


def test_a_huge_article_does_not_slow_the_stream() -> None:
    stream = Stream(Grouping())
    stream.add(article("a", ("Numbers", " ".join(str(i) for i in range(200_000)))))
    assert len(stream.profiles[0].field("full")[0]) <= 400
    assert settled(stream) == [[0]]
