"""Acts by verb frames: the sentence of each rule, the table, and laws."""

import pytest

from nutgraf.ledger.acts import Act, find_acts
from nutgraf.ledger.acts.table import frame_rows
from nutgraf.ledger.acts.turns import TURNS
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger


def read(text: str, tagger: SpacyTagger) -> tuple[Tree, tuple[Act, ...]]:
    tree = Tree(Parsed(Sentence(Span("a1-0", 0, len(text)), text, 0, 0), tagger.tag([text])[0]))
    return tree, find_acts(tree)


CASES = [
    ("Germany condemned the raid.", "condemned", "ACCUSE"),
    ("Rebels launched an attack on the port.", "launched", "ASSAULT"),
    ("Prosecutors launched an investigation into the bank.", "launched", "ACCUSE"),
    ("The two leaders met in Ankara.", "met", "CONSULT"),
    ("The two leaders will meet in Ankara.", "meet", "AGREE"),
    ("The minister did not meet the envoys.", "meet", "REJECT"),
    ("Iran is ready to hold talks.", "is", "AGREE"),
    ("Iran is not willing to hold talks.", "is", "REJECT"),
    ("Paris said Rome should pay.", "said", "REQUEST"),
    ("Turkey said it will not join.", "said", "REJECT"),
    ("France lifted its sanctions against Mali.", "lifted", "CONCEDE"),
    ("France will impose sanctions on Mali.", "impose", "THREATEN"),
    ("France imposed sanctions on Mali.", "imposed", "COERCE"),
    ("The union announced the suspension of aid to Mali.", "announced", "SANCTION"),
    ("Germany issued a warning to Iran.", "issued", "THREATEN"),
    ("Israel halted its offensive in Gaza.", "halted", "RETREAT"),
    ("The company denied that it had known.", "denied", "STATEMENT"),
    ("The ministry denied him a visa.", "denied", "REJECT"),
    ("Joe Biden called Emmanuel Macron on Saturday.", "called", "CONSULT"),
    ("The armies began a new round of joint exercises.", "began", "COOPERATE"),
]


@pytest.mark.parametrize(("text", "word", "kind"), CASES, ids=[case[0] for case in CASES])
def test_each_rule_by_its_sentence(text: str, word: str, kind: str, tagger: SpacyTagger) -> None:
    tree, acts = read(text, tagger)
    assert (word, kind) in [(tree[act.trigger].text, act.type) for act in acts]


ABOUT = [
    (
        "The EU threatened Russia with new sanctions.",
        ("THREATEN", "COERCE", "Russia", "sanctions", ("diplomatic", "economic")),
    ),
    ("The minister urged Iran to release the prisoners.", ("REQUEST", "CONCEDE", "Iran", "prisoners", ())),
    ("Poland refused to accept the plan.", ("REJECT", None, None, "plan", ())),
    ("Iran halted its offensive in Gaza.", ("RETREAT", None, "Gaza", "offensive", ("military",))),
]


@pytest.mark.parametrize(("text", "told"), ABOUT, ids=[case[0] for case in ABOUT])
def test_an_act_tells_what_it_is_about(text: str, told: tuple[object, ...], tagger: SpacyTagger) -> None:
    tree, (act,) = read(text, tagger)
    recipient, thing = (None if n is None else tree[n].text for n in (act.recipient, act.object))
    assert (act.type, act.base, recipient, thing, act.contexts) == told


def test_joined_verbs_share_their_actor(tagger: SpacyTagger) -> None:
    tree, acts = read("The president met Erdogan and signed a deal.", tagger)
    assert [(act.type, act.actor) for act in acts] == [("CONSULT", 1), ("SUPPORT", 1)]
    assert tree[1].text == "president"


def test_the_passive_turns_actor_and_recipient(tagger: SpacyTagger) -> None:
    tree, acts = read("The minister was arrested by the police.", tagger)
    (act,) = acts
    assert act.actor is not None
    assert act.recipient is not None
    assert (act.type, tree[act.actor].text, tree[act.recipient].text) == ("COERCE", "police", "minister")


def test_the_act_inside_a_condition_is_no_event(tagger: SpacyTagger) -> None:
    tree, acts = read("The union threatened a strike if the port does not agree to a deal.", tagger)
    assert [tree[act.trigger].text for act in acts] == ["threatened"]


def test_a_verb_of_everyday_life_needs_an_actor_that_can_act(tagger: SpacyTagger) -> None:
    assert read("The magnetic field provides a reference.", tagger)[1] == ()
    assert [act.type for act in read("France provides shelter to refugees.", tagger)[1]] == ["AID"]


@pytest.mark.parametrize(
    "text",
    ["The storm hit the coast.", "The bridge meets all standards.", "The ferry met the standards of the owner."],
)
def test_things_and_idioms_tell_no_act(text: str, tagger: SpacyTagger) -> None:
    assert read(text, tagger)[1] == ()


def test_the_table_holds_only_known_types_and_no_row_twice() -> None:
    rows = [row for group in frame_rows().values() for row in group]
    assert len(rows) > 700
    assert len({(r.lemma, r.particle, r.noun) for r in rows}) == len(rows)


def test_each_turn_holds_its_sentence() -> None:
    assert all(turn.__doc__ for turn in TURNS)


@pytest.mark.parametrize("text", ["?", "if " * 300, "said " * 300, "(" * 500, "will will will"])
def test_any_text_is_read(text: str, tagger: SpacyTagger) -> None:
    tree, acts = read(text, tagger)
    assert all(0 <= act.trigger < len(tree.tokens) for act in acts)
