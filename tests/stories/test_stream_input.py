"""A stream keeps its head: wrong dates, later versions, floods, huge and empty texts, and what it forgets."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from ferry_story import BUDGET, DAY, FIRE, TOWED, article

from bench.invented import invented
from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories.clock import Clock
from nutgraf.stories.group import Stream, group_articles, settled
from nutgraf.stories.outline import outline_of
from nutgraf.stories.vectors import Vocabulary

FUTURE, EPOCH = datetime(2099, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)


def ids(articles: list[Article]) -> list[tuple[str, ...]]:
    return sorted(s.articles for s in group_articles(articles, Grouping()))


@pytest.mark.parametrize("wrong", [FUTURE, EPOCH])
def test_a_wrong_date_harms_no_other_article(wrong: datetime) -> None:
    strange = replace(article("x", BUDGET), published=wrong)
    stream = Stream(Grouping())
    placed = [stream.add(a) for a in (article("a", FIRE), strange, article("b", TOWED, hours=5))]
    assert [p.action for p in placed] == ["opens", "opens", "joins"]
    assert ids([article("a", FIRE), strange, article("b", TOWED, hours=5)]) == [("a", "b"), ("x",)]


@pytest.mark.parametrize("wrong", [FUTURE, EPOCH])
def test_what_is_dated_outside_the_window_is_no_company(wrong: datetime) -> None:
    strange = replace(article("x", TOWED), published=wrong)
    assert ids([article("a", FIRE), strange]) == [("a",), ("x",)]


def test_a_date_after_now_counts_as_unknown() -> None:
    stream = Stream(Grouping())
    stream.add(article("a", FIRE), DAY)
    stream.add(replace(article("b", BUDGET), published=FUTURE), DAY + timedelta(hours=1))
    stream.add(replace(article("c", TOWED), published=DAY + timedelta(hours=20)), DAY + timedelta(hours=1))
    assert stream.published == [DAY, None, DAY + timedelta(hours=20)]
    assert settled(stream) == [[0, 2], [1]]


def test_undated_articles_after_a_future_date_still_find_their_story() -> None:
    given = [article("a", FIRE), article("u", TOWED, hours=None), replace(article("x", BUDGET), published=FUTURE)]
    assert ids(given) == [("a", "u"), ("x",)]


def test_one_article_does_not_move_the_clock_over_the_window_and_two_do() -> None:
    clock = Clock(86_400.0)
    for days in (0, 900, 0.5, 901):
        clock.arrive(DAY + timedelta(days=days))
    assert [clock.age_s(n) / 86_400 for n in range(4)] == [901, 1, 900.5, 0]
    clock.arrive(None)
    clock.arrive(EPOCH)
    assert [clock.age_s(n) for n in (3, 4, 5)] == [0, 0, 0]


def test_a_later_version_takes_the_place_of_the_earlier() -> None:
    page = "https://example.org/ferry"
    more = (FIRE[0], FIRE[1] + " Two sailors were taken to hospital, she added.")
    first, other = article("a", FIRE, url=page), article("b", TOWED, hours=2, outlet="Mirror")
    again = article("c", more, hours=3, url=page)
    stream = Stream(Grouping())
    opened, _, updated = (stream.add(a) for a in (first, other, again))
    assert (updated.action, updated.story, updated.repeats) == ("updates", opened.story, "a")
    assert (stream.replaced, settled(stream)) == ([0], [[0], [1, 2]])
    assert ids([again, other, first]) == [("b", "c")]


def test_a_later_version_of_an_opinion_piece() -> None:
    page = "https://post.example/opinion/ferry"
    pieces = [replace(article(f"o{n}", FIRE, hours=2 + n, url=page), flags=("opinion",)) for n in range(2)]
    assert ids([article("a", TOWED), *pieces]) == ids([article("a", TOWED), pieces[1]])


def test_a_version_of_a_version() -> None:
    page = "https://example.org/ferry"
    told = [(FIRE[0], FIRE[1] + f" Rescuers counted {n} boats." * n) for n in range(4)]
    given = [article(f"v{n}", t, hours=n, url=page) for n, t in enumerate(told)]
    stream = Stream(Grouping())
    placed = [stream.add(a) for a in given]
    assert [(p.action, p.repeats) for p in placed[1:]] == [("updates", f"v{n}") for n in range(3)]
    assert len({p.story for p in placed}) == 1
    assert ids(given) == [("v3",)]


@pytest.mark.parametrize("page", ["https://example.org/", "", "reports.txt"])
def test_one_address_for_all_loses_nothing(page: str) -> None:
    """Feeds that give the front page as the address of every entry, and articles that have none."""
    given = [article("a", FIRE, url=page), article("b", BUDGET, hours=1, url=page)]
    assert ids(given) == [("a",), ("b",)]


def test_one_text_under_fifty_addresses_is_one_story_and_copies() -> None:
    long = (FIRE[0], "\n".join((FIRE[1], TOWED[1], BUDGET[1])))
    given = [
        article(f"a{n:02}", long, hours=n / 60, url=f"https://example.org/{n}", outlet=f"Paper {n}") for n in range(50)
    ]
    stream = Stream(Grouping())
    placed = [stream.add(a) for a in given]
    assert [p.action for p in placed] == ["opens"] + ["repeats"] * 49
    (story,) = group_articles(given, Grouping())
    assert (len(story.articles), len(story.origins)) == (50, 1)


def test_empty_bodies_are_kept_and_join_by_title_or_stand_alone() -> None:
    given = [article("a", ("", "")), article("b", (FIRE[0], "")), article("c", FIRE, hours=1), article("d", ("", ""))]
    stories = ids(given)
    assert sorted(i for s in stories for i in s) == ["a", "b", "c", "d"]
    assert {("a",), ("d",)} <= set(stories)


def test_a_megabyte_is_read_no_further_than_any_long_article() -> None:
    huge = article("h", (FIRE[0], f"{FIRE[1]} " + "Filler words go on and on. " * 40_000))
    profile = Vocabulary().profile(outline_of(huge))
    assert len(profile.keys) < 3_000
    assert ids([huge, article("b", TOWED, hours=1), article("l", ("One line", "x" * 1_000_000), hours=2)])[1] == ("l",)


def test_two_thousand_articles_in_half_a_minute_are_all_placed() -> None:
    made = invented()
    stream = Stream(replace(Grouping(), most_live=500))
    for n in range(2_000):
        stream.add(replace(next(made), text="", published=DAY + timedelta(milliseconds=15 * n)))
    groups = settled(stream)
    assert sorted(i for g in groups for i in g) == list(range(2_000))
    assert len(stream.profiles) == 500


def test_order_within_one_moment_loses_nothing() -> None:
    made = invented()
    given = [replace(next(made), published=DAY) for _ in range(60)]
    mixed = given[:]
    random.Random(5).shuffle(mixed)
    assert ids(given) == ids(mixed)
    assert sorted(i for s in ids(given) for i in s) == sorted(a.id for a in given)


def test_forgetting_changes_no_placement_and_keeps_what_is_live() -> None:
    made = invented()
    given = [replace(next(made), published=DAY + timedelta(hours=n)) for n in range(300)]
    whole, short = (Stream(replace(Grouping(), most_live=60)) for _ in range(2))
    moved = 0
    for n, one in enumerate(given):
        assert whole.add(one) == short.add(one)
        if n % 50 == 0:
            moved += short.forget()
    moved += short.forget()
    assert (moved, len(short.published), len(whole.published)) == (240, 60, 300)
    assert sorted(i for g in settled(short) for i in g) == list(range(60))
    kept, all_ = short.pairs(), whole.pairs()
    assert len(kept.later) == ((all_.earlier >= 240) & (all_.later >= 240)).sum() > 0


def test_forgetting_moves_opinions_and_replaced_versions_too() -> None:
    page = "https://example.org/ferry"
    stream = Stream(replace(Grouping(), most_live=4))
    given = [article(f"b{n}", (f"{BUDGET[0]} {n}", BUDGET[1]), hours=n) for n in range(4)]
    later = [article("a", FIRE, hours=5, url=page), replace(article("o", TOWED, hours=6), flags=("opinion",))]
    for one in (*given, *later, article("c", FIRE, hours=7, url=page)):
        stream.add(one)
    assert (stream.replaced, stream.opinions) == ([4], [5])
    assert stream.forget() == 3
    assert (stream.replaced, stream.opinions) == ([1], [2])


def test_a_vocabulary_forgets_rare_keys_that_are_not_live() -> None:
    vocabulary, made = Vocabulary(most_keys=2_000), invented()
    profiles = []
    for _ in range(120):
        profile = vocabulary.profile(outline_of(next(made)))
        vocabulary.add(profile)
        profiles = [*profiles, profile][-5:]
        spelled = [vocabulary.spell(int(k)) for p in profiles for k in p.field("full")[0]]
        if vocabulary.crowded:
            vocabulary.forget(profiles)
            assert spelled == [vocabulary.spell(int(k)) for p in profiles for k in p.field("full")[0]]
            assert "" not in spelled
    assert 2_000 < len(vocabulary) < 12_000
