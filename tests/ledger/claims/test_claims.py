"""The claims of plain sentences, parsed for real: who, what, to whom, where, when, how certain, on which condition."""

from datetime import UTC, datetime

import pytest

from nutgraf.ledger.book import make_ledger
from nutgraf.model import Article, Claim, Ledger, Origin, Parsed, Story
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.sentences import split_sentences

TUESDAY = datetime(2025, 5, 13, 12, tzinfo=UTC)


def ledger_of(text: str, tagger: SpacyTagger) -> Ledger:
    article = Article("a1-0", "", text, "Norda", "norda.example", published=TUESDAY, language="en")
    sentences = split_sentences(article)
    tokens = tagger.tag([s.text for s in sentences])
    parsed = [Parsed(s, t) for s, t in zip(sentences, tokens, strict=True)]
    story = Story("s1", ("a1-0",), (Origin("o1", ("a1-0",), "Norda", "single"),), TUESDAY, TUESDAY)
    return make_ledger({"a1-0": article}, parsed, story)


def claims_in(text: str, tagger: SpacyTagger) -> list[Claim]:
    return [claim for position in ledger_of(text, tagger).positions for claim in position.claims]


def the_claim(text: str, act: str, tagger: SpacyTagger) -> Claim:
    found = [claim for claim in claims_in(text, tagger) if claim.act == act]
    assert len(found) == 1, [(c.act, c.trigger.text) for c in claims_in(text, tagger)]
    return found[0]


def test_two_who_meet_are_one_act(tagger: SpacyTagger) -> None:
    text = "Iran and the United States held a fourth round of talks in Muscat on Sunday."
    claim = the_claim(text, "CONSULT", tagger)
    assert claim.actor is not None
    assert claim.recipient is not None
    assert (claim.actor.country, claim.recipient.country) == ("IRN", "USA")
    assert (claim.place, claim.place_country, claim.day) == ("Muscat", "OMN", "2025-05-11")
    assert (claim.modality, claim.future, claim.attribution) == ("happened", False, ())


def test_a_meeting_ahead_is_an_agreement_to_meet(tagger: SpacyTagger) -> None:
    text = "Zelensky will meet Turkish President Recep Tayyip Erdogan in Ankara on Thursday."
    claim = the_claim(text, "AGREE", tagger)
    assert (claim.base, claim.modality, claim.future) == ("CONSULT", "planned", True)
    assert (claim.day, claim.place_country) == ("2025-05-15", "TUR")
    assert claim.recipient is not None
    assert claim.recipient.country == "TUR"


def test_what_lies_years_back_is_history(tagger: SpacyTagger) -> None:
    claim = the_claim("The two presidents last met in Paris in December 2019.", "CONSULT", tagger)
    assert (claim.day, claim.historical, claim.future) == ("2019-12", True, False)


def test_we_in_a_quotation_are_the_speaker(tagger: SpacyTagger) -> None:
    text = '"We attacked the port," General Ann Roe said on Monday.'
    claim = the_claim(text, "ASSAULT", tagger)
    assert claim.actor is not None
    assert "Roe" in claim.actor.name
    assert [q.text for q in claim.quotes] == ['"We attacked the port,"']


def test_the_one_who_tells_is_not_the_one_who_does(tagger: SpacyTagger) -> None:
    text = "Israeli troops attacked a hospital in Gaza on Tuesday, the health ministry said."
    claim = the_claim(text, "ASSAULT", tagger)
    assert claim.actor is not None
    assert claim.actor.country == "ISR"
    assert [a.source for a in claim.attribution] == ["the health ministry"]


def test_each_of_several_doers_has_a_claim(tagger: SpacyTagger) -> None:
    text = "Germany and France imposed sanctions on Belarus on Monday."
    found = [c for c in claims_in(text, tagger) if c.act == "COERCE"]
    assert {c.actor.country for c in found if c.actor} == {"DEU", "FRA"}
    assert len({c.id for c in found}) == 2


def test_a_saying_that_asks_has_what_it_asks_for_as_base(tagger: SpacyTagger) -> None:
    claim = the_claim("Trump said Ukraine should agree to the meeting at once.", "REQUEST", tagger)
    assert (claim.base, claim.modality) == ("AGREE", "demanded")
    assert claim.recipient is not None
    assert claim.recipient.country == "UKR"


def test_what_is_no_act_is_a_statement_of_its_speaker(tagger: SpacyTagger) -> None:
    claim = the_claim("The mayor said the bridge was safe for heavy lorries.", "STATEMENT", tagger)
    assert claim.actor is not None
    assert claim.actor.text == "mayor"
    assert claim.object == "the bridge was safe for heavy lorries"


@pytest.mark.parametrize("text", ["The bridge is old.", "It rained all night in the valley."])
def test_a_sentence_without_act_or_speaker_claims_nothing(text: str, tagger: SpacyTagger) -> None:
    assert claims_in(text, tagger) == []


def test_a_ledger_is_the_same_each_time(tagger: SpacyTagger) -> None:
    text = "Germany and France imposed sanctions on Belarus on Monday. Minsk said it would answer."
    assert ledger_of(text, tagger) == ledger_of(text, tagger)


def test_the_us_is_no_pronoun(tagger: SpacyTagger) -> None:
    claim = the_claim("Speculation about US involvement in the talks is rife.", "AGREE", tagger)
    assert claim.actor is not None
    assert (claim.actor.country, claim.modality) == ("USA", "speculated")


def test_what_cannot_speak_states_nothing(tagger: SpacyTagger) -> None:
    assert claims_in("The lack of rain showed that the wells were too shallow.", tagger) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Exporters in Vell fear American tariffs on steel.", "United States"),
        ("Dozens of people were killed in Russian attacks on Vell on Friday.", "Russia"),
    ],
)
def test_whose_act_it_is_bears_the_name_of_the_country(text: str, name: str, tagger: SpacyTagger) -> None:
    assert [claim.actor.name for claim in claims_in(text, tagger) if claim.actor is not None] == [name]
