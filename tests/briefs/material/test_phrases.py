"""Words that independent origins quote: copies do not count, long quotations do not count."""

from dataclasses import replace

import pytest
from bridge_story import CLOSED, STORY, VOTE, VOTE_RADIO, dossier_of

from nutgraf.briefs.material.phrases import Phrases, quoted_phrases


def test_two_origins_share_a_phrase() -> None:
    assert Phrases(dossier_of(STORY)).shared == {"a danger to life"}


def test_copies_share_nothing() -> None:
    assert Phrases(dossier_of((VOTE, VOTE_RADIO), voices=[(VOTE, VOTE_RADIO)])).shared == frozenset()
    assert Phrases(dossier_of((CLOSED, VOTE))).shared == frozenset()


def test_one_voice_that_repeats_itself_shares_nothing() -> None:
    twice = replace(VOTE, id="later", outlet="Ostwick Herald")
    assert Phrases(dossier_of((VOTE, twice), voices=[(VOTE, twice)])).shared == frozenset()


def test_a_phrase_is_new_until_it_is_read() -> None:
    phrases = Phrases(dossier_of(STORY))
    line = "Engineers called the piers “a danger to life” in their report."
    assert phrases.new(line, [])
    assert phrases.new(line, ["The council voted."])
    assert not phrases.new(line, ["The old piers had become “A danger to life,” he said."])
    assert not phrases.new("The council called them “rusty old iron”.", [])


def test_sentences_with_a_shared_phrase_newest_articles_first() -> None:
    found = Phrases(dossier_of(STORY)).sentences(dossier_of(STORY))
    assert [s.span.article for s in found] == [VOTE_RADIO.id, VOTE.id]


QUOTED = [
    ("He spoke of “root causes,” again.", ["root causes"]),
    ('She called it "a  Danger to\tlife".', ["a danger to life"]),
    ("He said “no”.", []),
    ("“We could not take the risk of leaving it open for one more day,” she said.", []),
    ("She said “we could not", []),
    ("Nothing is quoted.", []),
]


@pytest.mark.parametrize(("text", "phrases"), QUOTED)
def test_short_closed_quotations_are_phrases(text: str, phrases: list[str]) -> None:
    assert list(quoted_phrases(text)) == phrases
