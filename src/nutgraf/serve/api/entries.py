"""Values of ours to entries of documents: articles, editions, stories, with the addresses of what is more to know."""

import math
from collections.abc import Mapping
from datetime import datetime

from starlette.requests import Request

from nutgraf.briefs.printed.as_json import iso_time
from nutgraf.briefs.printed.wording import flat
from nutgraf.errors import NotFound
from nutgraf.finding import Listed
from nutgraf.model import SAVED, Article, EditionHead, StoryCard
from nutgraf.serve.api.address import link, outside
from nutgraf.serve.api.documents.base import ArticleEntry, EditionEntry
from nutgraf.serve.api.documents.stories import RankDocument, StoryEntry, StoryLinks
from nutgraf.serve.api.problems import Elsewhere
from nutgraf.serve.context import paper_of, reader_of
from nutgraf.stories.prominence import Prominence


def living(request: Request, name: str) -> StoryCard:
    """Return a story by its id. Raises NotFound, and Elsewhere when the name is an old one or a beginning of one."""
    try:
        card = paper_of(request).newsstand.card(name)
    except NotFound:
        raise NotFound(f"There is no story {name}.", about=name) from None
    if card.story.id != name:
        _, _, behind = request.url.path.partition(f"/stories/{name}")
        query = f"?{request.url.query}" if request.url.query else ""
        raise Elsewhere(f"{link(request, 'stories', card.story.id)}{behind}{query}")
    return card


def story_links(request: Request, card: StoryCard) -> StoryLinks:
    """Return where more about a story is."""
    name = card.story.id

    def of_edition(what: str) -> str | None:
        return link(request, "stories", name, what) if card.edition else None

    return StoryLinks(
        story=link(request, "stories", name),
        brief=of_edition("brief"),
        editions=link(request, "stories", name, "editions"),
        changes=of_edition("changes"),
        claims=of_edition("claims"),
        articles=link(request, "articles", story=name),
        page=f"{outside(request)}/story/{name}",
    )


def story_entry(request: Request, listed: Listed, saved: frozenset[str]) -> StoryEntry:
    """Return a story as lists show it."""
    card = listed.card
    return StoryEntry(
        id=card.story.id,
        headline=flat(card.headline),
        language=card.language,
        articles=len(card.story.articles),
        outlets=card.outlets,
        origins=len(card.story.origins),
        first=iso_time(card.story.first),
        last=iso_time(card.story.last),
        edition=card.edition,
        unseen=listed.unseen,
        saved=card.story.id in saved,
        followed=listed.followed,
        rank=_rank(listed.rank),
        links=story_links(request, card),
    )


def _rank(rank: Prominence) -> RankDocument:
    return RankDocument(
        score=_plain(rank.score),
        breadth=_plain(rank.breadth),
        growth=_plain(rank.growth),
        novelty=_plain(rank.novelty),
        followed=rank.followed,
        reasons=rank.reasons,
    )


def _plain(number: float) -> float:
    return round(number, 4) if math.isfinite(number) else 0.0


def edition_entry(request: Request, head: EditionHead) -> EditionEntry:
    """Return an edition as lists show it."""
    row = head.row
    return EditionEntry(
        n=row.n,
        story=row.story,
        number=row.number,
        id=head.id,
        at=time_of(row.at),
        headline=flat(head.headline),
        address=link(request, "stories", row.story, "editions", row.number),
    )


def article_fields(request: Request, article: Article) -> dict[str, object]:
    """Return what every entry of an article holds."""
    made = ArticleEntry(
        id=article.id,
        title=flat(article.title),
        outlet=flat(article.outlet),
        url=article.url,
        published=iso_time(article.published),
        published_from=article.published_from,
        language=article.language,
        flags=article.flags,
        address=link(request, "articles", article.id),
    )
    return dict(made)


def homes_of(request: Request, articles: Mapping[str, Article]) -> dict[str, str]:
    """Return the story that each article stands in; articles in none are left out."""
    return paper_of(request).newsstand.archive.stories.story_of(list(articles))


def saved_by(request: Request) -> frozenset[str]:
    """Return the stories that the reader saved; none for a visitor."""
    name = reader_of(request).name
    marks = paper_of(request).newsstand.archive.marks
    return frozenset(mark.story for mark in marks.of(name, SAVED)) if name else frozenset()


def time_of(moment: datetime) -> str:
    """Return a time that is known as documents write it."""
    made = iso_time(moment)
    assert made is not None, "only an unknown time has no word"
    return made
