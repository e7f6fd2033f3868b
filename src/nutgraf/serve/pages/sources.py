"""The sources: how each feed is doing, what was decided about it, and which are followed.

Rule 1: a stranger sees no address of a feed and no list to take away: addresses may hold a subscriber's secret.
Rule 2: what is added is an address on the web, never a file of this machine; the fetcher refuses private addresses.
"""

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from nutgraf.errors import NotFound
from nutgraf.model import Health
from nutgraf.serve.context import paper_of, reader_of, writer_of
from nutgraf.serve.pages.forms import asked, posted, to, unknown, whole, word
from nutgraf.serve.pages.page import page
from nutgraf.subscribing import Found, feeds_of, feeds_of_list, opml_of
from nutgraf.views.shelf import AT_ONCE, ORDERS, feed_view, in_trouble, shelves

MOST_LIST = 4_000_000
"""Bytes of a list of feeds."""
MOST_FOLDER = 100
"""Characters of a folder's name."""
DONE = {
    "muted": "Muted: its articles stand in no story from the next round on.",
    "unmuted": "No longer muted: its articles count again from the next round on.",
    "hidden": "Hidden: what only it tells is listed no longer.",
    "shown": "No longer hidden.",
    "weighed": "Its weight is set.",
    "removed": "No longer followed. What it brought stays in the archive.",
}
"""What was done, by the word that the address bears."""
DECISIONS: dict[str, tuple[str, object, str]] = {
    "mute": ("muted", True, "muted"),
    "unmute": ("muted", False, "unmuted"),
    "hide": ("hidden", True, "hidden"),
    "show": ("hidden", False, "shown"),
}
"""What a button decides: field of the feed, value, and what was done."""


def sources(request: Request) -> Response:
    """Return the list of feeds, grouped by folder or in the order asked for."""
    return _listed(request, Found(()))


def feed(request: Request) -> Response:
    """Return the page of one feed: its health, and what may be decided about it."""
    writer_of(request)
    one = _health(request, asked(request, "address"))
    now = paper_of(request).newsstand.now()
    return page(request, "feed.html", one=feed_view(one, now), done=DONE.get(asked(request, "done"), ""))


def to_remove(request: Request) -> Response:
    """Return the page that asks whether a feed is really to be followed no longer."""
    writer_of(request)
    one = _health(request, asked(request, "address"))
    return page(request, "remove.html", one=feed_view(one, paper_of(request).newsstand.now()))


def as_opml(request: Request) -> Response:
    """Return what is followed as OPML."""
    writer_of(request)
    text = opml_of(paper_of(request).newsstand.archive.feeds.all())
    name = {"Content-Disposition": 'attachment; filename="feeds.opml"', "Cache-Control": "private, no-store"}
    return Response(text, media_type="text/x-opml", headers=name)


def _decide(request: Request, form: FormData) -> Response:
    address, what = word(form, "address"), word(form, "do")
    newsstand = paper_of(request).newsstand
    feeds = newsstand.archive.feeds
    if what == "weight":
        weight = whole(word(form, "weight"), 100)
        if weight is None:
            raise HTTPException(422, "A weight is a whole number of per cent, from 0 to 100.")
        feeds.change(address, weight=weight / 100)
        newsstand.relist()
        return to("/sources/feed", address=address, done="weighed")
    if what not in DECISIONS:
        raise unknown("A feed can be muted, hidden, weighed and removed.")
    field, value, done = DECISIONS[what]
    feeds.change(address, **{field: value})
    newsstand.relist()
    return to("/sources/feed", address=address, done=done)


def _remove(request: Request, form: FormData) -> Response:
    newsstand = paper_of(request).newsstand
    newsstand.archive.feeds.remove(word(form, "address"))
    newsstand.relist()
    return to("/sources", done="removed")


def _add(request: Request, form: FormData) -> Response:
    paper, target = paper_of(request), word(form, "target")
    if not target:
        return _listed(request, Found((), ("Give the address of a feed or of a site.",)))
    address = target if "://" in target else f"https://{target}"
    if not address.lower().startswith(("http://", "https://")):
        return _listed(request, Found((), (f"{target[:100]} is no address on the web.",)))
    return _taken(request, feeds_of(address, paper.settings, word(form, "folder")[:MOST_FOLDER]))


def _upload(request: Request, form: FormData) -> Response:
    given = form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        return _listed(request, Found((), ("Choose an OPML file first.",)))
    data = given.file.read(MOST_LIST + 1)
    if len(data) > MOST_LIST:
        return _listed(request, Found((), (f"A list of feeds may have up to {MOST_LIST:,} bytes.",)))
    return _taken(request, feeds_of_list(data, "The file", word(form, "folder")[:MOST_FOLDER]))


def _taken(request: Request, found: Found) -> Response:
    """Follow what was found, and tell how many are new; what went wrong stands on the page."""
    if found.failed:
        return _listed(request, found)
    fresh = paper_of(request).newsstand.archive.feeds.add(found.feeds)
    return to("/sources", new=len(fresh), known=len(found.feeds) - len(fresh))


def _listed(request: Request, found: Found) -> Response:
    newsstand = paper_of(request).newsstand
    everything = newsstand.archive.feeds.health(newsstand.now())
    troubled = [one for one in everything if in_trouble(one)]
    order = asked(request, "sort") if asked(request, "sort") in ORDERS else "folder"
    only = asked(request, "only") == "trouble"
    listed = sorted(troubled if only else everything, key=ORDERS[order])
    at = whole(asked(request, "at"), len(listed)) or 0
    counts = [whole(asked(request, name), 10**6) for name in ("new", "known")]
    return page(
        request,
        "sources.html",
        422 if found.failed else 200,
        shelves=shelves(listed[at : at + AT_ONCE], order, newsstand.now()),
        order=order,
        only=only,
        total=len(listed),
        followed=len(everything),
        troubled=len(troubled),
        at=at,
        at_once=AT_ONCE,
        added=None if counts[0] is None else counts,
        failed=found.failed[:5],
        done=DONE.get(asked(request, "done"), ""),
        may_see=reader_of(request).may_write,
    )


def _health(request: Request, address: str) -> Health:
    newsstand = paper_of(request).newsstand
    for one in newsstand.archive.feeds.health(newsstand.now()):
        if one.feed.address == address:
            return one
    raise NotFound(f"{address[:100]} is not followed.", about=address)


ROUTES: list[BaseRoute] = [
    Route("/sources", sources, name="sources"),
    Route("/sources/feed", feed, name="feed"),
    Route("/sources/feed", posted(_decide), methods=["POST"]),
    Route("/sources/remove", to_remove),
    Route("/sources/remove", posted(_remove), methods=["POST"]),
    Route("/sources/add", posted(_add), methods=["POST"]),
    Route("/sources/opml", posted(_upload), methods=["POST"]),
    Route("/sources/feeds.opml", as_opml),
]
"""Addresses of sources."""
