"""Heads: what long lists show of stories and editions without reading the whole."""

from dataclasses import dataclass

from nutgraf.model.reader import EditionRow


@dataclass(frozen=True, slots=True)
class StoryHead:
    """A story as long lists are sifted by it: without its articles."""

    headline: str
    """Of its newest edition, else the title that tells most."""
    language: str
    """ISO 639-1 of most of its articles."""
    edition: int = 0
    """Number of its newest edition; 0 when there is none."""


@dataclass(frozen=True, slots=True)
class EditionHead:
    """An edition as lists show it."""

    row: EditionRow
    """Its place."""
    id: str
    """Id of the edition, over its lines."""
    headline: str
    """What heads its brief."""
