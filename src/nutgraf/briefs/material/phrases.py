"""Phrases that several independent origins put in quotation marks: the words of an event that readers will meet again.

A reporter quotes two or three words only when the words themselves matter; when several do so on their own, a brief
without them would miss the point.
"""

from collections.abc import Iterable, Iterator

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.model import Sentence
from nutgraf.text.quotes import find_quotes

MOST_WORDS = 8
"""A longer quotation is a statement; its wording is seldom shared."""
ORIGINS = 2
"""Independent origins that must quote it."""


class Phrases:
    """The shared phrases of one story."""

    def __init__(self, dossier: Dossier) -> None:
        """Read all articles; linear in their length."""
        users: dict[str, set[str]] = {}
        for article in dossier.articles:
            for phrase in quoted_phrases(article.text):
                users.setdefault(phrase, set()).add(dossier.origin_of(article.id))
        self.shared = frozenset(phrase for phrase, origins in users.items() if len(origins) >= ORIGINS)

    def new(self, text: str, read: Iterable[str]) -> bool:
        """Tell whether a line quotes a shared phrase that no line read so far quotes."""
        mine = self.shared.intersection(quoted_phrases(text))
        return bool(mine) and not mine.intersection(phrase for line in read for phrase in quoted_phrases(line))

    def sentences(self, dossier: Dossier) -> tuple[Sentence, ...]:
        """Return the prose sentences that quote a shared phrase, of the newest articles first."""
        newest = reversed(list(zip(dossier.articles, dossier.sentences, strict=True)))
        return tuple(
            s
            for _, sentences in newest
            for s in sentences
            if s.kind == "prose" and self.shared.intersection(quoted_phrases(s.text))
        )


def quoted_phrases(text: str) -> Iterator[str]:
    """Yield the short quotations of a text, in lower case and without stops at the edges.

    >>> list(quoted_phrases("He spoke of “root causes,” again."))
    ['root causes']
    """
    for quote in find_quotes(text):
        inner = " ".join(text[quote.inner_start : quote.inner_end].split()).strip(" ,.;:!?").casefold()
        if quote.closed and 2 <= len(inner.split()) <= MOST_WORDS:
            yield inner
