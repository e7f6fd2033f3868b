"""What the whole test run shares: the real parser and the real sentence vectors, loaded once and late."""

import pytest

from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger


@pytest.fixture(scope="session")
def tagger() -> SpacyTagger:
    return SpacyTagger()


@pytest.fixture(scope="session")
def embedder() -> UseEmbedder:
    return UseEmbedder()
