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
from operator import itemgetter

from nutgraf.model import Article
from nutgraf.stories.details import details_of
from nutgraf.stories.terms import names_of, numbers_of, terms_of, tokens_of

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


_COUNT = itemgetter(1)
_DAMPED = (0.0, *(1.0 + log(n) for n in range(1, 8 * MOST_CHARS)))
"""What a count weighs; no term can stand more often in what is read."""


def outline_of(article: Article, text: str | None = None) -> Outline:
    """Return the fields of an article; `text` stands for its running text when lines were left out."""
    body, headline = (article.text if text is None else text)[:MOST_CHARS], article.title[:500]
    title_tokens, tokens = tokens_of(headline), tokens_of(body)
    words = set(tokens)
    title, lead, rest = terms_of(title_tokens), terms_of(tokens[:LEAD_WORDS]), terms_of(tokens[LEAD_WORDS:])
    order = title + lead + rest
    full = Counter(lead)
    full.update(rest)
    for term in title:
        full[term] += 3
    for term in lead:
        full[term] += 1
    names = names_of(body, words)
    parts = set(" ".join(names).split(" "))
    details = details_of(
        headline, body, article.published.date() if article.published else None, words.union(title_tokens)
    )
    fields = {
        "full": _damped(dict(sorted(full.items(), key=_COUNT, reverse=True)[:MOST_TERMS])),
        "title": _damped(Counter(title)),
        "lead": _damped(Counter(title + lead)),
        "body": _damped(Counter(rest)),
        "names": _damped(Counter(names)),
        "titled": dict.fromkeys((t for t in title if t in parts), 1.0),
        "numbers": _damped(Counter(numbers_of(order))),
    }
    for kind, keys in details.items():
        fields[kind] = dict.fromkeys(keys[:40], 1.0)
    return Outline(article.id, article.published, fields, tuple(order))


def _damped(counts: Mapping[str, int]) -> dict[str, float]:
    damped = _DAMPED
    return {term: damped[n] for term, n in counts.items()}
