"""Articles, sources, search."""

from typing import Annotated
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from nutgraf import finding
from nutgraf.briefs.printed.as_json import iso_time
from nutgraf.briefs.printed.wording import flat
from nutgraf.errors import NotFound
from nutgraf.model import Article, Edition, Health
from nutgraf.serve.api.address import link, next_page
from nutgraf.serve.api.answer import document
from nutgraf.serve.api.asked import (
    ArticleAsked,
    ArticleName,
    ArticlesAsked,
    PageAsked,
    SearchAsked,
    moment_of,
)
from nutgraf.serve.api.cursor import NumberPlace, opened, sealed
from nutgraf.serve.api.described import answers
from nutgraf.serve.api.documents.archive import (
    ArrivedEntry,
    ArticleDocument,
    ArticleList,
    Finds,
    FoundArticle,
    FoundBrief,
    SentenceDocument,
    SourceEntry,
    SourceList,
)
from nutgraf.serve.api.entries import article_fields
from nutgraf.serve.context import paper_of, reader_of
from nutgraf.store.lists import Sifted
from nutgraf.text.query import Query as Words
from nutgraf.text.query import parse_query
from nutgraf.text.sentences import split_sentences

router = APIRouter(tags=["archive"])


@router.get(
    "/articles",
    operation_id="list_articles",
    summary="Articles, those that came last first",
    responses=answers("nutgraf.article-list/1", 400, 404, words="A page of articles."),
)
def list_articles(request: Request, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """Articles of hidden feeds are left out."""
    newsstand = paper_of(request).newsstand
    now = newsstand.now()
    sifted = Sifted(
        asked.source or "",
        newsstand.card(asked.story).story.id if asked.story else "",
        moment_of(asked.since, now, "since") if asked.since else None,
        moment_of(asked.until, now, "until") if asked.until else None,
    )
    before = opened(asked.cursor, NumberPlace, asked.mark).n if asked.cursor else None
    found = newsstand.archive.lists.articles(sifted, asked.limit + 1, before)
    shown = found[: asked.limit]
    homes = newsstand.archive.stories.story_of([article.id for _, article in shown])
    entries = tuple(
        ArrivedEntry.model_validate({**article_fields(request, one), "n": n, "story": homes.get(one.id)})
        for n, one in shown
    )
    more = len(found) > asked.limit
    following = next_page(request, sealed(NumberPlace(asked.mark, shown[-1][0]))) if more else None
    return document(request, ArticleList(articles=entries, next=following), following=following)


@router.get(
    "/articles/{article}",
    operation_id="get_article",
    summary="An article, whole",
    responses=answers("nutgraf.article/1", 404, words="The article: offsets of briefs count code points of its text."),
)
def get_article(request: Request, name: ArticleName, asked: Annotated[ArticleAsked, Query()]) -> Response:
    """The text as it was extracted: running text without mark-up."""
    archive = paper_of(request).newsstand.archive
    article = archive.articles.get([name]).get(name)
    if article is None:
        raise NotFound(f"There is no article {name}.", about=name)
    made = {
        **article_fields(request, article),
        "title": article.title,  # as it is: offsets into titles count its code points
        "byline": article.byline,
        "wire": article.wire,
        "text": article.text,
        "story": archive.stories.story_of([name]).get(name),
        "sentences": _sentences(article) if asked.sentences else None,
    }
    return document(request, ArticleDocument.model_validate(made))


def _sentences(article: Article) -> tuple[SentenceDocument, ...]:
    return tuple(
        SentenceDocument(start=one.span.start, end=one.span.end, paragraph=one.paragraph, kind=one.kind)
        for one in split_sentences(article)
    )


@router.get(
    "/sources",
    operation_id="list_sources",
    summary="The feeds that are followed, and how they are doing",
    responses=answers("nutgraf.source-list/1", 400, words="A page of feeds, in the order in which they were added."),
)
def list_sources(request: Request, asked: Annotated[PageAsked, Query()]) -> Response:
    """Addresses, and what went wrong with them, are told to readers who may write: they may hold a secret."""
    begins = opened(asked.cursor, NumberPlace, asked.mark).n if asked.cursor else 0
    found = [one for one in paper_of(request).newsstand.health() if one.n > begins]
    shown = found[: asked.limit]
    more = len(found) > asked.limit
    following = next_page(request, sealed(NumberPlace(asked.mark, shown[-1].n))) if more else None
    trusted = reader_of(request).may_write
    entries = tuple(_source(one, trusted=trusted) for one in shown)
    return document(request, SourceList(sources=entries, next=following), following=following)


def _source(health: Health, *, trusted: bool) -> SourceEntry:
    feed = health.feed
    return SourceEntry(
        n=health.n,
        title=flat(feed.title),
        host=_host(feed.address),
        site=feed.site if trusted else _bare(feed.site),
        address=feed.address if trusted else None,
        folders=feed.folders,
        hidden=feed.hidden,
        muted=feed.muted,
        weight=feed.weight,
        fetched_at=iso_time(feed.fetched_at),
        came_at=iso_time(feed.came_at),
        due_at=iso_time(feed.due_at),
        interval_s=feed.interval_s,
        status=feed.status,
        failures=feed.failures,
        failure=feed.failure if trusted else None,
        moved_to=feed.moved_to if trusted else None,
        items=health.items,
        articles=health.articles,
        last_week=health.last_week,
        stubs=health.stubs,
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _bare(address: str) -> str:
    """Return an address without what may be secret in it: names and passwords, query, fragment."""
    try:
        parts = urlsplit(address)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    except ValueError:
        return ""


@router.get(
    "/search",
    operation_id="search",
    summary="Briefs and articles that fit words best",
    responses=answers("nutgraf.finds/1", 400, words="What fits best."),
)
def search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Nothing that is typed is an error; what was taken otherwise than meant is said in `notes`."""
    newsstand = paper_of(request).newsstand
    words = parse_query(asked.q, newsstand.now())
    wanted = finding.wanted_of(words)
    articles: tuple[Article, ...] = ()
    editions: tuple[Edition, ...] = ()
    if asked.kind != "briefs":
        articles = newsstand.archive.search.articles(wanted, asked.limit)
    if asked.kind != "articles" and not words.sources:
        editions = newsstand.archive.search.editions(wanted, asked.limit)
    homes = newsstand.archive.stories.story_of([a.id for a in articles])
    made = Finds(
        notes=words.notes,
        briefs=tuple(_brief(request, one) for one in editions),
        articles=tuple(_found(request, one, words, homes) for one in articles),
    )
    return document(request, made)


def _brief(request: Request, edition: Edition) -> FoundBrief:
    return FoundBrief(
        story=edition.story,
        edition=edition.number,
        headline=flat(edition.brief.headline.text),
        address=link(request, "stories", edition.story, "editions", edition.number),
    )


def _found(request: Request, article: Article, words: Words, homes: dict[str, str]) -> FoundArticle:
    told = {"story": homes.get(article.id), "snippet": flat(finding.snippet(article, words))}
    return FoundArticle.model_validate({**article_fields(request, article), **told})
