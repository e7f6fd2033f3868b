"""Dossier: a story laid open for writing. Candidate: one of its sentences, mended and weighed.

The pipeline makes a dossier from a story, asks `rank` for the sentences worth parsing, has exactly those parsed and
embedded, and hands candidates to `compose`. Nothing here decides.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from nutgraf.model import Article, Line, Sentence, Story, Token

Vectors = NDArray[np.float32]
"""Shape (n, d), each row of length 1."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A story with its articles and their sentences."""

    story: Story
    """The story."""
    articles: tuple[Article, ...]
    """Its articles in the story's order (published time, then id)."""
    sentences: tuple[tuple[Sentence, ...], ...]
    """Sentences of each article, in the same order; all kinds, headings and captions too."""

    def __post_init__(self) -> None:
        """Refuse articles that are not the story's, or sentences that do not match them one to one."""
        if tuple(a.id for a in self.articles) != self.story.articles or len(self.sentences) != len(self.articles):
            raise ValueError(f"dossier does not match story {self.story.id}")

    def article(self, article_id: str) -> Article:
        """Return the article with this id."""
        return self.articles[self.story.articles.index(article_id)]

    def origin_of(self, article_id: str) -> str:
        """Return the id of the origin that this article belongs to."""
        return next(o.id for o in self.story.origins if article_id in o.articles)

    @property
    def newest(self) -> datetime | None:
        """Published time of the newest article."""
        return self.story.last


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may stand in the brief, with the line it would make."""

    sentence: Sentence
    """The source sentence."""
    tokens: tuple[Token, ...]
    """Its parse."""
    line: Line
    """What it would say: edits made, certainty and speaker judged, supporting origins counted."""
    score: float
    """How much it carries the story, by `rank`; comparable within one dossier only."""
    row: int
    """Its row in the vectors that go with the candidates."""
    published: datetime | None
    """Published time of its article."""
    background: bool
    """True when it tells what lay before the story's newest development."""
