"""Which way a clause points, by the real parse."""

import pytest

from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.clauses import tense_at
from nutgraf.text.tense import Tense

CLAUSES: list[tuple[str, str, Tense]] = [
    ("The bridge was closed on Sunday.", "Sunday", "past"),
    ("The council met on Sunday.", "Sunday", "past"),
    ("The council has met on Sunday.", "Sunday", "past"),
    ("The bridge that collapsed on Sunday will be rebuilt.", "Sunday", "past"),
    ("The council will meet on Thursday.", "Thursday", "coming"),
    ("The council plans to meet on Thursday.", "Thursday", "coming"),
    ("Ms Dunmore would attend the talks on Thursday.", "Thursday", "coming"),
    ("Dunmore said on Tuesday that engineers would return on Friday.", "Tuesday", "past"),
    ("Dunmore said on Tuesday that engineers would return on Friday.", "Friday", "coming"),
    ("Talks on Thursday failed.", "Thursday", "unclear"),
    ("He proposed talks on Thursday.", "Thursday", "unclear"),
    ("He went to see the bridge on Sunday.", "Sunday", "unclear"),
    ("The council was to meet on Thursday.", "Thursday", "unclear"),
    ("The council would have met on Thursday.", "Thursday", "unclear"),
    ("Thursday.", "Thursday", "none"),
]


@pytest.mark.parametrize(("text", "day", "tense"), CLAUSES)
def test_tense_of_the_clause(text: str, day: str, tense: Tense, tagger: SpacyTagger) -> None:
    [tokens] = tagger.tag([text])
    assert tense_at(tokens, text.index(day)) == tense


def test_outside_the_words_there_is_no_tense(tagger: SpacyTagger) -> None:
    [tokens] = tagger.tag(["The council met on Sunday."])
    assert tense_at(tokens, 500) == "none"
    assert tense_at((), 0) == "none"
