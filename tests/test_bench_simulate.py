"""The simulation of placing repeats real articles as other news; the plan adds up what was measured."""

from itertools import islice
from pathlib import Path

import pytest

from bench import plan, simulate


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> simulate.Turn:
    monkeypatch.setattr(simulate, "BASE", 150)
    return simulate.Turn.of([])


def begun(turn: simulate.Turn) -> simulate.SoFar:
    return simulate.SoFar.kept(None, turn, 1_000_000)


def test_each_turn_tells_other_news_and_nothing_joins_an_earlier_one(turn: simulate.Turn) -> None:
    so_far = begun(turn)
    rows = list(simulate.streamed(so_far, turn, 450, 150, 1_000_000))
    assert [row["placed"] for row in rows] == [150, 300, 450]
    assert rows[0]["stories_per_1000"] < 1_000, "reports of one event are brought together"
    assert [row["astray_percent"] for row in rows] == [0, 0, 0]
    assert simulate.corrected(so_far.placing)["articles"] == 450


def test_a_stream_that_was_stopped_goes_on_where_it_was(turn: simulate.Turn, tmp_path: Path) -> None:
    whole, file = begun(turn), tmp_path / "kept"
    list(simulate.streamed(whole, turn, 400, 100, 1_000_000))
    stopped = simulate.SoFar.kept(file, turn, 1_000_000)
    list(simulate.streamed(stopped, turn, 200, 100, 1_000_000))
    stopped.keep(file)
    again = simulate.SoFar.kept(file, turn, 1_000_000)
    list(simulate.streamed(again, turn, 400, 100, 1_000_000))
    assert [row["placed"] for row in again.rows] == [100, 200, 300, 400]
    assert (again.own, again.placing.published) == (whole.own, whole.placing.published)
    told = [[row["stories_per_1000"] for row in one.rows] for one in (again, whole)]
    assert told[0] == told[1]
    with pytest.raises(SystemExit, match="another stream"):
        simulate.SoFar.kept(file, turn, 2_000_000)


def test_the_second_part_of_a_stream_brings_what_follows_the_first(turn: simulate.Turn) -> None:
    part = simulate.SoFar.kept(None, turn, 1_000_000, 200)
    rows = list(simulate.streamed(part, turn, 400, 100, 1_000_000))
    assert [row["placed"] for row in rows] == [300, 400]
    ids = [article.id for article, _ in islice(turn.arrivals(1_000_000, 200), 200)]
    assert [profile.id for profile in part.placing.profiles.values()] == ids


def test_a_placer_is_filled_and_then_measured(turn: simulate.Turn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "MEASURED", 20)
    found = simulate.holding(turn, 100, 1_000_000)
    assert (found["live"], found["articles_per_s"] > 0) == (100, True)


def test_twice_the_articles_take_twice_of_all_and_one_placer_ends_where_it_is_full() -> None:
    costs, world = plan.Costs(), plan.World()
    once, twice = (plan.plan(n, costs, world) for n in (1e6, 2e6))
    assert twice["reading"] == pytest.approx(2 * once["reading"], rel=0.01)
    assert plan.plan(plan.ends(costs, world), costs, world)["placing"] == pytest.approx(1.0, abs=0.01)
