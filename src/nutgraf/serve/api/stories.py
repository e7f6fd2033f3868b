"""Stories: ranked or newest first, sifted, page by page; and one of them, whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from nutgraf.briefs.printed.as_json import iso_time
from nutgraf.briefs.printed.wording import flat
from nutgraf.finding import Listed, Place
from nutgraf.model import UNREAD, StoryCard, StoryHead
from nutgraf.serve.api.address import next_page, outside
from nutgraf.serve.api.answer import document
from nutgraf.serve.api.asked import Asked, StoriesAsked, StoryName, moment_of
from nutgraf.serve.api.cursor import CursorError, StoryPlace, opened, sealed
from nutgraf.serve.api.described import answers
from nutgraf.serve.api.documents.base import OriginDocument
from nutgraf.serve.api.documents.stories import MemberEntry, StoryDocument, StoryList
from nutgraf.serve.api.entries import (
    article_fields,
    edition_entry,
    living,
    saved_by,
    story_entry,
    story_links,
    time_of,
)
from nutgraf.serve.context import Paper, paper_of, reader_of
from nutgraf.stories.prominence import prominence
from nutgraf.text.query import Query as Words
from nutgraf.text.query import parse_query
from nutgraf.views.kept import Kept

OLDEST_CURSOR = timedelta(hours=24)
"""How long a list may be walked: a ranking for a moment of last week is of no use, and costs as much."""
MOST_MEMBERS, MOST_EDITIONS = 200, 20
"""Articles and editions shown with a story; the others stand in lists."""
MOST_KEPT = 256
"""Stories whose articles are kept."""
UNDATED = -1e15
"""Sorts stories without any date behind all others."""
router = APIRouter(tags=["stories"])


@router.get(
    "/stories",
    operation_id="list_stories",
    summary="Stories, the most prominent or the newest first",
    responses=answers("nutgraf.story-list/1", 400, words="A page of stories, with the reasons of their places."),
)
def list_stories(request: Request, asked: Annotated[StoriesAsked, Query()]) -> Response:
    """Muted stories and those of hidden feeds are left out, as on the front page.

    A walk along `next` meets every story once that does not change on the way; one that does may move.
    """
    paper = paper_of(request)
    begins = _begins(asked, paper.newsstand.now())
    moment = begins.moment or paper.newsstand.slot()
    words = _words(asked, moment)
    places = paper.newsstand.ranking(words, _since(asked, paper, moment), moment, least_origins=asked.origins)
    fitting = _after(begins, asked, _sifted(request, asked, _sorted(asked, places)))
    page = [place for place, _ in zip(fitting, range(asked.limit + 1), strict=False)]
    shown, more = page[: asked.limit], len(page) > asked.limit
    cards = paper.newsstand.archive.stories.many([place.story for place in shown])
    listed = [Listed(cards[p.story], p.rank, p.followed, 0) for p in shown if p.story in cards]
    listed = paper.newsstand.with_seen(listed, reader_of(request).name)
    saved = saved_by(request)
    following = None
    if more:
        last = StoryPlace(asked.mark, int(moment.timestamp()), _key(asked)(shown[-1]), shown[-1].story)
        following = next_page(request, sealed(last))
    made = StoryList(
        at=time_of(moment),
        order=asked.order,
        stories=tuple(story_entry(request, one, saved) for one in listed),
        notes=words.notes,
        next=following,
    )
    return document(request, made, following=following)


@dataclass(frozen=True, slots=True)
class _Begins:
    """Where a page begins."""

    moment: datetime | None
    """The moment that its list was ranked for; `None` for the first page."""
    key: float
    story: str


def _begins(asked: StoriesAsked, now: datetime) -> _Begins:
    if asked.cursor is None:
        return _Begins(None, 0, "")
    place = opened(asked.cursor, StoryPlace, asked.mark)
    if not (now - OLDEST_CURSOR).timestamp() <= place.at <= now.timestamp():
        raise CursorError("This cursor is too old: begin the list anew, without one.")
    return _Begins(datetime.fromtimestamp(place.at, UTC), place.key, place.story)


def _words(asked: StoriesAsked, now: datetime) -> Words:
    words = parse_query(asked.q, now) if asked.q else Words()
    return replace(words, sources=(*words.sources, asked.source)) if asked.source else words


def _since(asked: StoriesAsked, paper: Paper, moment: datetime) -> datetime | None:
    if asked.since is None and asked.order == "newest":
        return None
    return moment_of(asked.since or paper.serving.since, moment, "since")


def _key(asked: StoriesAsked) -> Callable[[Place], float]:
    if asked.order == "rank":
        return lambda place: place.rank.score
    return lambda place: max(place.last, UNDATED)


def _sorted(asked: StoriesAsked, places: list[Place]) -> list[Place]:
    key = _key(asked)
    return places if asked.order == "rank" else sorted(places, key=lambda one: (-key(one), one.story))


def _after(begins: _Begins, asked: StoriesAsked, places: Iterator[Place]) -> Iterator[Place]:
    key = _key(asked)
    for place in places:
        if begins.moment is None or (-key(place), place.story) > (-begins.key, begins.story):
            yield place


def _sifted(request: Request, asked: StoriesAsked, places: list[Place]) -> Iterator[Place]:
    """Yield the places of the stories that fit; what stands in a story's head is read only when it is asked for."""
    archive, name = paper_of(request).newsstand.archive, reader_of(request).name
    saved = saved_by(request) if asked.saved else frozenset()
    if asked.unseen and not name:
        return
    heads = archive.stories.heads([p.story for p in places]) if asked.language or asked.unseen else {}
    seen = archive.marks.seen(name) if asked.unseen else {}
    unread = {mark.story for mark in archive.marks.of(name, UNREAD)} if asked.unseen else set[str]()
    for place in places:
        head = heads.get(place.story, StoryHead("", ""))
        if asked.followed and not place.followed:
            continue
        if asked.saved and place.story not in saved:
            continue
        if asked.language and head.language != asked.language:
            continue
        if asked.unseen and not (head.edition and (head.edition > seen.get(place.story, 0) or place.story in unread)):
            continue
        yield place


