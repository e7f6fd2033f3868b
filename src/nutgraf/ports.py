"""All that touches the world, as small protocols: the core and the pipeline know these, never a concrete edge."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nutgraf.model import Done, Failed, Item, Token

Vectors = NDArray[np.float32]
"""Shape (n, d), each row of length 1."""


class Source(Protocol):
    """Gives items; called by the pipeline."""

    def items(self) -> Iterator[Done[Item] | Failed]:
        """Yield what arrives, lazily, in the order of the addresses given; bad ones as `Failed`."""
        ...


class Tagger(Protocol):
    """Parses sentences; called by the pipeline on the candidate sentences of stories being briefed."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """Return the tokens of each text, in order; each text is taken as one sentence."""
        ...


class Embedder(Protocol):
    """Turns sentences into vectors; called by the pipeline on the same sentences."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), d)."""
        ...
