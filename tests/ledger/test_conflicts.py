"""Figures and where they disagree; the distances between sentences are given by hand."""

import numpy as np
import pytest

from nutgraf.ledger.conflicts import find_disagreements
from nutgraf.ledger.quantities import quantities
from nutgraf.model import Parsed, Sentence, Span
from tests.parser import PARSER


def parse(text: str, article: str = "a1-0", start: int = 0) -> Parsed:
    span = Span(article, start, start + len(text))
    return Parsed(Sentence(span, text, 0, 0), PARSER.tag([text])[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks lasted under two hours.", [("length", 90.0, 120.0, "under two hours")]),
        ("The talks lasted two and a half hours.", [("length", 150.0, 150.0, "two and a half hours")]),
        ("At least 9 people were killed.", [("killed", 9.0, 13.5, "At least 9 people")]),
        ("More than 1,200 prisoners went home.", [("prisoner", 1200.0, 1500.0, "More than 1,200 prisoners")]),
        ("They wounded 3 people.", [("injured", 3.0, 3.0, "3 people")]),
        ("The group paid $5 million for it.", [("money:dollar", 4.875e6, 5.125e6, "$5 million")]),
        ("Dozens of people were killed.", [("killed", 24.0, 120.0, "Dozens of people")]),
        ("Several hundred tractors came.", [("tractor", 200.0, 900.0, "Several hundred tractors")]),
        ("The court freed a dozen prisoners.", [("prisoner", 10.2, 13.8, "a dozen prisoners")]),
        ("They spoke for half an hour.", [("length", 30.0, 30.0, "half an hour")]),
        ("The donors pledged 45 million euros.", [("money:euro", 43.875e6, 46.125e6, "45 million euros")]),
        ("More than 2 percent fell.", [("percent", 2.0, 3.0, "More than 2 percent")]),
        ("The fund lost 198,000 customers.", [("customer", 198000.0, 198000.0, "198,000 customers")]),
        ("Zelensky called for a 30-day truce.", []),
        ("It began at 10:00 on 15 May 2025.", []),
        ("The meeting began two hours later.", []),
        ("The invasion began in 2022.", []),
    ],
)  # fmt: skip
def test_quantities(text: str, expected: list[tuple[str, float, float, str]]) -> None:
    found = [(q.measure, round(q.low, 2), round(q.high, 2), q.phrase) for q in quantities(parse(text))]
    assert found == expected


def found(texts: list[tuple[str, str]], cosine: float = 0.8) -> list[tuple[str, list[str]]]:
    """Topics and phrases for (article, text) pairs, each article its own origin, all at one distance."""
    n = len(texts)
    vectors = np.linalg.cholesky(np.full((n, n), cosine) + np.eye(n) * (1 - cosine)).astype(np.float32)
    parsed = [parse(text, article, 100 * row) for row, (article, text) in enumerate(texts)]
    origins = {article: f"o-{article}" for article, _ in texts}
    return [(c.topic, [v.phrase for v in c.versions]) for c in find_disagreements(parsed, origins, vectors)]


def test_different_lengths_of_one_meeting() -> None:
    said = [
        ("a", "The delegations met for about 100 minutes."),
        ("b", "The delegations met for around 90 minutes."),
        ("c", "The delegations met for around 90 minutes."),
    ]
    assert found(said) == [("how long it lasted", ["about 100 minutes", "around 90 minutes"])]


def test_ranges_that_touch_do_not_disagree() -> None:
    assert not found([("a", "At least 9 people were killed."), ("b", "The crash killed 10 people.")])


def test_one_origin_does_not_disagree_with_itself() -> None:
    assert not found([("a", "The crash killed 9 people."), ("a", "The crash killed 19 people.")])


def test_far_sentences_do_not_disagree() -> None:
    said = [("a", "The crash killed 9 people."), ("b", "The storm in the bay killed 40 people.")]
    assert not found(said, cosine=0.1)
    assert found(said, cosine=0.8)


def test_one_name_in_two_spellings_contradicts_nothing() -> None:
    said = [
        ("a", "The talks at the Dolmabahçe palace lasted 70 minutes."),
        ("b", "The talks at the Dolmabahce palace lasted 90 minutes."),
    ]
    assert found(said)


def test_who_knows_both_figures_knows_two_things() -> None:
    said = [
        ("a", "The sides exchanged 205 prisoners each."),
        ("b", "The sides exchanged 1,000 prisoners each."),
        ("b", "Earlier the sides exchanged 205 prisoners each."),
    ]
    assert not found(said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The sides exchanged 205 prisoners on 6 May.", "The sides exchanged 1,000 prisoners on 23 May."),
        ("Paris recorded 35 cases.", "Madrid recorded 60 cases."),
        ("The striker scored 20 goals.", "The keeper let in 31 goals."),
        ("The mayor won by 2.8 million votes.", "The mayor won 270 votes."),
        ("Families earning $75,000 paid higher taxes.", "The middle class received $7,000 from the state."),
        ("A poll said 45 percent liked it, 21 percent did not.", "A poll said 75 percent liked it."),
        ("Five were killed.", "All four were killed."),
        ("The rate stood at 5 percent before the cut.", "The rate stood at 4 percent after the cut."),
        ("The storm moved northwest at 16 mph.", "The storm moved northwest at 17 mph."),
        ("The company made a profit of $30 million.", "The company made a loss of $12 million."),
    ],
)
def test_other_days_places_and_doers_are_other_things(one: str, other: str) -> None:
    assert not found([("a", one), ("b", other)], cosine=0.65)


def test_nothing_to_compare() -> None:
    assert find_disagreements([], {}, np.zeros((0, 4), dtype=np.float32)) == ()
