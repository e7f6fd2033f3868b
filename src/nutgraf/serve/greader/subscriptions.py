"""Feeds, as an app adds, renames, moves and removes them.

Rule 1: a stranger's address is looked at as `nutgraf add` would: by the guarded fetcher, never as a file of ours.
"""

from starlette.responses import PlainTextResponse, Response

from nutgraf.model import Feed
from nutgraf.model.address import canonical_address
from nutgraf.serve.greader.call import Call, Refused
from nutgraf.serve.greader.lists import PRIVATE, as_json
from nutgraf.serve.greader.marking import done
from nutgraf.serve.greader.names import Stream
from nutgraf.serve.greader.shelf import folder_of, shelf_of, title_of
from nutgraf.serve.greader.streams import stream
from nutgraf.subscribing import feeds_of, feeds_of_list, opml_of
from nutgraf.views.brief_html import printable

MOST_TITLE = 200
"""Longest title of a feed that an app may give, in code points."""


def quickadd(call: Call) -> Response:
    """Follow the feed at an address, or the first that its page names."""
    asked = call.one("quickadd").strip().removeprefix("feed/")
    try:
        followed = _follow(call, asked, ())
    except Refused as error:
        return as_json({"query": printable(asked), "numResults": 0, "error": error.words})
    named = {"streamId": f"feed/{_number(call, followed)}", "streamName": printable(title_of(followed))}
    return as_json({"query": printable(asked), "numResults": 1, **named})


def edit(call: Call) -> Response:
    """Subscribe, unsubscribe, rename or move feeds (`s`), as `ac` says."""
    action = ACTIONS.get(call.one("ac"))
    if action is None:
        raise Refused(400, f"ac is one of {', '.join(ACTIONS)}.")
    if not call.all("s"):
        raise Refused(400, "Say which feed (s).")
    titles = call.all("t")
    for place, name in enumerate(call.all("s")):
        one = stream(name)
        if one.kind != "feed":
            raise Refused(400, f"{printable(name)[:100]} is no feed.")
        action(call, one, printable(titles[place])[:MOST_TITLE] if place < len(titles) else "")
    return done()


def export(call: Call) -> Response:
    """Return the feeds as OPML."""
    return Response(opml_of(call.stand.archive.feeds.all()), media_type="text/xml; charset=utf-8", headers=PRIVATE)


def bring(call: Call) -> Response:
    """Follow the feeds of an OPML file."""
    found = feeds_of_list(call.body, "the OPML")
    if found.failed:
        raise Refused(400, found.failed[0])
    fresh = call.stand.archive.feeds.add(found.feeds)
    return PlainTextResponse(f"OK: {len(fresh)}", headers=PRIVATE)


def _subscribe(call: Call, one: Stream, title: str) -> None:
    followed = _follow(call, one.value, _folders(call.one("a")) or ())
    if title:
        call.stand.archive.feeds.change(followed.address, title=title)


def _unsubscribe(call: Call, one: Stream, _: str) -> None:
    call.stand.archive.feeds.remove(_known(call, one).address)


def _edit(call: Call, one: Stream, title: str) -> None:
    feed = _known(call, one)
    into, out_of = _folders(call.one("a")), _folders(call.one("r"))
    if title:
        call.stand.archive.feeds.change(feed.address, title=title)
    if into is not None:
        call.stand.archive.feeds.change(feed.address, folders=into)
    elif out_of is not None and "/".join(out_of) == folder_of(feed):
        call.stand.archive.feeds.change(feed.address, folders=())


ACTIONS = {"subscribe": _subscribe, "unsubscribe": _unsubscribe, "edit": _edit}
"""What may be done with a feed."""


def _follow(call: Call, asked: str, folders: tuple[str, ...]) -> Feed:
    address = asked if "://" in asked else f"https://{asked}"
    if not canonical_address(address):
        raise Refused(400, f"{printable(asked)[:100] or 'Nothing'} is no web address.")
    known = {feed.address: feed for feed in call.stand.archive.feeds.all()}
    if address in known:
        return known[address]
    found = feeds_of(address, call.paper.settings)
    if not found.feeds:
        raise Refused(400, found.failed[0] if found.failed else f"{printable(asked)[:100]} names no feed.")
    feed = found.feeds[0]
    call.stand.archive.feeds.add([feed])
    return call.stand.archive.feeds.change(feed.address, folders=folders) if folders else feed


def _known(call: Call, one: Stream) -> Feed:
    shelf = shelf_of(call.stand, call.reader)
    number = shelf.number(one.value)
    if number is None or number not in shelf.feeds:
        raise Refused(404, f"feed/{printable(one.value)[:100]} is not followed.")
    return shelf.feeds[number]


def _number(call: Call, feed: Feed) -> int:
    return next(n for n, one in call.stand.archive.feeds.numbered().items() if one.address == feed.address)


def _folders(name: str) -> tuple[str, ...] | None:
    if not name:
        return None
    one = stream(name)
    if one.kind != "label":
        raise Refused(400, "A feed stands in a folder: user/-/label/NAME.")
    return tuple(part for part in one.value.split("/") if part)
