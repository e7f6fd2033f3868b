"""An entailment model from a folder, run by the real runtime on a real tokenizer; see `tiny_judge`."""

import json
from pathlib import Path

import pytest

from nutgraf.errors import SettingsError, WriterFailed
from nutgraf.nlp.entail import EntailmentJudge, labels_of
from nutgraf.settings import JudgeUse
from tests.nlp import tiny_judge

EVIDENCE = "The council voted on Tuesday to close the bridge."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_judge.make(tmp_path_factory.mktemp("judges") / "nli-tiny")


@pytest.fixture(scope="module")
def judge(folder: Path) -> EntailmentJudge:
    return EntailmentJudge(JudgeUse(path=str(folder)))


def test_what_the_evidence_holds_is_supported(judge: EntailmentJudge) -> None:
    assert judge.supports(EVIDENCE, "On Tuesday the council voted to close the bridge.") > 0.98
    assert judge.supports(EVIDENCE, "The mayor said it will be repaired.") < 0.1
    assert judge.name == "nli-tiny"


def test_a_contradiction_is_no_support_whatever_else_is_probable(judge: EntailmentJudge, folder: Path) -> None:
    denied = "The council did not vote on Tuesday to close the bridge."
    assert judge.supports(EVIDENCE, denied) == 0.0
    both = "The council voted not on Tuesday to close the bridge."
    lenient = EntailmentJudge(JudgeUse(path=str(folder), most_against=0.5))
    assert judge.supports(EVIDENCE, both) == lenient.supports(EVIDENCE, both) == 0.0


def test_the_order_of_labels_is_read(tmp_path: Path) -> None:
    turned = tiny_judge.make(tmp_path / "turned", ("ENTAILMENT", "neutral", "Contradiction"))
    one = EntailmentJudge(JudgeUse(path=str(turned)))
    assert one.supports(EVIDENCE, "On Tuesday the council voted to close the bridge.") == 0.0
    two = tiny_judge.make(tmp_path / "two", ("contradiction", "neutral", "entailment"))
    (two / "config.json").write_text(json.dumps({"id2label": {"0": "not_entailment", "1": "entailment"}}))
    with pytest.raises(WriterFailed, match="something else than a number for each of its classes"):
        EntailmentJudge(JudgeUse(path=str(two))).supports(EVIDENCE, EVIDENCE)


def test_the_line_is_read_whole_and_the_end_of_evidence_is_not(folder: Path) -> None:
    short = EntailmentJudge(JudgeUse(path=str(folder), most_tokens=16, name="short"))
    line = "the mayor said it will"
    assert short.supports(line + " the" * 20, line) > 0.98
    assert short.supports("the " * 20 + line, line) < 0.1
    with pytest.raises(WriterFailed, match="too long for the judge short"):
        short.supports(EVIDENCE, "the " * 40)
    with pytest.raises(WriterFailed, match="too long"):
        short.supports(EVIDENCE, "the" * 20_000)


def test_what_a_folder_lacks_is_a_sentence(folder: Path, tmp_path: Path) -> None:
    def judge_in(*names: str) -> None:
        place = tmp_path / "-".join(names)
        place.mkdir(exist_ok=True)
        for name in names:
            (place / name).write_bytes((folder / name).read_bytes())
        EntailmentJudge(JudgeUse(path=str(place)))

    with pytest.raises(SettingsError, match=r"config\.json cannot be read"):
        judge_in("model.onnx", "tokenizer.json")
    with pytest.raises(SettingsError, match=r"has no tokenizer\.json"):
        judge_in("model.onnx", "config.json")
    with pytest.raises(SettingsError, match=r"has no model\.onnx"):
        judge_in("tokenizer.json", "config.json")
    for name, said in (
        ("model.onnx", "is no model"), ("tokenizer.json", "is no tokenizer"), ("config.json", "is no JSON")
    ):  # fmt: skip
        spoiled = tmp_path / f"spoiled-{name}"
        spoiled.mkdir()
        for one in ("model.onnx", "tokenizer.json", "config.json"):
            (spoiled / one).write_bytes(b"\x00{" if one == name else (folder / one).read_bytes())
        with pytest.raises(SettingsError, match=said):
            EntailmentJudge(JudgeUse(path=str(spoiled)))


def test_missing_libraries_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("onnxruntime", "tokenizers"):
        with monkeypatch.context() as without:
            without.setitem(__import__("sys").modules, name, None)
            with pytest.raises(SettingsError, match=rf"needs {name}: pip install 'nutgraf\[judge\]'"):
                EntailmentJudge(JudgeUse(path=str(folder)))


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}},
        {"id2label": {"0": "entailment", "1": "entailment"}},
        {"id2label": {"0": "entailment"}},
        {"id2label": {"0": "not_entailment", "1": "contradiction"}},
        {"id2label": {"a": "entailment"}},
        {"id2label": {"0": "entailment", "5": "neutral"}},
        {"id2label": [1, 2]},
    ],
)
def test_labels_are_never_guessed(config: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match="does not say which output is entailment"):
        labels_of(config, "config.json")
