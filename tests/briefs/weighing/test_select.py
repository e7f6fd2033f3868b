"""The choice within a length: telling, without repeats, the same every time."""

from datetime import UTC, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.terms import count_words, pairs, raw_words, stems
from nutgraf.briefs.weighing.select import Budget, pick, term_weights
from nutgraf.model import Evidence, Line, Sentence, Span

DAM = "The Orlen dam burst on Monday night and flooded the lower town of Brask."
AGAIN = "On Monday night the dam at Orlen burst and the lower town of Brask was flooded."
MAYOR = "Mayor Ida Holt asked the government for pumps and two hundred soldiers."
SCHOOL = "About 4,000 people slept in schools above the river."
PAIRS = [p for text in (DAM, MAYOR, SCHOOL) for p in pairs(stems(raw_words(text)))]
WEIGHTS = dict.fromkeys(PAIRS, 0.1)
APART = np.eye(8, dtype=np.float32)


def candidate(text: str, row: int, score: float = 0.5, article: str = "a1-0") -> Candidate:
    span = Span(article, row * 1000, row * 1000 + len(text))
    return Candidate(
        sentence=Sentence(span, text, row, 0),
        tokens=(),
        line=Line(text, (Evidence(span, text),)),
        score=score,
        row=row,
        published=datetime(2025, 5, 13, tzinfo=UTC),
        background=False,
    )


def texts(chosen: tuple[Candidate, ...]) -> list[str]:
    return [c.line.text for c in chosen]


def test_a_repeat_in_other_words_is_refused_by_its_vector() -> None:
    rows = np.stack([APART[0], 0.9 * APART[0] + 0.43589 * APART[1], APART[2]]).astype(np.float32)
    found = [candidate("Floods hit Brask after a dam gave way.", 0), candidate(DAM, 1), candidate(MAYOR, 2)]
    assert texts(pick(found, rows, WEIGHTS, Budget(200))) == [DAM, MAYOR]


def test_a_repeat_in_the_same_words_is_refused_without_vectors() -> None:
    found = [candidate(DAM, 0, 0.9), candidate(AGAIN, 1), candidate(MAYOR, 2)]
    assert texts(pick(found, APART, WEIGHTS, Budget(200))) == [DAM, MAYOR]


def test_what_the_layers_above_say_is_not_said_again() -> None:
    above = [candidate(DAM, 0)]
    found = [candidate(AGAIN, 1), candidate(MAYOR, 2)]
    assert texts(pick(found, APART, WEIGHTS, Budget(200), above)) == [MAYOR]


def test_the_more_telling_of_two_goes_first() -> None:
    found = [candidate(DAM, 0, 0.2), candidate(MAYOR, 1, 0.9)]
    assert texts(pick(found, APART, WEIGHTS, Budget(200)))[0] == MAYOR


def test_a_sentence_without_likely_pairs_is_not_taken_beyond_the_fewest() -> None:
    market = candidate("Cheese has been sold here since long ago.", 1, 0.9)
    assert texts(pick([candidate(DAM, 0), market], APART, WEIGHTS, Budget(200, 1, 5))) == [DAM]
    assert len(pick([candidate(DAM, 0), market], APART, WEIGHTS, Budget(200, 2, 5))) == 2


def test_term_weights_are_probabilities_and_favour_what_all_tell() -> None:
    from test_rank import MARKET, make  # the same invented town

    weights = term_weights(make([f"{DAM} {MAYOR}", f"{DAM} {SCHOOL}", f"{DAM} {MARKET}"]))
    assert all(0.0 < w < 1.0 for w in weights.values())
    dam = [weights[p] for p in pairs(stems(raw_words(DAM)))]
    market = [weights[p] for p in pairs(stems(raw_words(MARKET)))]
    assert min(dam) > max(market)


@given(
    st.lists(st.sampled_from([DAM, AGAIN, MAYOR, SCHOOL]), max_size=8),
    st.integers(0, 60),
    st.integers(0, 4),
)
def test_laws_of_the_budget(sentences: list[str], words: int, most: int) -> None:
    found = [candidate(text, row) for row, text in enumerate(sentences)]
    chosen = pick(found, APART, WEIGHTS, Budget(words, 1, most))
    assert len(chosen) <= most
    assert sum(count_words(c.line.text) for c in chosen) <= words
    assert len({c.line.text for c in chosen}) == len(chosen)
    assert pick(found, APART, WEIGHTS, Budget(words, 1, most)) == chosen


def test_the_order_of_candidates_does_not_matter() -> None:
    found = [candidate(t, i) for i, t in enumerate([DAM, MAYOR, SCHOOL])]
    assert pick(found, APART, WEIGHTS, Budget(100)) == pick(found[::-1], APART, WEIGHTS, Budget(100))
