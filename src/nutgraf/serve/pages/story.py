"""A story's page: its four layers, what each sentence rests on, and what is new since the reader's last visit.

Rule 1: what was new is worked out before the visit is remembered.
Rule 2: a sentence is a link to a page on which its sources stand open; a script shows the same in place, from `traces`.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nutgraf.errors import NotFound
from nutgraf.model import SAVED, UNREAD, StoryCard
from nutgraf.serve.context import Paper, paper_of, reader_of
from nutgraf.serve.pages.page import page
from nutgraf.views import StoryView
from nutgraf.views.head import StoryHead
from nutgraf.views.newsstand import Changes

MOST_NEWS = 6
"""Changes told on the story's own page; the page of changes has all."""
MOST_SUPPORT = 6
"""Sentences of other articles shown for a line; the number of those left out is said."""


def story(request: Request) -> Response:
    """Return a story's page: its newest edition, or the one that the address names."""
    return _told(request, "")


def line(request: Request) -> Response:
    """Return a story's page with the sources of one line open. Raises NotFound when the edition has no such line."""
    return _told(request, request.path_params["line"])


def traces(request: Request) -> Response:
    """Return the sources of every line of an edition, as parts that a script puts in place."""
    view = _view_of(paper_of(request), request.path_params)
    answer = page(request, "traces.html", story=view, most_support=MOST_SUPPORT)
    answer.headers["Cache-Control"] = "private, max-age=86400"  # an edition never changes
    return answer


def _told(request: Request, opened: str) -> Response:
    paper, reader = paper_of(request), reader_of(request)
    card = paper.newsstand.card(request.path_params["story"])
    if card.story.id != request.path_params["story"]:
        return RedirectResponse(str(request.url.path).replace(request.path_params["story"], card.story.id, 1), 307)
    if not card.edition:
        return _untold(request, paper, card)
    told = paper.newsstand.on_demand(card.story.id, request.path_params.get("number"))
    head = told.head
    if opened and told.view.line(opened) is None:
        raise NotFound(f"Edition {head.number} of story {head.id} has no line {opened}.", about=head.id)
    news = news_for(paper, reader.name, head)
    newest = head.number == card.edition
    if newest and reader.name:
        paper.newsstand.saw(reader.name, head.id, head.number)
    marks = marks_of(paper, reader.name, head.id)
    return page(
        request,
        "story.html",
        story=told,
        news=news,
        opened=opened,
        newest=newest,
        kept=True,
        most_support=MOST_SUPPORT,
        marks=marks,
    )


def _untold(request: Request, paper: Paper, card: StoryCard) -> Response:
    found = paper.newsstand.archive.articles.get(list(card.story.articles))
    articles = [found[name] for name in card.story.articles if name in found]
    marks = marks_of(paper, reader_of(request).name, card.story.id)
    return page(request, "untold.html", card=card, articles=articles, marks=marks)


def _view_of(paper: Paper, asked: dict[str, object]) -> StoryView:
    number = asked.get("number")
    return paper.newsstand.story(str(asked["story"]), number if isinstance(number, int) else None)


def news_for(paper: Paper, reader: str, head: StoryHead) -> Changes | None:
    """Return what changed since a reader's last visit; `None` on a first visit, or when nothing is new."""
    seen = paper.newsstand.archive.editions.seen(reader, head.id) if reader else 0
    if not 0 < seen < head.number:
        return None
    return paper.newsstand.changes(head.id, seen)


def marks_of(paper: Paper, reader: str, story: str) -> dict[str, bool]:
    """Return what a reader did with a story: `saved`, `unread`, `followed`."""
    archive = paper.newsstand.archive
    followed = ("story", story, "follow") in archive.editions.follows() if reader else False

    def marked(mark: str) -> bool:
        return bool(reader) and any(one.story == story for one in archive.marks.of(reader, mark))

    return {"saved": marked(SAVED), "unread": marked(UNREAD), "followed": followed}
