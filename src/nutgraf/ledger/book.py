"""A story's ledger: the claims of its articles, aligned into positions."""

from collections.abc import Mapping, Sequence

from nutgraf.ledger.actors import Cast
from nutgraf.ledger.claims import Room, claims_of
from nutgraf.ledger.positions import positions_of
from nutgraf.model import Article, Claim, Ledger, Parsed, Story
from nutgraf.text.daybook import DayBook
from nutgraf.text.days import moment_of
from nutgraf.text.names import NameBook


def make_ledger(
    articles: Mapping[str, Article],
    parsed: Sequence[Parsed],
    story: Story,
    names: NameBook | None = None,
    days: DayBook | None = None,
) -> Ledger:
    """Return what the articles of a story claim, from their parsed sentences, which may be only some of them.

    Cost: linear in the sentences, quadratic in what one actor claims of one act.
    """
    known = [articles[one] for one in story.articles if one in articles]
    book = names or NameBook.of(known)
    room = Room(Cast.of(known, book), book, days or DayBook.of(known))
    rows: dict[str, list[Parsed]] = {article.id: [] for article in known}
    for one in parsed:
        if one.sentence.span.article in rows:
            rows[one.sentence.span.article].append(one)
    claims: list[Claim] = []
    for article in known:
        claims += claims_of(article, sorted(rows[article.id], key=lambda p: p.sentence.span), room)
    origins = {a: origin.id for origin in story.origins for a in origin.articles}
    published = {article.id: moment_of(article) for article in known}
    return Ledger(story.id, positions_of(claims, published, origins))
