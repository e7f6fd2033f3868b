"""What the gate is measured with: each kind of error changes what is said, each safe edit leaves it, figures add up."""

from collections.abc import Sequence
from random import Random

import pytest

from evals import gate
from evals.gate_audit import table
from evals.gate_errors import KINDS
from evals.gate_judged import Judging
from evals.gate_lines import Case, make_cases, really_new, replaced, swapped_word
from evals.gate_peers import PEERS, by_editing, by_ngrams, by_words, unsupported
from evals.gate_safe import SAFE
from evals.gate_sentences import Seen, seen_in
from nutgraf.model import Article, Item
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.extract import read_article

TEXT = """
OSTWICK, June 3 (Norda) - Mayor Helena Roe said on Tuesday that the old bridge may fall if the river rises again.

However, Tomas Reyle, a former engineer, told the council that nearly 40 percent of the alleged damage was new.

Roe opened the inquiry in Ostwick after the flood in May. She closed the bridge to trucks of more than 12 tons.

The police arrested Tomas Reyle at the town hall on Friday. He was released without charge on Saturday.

“We want a very strong bridge before the winter comes,” Roe said in a statement.

The port authority (OPA), which owns the bridge, has not paid for most of the repairs. In 2019, the budget fell.

The bridge carries some 900 cars a day. The council will vote on a loan of $3 million next week.

A minister praised the plan. The biggest bridge of the region, he said, must be one of the largest works of the year.

The repairs will cost 3 million, Helena Roe said. Joan Ansel said that the organization was not asked.

Joan Ansel visited the bridge with her divers on Saturday. She left in the evening with many photographs.
""".strip()


def _article() -> Article:
    item = Item(
        address="made-1",
        kind="text",
        body=TEXT,
        title="The bridge",
        published="2025-06-07",
        published_from="record",
        language="en",
    )
    return read_article(item)


@pytest.fixture(scope="module")
def seen(tagger: SpacyTagger) -> list[Seen]:
    return seen_in([_article()], tagger)


def _lines(seen: Sequence[Seen], table: str, kind: str) -> str:
    maker = (KINDS if table == "bad" else SAFE)[kind]
    return "\n".join(d.text for n in range(12) for one in seen for d in maker(one, Random(n)))


ERRORS = [
    ("actor-flip", "Tomas Reyle arrested the police at the town hall"),
    ("negation", "has paid for most of the repairs"),
    ("modality", "the old bridge will fall if"),
    ("condition-dropped", "the old bridge may fall."),
    ("unit", "12 pounds"),
    ("speech-verb-force", "Joan Ansel confirmed that the organization"),
    ("quote", "“We want a strong bridge"),
    ("superlative", "must be the largest works"),
    ("invented-cause", "because of the flood in May"),
    ("co-hyponym", "fire in May"),
    ("name-swap", "The police arrested Joan Ansel"),
    ("tense", "Roe will open the inquiry"),
    ("quantifier", "that 40 percent"),
    ("qualifier-dropped", "percent of the damage was new"),
]


@pytest.mark.parametrize(("kind", "words"), ERRORS)
def test_an_error_is_made(seen: list[Seen], kind: str, words: str) -> None:
    assert words in _lines(seen, "bad", kind)


SAFE_LINES = [
    ("verbatim", "The bridge carries some 900 cars a day."),
    ("cut-dateline", "Mayor Helena Roe said on Tuesday that"),
    ("cut-connective", "Tomas Reyle, a former engineer, told"),
    ("cut-appositive", "However, Tomas Reyle told the council"),
    ("cut-parenthesis", "The port authority, which owns"),
    ("cut-attribution", "winter comes,” Roe said."),
    ("date", "at the town hall on Friday "),
    ("join", "on Saturday and left in the evening"),
    ("move", "Helena Roe said the repairs will cost 3 million."),
    ("spelling", "the organisation was not asked"),
]


@pytest.mark.parametrize(("kind", "words"), SAFE_LINES)
def test_a_safe_edit_is_made(seen: list[Seen], kind: str, words: str) -> None:
    assert words in _lines(seen, "safe", kind)


def test_every_error_differs_and_the_same_seed_makes_the_same_cases(seen: list[Seen]) -> None:
    cases, counts = make_cases(seen, dict(KINDS), bad=True, each=5, seed=7)
    assert cases == make_cases(seen, dict(KINDS), bad=True, each=5, seed=7)[0]
    assert cases != make_cases(seen, dict(KINDS), bad=True, each=5, seed=8)[0]
    assert sum(counts.values()) == len(cases) > 30
    assert all(really_new(case.line, case.evidence) for case in cases)
    assert all(1 <= len(case.evidence) <= 2 and case.line not in case.context for case in cases)


def test_words_are_mended_around_a_change() -> None:
    assert swapped_word("He saw a tank.", 9, 13, "army") == "He saw an army."
    assert replaced("If it rains, we go.", (0, 12, "")) == "We go."
    assert replaced("He said . . . no .", (0, 2, "She")) == "She said . . . no."


GOOD = Case(
    "cut-connective",
    bad=False,
    line="The bridge is shut.",
    evidence=("However, the bridge is shut.",),
    context=(),
    article="a",
)
BAD = Case(
    "number",
    bad=True,
    line="The bridge is shut for 9 days.",
    evidence=("The bridge is shut for 3 days.",),
    context=(),
    article="b",
)


def test_peers_see_what_they_look_at() -> None:
    assert unsupported(BAD)
    assert not unsupported(GOOD)
    assert by_words(BAD)
    assert by_editing(BAD) == 1
    assert by_ngrams(GOOD) == 0 < by_ngrams(BAD)
    assert all(len(peer([GOOD, BAD])) == 2 for peer in PEERS.values())


def test_rates_keep_verbatim_lines_apart() -> None:
    word = Case("verbatim", bad=False, line="It is shut.", evidence=("It is shut.",), context=(), article="c")
    figures = gate.rates([GOOD, BAD, word], [True, True, False])
    assert figures["caught_per_cent"] == figures["refused_safe_per_cent"] == 100
    assert figures["refused_verbatim_per_cent"] == 0
    assert gate.interval([GOOD, BAD], [True, False])[0] == 0


def test_the_gate_passes_the_sentence_and_refuses_another_figure(tagger: SpacyTagger) -> None:
    judging = Judging(tagger)
    same = Case("verbatim", bad=False, line=BAD.evidence[0], evidence=BAD.evidence, context=(), article="b")
    assert [one.refused for one in judging.judged([same, BAD, GOOD])] == [False, True, False]
    assert judging.ms_per_line > 0


def test_of_cases_kept_aside_only_figures_come_out(tagger: SpacyTagger) -> None:
    figures = gate.hand_figures(Judging(tagger), "aside")
    assert figures["n"] >= 200
    rows = [*figures["caught"].values(), *figures["refused"].values()]
    assert {type(value) for row in rows for value in row.values()} <= {int, float}
    assert set(figures) == {"n", "hand_caught", "hand_refused", "caught", "refused"}


def test_an_audit_has_a_row_a_line() -> None:
    rows = table([GOOD, BAD]).splitlines()
    assert len(rows) == 4
    assert GOOD.line in rows[2]
