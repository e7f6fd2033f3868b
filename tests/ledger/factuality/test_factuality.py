"""Certainty per event: minimal pairs by the signs that part them, and laws."""

import json
from importlib.resources import files

import pytest

from nutgraf.ledger.factuality import Factuality, factuality_of
from nutgraf.ledger.factuality.judged import value_of
from nutgraf.ledger.factuality.signs import signs_of
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger


def tree_of(text: str, tagger: SpacyTagger) -> Tree:
    return Tree(Parsed(Sentence(Span("a1-0", 0, len(text)), text, 0, 0), tagger.tag([text])[0]))


def judged(text: str, word: str, tagger: SpacyTagger) -> Factuality:
    tree = tree_of(text, tagger)
    return factuality_of(tree, next(n for n, t in enumerate(tree.tokens) if t.text == word))


SURER = [
    ("The ferry sank on Monday.", "sank", "The ferry may sink on Monday.", "sink"),
    ("The ferry sank on Monday.", "sank", "The ferry did not sink on Monday.", "sink"),
    ("The crew managed to leave.", "leave", "The crew wanted to leave.", "leave"),
    ("The crew wanted to leave.", "leave", "The crew refused to leave.", "leave"),
    ("The bank will close the branch.", "close", "The bank could close the branch.", "close"),
    ("The bank closed the branch.", "closed", "If the bank closed the branch, she would go.", "closed"),
    ("She knew that the bank had failed.", "failed", "She doubted that the bank would fail.", "fail"),
    ("The attack killed two people.", "attack", "Police prevented an attack on the port.", "attack"),
    ("He left without a word.", "left", "He went without leaving a word.", "leaving"),
]


@pytest.mark.parametrize(("sure", "word", "open_", "other"), SURER, ids=[row[2] for row in SURER])
def test_minimal_pairs(sure: str, word: str, open_: str, other: str, tagger: SpacyTagger) -> None:
    assert judged(sure, word, tagger).score > judged(open_, other, tagger).score + 0.3


def test_ends_of_the_scale(tagger: SpacyTagger) -> None:
    assert judged("The ferry sank on Monday.", "sank", tagger).value == "CT+"
    assert judged("The ferry did not sink on Monday.", "sink", tagger).score < -0.5
    assert [value_of(s) for s in (3, 2, 1, 0, -1, -2, -3)] == ["CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-"]


def test_says_what_moved_it(tagger: SpacyTagger) -> None:
    found = judged("The ferry did not sink on Monday.", "sink", tagger)
    assert found.because[0][0] == "not"
    assert found.because[0][1] < -2


def test_a_small_readable_model() -> None:
    told = json.loads(files("nutgraf.ledger.factuality").joinpath("weights.json").read_text("utf-8"))
    assert len(told["weights"]) <= 100
    assert told["weights"]["not"] < 0 > told["weights"]["under:negative"]


@pytest.mark.parametrize("text", ["?", "if " * 300, "not " * 500 + "go", "(" * 400, "to to to to"])
def test_any_text_is_judged(text: str, tagger: SpacyTagger) -> None:
    tree = tree_of(text, tagger)
    for n in range(len(tree.tokens)):
        assert -3 <= factuality_of(tree, n).score <= 3
        assert signs_of(tree, n) == signs_of(tree, n)
