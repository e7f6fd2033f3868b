"""The hand-made cases of the gate have the shape that their README says, and the two files share nothing."""

import re
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from evals.shape import ROOT, read_jsonl

HERE = ROOT / "evals" / "cases" / "gate"
BAD = frozenset(
    "actor-flip negation modality condition-dropped number unit date speaker speech-verb-force quote superlative "
    "invented-cause merged-events co-hyponym".split()
)
GOOD = frozenset(
    "cut-dateline cut-lead-in cut-appositive cut-parenthesis cut-attribution cut-connective cut-phrase expand-name "
    "expand-pronoun date spelling join move verbatim".split()
)
FILES = ("open", "aside")
DAY_AND_DATE = re.compile(r"(\w+day|[Tt]omorrow),? (\d+) (\w+)")
DAYS_FROM_PUBLISHED = {"yesterday": -1, "today": 0, "tomorrow": 1}


def cases(name: str) -> list[dict[str, Any]]:
    return [dict(c) for c in read_jsonl(HERE / f"{name}.jsonl")]


def labelled(name: str, label: str) -> list[dict[str, Any]]:
    return [c for c in cases(name) if c["label"] == label]


@pytest.mark.parametrize("name", FILES)
def test_every_class_has_its_cases(name: str) -> None:
    bad, good = (Counter(c["class"] for c in labelled(name, label)) for label in ("bad", "good"))
    assert (frozenset(bad), frozenset(good)) == (BAD, GOOD)
    assert min(*bad.values(), *good.values()) >= 7
    assert min(bad.total(), good.total()) >= 110


@pytest.mark.parametrize("name", FILES)
def test_a_case_has_its_fields_and_its_words_are_clean(name: str) -> None:
    for case in cases(name):
        assert {"id", "class", "label", "evidence", "line", "note"} <= set(case), case
        assert case["id"].startswith(f"{name}-{case['class']}-")
        assert 1 <= len(case["evidence"]) <= 3
        for text in (*case["evidence"], case["line"]):
            assert text == " ".join(text.split()), text
            assert text.endswith((".", "?", '"', "”")), text


@pytest.mark.parametrize("name", FILES)
def test_a_line_differs_from_its_evidence_except_verbatim(name: str) -> None:
    same = {c["id"] for c in cases(name) if c["line"] == " ".join(c["evidence"])}
    assert same == {c["id"] for c in cases(name) if c["class"] == "verbatim"}


@pytest.mark.parametrize("name", FILES)
def test_a_name_put_in_stands_in_the_context(name: str) -> None:
    for case in labelled(name, "good"):
        if case["class"] in {"expand-name", "expand-pronoun"}:
            known = " ".join((*case["context"], *case["evidence"])).casefold()
            added = set(re.findall(r"[^\W\d_]+", case["line"])) - set(re.findall(r"[^\W\d_]+", case["evidence"][0]))
            assert added, case["id"]
            assert all(word.casefold() in known for word in added), case["id"]


@pytest.mark.parametrize("name", FILES)
def test_a_date_put_in_is_the_day_meant(name: str) -> None:
    for case in labelled(name, "good"):
        if case["class"] == "date":
            published = date.fromisoformat(case["published"])
            found = DAY_AND_DATE.search(case["line"])
            assert found, case["id"]
            day, number, month = found.groups()
            meant = datetime.strptime(f"{number} {month} {published.year}", "%d %B %Y").date()
            offset = DAYS_FROM_PUBLISHED.get(day.lower())
            assert meant.strftime("%A") == day if offset is None else (meant - published).days == offset, case["id"]
            assert abs((meant - published).days) < 7, case["id"]


def test_ids_are_unique_and_the_files_share_no_evidence() -> None:
    ids = [c["id"] for name in FILES for c in cases(name)]
    assert len(set(ids)) == len(ids)
    first, second = ({s for c in cases(name) for s in c["evidence"]} for name in FILES)
    assert not first & second
