"""The examples in the rooms of pages."""

import doctest

import pytest

from nutgraf.serve.pages import article, words


@pytest.mark.parametrize("room", [words, article])
def test_examples(room: object) -> None:
    done = doctest.testmod(room)  # type: ignore[arg-type]  # parametrize hands modules on as objects
    assert done.attempted
    assert not done.failed
