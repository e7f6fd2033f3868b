"""Who speaks: names and roles as the article tells them, and nobody in doubt."""

import pytest

from nutgraf.ledger.attribution import Speaker, attributions, speakers_of
from nutgraf.model import Article, Parsed
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.names import NameBook
from nutgraf.text.sentences import split_sentences

LEAD = "Kremlin spokesman Dmitry Peskov said on Monday that the delegation was ready."


def speakers(text: str, tagger: SpacyTagger) -> list[Speaker]:
    article = Article("a1-0", "", text, "Norda", "norda.example", language="en")
    sentences = split_sentences(article)
    parsed = [Parsed(s, t) for s, t in zip(sentences, tagger.tag([s.text for s in sentences]), strict=True)]
    found = attributions(text, parsed)
    return list(speakers_of(article, parsed, found, NameBook.of([article])))


@pytest.mark.parametrize(
    "sentence",
    [
        "Peskov added that talks would begin at noon.",
        "He added that talks would begin at noon.",
        "The spokesman added that talks would begin at noon.",
        "Talks would begin at noon, he said.",
    ],
)
def test_one_person_under_several_names(sentence: str, tagger: SpacyTagger) -> None:
    assert speakers(f"{LEAD} {sentence}", tagger)[-1] == Speaker("Dmitry Peskov", "Kremlin spokesman")


def test_two_who_could_be_meant_are_nobody(tagger: SpacyTagger) -> None:
    text = (
        "Finance Minister Ann Roe met Justice Minister Eva Lind while Tom Berg waited. She said that taxes would rise."
    )
    assert speakers(text, tagger)[-1].name in {"", "Ann Roe"}


def test_whoever_is_spoken_of_does_not_speak(tagger: SpacyTagger) -> None:
    text = f"{LEAD} The list would be published when Vladimir Putin signs it, he said."
    assert speakers(text, tagger)[-1].name == "Dmitry Peskov"


def test_a_body_keeps_its_words(tagger: SpacyTagger) -> None:
    assert speakers("The foreign ministry said that the border was open.", tagger) == [Speaker("foreign ministry", "")]
