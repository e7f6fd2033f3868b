"""ninjs of three versions in pairs (tests/cases/ninjs): as lines, as an array, one by one."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.errors import InputError
from nutgraf.model import Failed
from nutgraf.settings import Limits
from nutgraf.sources.contents import read_contents
from nutgraf.sources.ninjs import is_ninjs, read_ninjs
from nutgraf.sources.outcome import Arrived, Outcome

CASES = Path(__file__).parent.parent / "cases" / "ninjs"
LINES = (CASES / "objects.jsonl").read_bytes()
EXPECTED = json.loads((CASES / "objects.expected.json").read_text("utf-8"))


def shown(outcome: Outcome, expected: dict[str, Any]) -> dict[str, Any]:
    if isinstance(outcome, Failed):
        words = expected.get("words", "")
        return {"failed": outcome.reason, "words": words if words in outcome.message else outcome.message}
    return {name: getattr(outcome.value, name, None) for name in expected}


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(LINES, ".jsonl"), (LINES, ".json"), (b"[" + LINES.strip().replace(b"\n", b",") + b"]", ".json")],
    ids=["lines", "lines named json", "array"],
)
def test_cases(data: bytes, suffix: str) -> None:
    outcomes = list(read_contents(Arrived("n", data, suffix), Limits()))
    assert [shown(o, e) for o, e in zip(outcomes, EXPECTED, strict=True)] == EXPECTED


@pytest.mark.parametrize("number", range(len(EXPECTED)))
def test_one_object_a_file(number: int) -> None:
    expected = EXPECTED[number]
    try:
        (outcome,) = read_contents(Arrived("n.json", LINES.splitlines()[number], ".json"), Limits())
    except InputError as error:
        outcome = Failed.of(error, "n.json")
    assert shown(outcome, expected) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["uri", "type", "bodies", "body_text", "headlines", "links", "standard", "pubStatus", "by"])


@given(st.dictionaries(NAMES, JSON | st.just([{"value": "w", "contentType": 3, "role": []}])))
def test_any_object_ends_in_an_item_or_in_our_errors(record: dict[str, Any]) -> None:
    assert is_ninjs(record) in (True, False)
    try:
        item = read_ninjs(record, "n")
    except InputError:
        return
    assert isinstance(item.body, str)
    assert item.body
