"""What changed in a story between any two editions: claim by claim with its sentences, and below it line by line."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from nutgraf.errors import NotFound
from nutgraf.serve.context import Paper, paper_of, reader_of
from nutgraf.serve.pages.forms import asked, whole
from nutgraf.serve.pages.page import page
from nutgraf.views.compared import articles_moved, change_views, layers_compared


def changes(request: Request) -> Response:
    """Return the changes from one edition to another; since the reader's last visit unless the address says it."""
    paper, name = paper_of(request), request.path_params["story"]
    card = paper.newsstand.card(name)
    if not card.edition:
        raise NotFound(f"Story {card.story.id} has no edition yet, so nothing can have changed in it.", about=name)
    if card.story.id != name:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/story/{card.story.id}/changes{query}", 307)
    old, new = _asked_for(request, paper, card.story.id, card.edition)
    found = paper.newsstand.changes(card.story.id, old, new)
    newer = paper.newsstand.story(card.story.id, new)
    older = paper.newsstand.story(card.story.id, old) if old else None
    return page(
        request,
        "changes.html",
        story=newer,
        old=old,
        new=new,
        older=older,
        changes=change_views(found.changes, found.sources, newer),
        moved=articles_moved(older, newer) if older else ((), ()),
        layers=layers_compared(older, newer) if older else (),
        untold=bool(older) and not newer.edition.positions,
        mine=asked(request, "from") == "" and asked(request, "since") == "",
    )


def _asked_for(request: Request, paper: Paper, story: str, newest: int) -> tuple[int, int]:
    """Return the two editions, the older first. Raises NotFound for one that never was."""
    new = _number(asked(request, "to"), newest) or newest
    given = asked(request, "from") or asked(request, "since")
    if given:
        old = _number(given, newest)
        return (old, new) if old < new else (new, old) if new < old else (max(0, new - 1), new)
    name = reader_of(request).name
    seen = paper.newsstand.archive.editions.seen(name, story) if name else 0
    return (seen if 0 < seen < new else max(0, new - 1)), new


def _number(text: str, newest: int) -> int:
    if not text:
        return 0
    number = whole(text, newest)
    if number is None:
        raise NotFound(f"This story has editions 1 to {newest}; there is no edition {text[:20]}.", about=text)
    return number


ROUTES: list[BaseRoute] = [Route("/story/{story}/changes", changes, name="changes")]
"""Addresses of changes."""
