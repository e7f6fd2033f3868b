"""Search: briefs first, then articles with the words in their company; or by meaning.

Rule 1: nothing typed is an error; what was taken otherwise than it may have been meant is said.
Rule 2: by meaning is for readers who may write: it loads a model, and works for seconds the first time.
"""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from nutgraf.model import Article, Headed
from nutgraf.serve.context import paper_of, reader_of
from nutgraf.serve.pages.forms import asked, whole
from nutgraf.serve.pages.page import page
from nutgraf.text.query import MOST_CHARS, Query, moment_or_ago, parse_query
from nutgraf.views import Newsstand
from nutgraf.views.found import in_company, within

AT_ONCE, MOST = 20, 200
"""Finds listed at first, and at most."""
FIELDS = ("source", "since", "until")
"""Filters beside the words, each a field of the form."""


def search(request: Request) -> Response:
    """Return what fits, or the form alone when nothing is asked."""
    newsstand, text = paper_of(request).newsstand, asked(request, "q")[:MOST_CHARS]
    filters = {name: asked(request, name)[:200] for name in FIELDS}
    query = _query(newsstand, text, filters)
    most = min(MOST, max(AT_ONCE, whole(asked(request, "most"), MOST) or AT_ONCE))
    alike = asked(request, "like") == "1"
    may_like = reader_of(request).may_write
    notes = list(query.notes)
    articles: tuple[Article, ...] = ()
    editions: tuple[Headed, ...] = ()
    if alike and not may_like:
        notes.append("Search by meaning is for readers who are logged in; this is the search by words.")
    if _asks(query):
        articles, editions = _found(newsstand, text, query, most + 1, alike=alike and may_like)
    homes = newsstand.archive.stories.story_of([a.id for a in articles])
    cards = newsstand.archive.stories.many(sorted(set(homes.values())))
    return page(
        request,
        "search.html",
        q=text,
        filters=filters,
        like=alike and may_like,
        may_like=may_like,
        notes=notes,
        asks=_asks(query),
        editions=editions[:most],
        articles=[(a, in_company(a, query), cards.get(homes.get(a.id, ""))) for a in articles[:most]],
        more=len(articles) > most and most < MOST,
        most=most,
        next=min(MOST, most * 2),
    )


def _query(newsstand: Newsstand, text: str, filters: dict[str, str]) -> Query:
    """Return a query with the filters of the form put to it."""
    now = newsstand.now()
    query = parse_query(text, now)
    if filters["source"]:
        query = replace(query, sources=(*query.sources, filters["source"]))
    since, until = (moment_or_ago(filters[name], now) for name in ("since", "until"))
    wrong = [filters[n] for n, at in (("since", since), ("until", until)) if filters[n] and at is None]
    notes = tuple(f"{value} is no time and was left out; write it like 2025-05-14 or 24h." for value in wrong)
    return replace(query, since=since or query.since, until=until or query.until, notes=(*query.notes, *notes))


def _asks(query: Query) -> bool:
    return bool(query.words or query.phrases or query.sources or query.since or query.until)


def _found(
    newsstand: Newsstand, text: str, query: Query, most: int, *, alike: bool
) -> tuple[tuple[Article, ...], tuple[Headed, ...]]:
    if not alike or not (query.words or query.phrases):
        return newsstand.search(query, most)
    plain = " ".join((*query.words, *query.phrases))
    near = newsstand.like(plain or text, MOST if query.sources or query.since or query.until else most)
    return within((article for article, _ in near), query)[:most], ()


ROUTES: list[BaseRoute] = [Route("/search", search, name="search")]
"""Addresses of search."""
