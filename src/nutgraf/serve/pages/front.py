"""The front page: the day's stories by rank, each unfolding in place, and below them what only one article tells.

Rule 1: briefs on it stay under `MOST_CHARS`: stories beyond it show headline and summary, and the rest on their own
page.
"""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from nutgraf.errors import NotFound
from nutgraf.finding import Listed
from nutgraf.model import SAVED, Article
from nutgraf.serve.context import Paper, paper_of, reader_of
from nutgraf.serve.pages.page import page
from nutgraf.text.query import Query, moment_or_ago
from nutgraf.views.head import StoryOnDemand

SPANS = (("24h", "a day"), ("3d", "three days"), ("7d", "a week"))
"""How far back a reader may look, and in words."""
MOST_CHARS = 60_000
"""Characters of briefs on the page; with its markup some 110 kB."""
MOST_LISTED = 4
"""Ranked stories looked at for each one that is shown: many have a single article and stand below."""


@dataclass(frozen=True, slots=True)
class FrontStory:
    """A story on the front page."""

    listed: Listed
    """Its rank, and what is new for the reader."""
    view: StoryOnDemand
    """Its newest edition."""
    saved: bool
    """The reader saved it."""
    whole: bool
    """There is room for its deeper layers."""

    @property
    def state(self) -> str:
        """What is new since the reader looked, in words; empty when nothing is."""
        new = self.listed.unseen
        if not new:
            return ""
        return (
            "unread" if new >= self.view.head.number else f"{new} new edition{'s' if new > 1 else ''} since you looked"
        )


@dataclass(frozen=True, slots=True)
class Also:
    """A story that was not briefed."""

    listed: Listed
    """The story."""
    article: Article
    """Its newest article."""


def front(request: Request) -> Response:
    """Return the front page."""
    paper, reader = paper_of(request), reader_of(request)
    asked = request.query_params.get("since", "")
    span = asked if asked in dict(SPANS) else paper.serving.since
    most = paper.serving.page_stories
    listed = paper.newsstand.front(Query(), back(paper, span), most=most * MOST_LISTED, reader=reader.name)
    told = [one for one in listed if one.card.edition][:most]
    also = [one for one in listed if not one.card.edition][:most]
    return page(
        request,
        "front.html",
        stories=told_stories(paper, told, saved_of(paper, reader.name)),
        also=also_reported(paper, also),
        span=span,
        spans=SPANS,
    )


def back(paper: Paper, span: str) -> timedelta:
    """Return how far back a span like `24h` reaches; a day when it is no span."""
    now = paper.newsstand.now()
    then = moment_or_ago(span, now)
    return now - then if then is not None and then < now else timedelta(hours=24)


def saved_of(paper: Paper, reader: str) -> frozenset[str]:
    """Return the stories a reader saved; none for a visitor."""
    return frozenset(mark.story for mark in paper.newsstand.archive.marks.of(reader, SAVED)) if reader else frozenset()


def told_stories(paper: Paper, listed: list[Listed], saved: frozenset[str]) -> list[FrontStory]:
    """Return stories with what is told of them, as long as there is room on the page."""
    found: list[FrontStory] = []
    left = MOST_CHARS
    for one in listed:
        try:
            view = paper.newsstand.listed(one.card)
        except NotFound:  # merged into another since the list was made
            continue
        left -= view.head.chars
        found.append(FrontStory(one, view, view.head.id in saved, whole=left > 0))
    return found


def also_reported(paper: Paper, listed: list[Listed]) -> list[Also]:
    """Return stories that were not briefed with their newest article."""
    articles = paper.newsstand.archive.articles.get([one.card.story.articles[-1] for one in listed])
    found = [(one, articles.get(one.card.story.articles[-1])) for one in listed]
    return [Also(one, article) for one, article in found if article is not None]
