"""What a reader remembers of a story: changed here, shown with stories."""

from typing import Annotated

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from nutgraf.errors import NotFound
from nutgraf.finding import Listed
from nutgraf.model import SAVED, StoryCard
from nutgraf.serve.api.answer import document
from nutgraf.serve.api.asked import SavedAsked, SeenAsked, StoryName
from nutgraf.serve.api.described import changed
from nutgraf.serve.api.documents.stories import MarksDocument
from nutgraf.serve.api.entries import living, saved_by
from nutgraf.serve.context import paper_of, reader_of, writer_of
from nutgraf.stories.prominence import prominence

router = APIRouter(tags=["marks"])


@router.post(
    "/stories/{story}/seen",
    operation_id="mark_seen",
    summary="Remember that the reader has seen a story",
    responses=changed("nutgraf.marks/1", words="What is remembered now."),
)
def mark_seen(request: Request, name: StoryName, asked: Annotated[SeenAsked, Body()]) -> Response:
    """It never moves back."""
    reader = writer_of(request)
    card = living(request, name)
    number = card.edition if asked.edition is None else asked.edition
    if number > card.edition:
        raise NotFound(f"Story {card.story.id} has no edition {number}.", about=name)
    if number:
        paper_of(request).newsstand.saw(reader.name, card.story.id, number)
    return _marks(request, card)


@router.post(
    "/stories/{story}/saved",
    operation_id="mark_saved",
    summary="Save a story, or save it no longer",
    responses=changed("nutgraf.marks/1", words="What is remembered now."),
)
def mark_saved(request: Request, name: StoryName, asked: Annotated[SavedAsked, Body()]) -> Response:
    """Saving what is saved changes nothing."""
    reader = writer_of(request)
    card = living(request, name)
    newsstand = paper_of(request).newsstand
    if asked.saved:
        newsstand.archive.marks.put(reader.name, [card.story.id], SAVED, newsstand.now())
    else:
        newsstand.archive.marks.take(reader.name, [card.story.id], SAVED)
    return _marks(request, card)


def _marks(request: Request, card: StoryCard) -> Response:
    newsstand, reader, story = paper_of(request).newsstand, reader_of(request).name, card.story.id
    [listed] = newsstand.with_seen([Listed(card, prominence((), 0), followed=False, unseen=0)], reader)
    made = MarksDocument(
        story=story,
        edition=card.edition,
        seen=newsstand.archive.editions.seen(reader, story),
        unseen=listed.unseen,
        saved=story in saved_by(request),
    )
    return document(request, made)
