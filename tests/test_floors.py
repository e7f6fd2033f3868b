"""Floors of quality hold, fall, are skipped without data, and come down only with a reason."""

import json
from pathlib import Path

import pytest

from evals import floors

HIGH = {"task": "origins", "args": [], "metric": "accuracy", "floor": 100.5, "measured": 100.5, "date": "2031-01-01"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps([HIGH]), "utf-8")
    return file


@pytest.mark.parametrize(
    ("entry", "code", "figures", "word"),
    [
        ({"metric": "f1", "floor": 80.0}, 0, {"f1": 80.0}, "ok"),
        ({"metric": "f1", "floor": 80.0}, 0, {"f1": 79.99}, "FELL"),
        ({"metric": "defects", "floor": 8.0, "worse": "higher"}, 0, {"defects": 8.1}, "FELL"),
        ({"metric": "defects", "floor": 8.0, "worse": "higher"}, 0, {"defects": 7.9}, "ok"),
        ({"metric": "f1", "floor": 80.0}, 3, {}, "SKIPPED"),
        ({"metric": "f1", "floor": 80.0}, 1, {}, "BROKEN"),
        ({"metric": "f1", "floor": 80.0}, 0, {"other": 99.0}, "BROKEN"),
    ],
)
def test_verdicts(entry: dict[str, object], code: int, figures: dict[str, float], word: str) -> None:
    assert floors.judge(entry, code, figures).word == word


def test_a_fallen_floor_fails_the_check(book: Path) -> None:
    assert floors.main(["--book", str(book)]) == 1


def test_lowering_records_its_reason(book: Path) -> None:
    assert floors.main(["--book", str(book), "--task", "origins", "--lower", "the cases grew harder"]) == 0
    entry = json.loads(book.read_text("utf-8"))[0]
    assert entry["floor"] < 100
    assert [(past["from"], past["reason"]) for past in entry["lowered"]] == [(100.5, "the cases grew harder")]
    assert floors.main(["--book", str(book)]) == 0


@pytest.mark.parametrize("argv", [["--lower", "because"], ["--task", "origins", "--lower", " "], ["--task", "nothing"]])
def test_lowering_without_reason_or_task_is_refused(book: Path, argv: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        floors.main(["--book", str(book), *argv])
    assert refused.value.code == 2


def test_absent_data_are_skipped_loudly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTGRAF_DATA", str(tmp_path / "nowhere"))
    assert floors.main(["--task", "clustering"]) == 0
    assert "SKIPPED" in capsys.readouterr().out


def test_every_floor_names_a_task_and_stands_under_what_was_measured() -> None:
    tasks = {p.stem for p in Path(floors.__file__).parent.glob("*.py")}
    for entry in json.loads(floors.BOOK.read_text("utf-8")):
        assert entry["task"] in tasks
        worse = entry.get("worse") == "higher"
        assert entry["floor"] >= entry["measured"] if worse else entry["floor"] <= entry["measured"]
