"""Span(article, start, end): the unit of source tracing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, half-open, in code points of `Article.text`.

    >>> Span("a1-0", 3, 8).length
    5
    """

    article: str
    """Id of the article; with `#title` at its end (`Article.title_id`) the span points into the title."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    def __post_init__(self) -> None:
        """Refuse an empty, negative or nameless span."""
        if not self.article or not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.article!r} {self.start}..{self.end}")

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both lie in one article and share a code point."""
        return self.article == other.article and self.start < other.end and other.start < self.end
