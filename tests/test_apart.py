"""The embedder in a process of its own gives what the one in this process gives, whatever becomes of that process."""

from collections.abc import Iterator

import numpy as np
import pytest

from nutgraf.newsroom import open_newsroom
from nutgraf.nlp.apart import ApartEmbedder
from nutgraf.nlp.embed import UseEmbedder

TEXTS = ("The bridge was closed on Monday.", "Die Brücke ist gesperrt.", "", "half \ud83d of a pair", "x" * 5_000)


@pytest.fixture
def apart() -> Iterator[ApartEmbedder]:
    made = ApartEmbedder()
    yield made
    made.close()


def test_the_same_numbers_to_the_bit(apart: ApartEmbedder) -> None:
    texts = TEXTS[:3]
    assert np.array_equal(apart.embed(texts), UseEmbedder().embed(texts))
    assert apart.embed([]).shape == (0, 512)


def test_a_child_that_dies_costs_no_vector(apart: ApartEmbedder) -> None:
    first = apart.embed(TEXTS[:2])
    assert apart._child is not None
    apart._child.kill()
    assert np.array_equal(apart.embed(TEXTS[:2]), first)
    assert apart._child is None


def test_the_child_ends_with_the_newsroom() -> None:
    with open_newsroom() as newsroom:
        newsroom.read([])
        child = newsroom.embedder._child
        assert child is not None
        assert child.poll() is None
    assert child.poll() is not None


def test_odd_texts_fare_as_they_do_here(apart: ApartEmbedder) -> None:
    here = UseEmbedder()
    for text in TEXTS:
        try:
            expected = here.embed([text])
        except UnicodeError:
            with pytest.raises(UnicodeError):
                apart.embed([text])
        else:
            assert np.array_equal(apart.embed([text]), expected)
