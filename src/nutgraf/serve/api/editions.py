"""Editions: in order of publication, and of one story; their briefs, what changed, what is claimed."""

import json
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from nutgraf.briefs.printed.as_json import SCHEMA_NAME as BRIEF
from nutgraf.briefs.printed.as_json import as_json, writable
from nutgraf.briefs.printed.changes import SCHEMA_NAME as CHANGES
from nutgraf.briefs.printed.changes import changes_json
from nutgraf.briefs.printed.ledger.document import SCHEMA_NAME as LEDGER
from nutgraf.briefs.printed.ledger.document import ledger_document
from nutgraf.errors import NotFound
from nutgraf.finding import edition_at
from nutgraf.model import Ledger
from nutgraf.serve.api.address import next_page
from nutgraf.serve.api.answer import document, printed
from nutgraf.serve.api.asked import (
    Asked,
    ChangesAsked,
    ClaimsAsked,
    EditionNumber,
    EditionsAsked,
    PageAsked,
    StoryName,
    moment_of,
)
from nutgraf.serve.api.cursor import NumberPlace, opened, sealed
from nutgraf.serve.api.described import answers
from nutgraf.serve.api.documents.stories import EditionList
from nutgraf.serve.api.entries import edition_entry, living
from nutgraf.serve.context import paper_of, reader_of

router = APIRouter(tags=["editions"])
Identified = Sequence[tuple[int, str]]
"""Number and id of the editions of a story, the newest first."""


@router.get(
    "/editions",
    operation_id="list_editions",
    summary="All editions, in order of publication: what a program polls",
    responses=answers("nutgraf.edition-list/1", 400, words="A page of editions, the oldest first."),
)
def list_editions(request: Request, asked: Annotated[EditionsAsked, Query()]) -> Response:
    """Keep `after` of the answer and ask again with it: nothing is told twice, and nothing is left out."""
    newsstand = paper_of(request).newsstand
    begins = opened(asked.cursor, NumberPlace, asked.mark).n if asked.cursor else asked.after
    rows = newsstand.archive.lists.editions(begins, asked.limit + 1)
    shown = rows[: asked.limit]
    last = shown[-1][0].n if shown else begins
    following = next_page(request, sealed(NumberPlace(asked.mark, last))) if len(rows) > asked.limit else None
    entries = tuple(edition_entry(request, head) for head in newsstand.heads(shown))
    return document(request, EditionList(editions=entries, after=last, next=following), following=following)


@router.get(
    "/stories/{story}/editions",
    operation_id="list_story_editions",
    summary="The editions of a story, the newest first",
    responses=answers("nutgraf.edition-list/1", 400, 404, words="A page of editions.", elsewhere=True),
)
def list_story_editions(request: Request, name: StoryName, asked: Annotated[PageAsked, Query()]) -> Response:
    """A story without an edition yet has an empty list."""
    newsstand, story = paper_of(request).newsstand, living(request, name).story.id
    mark = f"{asked.mark}{story[:12]}"
    before = opened(asked.cursor, NumberPlace, mark).n if asked.cursor else None
    rows = newsstand.archive.lists.editions_of(story, asked.limit + 1, before)
    shown = rows[: asked.limit]
    more = len(rows) > asked.limit
    following = next_page(request, sealed(NumberPlace(mark, shown[-1][0].number))) if more else None
    entries = tuple(edition_entry(request, head) for head in newsstand.heads(shown))
    return document(request, EditionList(editions=entries, after=None, next=following), following=following)


@router.get(
    "/stories/{story}/editions/{number}",
    operation_id="get_edition",
    summary="An edition of a story: the brief as it was published",
    responses=answers(BRIEF, 404, words="The brief.", elsewhere=True),
)
def get_edition(
    request: Request,
    name: StoryName,
    number: EditionNumber,
    asked: Annotated[Asked, Query()],  # noqa: ARG001  # refuses parameters
) -> Response:
    """It never changes, and neither does its ETag."""
    return _brief(request, living(request, name).story.id, number)


@router.get(
    "/stories/{story}/brief",
    operation_id="get_brief",
    summary="The newest brief of a story",
    responses=answers(BRIEF, 404, words="The brief.", elsewhere=True),
)
def get_brief(request: Request, name: StoryName, asked: Annotated[Asked, Query()]) -> Response:  # noqa: ARG001
    """The same bytes as `nutgraf show STORY --format json` prints. Nothing is briefed for this: 404 when none is."""
    return _brief(request, living(request, name).story.id, None)


def _brief(request: Request, story: str, number: int | None) -> Response:
    one, edition = _one_of(_editions(request, story), story, number)
    newsstand = paper_of(request).newsstand
    return printed(request, BRIEF, (story, one, edition), lambda: as_json(newsstand.story(story, one).edition.brief))


@router.get(
    "/stories/{story}/changes",
    operation_id="get_changes",
    summary="What changed in a story, claim by claim",
    responses=answers(CHANGES, 400, 404, words="The changes, the newest first.", elsewhere=True),
)
def get_changes(request: Request, name: StoryName, asked: Annotated[ChangesAsked, Query()]) -> Response:
    """Against an edition, a moment, or what the reader saw last."""
    story = living(request, name).story.id
    known = _editions(request, story)
    newest = known[0][0]
    since = min(newest, _since(request, story, newest, asked.since))
    identity = (story, since, *(edition for _, edition in known))
    newsstand = paper_of(request).newsstand

    def make() -> str:
        found = newsstand.changes(story, since)
        return changes_json(found.old, found.new, found.changes, found.sources)

    return printed(request, CHANGES, identity, make)


def _since(request: Request, story: str, newest: int, given: str | None) -> int:
    newsstand, reader = paper_of(request).newsstand, reader_of(request).name
    if given is None:
        return newest - 1
    if given == "seen":
        return newsstand.archive.editions.seen(reader, story) if reader else 0
    if given.isdecimal() and len(given) < 4:
        return int(given)
    return edition_at(newsstand.daily, story, moment_of(given, newsstand.now(), "since"))


@router.get(
    "/stories/{story}/claims",
    operation_id="get_claims",
    summary="What is claimed in a story: its ledger",
    responses=answers(LEDGER, 404, words="The ledger of the edition, whole.", elsewhere=True),
)
def get_claims(request: Request, name: StoryName, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """All that was claimed by the moment of the edition, not only what stands behind its brief's lines."""
    story = living(request, name).story.id
    one, edition = _one_of(_editions(request, story), story, asked.edition)
    newsstand = paper_of(request).newsstand

    def make() -> str:
        found = newsstand.story(story, one).edition
        made = ledger_document(Ledger(story, found.positions))
        return writable(json.dumps(made, ensure_ascii=False, separators=(",", ":"))) + "\n"

    return printed(request, LEDGER, (story, one, edition), make)


def _editions(request: Request, story: str) -> Identified:
    """Return the editions of a story, the newest first. Raises NotFound when there is none."""
    found = paper_of(request).newsstand.archive.lists.ids_of(story)
    if not found:
        raise NotFound(f"Story {story} has no edition yet.", about=story)
    return found


def _one_of(known: Identified, story: str, number: int | None) -> tuple[int, str]:
    """Return number and id of an edition, the newest for `None`. Raises NotFound."""
    for one, edition in known:
        if number in (None, one):
            return one, edition
    raise NotFound(f"Story {story} has no edition {number}.", about=story)
