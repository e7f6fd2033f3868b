"""NewsML-G2 and NITF in pairs (tests/cases/newsml), and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.errors import InputError, NotAllowed, NoText, NotReadable, TooLarge
from nutgraf.model import Done, Failed
from nutgraf.settings import Limits
from nutgraf.sources.contents import read_contents
from nutgraf.sources.newsml import read_newsml
from nutgraf.sources.outcome import Arrived, Outcome

CASES = Path(__file__).parent.parent / "cases" / "newsml"
PAIRS = sorted(CASES.glob("*.expected.json"))


def shown(outcome: Outcome, expected: dict[str, Any]) -> dict[str, Any]:
    if isinstance(outcome, Failed):
        return {"failed": outcome.reason, "words": outcome.message}
    return {name: getattr(outcome.value, name, None) for name in expected}


@pytest.mark.parametrize("suffix", [".xml", "", ".txt"])
@pytest.mark.parametrize("expectation", PAIRS, ids=lambda p: p.name.partition(".")[0])
def test_cases(expectation: Path, suffix: str) -> None:
    file = expectation.with_name(expectation.name.replace(".expected.json", ".xml"))
    expected = json.loads(expectation.read_text("utf-8"))
    outcomes = list(read_contents(Arrived(file.name, file.read_bytes(), suffix), Limits()))
    assert [shown(o, e) for o, e in zip(outcomes, expected, strict=True)] == expected


ITEM = "<newsItem><contentSet><inlineData>Words.</inlineData></contentSet></newsItem>"


def test_an_item_needs_no_more_than_its_words() -> None:
    (outcome,) = read_newsml(ITEM.encode(), "n.xml", Limits())
    assert isinstance(outcome, Done)
    assert (outcome.value.address, outcome.value.body, outcome.value.published_from) == ("n.xml", "Words.", "none")


@pytest.mark.parametrize(
    ("document", "error", "words"),
    [
        ('<!DOCTYPE newsItem [<!ENTITY a "ha">]>' + ITEM, NotAllowed, "declares XML entities"),
        ("<newsItem>" + "<a>" * 300 + "</a>" * 300 + "</newsItem>", TooLarge, "200 deep"),
        ("<newsMessage><itemSet/></newsMessage>", NoText, "without a news item"),
        ("<newsMessage>" + ITEM * 3 + "</newsMessage>", TooLarge, "more than 2 records"),
        ("<stock/>", NotReadable, "no NewsML-G2 and no NITF"),
        ("<nitf><body/></nitf>", NoText, "holds no text"),
    ],
)
def test_what_cannot_be_used_says_so(document: str, error: type[InputError], words: str) -> None:
    with pytest.raises(error, match=words):
        list(read_newsml(document.encode(), "n.xml", Limits(max_entries=2)))


@given(st.binary(max_size=200), st.sampled_from(["<newsItem><contentSet>", "<nitf><body.content>", "<newsMessage>"]))
def test_rubbish_ends_in_our_errors_only(data: bytes, before: str) -> None:
    try:
        list(read_newsml(before.encode() + data, "n.xml", Limits()))
    except InputError:
        return
