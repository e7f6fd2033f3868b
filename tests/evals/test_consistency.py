"""The score of `consistency`: signs, crossing, and figures that can be counted by hand."""

import numpy as np

from evals.consistency import balanced, interval
from evals.consistency_fit import crossed, fit, load
from evals.consistency_rows import NAMES, missing


def test_weights_are_never_negative_even_when_the_data_ask_for_it() -> None:
    table = np.zeros((40, len(NAMES)))
    table[:20, 0], table[20:, 1] = 1.0, 1.0
    model = fit(table, [True] * 20 + [False] * 20)
    assert model.weights[0] > 0 == model.weights[1]
    assert min(load().weights) >= 0


def test_an_article_is_judged_by_weights_of_the_others() -> None:
    table = np.zeros((4, len(NAMES)))
    table[:2, 0] = 1.0
    scores = crossed(table, [True, True, False, False], ["a", "a", "b", "b"])
    assert scores[0] == scores[1] <= 0  # the other article has only good lines and teaches nothing


def test_balanced_accuracy_and_its_interval() -> None:
    assert balanced([True, True, False], [True, False, False]) == 75.0
    assert balanced([True, False], [True, True]) == 50.0
    assert interval(["a", "b"], [True, False], [1.0, 1.0]) == (50.0, 50.0)


def test_missing_runs_of_words() -> None:
    assert missing("The mayor left Lyon", "the mayor left", 1) == 0.25
    assert missing("The mayor left Lyon", "the mayor left", 3) == 0.5
