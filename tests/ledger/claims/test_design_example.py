"""The three sentences that the design works by hand, and the kinds of claim that a story about talks must yield."""

import pytest
from test_claims import claims_in

from nutgraf.model import Claim
from nutgraf.nlp.tag import SpacyTagger

KREMLIN = "The Kremlin has not confirmed Putin's attendance."
THREAT = "EU leaders threatened further sanctions if Russia does not agree to a 30-day ceasefire."
HINT = "Trump has hinted he could fly to Istanbul."


def held(claim: Claim) -> list[tuple[str, str, str]]:
    return [(h.by, h.of, h.factbank) for h in claim.certainty]


def test_what_is_not_confirmed_is_open(tagger: SpacyTagger) -> None:
    [claim] = claims_in(KREMLIN, tagger)
    assert (claim.act, claim.base, claim.mode, claim.trigger.text) == ("AGREE", "CONSULT", "visit", "attendance")
    assert (claim.modality, claim.future, claim.negated) == ("unconfirmed", True, False)
    assert claim.actor is not None
    assert claim.actor.text == "Putin"
    assert held(claim) == [("author", "act", "Uu"), ("Kremlin", "act", "CTu")]
    assert [a.source for a in claim.attribution] == ["The Kremlin"]


def test_a_threat_has_its_condition(tagger: SpacyTagger) -> None:
    [claim] = claims_in(THREAT, tagger)
    assert (claim.act, claim.mode, claim.base, claim.modality) == ("THREATEN", "restrict", "COERCE", "threatened")
    assert claim.actor is not None
    assert (claim.actor.igo, claim.actor.sector) == ("EU", "IGO")
    assert claim.recipient is not None
    assert claim.recipient.country == "RUS"
    assert claim.condition is not None
    assert claim.condition.text == "if Russia does not agree to a 30-day ceasefire"
    assert (claim.condition.kind, claim.condition.polarity, claim.condition.actor) == ("if", "negative", "Russia")
    assert claim.condition.act == "AGREE"
    assert held(claim)[:2] == [("author", "act", "CT+"), ("author", "base", "Uu")]
    assert {"diplomatic", "economic"} <= set(claim.contexts)


def test_what_could_be_is_no_visit(tagger: SpacyTagger) -> None:
    [claim] = claims_in(HINT, tagger)
    assert (claim.act, claim.base, claim.modality) == ("AGREE", "CONSULT", "speculated")
    assert (claim.future, claim.hypothetical, claim.place, claim.place_country) == (True, True, "Istanbul", "TUR")
    assert claim.actor is not None
    assert claim.actor.name == "Trump"
    assert held(claim) == [("author", "act", "Uu"), ("Trump", "act", "PS+")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Turkish president, Recep Tayyip Erdogan, will receive Zelensky in Ankara.",
            ("AGREE", "CONSULT", "planned"),
        ),
        ("Zelensky's main aim is to win a ceasefire of 30 days.", ("REQUEST", "RETREAT", "demanded")),
        ("The Kremlin has yet to confirm Putin's participation.", ("AGREE", "CONSULT", "unconfirmed")),
        ("Putin's offer of talks surprised Kyiv.", ("AGREE", "CONSULT", "offered")),
        ("The EU warned of new sanctions if Moscow refuses the truce.", ("THREATEN", "COERCE", "threatened")),
        ("Speculation about American involvement in the talks is rife.", ("AGREE", "CONSULT", "speculated")),
        ("President Trump has not confirmed his attendance.", ("AGREE", "CONSULT", "unconfirmed")),
        ("Kyiv accused Russia of breaking the truce.", ("ACCUSE", None, "happened")),
    ],
)
def test_the_kinds_of_claim_in_a_story_of_talks(
    text: str, told: tuple[str, str | None, str], tagger: SpacyTagger
) -> None:
    assert told in [(c.act, c.base, c.modality) for c in claims_in(text, tagger)]
