"""Signs of argument: the writer's own words count, the source's do not."""

import pytest
from bridge_story import VOTE, report

from nutgraf.briefs.manner.tone import column_likelihood, manner_of
from nutgraf.briefs.manner.tone_signs import article_signs, column_signs
from nutgraf.model import Parsed
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.sentences import split_sentences


@pytest.fixture(scope="module")
def parse() -> SpacyTagger:
    return SpacyTagger()


def of(parse: SpacyTagger, text: str) -> Parsed:
    sentence = split_sentences(report("t", "Post", None, "", text))[0]
    return Parsed(sentence, parse.tag([sentence.text])[0])


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("The mayor slammed the union over the bridge.", "vivid", 1.0),
        ("The mayor criticised the union over the bridge.", "vivid", 0.0),
        ("The vote was a shameful farce.", "loaded", 2.0),
        ("The union said that the vote was a shameful farce.", "loaded", 0.0),
        ("“The vote was a shameful farce,” the union said.", "loaded", 0.0),
        ("The bridge is a symbol of the town.", "now", 1.0),
        ("The bridge was closed on Monday.", "now", 0.0),
        ("The bridge was closed on Monday.", "day", 1.0),
    ],
)
def test_signs_stand_in_the_writers_own_words(parse: SpacyTagger, text: str, sign: str, value: float) -> None:
    assert dict(column_signs(of(parse, text)).values)[sign] == value


COLUMN = (
    "Let's be honest: our council doesn't care about this town. We all know that the vote was a shameful farce. "
    "But why should anyone be surprised? The mayor has always been utterly clueless, and it's only getting worse. "
)
REPORT = (
    "The council voted on Monday to tear down the bridge, the mayor said. The union rejected the plan on Tuesday. "
    "Work will begin in June, according to the council, and cost 4 million euros. "
)


def test_a_line_of_a_column_is_likelier_one_than_the_same_line_of_a_report(parse: SpacyTagger) -> None:
    column, plain = (report(n, "Post", None, "", text * 3) for n, text in (("c", COLUMN), ("r", REPORT)))
    arguing, telling = (manner_of(a, split_sentences(a)) for a in (column, plain))
    assert telling.argues < 0.2 < 0.6 < arguing.argues
    line = of(parse, "The bridge was closed on Monday.")
    assert column_likelihood(line, telling) < column_likelihood(line, arguing)


def test_a_sneer_is_likelier_a_columns_than_a_plain_line(parse: SpacyTagger) -> None:
    manner = manner_of(VOTE, split_sentences(VOTE))
    sneer = of(parse, "Of course, the clueless mayor utterly botched the whole thing.")
    plain = of(parse, "The council voted on Monday to close the bridge, the mayor said.")
    assert column_likelihood(plain, manner) < 0.2 < 0.4 < column_likelihood(sneer, manner) <= 1.0


def test_an_article_without_prose_has_a_manner() -> None:
    assert all(0.0 <= value <= 1.0 for _, value in article_signs(VOTE, ()).values)
    assert 0.0 < manner_of(VOTE, ()).argues < 1.0
