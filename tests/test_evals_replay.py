"""Two settings over one stream: what is called a change, and how settings are read."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evals import replay
from evals.clustering import differing, summed_up
from nutgraf.settings import Grouping

FIRE = "A ferry carrying 212 people was evacuated off Port Alma after fire broke out in its engine room. "
TOWED = "Tugs towed the ferry from Port Alma to the shipyard at Rada after the fire in its engine room. "


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    start = datetime(2031, 3, 3, tzinfo=UTC)
    rows = [
        {"id": f"r{n}", "title": title, "text": text * 3, "source": f"Paper {n}", "event": "ferry"}
        | {"date": (start + timedelta(days=n)).date().isoformat()}
        for n, (title, text) in enumerate((("Ferry fire off Port Alma", FIRE), ("Burnt ferry towed to Rada", TOWED)))
    ]
    (tmp_path / "stream.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path / "stream.jsonl"


def test_a_bar_nobody_reaches_changes_what_was_joined(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bars = "join_at=1.1,settle_at=1.1"
    assert replay.main(["--data", str(stream), "--settings", "join_at=0.01,settle_at=0.01", bars]) == 0
    told = capsys.readouterr().out.splitlines()
    record = json.loads(told[-1])
    assert record["changed"] == {"arrival": 1, "settled": 2}
    assert record["pairs_differ"] == 100
    assert {name: s["settled_groups"] for name, s in record["systems"].items()} == {"nutgraf": 1, "other": 2}
    assert any(line.startswith("    A: joins 1, among them r0") for line in told)
    assert any(line.startswith("    B: opens") and "nearest story fits" in line for line in told)


def test_the_same_setting_changes_nothing(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay.main(["--data", str(stream), "--settings", "default", "default"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["changed"] == {"arrival": 0, "settled": 0}


def test_settings_are_read_from_pairs_and_from_files(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("join_at = 0.5\ncandidates = 7\n", "utf-8")
    assert replay.settings_of(str(file)) == replay.settings_of("join_at=0.5,candidates=7") != Grouping()


@pytest.mark.parametrize("wrong", ["speed=3", "candidates=many", "join_at=0.5,", "no-such-file.toml"])
def test_a_setting_that_cannot_be_used_is_a_sentence(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay.main(["--settings", "default", wrong]) == 2
    assert capsys.readouterr().out.startswith("A setting cannot be used: ")


def test_orders_are_compared_pair_by_pair() -> None:
    assert differing([1, 1, 2], [5, 5, 6]) == 0
    assert differing([1, 1, 2], [1, 2, 2]) == 100
    assert differing([1, 2], [1, 2]) == 0
    found = summed_up([{"pairwise_f1": 80.0}, {"pairwise_f1": 82.0}], [[1, 1, 2], [1, 1, 1]])
    assert (found["pairwise_f1"], found["order_spread"]) == (81.0, 2.0)
    assert found["order_differs"] == pytest.approx(200 / 3)
