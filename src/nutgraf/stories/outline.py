"""What an article says, before anything is weighted by rarity: its fields, each a bag of keys.

    full      words of title (three times), lead (twice) and the rest   title, lead         the same words apart
    names     runs of capitalised words                                 titled              those of the title
    numbers   other than years                                          dates ... counted   see `details`

Rule 1: an outline depends on its article alone, and on the lines its outlet has printed before (`recurring`).
Rule 2: everything is bounded: `MOST_CHARS` of text, `MOST_TERMS` terms.
Rule 3: other languages than English are cut into words by `tongues`; the fields are the same, and no key of one
language is ever compared with one of another (`vectors` numbers them apart).
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
from nutgraf.stories.tongue_facts import foreign_facts
from nutgraf.stories.tongues import ENGLISH, foreign_names, foreign_term, foreign_tokens, plain_letters

MOST_CHARS = 4_000
"""Code points of running text that are read: further down reports turn to background, which other stories share
(found with the hand-set weights before the pair model: pairwise F1 .816 at 12,000, .824 at 4,000)."""
LEAD_WORDS = 120
"""Words of running text that count as the lead."""
MOST_TERMS = 400
"""Terms kept of an article, the most frequent first."""

FIELDS = (
    *("full", "title", "lead", "names", "titled", "numbers"),
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
    language: str = ""
    """Of the keys; empty for English, and for text too short to tell."""


_COUNT = itemgetter(1)
_DAMPED = (0.0, *(1.0 + log(n) for n in range(1, 8 * MOST_CHARS)))
"""What a count weighs; no term can stand more often in what is read."""


def outline_of(article: Article, text: str | None = None) -> Outline:
    """Return the fields of an article; `text` stands for its running text when lines were left out."""
    body, headline = (article.text if text is None else text)[:MOST_CHARS], article.title[:500]
    if article.language not in ENGLISH:
        return _foreign(article, headline, body)
    title_tokens, tokens = tokens_of(headline), tokens_of(body)
    words = set(tokens)
    title, lead, rest = terms_of(title_tokens), terms_of(tokens[:LEAD_WORDS]), terms_of(tokens[LEAD_WORDS:])
    names = names_of(body, words)
    details = details_of(
        headline, body, article.published.date() if article.published else None, words.union(title_tokens)
    )
    return _filled(article, (title, lead, rest), names, details, "")


def _foreign(article: Article, headline: str, body: str) -> Outline:
    """Return the fields of an article in another language than English."""
    language = article.language
    headline, body = plain_letters(headline, language), plain_letters(body, language)
    tokens = foreign_tokens(body, language)
    parts = foreign_tokens(headline, language), tokens[:LEAD_WORDS], tokens[LEAD_WORDS:]
    title, lead, rest = ([t for token in part if (t := foreign_term(token, language))] for part in parts)
    names = [key for key, _ in foreign_names(body, frozenset(tokens), language)]
    details = foreign_facts(headline, body, article.published.date() if article.published else None, language)
    return _filled(article, (title, lead, rest), names, details, language)


def _filled(
    article: Article,
    terms: tuple[list[str], list[str], list[str]],
    names: list[str],
    details: Mapping[str, list[str]],
    language: str,
) -> Outline:
    title, lead, rest = terms
    order = title + lead + rest
    full = Counter(lead)
    full.update(rest)
    for term in title:
        full[term] += 3
    for term in lead:
        full[term] += 1
    parts = set(" ".join(names).split(" "))
    fields = {
        "full": _damped(dict(sorted(full.items(), key=_COUNT, reverse=True)[:MOST_TERMS])),
        "title": _damped(Counter(title)),
        "lead": _damped(Counter(title + lead)),
        "names": _damped(Counter(names)),
        "titled": dict.fromkeys((t for t in title if t in parts), 1.0),
        "numbers": _damped(Counter(numbers_of(order))),
    }
    for kind, keys in details.items():
        fields[kind] = dict.fromkeys(keys[:40], 1.0)
    return Outline(article.id, article.published, fields, tuple(order), language)


def _damped(counts: Mapping[str, int]) -> dict[str, float]:
    damped = _DAMPED
    return {term: damped[n] for term, n in counts.items()}
