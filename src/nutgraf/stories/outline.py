"""What an article says, before anything is weighted by rarity: its fields, each a bag of keys.

    full      words of title (three times), lead (twice) and body      title, lead, body   the same words apart
    names     runs of capitalised words                                titled              those of the title
    numbers   other than years                                         dates ... counted   see `details`

Rule 1: an outline depends on its article alone, and on the lines its outlet has printed before (`recurring`).
Rule 2: everything is bounded: `MOST_CHARS` of text, `MOST_TERMS` terms.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log

from nutgraf.model import Article
from nutgraf.stories.details import details_of
from nutgraf.stories.terms import is_number, names_of, terms_of, tokens_of

MOST_CHARS = 4_000
"""Code points of running text that are read: further down reports turn to background, which other stories share
(found with the hand-set weights before the pair model: pairwise F1 .816 at 12,000, .824 at 4,000)."""
LEAD_WORDS = 120
"""Words of running text that count as the lead."""
MOST_TERMS = 400
"""Terms kept of an article, the most frequent first."""

FIELDS = (
    *("full", "title", "lead", "body", "names", "titled", "numbers"),
    *("dates", "ages", "clocks", "streets", "ordinals", "ordered", "counts", "counted"),
)
"""In the order in which profiles hold them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An article's fields before they are weighted."""

    id: str
    """Id of the article."""
    published: datetime | None
    """UTC; `None` when unknown."""
    fields: Mapping[str, Mapping[str, float]]
    """Keys of each of `FIELDS` with damped counts (1 + log n)."""
    order: tuple[str, ...]
    """Terms of the text in order: to recognise copies."""


def outline_of(article: Article, text: str | None = None) -> Outline:
    """Return the fields of an article; `text` stands for its running text when lines were left out."""
    body = (article.text if text is None else text)[:MOST_CHARS]
    title, tokens = tokens_of(article.title[:500]), tokens_of(body)
    title_terms, lead_terms, rest = terms_of(title), terms_of(tokens[:LEAD_WORDS]), terms_of(tokens[LEAD_WORDS:])
    full = Counter(lead_terms)
    full.update(rest)
    for term in title_terms:
        full[term] += 3
    for term in lead_terms:
        full[term] += 1
    names = names_of(body, tokens)
    parts = {word for name in names for word in name.split(" ")}
    numbers = [t for t in title_terms + lead_terms + rest if is_number(t)]
    details = details_of(article.title[:500], body, article.published.date() if article.published else None)
    fields = {
        "full": _damped(Counter(dict(full.most_common(MOST_TERMS)))),
        "title": _damped(Counter(title_terms)),
        "lead": _damped(Counter(title_terms + lead_terms)),
        "body": _damped(Counter(rest)),
        "names": _damped(Counter(names)),
        "titled": dict.fromkeys((t for t in title_terms if t in parts), 1.0),
        "numbers": _damped(Counter(numbers)),
    }
    fields |= {kind: dict.fromkeys(keys[:40], 1.0) for kind, keys in details.items()}
    return Outline(article.id, article.published, fields, tuple(title_terms + lead_terms + rest))


def _damped(counts: Mapping[str, int]) -> dict[str, float]:
    return {term: 1.0 + log(n) if n > 1 else 1.0 for term, n in counts.items()}
