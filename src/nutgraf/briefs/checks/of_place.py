"""Place: where an edit stands, as the rules of `verify_edits` see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nutgraf.model import Article
from nutgraf.text.sentences import split_text


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edit stands: the span's article and text, and what of the span's beginning was cut before it."""

    article: Article
    """The article that the edited span lies in."""
    text: str
    """The words of the edited span."""
    at: int
    """Where the edit begins, from the start of the span."""
    begins: bool
    """True when everything of the span before the edit was cut."""
    ends: bool
    """True when everything of the span after the edit is cut."""
    offset: int
    """Where the span begins in the article; 0 for a title."""
    title: bool
    """True when the span is the article's title."""
    others: Mapping[str, Article]
    """All articles of the brief by id."""


def covers_sentences(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends where sentences do; its paragraphs alone are split for that."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    spans = split_text(text[first:last])
    return any(first + s == start for s, _, _ in spans) and any(first + e == end for _, e, _ in spans)
