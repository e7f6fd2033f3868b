"""Tone weighs what the writer says in his own words, and never bars."""

from dataclasses import replace

import pytest
from bridge_story import COLUMN, VOTE, report

from nutgraf.briefs.manner.tone import (
    COLUMN_OFF,
    MOST_OFF,
    PER_WORD,
    TRANSLATED_OFF,
    loaded_words,
    plainness,
    reads_as_column,
    tone_of,
)
from nutgraf.text.sentences import split_sentences

COUNTS = [
    ("The council voted to tear down the bridge.", 0),
    ("The shameful vote was a farce.", 2),
    ("“A shameful farce,” said Tomas Reyle of the vote.", 0),
    ('"Utterly ridiculous," the union said.', 0),
    ("The vote was “shameful” and utterly pointless.", 1),
    ("Make no mistake, the bridge will fall.", 1),
    ("The bridge fell!", 1),
    ("STARMER vows to mend the bridge", 3),
    ("KYIV (Norda) - The talks ended.", 0),
    ("NATO said the bridge was safe.", 0),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_loaded_words_outside_quotations(text: str, count: int) -> None:
    assert loaded_words(text) == count


def test_plainness_falls_by_the_word_and_has_a_floor() -> None:
    assert plainness("The council voted.") == 1.0
    assert plainness("The shameful council voted.") == pytest.approx(1 - PER_WORD)
    assert plainness("A stupid, pathetic, vile, shameful, ridiculous, idiotic farce.") == pytest.approx(1 - MOST_OFF)


FIGHTING = "The council sat for hours on Monday, and its shameful farce of a vote made clear who rules the town now. "
PLAIN = "The council sat for hours on Monday, and its vote on the old bridge made clear what will be built there. "


def test_a_column_is_known_by_its_words_whatever_its_label() -> None:
    column = replace(VOTE, text=FIGHTING * 6, flags=())
    plain = replace(VOTE, text=PLAIN * 6)
    assert reads_as_column(split_sentences(column))
    assert not reads_as_column(split_sentences(plain))
    assert tone_of(column, split_sentences(column)) == pytest.approx(1 - COLUMN_OFF)
    assert tone_of(plain, split_sentences(plain)) == 1.0


def test_a_short_text_is_not_judged() -> None:
    assert not reads_as_column(split_sentences(COLUMN))


def test_what_is_quoted_makes_no_column() -> None:
    quoted = report("q", "Post", None, "", "“" + FIGHTING.strip() + "” the union wrote in a letter. " + PLAIN * 6)
    assert not reads_as_column(split_sentences(quoted))


def test_a_machine_translation_weighs_less() -> None:
    translated = replace(VOTE, flags=("translated",))
    assert tone_of(translated, split_sentences(translated)) == pytest.approx(1 - TRANSLATED_OFF)
