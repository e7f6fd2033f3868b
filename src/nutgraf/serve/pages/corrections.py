"""Corrections by hand: merge, split, move; each shown before it is done, kept in a log, and taken back by one button.

    /story/ID/correct          choose        (GET)
    /story/ID/correct/look     what it does  (GET: nothing is changed)
    /story/ID/correct          do it         (POST)
    /corrections               the log, with a button to undo each

Rule 1: a correction is kept first of all. When the archive is free, stories are grouped and briefed anew at once;
while another process works on it, the next round does that.
Rule 2: what a person sees before is worked out from the same correction that is carried out after.
"""

from collections.abc import Sequence
from datetime import timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from nutgraf.correcting import correction_of, undo_of
from nutgraf.errors import NutgrafError, UsageError
from nutgraf.model import Article, Correction, StoryCard
from nutgraf.serve.context import Paper, paper_of, writer_of
from nutgraf.serve.pages.forms import asked, posted, to, whole, word, words
from nutgraf.serve.pages.page import page
from nutgraf.views import Newsstand
from nutgraf.views.likely import likely
from nutgraf.views.log import logged

MOST_LIKELY, MOST_ARTICLES = 8, 80
"""Stories offered, and articles listed: the newest."""
MOST_LOGGED = 100
"""Corrections listed, the newest."""
AROUND = timedelta(days=3)
"""How far before the story's first article other stories are looked for."""
KINDS = ("merge", "split", "move")
"""What can be done."""
DONE = {
    "now": "Done: the stories were grouped anew, and briefed where they changed.",
    "later": "Remembered. Another nutgraf is working on the archive: its next round carries this out.",
}
"""What was done, by the word that the address bears."""


def choose(request: Request) -> Response:
    """Return the page on which a correction of a story is put together."""
    writer_of(request)
    newsstand, name = paper_of(request).newsstand, request.path_params["story"]
    card = newsstand.card(name)
    if card.story.id != name:
        return RedirectResponse(f"/story/{card.story.id}/correct", 307)
    q = asked(request, "q")[:200]
    return page(
        request,
        "correct.html",
        card=card,
        articles=_articles(newsstand, card)[-MOST_ARTICLES:],
        origins={a: origin.name for origin in card.story.origins for a in origin.articles},
        candidates=_candidates(newsstand, card, q),
        q=q,
        window=paper_of(request).settings.rounds.window_days,
    )


def look(request: Request) -> Response:
    """Return what a correction would do, with the button that does it."""
    writer_of(request)
    newsstand = paper_of(request).newsstand
    card = newsstand.card(request.path_params["story"])
    kind, article = asked(request, "kind"), request.query_params.getlist("article")
    try:
        made = _made(newsstand, card, kind, tuple(dict.fromkeys(article)), asked(request, "with"))
    except NutgrafError as error:
        return page(request, "look.html", 422, card=card, error=error.message, kind=kind)
    other = newsstand.card(asked(request, "with")) if kind != "split" else None
    known = newsstand.archive.articles.get(made.articles)
    return page(
        request,
        "look.html",
        card=card,
        other=other,
        kind=kind,
        correction=made,
        articles=[known[a] for a in made.articles if a in known],
        after=_after(made, card, other),
        error="",
    )


def _correct(request: Request, form: FormData) -> Response:
    paper = paper_of(request)
    card = paper.newsstand.card(request.path_params["story"])
    try:
        made = _made(paper.newsstand, card, word(form, "kind"), words(form, "article"), word(form, "with"))
    except UsageError as error:
        return page(request, "look.html", 422, card=card, error=error.message, kind=word(form, "kind"))
    return to("/corrections", done=_carried_out(paper, made))


def corrections(request: Request) -> Response:
    """Return the log of corrections, the newest first."""
    writer_of(request)
    archive = paper_of(request).newsstand.archive
    made = archive.stories.corrections()
    shown = {a for one in made[-MOST_LOGGED:] for a in (*one.articles, *one.others)}
    homes = archive.stories.story_of(sorted(shown))
    articles = archive.articles.get(sorted({a for one in made[-MOST_LOGGED:] for a in one.articles[:MOST_LIKELY]}))
    log = logged(made, homes, articles, archive.stories.many(sorted(set(homes.values()))))
    done = DONE.get(asked(request, "done"), "")
    return page(request, "corrections.html", log=log[:MOST_LOGGED], total=len(made), done=done, error="")


def _undo(request: Request, form: FormData) -> Response:
    paper = paper_of(request)
    try:
        place = whole(word(form, "place"), 10**6) or 0
        made = undo_of(paper.newsstand.daily, place, paper.newsstand.now())
    except UsageError as error:
        return page(request, "corrections.html", 422, log=(), total=0, done="", error=error.message)
    return to("/corrections", done=_carried_out(paper, made))


def _carried_out(paper: Paper, made: Correction) -> str:
    """Keep a correction and carry it out at once when the archive is free; tell which: `now` or `later`."""
    newsstand = paper.newsstand
    try:
        newsstand.daily.correct([made], newsstand.now())
    except UsageError:
        newsstand.archive.stories.correct([made], newsstand.now())
        return "later"
    newsstand.relist()
    return "now"


def _made(newsstand: Newsstand, card: StoryCard, kind: str, articles: Sequence[str], other: str) -> Correction:
    """Return the correction that a form asks for. Raises UsageError, NotFound."""
    if kind not in KINDS:
        raise UsageError("A story can be merged with another, split, or lose an article to another.")
    strange = [a for a in articles if a not in card.story.articles]
    if strange:
        raise UsageError(f"The article {strange[0][:40]} does not stand in this story any more.")
    if kind != "merge" and not articles:
        raise UsageError("Choose an article first.")
    if kind != "split" and not other:
        raise UsageError("Choose the other story first.")
    if kind == "move" and len(articles) != 1:
        raise UsageError("One article is moved at a time.")
    if kind != "split" and newsstand.card(other).story.id == card.story.id:
        raise UsageError("That is this story itself; choose another.")
    given = {"merge": (card.story.id, other), "split": tuple(articles), "move": (*articles[:1], other)}
    return correction_of(newsstand.daily, kind, given[kind], newsstand.now())


def _after(made: Correction, card: StoryCard, other: StoryCard | None) -> tuple[int, int]:
    """Return how many articles this story and the other, or the new one, will have."""
    mine, theirs = len(card.story.articles), len(other.story.articles) if other else 0
    if made.kind == "merge":
        return mine + theirs, 0
    left = len(made.articles)
    return mine - left, theirs + left


def _articles(newsstand: Newsstand, card: StoryCard) -> list[Article]:
    found = newsstand.archive.articles.get(list(card.story.articles))
    return [found[a] for a in card.story.articles if a in found]


def _candidates(newsstand: Newsstand, card: StoryCard, q: str) -> tuple[StoryCard, ...]:
    """Return the stories that this one may belong together with: those a search finds, or the likely ones."""
    first = card.story.first or newsstand.now()
    cards = newsstand.archive.stories.cards(first - AROUND)
    return likely(q or card.headline, cards, card.story.id, MOST_LIKELY)


ROUTES: list[BaseRoute] = [
    Route("/story/{story}/correct", choose, name="correct"),
    Route("/story/{story}/correct", posted(_correct), methods=["POST"]),
    Route("/story/{story}/correct/look", look),
    Route("/corrections", corrections, name="corrections"),
    Route("/corrections/undo", posted(_undo), methods=["POST"]),
]
"""Addresses of corrections."""
