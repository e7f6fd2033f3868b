"""The gate on invented pairs, and its laws: what every line keeps, whatever was done to it."""

import time
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from nutgraf.briefs.gate import RULES, Refusal, Worded, judge
from nutgraf.briefs.gate.judge import MOST_EVIDENCE
from nutgraf.nlp.tag import SpacyTagger
from tests.briefs.gate.pairs import MERGED, PASSED, REFUSED

Judging = Callable[..., tuple[Refusal, ...]]


@pytest.fixture(scope="module")
def gate(tagger: SpacyTagger) -> Judging:
    """`judge` on plain texts."""

    def judged(
        line: str, *evidence: str, context: Sequence[str] = (), published: date | None = None
    ) -> tuple[Refusal, ...]:
        texts = [line, *evidence]
        first, *rest = [Worded(t, row) for t, row in zip(texts, tagger.tag(texts), strict=True)]
        return judge(first, rest, context=context, published=published)

    return judged


@pytest.mark.parametrize(("about", "evidence", "line"), REFUSED, ids=lambda text: text[:30])
def test_what_a_sentence_does_not_carry_is_refused(about: str, evidence: str, line: str, gate: Judging) -> None:
    found = gate(line, evidence)
    assert found, about
    assert all(refusal.rule in RULES for refusal in found)
    assert all(refusal.line or refusal.evidence for refusal in found)


@pytest.mark.parametrize(("evidence", "line"), MERGED, ids=lambda text: text[0][:30])
def test_two_events_do_not_become_one(evidence: tuple[str, str], line: str, gate: Judging) -> None:
    assert gate(line, *evidence)


@pytest.mark.parametrize(("about", "evidence", "line"), PASSED, ids=lambda text: text[0][:30])
def test_an_edit_of_the_list_passes(about: str, evidence: tuple[str, ...], line: str, gate: Judging) -> None:
    assert gate(line, *evidence) == (), about


@pytest.mark.parametrize("evidence", sorted({row[1] for row in REFUSED}), ids=lambda text: text[:30])
def test_a_sentence_carries_itself(evidence: str, gate: Judging) -> None:
    assert gate(evidence, evidence) == ()
    assert gate(evidence, evidence, "The king slept.") == ()


GUARDED = (
    "not",
    "never",
    "may",
    "might",
    "could",
    "if",
    "unless",
    "until",
    "only",
    "nearly",
    "reportedly",
    "allegedly",
)


@pytest.mark.parametrize("word", GUARDED)
@pytest.mark.parametrize(
    "frame",
    [
        "The envoys {} reached the town on Monday, Roe said.",
        "Roe, who {} signed the pact, left the hall, and the port {} closed in May.",
        "The mill, a firm in Graz, will {} pay 40 million crowns to Halden.",
    ],
)
def test_a_guarded_word_is_neither_cut_nor_brought(word: str, frame: str, gate: Judging) -> None:
    with_it = frame.format(word, word)
    without = " ".join(frame.format("", "").split())
    assert gate(without, with_it)
    assert gate(with_it, without)


@pytest.mark.parametrize(
    "frame",
    [
        "{0} sued {1} over the fire in May.",
        "{0} told {1} that the bridge had been closed.",
        "The mill was sold by {0} to {1} in 2019.",
        "{0}, who had trained {1}, lost the final.",
        "{0} said that {1} had lied to the court.",
        "On Monday {0} met the brother of {1} in Graz.",
    ],
)
@pytest.mark.parametrize("names", [("Ann Roe", "Eva Lind"), ("the union", "the bank"), ("Halden", "Brennick")])
def test_two_names_never_change_places(frame: str, names: tuple[str, str], gate: Judging) -> None:
    one, other = frame.format(*names), frame.format(*reversed(names))
    assert gate(other[0].upper() + other[1:], one[0].upper() + one[1:])


@pytest.mark.parametrize(
    ("asked", "written", "fits"),
    [
        ("on Thursday", "on Thursday 15 May", True),
        ("on Thursday", "on Thursday 14 May", False),
        ("on Thursday", "on Friday 16 May", False),
        ("last week", "in the week of 5 May", True),
        ("last week", "in the week of 12 May", False),
        ("last year", "in 2024", True),
        ("last year", "in 2023", False),
        ("last month", "in April", True),
        ("last month", "in March", False),
        ("Monday morning", "on the morning of Monday 12 May", True),
        ("Monday morning", "on the night of Monday 12 May", False),
    ],
)
def test_a_date_is_what_the_articles_day_makes_it(asked: str, written: str, fits: bool, gate: Judging) -> None:
    evidence, line = f"The court met {asked} in Graz.", f"The court met {written} in Graz."
    assert (gate(line, evidence, published=date(2025, 5, 13)) == ()) is fits
    assert gate(line, evidence), "without the article's day no date is settled"


@pytest.mark.parametrize(
    ("evidence", "line", "context", "fits"),
    [
        ("Roe resigned.", "Ann Roe resigned.", ["Ann Roe led the bank."], True),
        ("Roe resigned.", "Ann Roe resigned.", ["Eva Lind led the bank."], False),
        ("Roe resigned.", "Ann Roe resigned.", ["Ann Roe led the bank.", "Her brother Jan Roe slept."], False),
        ("Roe resigned.", "President Ann Roe resigned.", ["President Ann Roe led the bank."], True),
        ("Roe resigned.", "President Ann Roe resigned.", ["Ann Roe led the bank."], False),
        ("She resigned.", "Ann Roe resigned.", ["Ann Roe led the bank."], True),
        ("He resigned.", "Mary Roe resigned.", ["Mary Roe led the bank."], False),
        ("She resigned.", "Ann Roe resigned.", ["Ann Roe met the press.", "Eva Lind led the bank."], False),
        ("She resigned.", "Eva Lind resigned.", ["Ann Roe led the bank."], False),
        ("Her car burned.", "Ann Roe's car burned.", ["Ann Roe led the bank."], True),
        ("She resigned.", "Ann Roe's resigned.", ["Ann Roe led the bank."], False),
        ("The IMC met.", "The International Mountain Commission met.",
         ["The International Mountain Commission (IMC) met in May."], True),
    ],
)  # fmt: skip
def test_a_name_is_settled_for_its_bearer_only(
    evidence: str, line: str, context: list[str], fits: bool, gate: Judging
) -> None:
    assert (gate(line, evidence, context=context) == ()) is fits
    assert gate(line, evidence), "without the article no name is settled"


def test_a_line_needs_evidence_but_not_too_much(gate: Judging) -> None:
    assert gate("It rained.")[0].rule == "no-evidence"
    assert gate("It rained.", *[f"It rained in {n}." for n in range(MOST_EVIDENCE + 1)])[0].rule == "no-evidence"


def test_what_is_not_parsed_is_refused() -> None:
    assert judge(Worded("It rained.", ()), [Worded("It rained hard.", ())])[0].rule == "unparsed"


def test_a_line_costs_little_processor_time(tagger: SpacyTagger) -> None:
    evidence = (
        "Ann Roe, who led the bank of Graz until May 2019, said on Monday that it may sell the mill to Halden, a firm "
        "in Marland, if the court, which meets in June, lets the union keep the houses and the port that it bought."
    )
    line = evidence.replace(", who led the bank of Graz until May 2019,", "").replace(", a firm in Marland,", "")
    one, other = (Worded(t, row) for t, row in zip([line, evidence], tagger.tag([line, evidence]), strict=True))
    started = time.process_time()
    for _ in range(20):
        judge(one, [other])
    assert (time.process_time() - started) / 20 < 0.05  # 10 ms promised, measured at 1; slow machines run this too
