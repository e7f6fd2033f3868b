"""The one shape of every eval: data found or honestly skipped, intervals that hold, a table and one line of JSON."""

import gzip
import json
from pathlib import Path

import pytest

from evals import shape


def test_data_lie_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUTGRAF_DATA", str(tmp_path))
    assert shape.data_dir() == tmp_path
    monkeypatch.delenv("NUTGRAF_DATA")
    assert shape.data_dir() == shape.ROOT.parent / "shared" / "data"


def test_absent_data_skip_loudly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTGRAF_DATA", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        shape.data_files(None, ["summaries/none.jsonl.gz"])
    assert stopped.value.code == shape.NO_DATA == 3
    assert capsys.readouterr().out.startswith("SKIPPED")


def test_given_files_win_over_defaults(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text("{}\n", encoding="utf-8")
    assert shape.data_files([own], ["summaries/none.jsonl.gz"]) == [own]


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
def test_records_are_read_plain_or_packed(name: str, tmp_path: Path) -> None:
    text = '{"id": "a"}\n\n{"id": "ü"}\n'
    file = tmp_path / name
    file.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    assert [record["id"] for record in shape.read_jsonl(file)] == ["a", "ü"]


def test_every_eval_has_the_same_options() -> None:
    options = shape.parser("x", "About.").parse_args(["--data", "a", "b", "--limit", "7"])
    assert options.data == [Path("a"), Path("b")]
    assert options.limit == 7
    assert shape.parser("x", "About.").parse_args([]).data is None


def test_intervals_hold_the_mean_and_are_the_same_every_time() -> None:
    ours = [1.0, 2.0, 4.0, 3.0] * 10
    theirs = [0.5, 2.5, 3.0, 2.0] * 10
    low, high = shape.paired_interval(ours, theirs)
    assert low < 0.5 < high
    assert (low, high) == shape.paired_interval(ours, theirs)


def test_intervals_see_a_steady_gap_and_no_gap() -> None:
    ours = [1.0, 5.0, 9.0]
    assert shape.paired_interval(ours, [0.5, 4.5, 8.5]) == (0.5, 0.5)
    assert shape.paired_interval(ours, ours) == (0.0, 0.0)


def test_unequal_lists_are_no_pairs() -> None:
    with pytest.raises(ValueError, match="shorter"):
        shape.paired_interval([1.0, 2.0], [1.0])


def test_a_report_ends_with_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    systems = {"nutgraf": {"f1": 81.23456, "n": 2.0}, "peer": {"f1": 70.0}}
    shape.report(
        "task", [Path("x.jsonl")], 2, systems, intervals={"peer": (1.0, 2.0)}, interval_of="f1", notes={"seed": 1}
    )
    table = capsys.readouterr().out.splitlines()
    record = json.loads(table[-1])
    assert record["task"] == "task"
    assert record["data"] == ["x.jsonl"]
    assert record["systems"]["nutgraf"] == {"f1": 81.2346, "n": 2.0}
    assert record["intervals"] == {"metric": "f1", "peer": [1.0, 2.0]}
    assert record["seed"] == 1
    assert any("81.235" in row for row in table[:-1])
