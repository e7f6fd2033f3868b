"""What a search found, as pages show it: an article's words in their company, with the words asked for marked. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nutgraf.briefs.printed.wording import flat
from nutgraf.finding import snippet
from nutgraf.model import Article
from nutgraf.text.query import Query

COMPANY = 240
"""Letters of an article that are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text."""

    text: str
    """As it stands there."""
    hit: bool
    """It is a word asked for."""


def in_company(article: Article, asked: Query) -> tuple[Part, ...]:
    """Return the part of an article where the first word of a query stands, in parts."""
    return marked(flat(snippet(article, asked, COMPANY)), (*asked.phrases, *asked.words))


def marked(text: str, words: Iterable[str]) -> tuple[Part, ...]:
    """Return a text in parts, the words asked for apart from the rest, whatever their case.

    >>> [part.text for part in marked("Talks in Istanbul.", ["istanbul"])]
    ['Talks in ', 'Istanbul', '.']
    """
    wanted = sorted({word.strip() for word in words if word.strip()}, key=lambda word: (-len(word), word))
    if not wanted:
        return (Part(text, hit=False),) if text else ()
    parts = re.split(f"({'|'.join(map(re.escape, wanted))})", text, flags=re.IGNORECASE)
    return tuple(Part(part, hit=bool(n % 2)) for n, part in enumerate(parts) if part)


def within(articles: Iterable[Article], asked: Query) -> tuple[Article, ...]:
    """Return the articles that keep to the sources and times of a query: for a search that knows no such bounds."""
    return tuple(a for a in articles if _from(a, asked.sources) and _between(a.published, asked))


def _from(article: Article, sources: Iterable[str]) -> bool:
    wanted = [s.casefold() for s in sources]
    return not wanted or any(s in article.outlet.casefold() or s in article.url.casefold() for s in wanted)


def _between(at: datetime | None, asked: Query) -> bool:
    if at is None:
        return asked.since is None and asked.until is None
    return (asked.since is None or at >= asked.since) and (asked.until is None or at < asked.until)
