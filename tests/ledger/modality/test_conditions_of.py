"""Every condition of a sentence: how it opens, which way it points, who would have to act."""

import pytest

from nutgraf.ledger.conditions import conditions_of
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger


def tree_of(text: str, tagger: SpacyTagger) -> Tree:
    return Tree(Parsed(Sentence(Span("a1-0", 0, len(text)), text, 0, 0), tagger.tag([text])[0]))


@pytest.mark.parametrize(
    ("text", "kind", "polarity", "actor"),
    [
        ("The EU will act if Russia attacks the port.", "if", "positive", "Russia"),
        ("The EU will act if Russia does not withdraw.", "if", "negative", "Russia"),
        ("The EU will act if Russia refuses.", "if", "negative", "Russia"),
        ("The EU will act unless Russia withdraws.", "unless", "negative", "Russia"),
        ("The army will not stop until the rebels surrender.", "until", "positive", "rebels"),
        ("The sanctions will stay until the army withdraws.", "until", "negative", "army"),
        ("Poland demanded an answer by Friday.", "deadline", "positive", ""),
        ("The bank will lend on condition that the firm pays.", "provided", "positive", ""),
    ],
)
def test_a_condition(text: str, kind: str, polarity: str, actor: str, tagger: SpacyTagger) -> None:
    tree = tree_of(text, tagger)
    [found] = conditions_of(tree)
    assert (found.kind, found.polarity) == (kind, polarity)
    assert actor == ("" if found.actor is None else tree[found.actor].text)


@pytest.mark.parametrize(
    "text",
    [
        "She asked if he would come.",
        "By Friday twelve people had died.",
        "They waited until noon.",
        "He runs as if chased.",
    ],
)
def test_no_condition(text: str, tagger: SpacyTagger) -> None:
    assert conditions_of(tree_of(text, tagger)) == ()


def test_two_conditions_are_two(tagger: SpacyTagger) -> None:
    found = conditions_of(tree_of("If it rains, the match will be moved unless the referee objects.", tagger))
    assert [c.kind for c in found] == ["if", "unless"]
