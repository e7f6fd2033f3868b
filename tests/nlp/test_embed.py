"""Sentence vectors: unit length, the same for the same text, near for near meanings."""

import numpy as np
import pytest

from nutgraf.nlp.embed import DIMENSIONS, MAX_CHARS, UseEmbedder

TEXTS = [
    "The council voted to tear down the old bridge.",
    "Councillors decided to demolish the ageing bridge.",
    "The striker scored twice in the cup final.",
]


def test_each_text_has_a_unit_vector(embedder: UseEmbedder) -> None:
    rows = embedder.embed(TEXTS)
    assert rows.shape == (3, DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-4)


def test_near_meanings_lie_near(embedder: UseEmbedder) -> None:
    rows = embedder.embed(TEXTS)
    near = rows @ rows.T
    assert near[0, 1] > near[0, 2] + 0.2


def test_nothing_gives_no_row_and_emptiness_a_finite_one(embedder: UseEmbedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)
    rows = embedder.embed(["", "It rained."])
    assert rows.shape == (2, DIMENSIONS)
    assert np.isfinite(rows).all()


def test_two_runs_give_the_same_bytes(embedder: UseEmbedder) -> None:
    assert embedder.embed(TEXTS).tobytes() == embedder.embed(TEXTS).tobytes()


def test_neighbours_move_a_vector_by_rounding_only(embedder: UseEmbedder) -> None:
    [alone] = embedder.embed(TEXTS[:1])
    assert embedder.embed(TEXTS)[0] == pytest.approx(alone, abs=1e-5)


def test_a_long_text_counts_by_its_beginning(embedder: UseEmbedder) -> None:
    long = "The bridge is shut. " * 100
    one, other = embedder.embed([long, long[:MAX_CHARS] + "The striker scored twice. " * 50])
    assert one == pytest.approx(other, abs=1e-5)
