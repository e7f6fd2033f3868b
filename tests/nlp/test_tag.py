"""The parser: offsets that hold, one sentence a text, and bounds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.nlp.tag import MAX_CHARS, SpacyTagger
from tests.parser import PARSER

TEXT = "Chief engineer Tomas Reyle said the old bridge would not reopen. It had rusted."


def test_tokens_stand_where_they_say(tagger: SpacyTagger) -> None:
    [tokens] = tagger.tag([TEXT])
    assert [TEXT[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert all(0 <= t.head < len(tokens) for t in tokens)


def test_a_text_is_one_sentence_whatever_stops_it_holds(tagger: SpacyTagger) -> None:
    [tokens] = tagger.tag([TEXT])
    assert sum(t.head == n for n, t in enumerate(tokens)) == 1


def test_words_are_known(tagger: SpacyTagger) -> None:
    [tokens] = tagger.tag([TEXT])
    found = {t.text: t for t in tokens}
    assert found["said"].lemma == "say"
    assert found["said"].tag == "VBD"
    assert found["Reyle"].pos == "PROPN"
    assert found["Reyle"].entity == "PERSON"
    assert tokens[found["Reyle"].head].text == "said"
    assert found["Reyle"].dep == "nsubj"


def test_white_space_is_no_word(tagger: SpacyTagger) -> None:
    text = "The  bridge \n is   shut."
    [tokens] = tagger.tag([text])
    assert [t.text for t in tokens] == ["The", "bridge", "is", "shut", "."]
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert tokens[tokens[1].head].text == "is"


def test_one_row_a_text_also_for_nothing_and_for_too_much(tagger: SpacyTagger) -> None:
    rows = tagger.tag(["", "It rained.", "x " * MAX_CHARS, "It stopped."])
    assert [len(row) for row in rows] == [0, 3, 0, 3]
    assert tagger.tag([]) == []


def test_neighbours_do_not_matter(tagger: SpacyTagger) -> None:
    [alone] = tagger.tag([TEXT])
    among = tagger.tag(["It rained all day.", TEXT, "Why?"])[1]
    assert among == alone


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    [tokens] = PARSER.tag([text])
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert all(0 <= t.head < len(tokens) for t in tokens)
