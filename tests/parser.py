"""The real parser, loaded once for all tests of a process; a text that was parsed before is not parsed again."""

from collections.abc import Sequence

from nutgraf.model import Token
from nutgraf.nlp.tag import SpacyTagger


class Remembering(SpacyTagger):
    """A parser that remembers."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Token, ...]] = {}

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(unknown, super().tag(unknown), strict=True))
        return [self._known[text] for text in texts]


PARSER = Remembering()
"""Loads with the first text."""
