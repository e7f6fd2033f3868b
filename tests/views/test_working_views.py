"""What the working pages draw: positions, dated steps, growth, two editions side by side, likely stories, the shelf."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.model import Arrival, Correction, Evidence, Feed, Health, Line, Origin, Span, Story, StoryCard
from nutgraf.views import LineView, Newsstand, StoryView
from nutgraf.views.compared import articles_moved, layers_compared
from nutgraf.views.found import marked
from nutgraf.views.growth import HEIGHT, WIDTH, growth_of
from nutgraf.views.likely import likely
from nutgraf.views.log import carried_out, words_of
from nutgraf.views.positions import MOST_OF_ACTOR, positions_of
from nutgraf.views.shelf import shelves
from nutgraf.views.timeline import EDGE, LETTER, MOST_STEPS, day_words, timeline_of
from nutgraf.views.timeline import WIDTH as STRIP

STORY = "s1-a223bc755990"
NOON = datetime(2025, 5, 11, 12, tzinfo=UTC)


@pytest.fixture
def story(newsstand: Newsstand) -> StoryView:
    return newsstand.story(STORY)


def test_positions_stand_with_those_who_hold_them(story: StoryView) -> None:
    table = positions_of(story)
    assert [holder.name for holder in table.holders[:2]] == ["Volodymyr Zelensky", "Vladimir Putin"]
    first = table.holders[0].held[0]
    assert (first.deed, first.certainty, first.origins) == ("plans to meet or talk", "planned", 3)
    assert "if Vladimir Putin comes there" in first.gist
    assert first.source is not None
    assert first.since == first.source.published
    shown = sum(len(holder.held) + holder.more for holder in table.holders)
    assert shown + table.more == len(story.edition.positions)
    held = [one for holder in table.holders for one in holder.held]
    assert all(len(holder.held) <= MOST_OF_ACTOR for holder in table.holders)
    assert not [one.gist for one in held if re.search(r"\d{4}-\d\d", one.gist)]
    assert not [one.word_of for one in held if one.word_of.casefold() in ("he", "she", "they", "it")]
    assert all(one.word_of for one in held)


def test_a_story_without_claims_has_no_table(story: StoryView) -> None:
    bare = replace(story, edition=replace(story.edition, positions=()), timeline=())
    assert positions_of(bare).holders == ()
    assert timeline_of(bare).steps == ()
    assert timeline_of(bare).labels == ()


def test_steps_are_in_order_and_can_be_told_apart(story: StoryView) -> None:
    dated = timeline_of(story)
    assert [step.number for step in dated.steps] == list(range(1, len(dated.steps) + 1))
    assert [step.day for step in dated.steps] == sorted(step.day for step in dated.steps)
    assert {step.line for step in dated.steps if not step.planned} == {one.line.id for one in story.timeline}
    ahead = [step for step in dated.steps if step.planned]
    assert ahead
    assert all("planned" in step.certainty and step.article for step in ahead)
    assert all(later.x - earlier.x >= 16 for earlier, later in pairwise(dated.steps))


@given(st.lists(st.dates(), max_size=40))
def test_any_days_fit_the_strip(days: list[datetime]) -> None:
    story = _with_days(sorted(day.isoformat() for day in days))
    dated = timeline_of(story)
    assert len(dated.steps) == min(len(days), MOST_STEPS)
    assert dated.more == len(days) - len(dated.steps)
    places = [step.x for step in dated.steps]
    assert places == sorted(places)
    assert all(EDGE - 0.1 <= x <= STRIP - EDGE + 0.1 for x in places)
    edges = []
    for label in dated.labels:
        width = LETTER * len(label.text)
        left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
        edges.append((left, left + width))
    edges.sort()
    assert all(a[1] <= b[0] for a, b in pairwise(edges))


def _line(n: int) -> LineView:
    line = Line("It came.", (Evidence(Span("a1-x", 0, 8), "It came."),))
    return LineView(f"moment-{n}", line.text, "reported", "○", "", "", (), line, {}, {})


def _with_days(days: list[str]) -> StoryView:
    """As much of a story as the strip looks at."""

    class Moment:
        def __init__(self, n: int, day: str) -> None:
            self.day, self.line = day, _line(n)

    class Edition:
        positions = ()

    class Only:
        id, edition, timeline = "s1-x", Edition(), [Moment(n, day) for n, day in enumerate(days)]

    return Only()  # type: ignore[return-value]  # what is looked at


def test_days_are_no_more_exact_than_they_are() -> None:
    told = [day_words(day) for day in ("2025-05-03", "2025-05", "2025", "", "2025-99-01")]
    assert told == ["3 May 2025", "May 2025", "2025", "", "1 2025"]


def card(arrivals: list[Arrival]) -> StoryCard:
    names = [f"a1-{n}" for n in range(len(arrivals))]
    origins: dict[str, list[str]] = {}
    for name, one in zip(names, arrivals, strict=True):
        origins.setdefault(one.origin, []).append(name)
    voices = tuple(Origin(o, tuple(mine), o.upper(), "single") for o, mine in origins.items())
    return StoryCard(Story("s1-x", tuple(names), voices, None, None), "Ferry", "en", 1, 1, 1, tuple(arrivals))


def test_growth_counts_copies_apart(story: StoryView) -> None:
    at = NOON.timestamp()
    arrivals = [Arrival(at, "one", 0), Arrival(at + 3600, "one", 0, "a1-0"), Arrival(at + 200_000, "two", 0)]
    found = growth_of(replace(story, card=card([*arrivals, Arrival(None, "three", 0)])))
    assert (found.own, found.copies, found.undated, found.top) == (3, 1, 1, 3)
    assert [(o.name, o.own, o.copies) for o in found.origins] == [("ONE", 1, 1), ("TWO", 1, 0), ("THREE", 1, 0)]
    assert [one.name for one in found.entries] == ["ONE", "TWO"]
    assert found.all_area.count("V") == 3 + 1
    assert found.own_area.count("V") == 2 + 1
    assert [tick.text for tick in found.days] == ["12 May", "13 May"]


@pytest.mark.parametrize("times", [[], [None], [5.0], [5.0, 5.0], [None, 7.0]])
def test_what_cannot_be_drawn_is_only_counted(story: StoryView, times: list[float | None]) -> None:
    found = growth_of(replace(story, card=card([Arrival(at, "one", 0) for at in times] or [Arrival(None, "one", 0)])))
    assert (found.all_area, found.own_area, found.entries, found.days) == ("", "", (), ())
    assert found.own == max(1, len(times))


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 5), st.booleans()), min_size=1, max_size=60))
def test_any_growth_stays_within_its_frame(drawn: list[tuple[int, int, bool]]) -> None:
    arrivals = [Arrival(1.7e9 + at, f"o{o}", 0, "a1-0" if copy else "") for at, o, copy in drawn]

    class Only:
        card_of = card(arrivals)
        card = card_of

    found = growth_of(Only())  # type: ignore[arg-type]  # what is looked at
    assert found.own + found.copies == len(drawn)
    assert sum(one.own + one.copies for one in found.origins) == len(drawn)
    numbers = [(float(x), float(y)) for x, y in re.findall(r"H([\d.]+)V([\d.]+)", found.all_area + found.own_area)]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in numbers)
    assert len(found.days) <= 6


def test_two_editions_add_up_line_by_line(newsstand: Newsstand) -> None:
    for old, new in ((1, 2), (3, 7), (7, 7)):
        older, newer = newsstand.story(STORY, old), newsstand.story(STORY, new)
        layers = layers_compared(older, newer)
        lines = [one for layer in layers for one in layer.lines]
        assert [one.line.text for one in lines if one.what != "gone"] == [line.text for line in newer.lines]
        assert [one.line.text for one in lines if one.what != "new"] == [line.text for line in older.lines]
        came, left = articles_moved(older, newer)
        assert {*older.edition.articles, *came} - {*left} == {*newer.edition.articles}


def test_likely_stories_share_rare_words(newsstand: Newsstand) -> None:
    cards = newsstand.archive.stories.cards()
    [first, *_] = likely("goal for Bologna", cards, STORY, 8)
    assert first.headline.startswith("Soccer-Ndoye goal")
    assert likely("the of and", cards, STORY, 8) == ()
    assert STORY not in {one.story.id for one in likely("Russia Ukraine talks Istanbul", cards, STORY, 8)}
    assert len(likely("U.S. and China agree", cards, STORY, 1)) == 1


@given(st.text(max_size=80), st.lists(st.text(max_size=8), max_size=4))
def test_marking_loses_no_letter(text: str, words: list[str]) -> None:
    assert "".join(part.text for part in marked(text, words)) == text


HOMES = {"a": "1", "b": "1", "c": "2"}


@pytest.mark.parametrize(
    ("correction", "expected", "words"),
    [
        (Correction("merge", ("a", "b")), True, "Merged 2 stories"),
        (Correction("merge", ("a", "c")), False, "Merged 2 stories"),
        (Correction("split", ("c",), ("a", "b")), True, "Split 1 article out"),
        (Correction("split", ("b", "c"), ("a",)), False, "Split 2 articles out"),
        (Correction("move", ("a",), ("b",)), True, "Moved an article"),
        (Correction("move", ("a",), ("c",)), False, "Moved an article"),
        (Correction("move", ("a",), ("gone",)), True, "Moved an article"),
        (Correction("undo", (), of=3), True, "Took back correction 3"),
    ],
)
def test_whether_stories_are_as_a_correction_says(correction: Correction, expected: bool, words: str) -> None:
    assert (carried_out(correction, HOMES), words_of(correction)) == (expected, words)


def test_feeds_stand_on_their_shelves() -> None:
    found = [
        Health(Feed("https://a/", "B", folders=("X",)), 7, 7, 1, 4),
        Health(Feed("https://b/", "a", fetched_at=NOON - timedelta(hours=2)), 0, 0, 0, 0),
        Health(Feed("https://c/", "C", folders=("X",), failure="No answer.", failures=2), 0, 0, 0, 0),
    ]
    by_folder = shelves(found, "folder", NOON)
    assert [(s.name, [f.name for f in s.feeds]) for s in by_folder] == [("", ["a"]), ("X", ["B", "C"])]
    [by_name] = shelves(found, "name", NOON)
    assert [f.name for f in by_name.feeds] == ["a", "B", "C"]
    assert [(f.a_day, f.stubs, f.fetched) for f in by_name.feeds[:2]] == [
        ("0.0", "", "2 h ago"),
        ("1.0", "25 %", "never"),
    ]
    assert by_name.feeds[2].troubles == ("No answer. (2 times in a row)",)
    assert shelves([], "name", NOON) == ()
