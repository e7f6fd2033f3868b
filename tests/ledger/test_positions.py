"""The same claim across articles: alignment, support by origin, certainty, turns."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.ledger.positions import party_key, positions_of, same_claim, turn_of, word_of
from nutgraf.model import Attributed, Claim, ClaimCondition, Evidence, Party, Position, Span, content_id

PUTIN = Party("Russian President Vladimir Putin", "Vladimir Putin", "RUS", "GOV")
RUSSIA = Party("Russia", "", "RUS", "GOV")
EU = Party("EU leaders", "", "", "IGO", "EU")
DAYS = {f"a{n}": datetime(2025, 5, 10 + n, tzinfo=UTC) for n in range(1, 8)}
ORIGINS = {"a1": "o1", "a2": "o2", "a3": "o1", "a4": "o4", "a5": "o5", "a6": "o6", "a7": "o7"}


def evidence(article: str, text: str, start: int = 0) -> Evidence:
    return Evidence(Span(article, start, start + len(text)), text)


def claim(article: str, trigger: str, **more: Any) -> Claim:  # Any: the fields of Claim, checked there
    fields: dict[str, Any] = {"actor": PUTIN, "act": "CONSULT", "modality": "happened", "object": ""} | more
    sentence = evidence(article, f"{trigger} {fields['object']} {fields['modality']}")
    return Claim(
        id=content_id("c", article, trigger, repr(sorted(more.items(), key=lambda kv: kv[0]))),
        trigger=evidence(article, trigger),
        evidence=sentence,
        **fields,
    )


def of(*claims: Claim) -> tuple[Position, ...]:
    return positions_of(claims, DAYS, ORIGINS)


def said(article: str, by: str) -> tuple[Attributed, ...]:
    return (Attributed(by, by, "", evidence(article, "said"), (), "indirect"),)


def test_two_origins_that_state_it_as_fact_confirm_it() -> None:
    (one,) = of(
        claim("a1", "met", object="the Turkish president", day="2025-05-12"),
        claim("a2", "meets", object="Turkish president Erdogan", day="2025-05-12"),
    )
    assert (one.certainty, one.origins) == ("confirmed", ("o1", "o2"))


def test_copies_of_one_origin_are_one_voice() -> None:
    (one,) = of(claim("a1", "met", object="the Turkish president"), claim("a3", "met", object="the Turkish president"))
    assert (one.certainty, one.origins) == ("reported", ("o1",))


def test_the_least_certain_decides() -> None:
    (one,) = of(
        claim("a1", "met", object="the Turkish president"),
        claim("a2", "met", object="the Turkish president", modality="unconfirmed"),
    )
    assert one.certainty == "unconfirmed"


def test_said_is_no_report() -> None:
    assert word_of(claim("a1", "met", attribution=said("a1", "Peskov"))) == "said"
    (one,) = of(
        claim("a1", "met", object="the Turkish president", attribution=said("a1", "Peskov")),
        claim("a2", "met", object="the Turkish president", attribution=said("a2", "Peskov")),
    )
    assert one.certainty == "said"


def test_actor_and_act_alone_are_not_enough() -> None:
    assert len(of(claim("a1", "spoke"), claim("a2", "spoke"))) == 2
    assert len(of(claim("a1", "spoke", day="2025-05-12"), claim("a2", "spoke", day="2025-05-12"))) == 1


def test_nobody_is_no_actor() -> None:
    same = {"actor": None, "object": "the border town", "act": "ASSAULT"}
    assert len(of(claim("a1", "shelled", **same), claim("a2", "shelled", **same))) == 2


def test_other_figures_are_other_things_and_update() -> None:
    thirty = claim("a1", "demanded", act="REQUEST", modality="demanded", object="a 30-day ceasefire")
    sixty = claim("a2", "demanded", act="REQUEST", modality="demanded", object="a 60-day ceasefire")
    assert not same_claim(thirty, sixty)
    assert turn_of(thirty, sixty) == "updates"


def test_a_plan_and_the_deed_are_two_and_the_deed_confirms() -> None:
    plan = claim("a1", "meet", act="AGREE", base="CONSULT", modality="planned", future=True, object="president Erdogan")
    deed = claim("a2", "met", object="president Erdogan")
    first, second = of(plan, deed)
    assert [(t.claim, t.of, t.does) for t in first.turns] == [(deed.id, plan.id, "confirms")]
    assert (first.certainty, second.turns) == ("planned", ())


def test_a_guess_and_a_plan_of_one_thing_are_one() -> None:
    plan = claim(
        "a1", "fly", base="CONSULT", act="AGREE", modality="planned", future=True, place="Istanbul", day="2025"
    )
    guess = claim("a2", "fly", base="CONSULT", act="AGREE", modality="speculated", future=True, day="2025")
    (one,) = of(plan, guess)
    assert one.certainty == "speculated"


def test_denial_disputes_and_silence_does_not() -> None:
    fact = {"actor": RUSSIA, "act": "ASSAULT", "object": "the grain harbour"}
    affirmed, denied = claim("a1", "struck", **fact), claim("a2", "struck", modality="denied", **fact)
    first, second = of(affirmed, denied)
    assert (first.certainty, second.certainty) == ("disputed", "denied")
    (alone, _) = of(affirmed, claim("a2", "struck", actor=RUSSIA, act="ASSAULT", object="a bridge far away"))
    assert alone.certainty == "reported"


def test_another_day_is_an_update() -> None:
    on_15 = claim(
        "a1", "meet", act="AGREE", modality="planned", future=True, object="Ukrainian envoys", day="2025-05-15"
    )
    on_16 = claim(
        "a2", "meet", act="AGREE", modality="planned", future=True, object="Ukrainian envoys", day="2025-05-16"
    )
    month = claim("a4", "meet", act="AGREE", modality="planned", future=True, object="Ukrainian envoys", day="2025-05")
    assert turn_of(on_15, on_16) == "updates"
    assert same_claim(on_15, month)


def test_a_withdrawn_offer() -> None:
    offer = claim("a1", "offered", act="AGREE", modality="offered", object="direct talks")
    assert turn_of(offer, claim("a2", "withdrew", act="REJECT", object="his offer of direct talks")) == "withdraws"
    assert turn_of(offer, claim("a2", "withdrew", act="REJECT", object="troops")) is None


def test_conditions_must_agree_where_both_have_one() -> None:
    def threat(article: str, text: str, polarity: Any = "negative") -> Claim:  # Any: a literal
        condition = ClaimCondition(text, "if", polarity)
        return claim(article, "threatened", actor=EU, act="THREATEN", base="COERCE", modality="threatened",
                     object="further sanctions", condition=condition)  # fmt: skip

    ceasefire = threat("a1", "if Russia does not agree to a ceasefire")
    assert same_claim(ceasefire, threat("a2", "unless Russia agrees to a ceasefire"))
    assert not same_claim(ceasefire, threat("a2", "if Russia agrees to a ceasefire", "positive"))
    assert not same_claim(ceasefire, threat("a2", "if gas prices rise again"))


def test_one_quotation_is_one_statement() -> None:
    words = "“We will not be the first to stop.”"
    one, two = (claim(a, "said", act="STATEMENT", quotes=(evidence(a, words),)) for a in ("a1", "a2"))
    assert same_claim(one, two)
    assert not same_claim(one, claim("a2", "said", act="STATEMENT"))


def test_parties_are_known_by_name_then_code_then_words() -> None:
    assert party_key(Party("Mr Putin", "Vladimir Putin", "RUS", "GOV")) == party_key(PUTIN)
    assert party_key(Party("the Kremlin", "", "RUS", "GOV")) == party_key(RUSSIA) != party_key(PUTIN)
    assert party_key(Party("Norda’s bank", "Norda’s bank")) == party_key(Party("Norda's bank", "Norda's bank"))
    assert party_key(Party("the town’s bank")) == party_key(Party("the town's bank")) != ""
    assert party_key(Party("The Harbour Union")) == party_key(Party("the harbour union")) != ""


MADE = [
    claim(f"a{1 + n % 7}", trigger, actor=actor, object=thing, modality=modality, negated=negated)
    for n, (trigger, actor, thing, modality, negated) in enumerate(
        (t, a, o, m, g)
        for t in ("met", "struck")
        for a in (PUTIN, RUSSIA, None)
        for o in ("", "the Turkish president", "a 30-day ceasefire")
        for m in ("happened", "planned", "denied", "speculated")
        for g in (False, True)
    )
]


@given(st.permutations(MADE).map(lambda claims: claims[:40]))
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    found = of(*claims)
    assert found == of(*sorted(claims, key=lambda c: c.id))
    assert sorted(c.id for p in found for c in p.claims) == sorted(c.id for c in claims)


@given(st.sets(st.sampled_from(range(len(MADE))), min_size=1))
def test_one_origin_confirms_nothing(places: set[int]) -> None:
    claims = [MADE[n] for n in sorted(places)]
    found = positions_of(claims, DAYS, dict.fromkeys(ORIGINS, "o1"))
    assert all(p.certainty != "confirmed" and p.origins == ("o1",) for p in found)