@router.get(
    "/stories/{story}",
    operation_id="get_story",
    summary="A story: its articles, who they speak for, its editions",
    responses=answers("nutgraf.story/1", 404, words="The story.", elsewhere=True),
)
def get_story(request: Request, name: StoryName, asked: Annotated[Asked, Query()]) -> Response:  # noqa: ARG001  # refuses parameters
    """The story as it is now; what was published of it are its editions."""
    newsstand, reader = paper_of(request).newsstand, reader_of(request).name
    card = living(request, name)
    rows = newsstand.archive.lists.editions_of(card.story.id, MOST_EDITIONS)
    [listed] = newsstand.with_seen([Listed(card, prominence((), 0), followed=False, unseen=0)], reader)
    story = card.story
    made = StoryDocument(
        id=story.id,
        headline=flat(card.headline),
        language=card.language,
        counts={"articles": len(story.articles), "outlets": card.outlets, "origins": len(story.origins)},
        first=iso_time(story.first),
        last=iso_time(story.last),
        edition=card.edition,
        editions=tuple(edition_entry(request, head) for head in newsstand.heads(rows)),
        origins=tuple(
            OriginDocument(id=o.id, name=flat(o.name), why=o.why, articles=o.articles) for o in story.origins
        ),
        articles=_members(request, card),
        seen=newsstand.archive.editions.seen(reader, story.id) if reader else 0,
        unseen=listed.unseen,
        saved=bool(reader) and story.id in saved_by(request),
        links=story_links(request, card),
    )
    return document(request, made)


def _members(request: Request, card: StoryCard) -> tuple[MemberEntry, ...]:
    """Return the newest articles of a story; they are the same until a round changes it."""
    kept: Kept = request.app.state.members
    return kept.get((card.story.id, card.round, outside(request)), lambda: _members_anew(request, card))


def _members_anew(request: Request, card: StoryCard) -> tuple[MemberEntry, ...]:
    newest = card.story.articles[: -MOST_MEMBERS - 1 : -1]
    articles = paper_of(request).newsstand.archive.articles.get(newest)
    origins = {article: origin.id for origin in card.story.origins for article in origin.articles}
    return tuple(
        MemberEntry.model_validate({**article_fields(request, article), "origin": origins[name]})
        for name, article in articles.items()
    )
