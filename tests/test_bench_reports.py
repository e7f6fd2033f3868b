"""The benches' reports: the same for the same seed, of realistic length, of one event and yet not copies."""

import itertools
import re
from statistics import fmean

from bench.reports import reports


def test_reports_are_the_same_every_time_and_grow_from_the_front() -> None:
    assert list(reports(5)) == list(reports(8))[:5]
    assert next(reports(1, seed=1)) != next(reports(1, seed=2))


def test_reports_are_of_realistic_length_and_seldom_share_a_sentence() -> None:
    made = list(reports(50))
    assert 450 < fmean(len(" ".join(r.sentences).split()) for r in made) < 700
    shared = [len(set(a.sentences) & set(b.sentences)) / len(a.sentences) for a, b in itertools.pairwise(made)]
    assert fmean(shared) < 0.2
    assert len({r.name for r in made}) == 50


def test_no_notation_is_left_in_a_sentence() -> None:
    for report in reports(200):
        for sentence in report.sentences:
            assert not re.search(r"[{}|]|  |,,| ,|\.\.", sentence), sentence
            assert sentence[0].isupper() or sentence[0] in '"0123456789', sentence
            assert sentence.endswith((".", '"')), sentence
