"""The judge against our own sentences (tests/cases/certainty.jsonl), and laws that hold for any sentence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nutgraf.ledger.attribute import find_attributions, quoted
from nutgraf.ledger.certainty import LEAST_CERTAIN_FIRST, RULES, judge
from nutgraf.model import Parsed, Sentence, Span
from tests.parser import PARSER

FILE = Path(__file__).parent.parent / "cases" / "certainty.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def parse(text: str) -> Parsed:
    return Parsed(Sentence(Span("a1-0", 0, len(text)), text, 0, 0), PARSER.tag([text])[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_judges_as_labelled(case: dict[str, str]) -> None:
    judged = judge(parse(case["text"]))
    assert (judged.certainty, judged.speaker, judged.condition) == (
        case["certainty"],
        case["speaker"],
        case["condition"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_shows_the_words_that_decided(case: dict[str, str]) -> None:
    judged = judge(parse(case["text"]))
    assert judged.certainty in LEAST_CERTAIN_FIRST
    assert bool(judged.cue) == bool(judged.rule) == (judged.certainty != "reported")
    assert set(judged.cue.split()) <= set(
        case["text"].replace(".", " ").replace(",", " ").replace("?", " ? ").replace(":", " : ").split()
    )
    assert judged.speaker in case["text"]
    assert judged.condition in case["text"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_decides_its_own_sentence(rule: Callable[..., object]) -> None:
    # The docstring of a rule begins with the sentence that made it necessary.
    sentence = (rule.__doc__ or "").strip().splitlines()[0].split(" / ")[0]
    assert judge(parse(sentence)).rule == rule.__name__, sentence


def test_a_sentence_without_parse_is_reported() -> None:
    text = "He may come, he said."
    judged = judge(Parsed(Sentence(Span("a1-0", 0, len(text)), text, 0, 0)))
    assert (judged.certainty, judged.cue) == ("reported", "")


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "direct", "kind"),
    [
        ("Zelensky said the talks had failed.", "Zelensky", "said", ["the talks had failed"], False, "named"),
        ('"We will do everything," he said.', "he", "said", ['"We will do everything,"'], True, "named"),
        ("According to police, two men fled.", "police", "According to", ["two men fled"], False, "named"),
        ("Two men fled, a neighbour said.", "neighbour", "said", ["Two men fled"], False, "unnamed"),
        ("The deal, she said, was dead.", "she", "said", ["The deal", "was dead"], False, "named"),
        ("The study found that rents had doubled.", "study", "found", ["that rents had doubled"], False, "document"),
        ("Dmitry Peskov: the talks go on.", "Dmitry Peskov", ":", ["the talks go on."], False, "named"),
        ("Lind did not say that it closed.", "Lind", "did not say", ["that it closed"], False, "named"),
        ("Sources told the paper that he had left.", "Sources", "told", ["that he had left"], False, "unnamed"),
        ("Putin's offer of talks surprised Kyiv.", "Putin", "offer", ["of talks"], False, "named"),
        ("Lind was told by staff that rain fell.", "staff", "was told", ["that rain fell"], False, "unnamed"),
    ],
)  # fmt: skip
def test_attributions(text: str, speaker: str, cue: str, content: list[str], direct: bool, kind: str) -> None:
    found = find_attributions(parse(text))[0]
    assert (found.speaker, found.cue.text, found.direct, found.source_kind) == (speaker, cue, direct, kind)
    assert [c.text for c in found.content] == content
    assert found.negated == (" not " in text)


def test_attribution_stretches_stand_in_the_sentence() -> None:
    for case in CASES:
        for found in find_attributions(parse(case["text"])):
            for stretch in (found.cue, *found.content, *([found.source] if found.source else [])):
                assert case["text"][stretch.start : stretch.end] == stretch.text


def test_nested_attributions_are_kept() -> None:
    found = find_attributions(parse("Zelensky told Macron that the front was stable, the newspaper reported."))
    assert [(a.speaker, a.cue.text) for a in found] == [("Zelensky", "told"), ("newspaper", "reported")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Never," he said.', ((0, 8),)),
        ('he said. "Open end', ((9, 18),)),
        ("end of it,” he said.", ((0, 11),)),
        ("“a” and “b”", ((0, 3), (8, 11))),
        ("it's the dogs' day", ()),
    ],
)
def test_quoted(text: str, expected: tuple[tuple[int, int], ...]) -> None:
    assert quoted(text) == expected
