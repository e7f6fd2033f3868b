"""Items: their numbers, and what they say.

Rule 1: newest edition first; `r=o` turns it round. A page ends with a mark (`c`) that names the last edition shown, so
        that what comes meanwhile neither repeats nor hides anything.
Rule 2: `published` is when the newest edition came out, for apps sort by it and know no other time: a story that moved
        on stands at the top again. The feeds that go out tell both moments apart.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from starlette.responses import Response

from nutgraf.errors import NotFound
from nutgraf.model import EditionRow
from nutgraf.serve.greader.call import Call, Refused
from nutgraf.serve.greader.lists import PRIVATE, as_json, name_of, site_of, usec
from nutgraf.serve.greader.names import READING_LIST, Stream, long_name, number_of, stream_of
from nutgraf.serve.greader.shelf import Shelf, shelf_of
from nutgraf.serve.syndicate.entries import LONG_AGO, Channel, Entry, story_entry
from nutgraf.serve.syndicate.entries import name_of as urn_of
from nutgraf.serve.syndicate.written import FORMATS, as_reader_atom
from nutgraf.views import StoryView
from nutgraf.views.brief_html import brief_html, direction_of, plain_headline, printable

USUAL, MOST_CONTENTS, MOST_IDS = 20, 500, 10_000
"""Items when an app does not say how many, and the most of whole items and of numbers."""


def item_ids(call: Call) -> Response:
    """Return the numbers of a stream's items."""
    shelf = shelf_of(call.stand, call.reader)
    rows, more = _page(call, shelf, call.all("s") or (READING_LIST,), MOST_IDS)
    refs = [
        {"id": str(row.first), "directStreamIds": [f"feed/{shelf.home(row)}"], "timestampUsec": usec(row.at)}
        for row in rows
    ]
    return as_json({"itemRefs": refs, **more})


def item_contents(call: Call) -> Response:
    """Return items by their numbers; unknown ones are left out."""
    shelf = shelf_of(call.stand, call.reader)
    rows = rows_named(call, shelf, MOST_IDS)[:MOST_CONTENTS]
    return as_json(_stream(call, shelf, READING_LIST, rows))


def stream_contents(call: Call) -> Response:
    """Return a stream with what its items say."""
    shelf = shelf_of(call.stand, call.reader)
    name = call.path or call.one("s") or READING_LIST
    rows, more = _page(call, shelf, (name,), MOST_CONTENTS)
    return as_json(_stream(call, shelf, name, rows) | more)


def stream_atom(call: Call) -> Response:
    """Return a stream as Atom, for apps that read it so (newsboat's FeedHQ mode)."""
    shelf = shelf_of(call.stand, call.reader)
    name = call.path or READING_LIST
    rows, _ = _page(call, shelf, (name,), MOST_CONTENTS)
    pairs = [(row, _atom_entry(call, row, view)) for row in rows if (view := _view(call, row)) is not None]
    paper = printable(call.paper.serving.title)
    channel = Channel(
        id=urn_of("stream", f"{call.base}/{name}"),
        title=f"{paper}: {_title(shelf, stream(name))}",
        about="Stories as a reader app sees them.",
        paper=paper,
        home=f"{call.base}/",
        address=f"{call.base}/greader/reader/atom/",
        updated=max((row.at for row in rows), default=LONG_AGO),
        entries=tuple(entry for _, entry in pairs),
    )
    body = as_reader_atom(channel, tuple(shelf.states(row) for row, _ in pairs))
    return Response(body, media_type=f"{FORMATS['atom'].media}; charset=utf-8", headers=PRIVATE)


def stream(name: str) -> Stream:
    """Return the stream of a name. Raises Refused when it is none."""
    found = stream_of(name)
    if found is None:
        raise Refused(400, f"There is no stream {printable(name)[:100]}.")
    return found


def rows_named(call: Call, shelf: Shelf, most: int) -> tuple[EditionRow, ...]:
    """Return the items that a request names by `i`, in its order; unknown ones are left out."""
    numbers = [number_of(name) for name in call.all("i")[:most]]
    by_number = {row.first: row for row in shelf.rows}
    wanted = dict.fromkeys(n for n in numbers if n is not None)
    missing = [n for n in wanted if n not in by_number]  # muted, or older than the shelf reaches
    by_number |= call.stand.archive.newest.numbered(missing) if missing else {}
    return tuple(by_number[n] for n in wanted if n in by_number)


def _page(call: Call, shelf: Shelf, names: Sequence[str], most: int) -> tuple[tuple[EditionRow, ...], dict[str, str]]:
    """Return the items of some streams that a request asks for, and the mark of the next page when there is one."""
    count = max(1, call.number("n", USUAL, most))
    rows = shelf.select([stream(name) for name in names])
    without = [stream(name) for name in call.all("xt") if name]
    within = [stream(name) for name in call.all("it") if name]
    since, until = call.number("ot", 0, 10**12), call.number("nt", 10**12, 10**12)
    oldest_first = call.one("r") == "o"
    mark = call.number("c", 0, 2**62)
    found = []
    for row in reversed(rows) if oldest_first else rows:
        if mark and (row.n <= mark if oldest_first else row.n >= mark):
            continue
        at = row.at.timestamp()
        if not since <= at <= until or any(shelf.holds(one, row) for one in without):
            continue
        if all(shelf.holds(one, row) for one in within):
            found.append(row)
            if len(found) > count:
                break
    return tuple(found[:count]), ({"continuation": str(found[count - 1].n)} if len(found) > count else {})


def _stream(call: Call, shelf: Shelf, name: str, rows: Sequence[EditionRow]) -> dict[str, object]:
    items = [_item(call, shelf, row, view) for row in rows if (view := _view(call, row)) is not None]
    updated = max((row.at for row in rows), default=datetime(1970, 1, 1, tzinfo=UTC))
    return {
        "direction": "ltr",
        "id": name,
        "title": _title(shelf, stream(name)),
        "updated": round(updated.timestamp()),
        "items": items,
    }


def _title(shelf: Shelf, one: Stream) -> str:
    if one.kind == "feed":
        number = shelf.number(one.value)
        return "Unknown" if number is None else name_of(shelf, number)
    return one.value


def _view(call: Call, row: EditionRow) -> StoryView | None:
    try:
        return call.stand.story(row.story, row.number)
    except NotFound:
        return None


def _item(call: Call, shelf: Shelf, row: EditionRow, view: StoryView) -> dict[str, object]:
    link = f"{call.base}/story/{row.story}"
    home = shelf.home(row)
    at = round(row.at.timestamp())
    return {
        "id": long_name(row.first),
        "crawlTimeMsec": str(at * 1_000),
        "timestampUsec": usec(row.at),
        "published": at,
        "updated": at,
        "title": plain_headline(view),
        "author": printable(call.paper.serving.title),
        "canonical": [{"href": link}],
        "alternate": [{"href": link, "type": "text/html"}],
        "categories": list(shelf.states(row)),
        "origin": {
            "streamId": f"feed/{home}",
            "title": name_of(shelf, home),
            "htmlUrl": site_of(shelf, home, call.base),
        },
        "summary": {"direction": direction_of(view.language), "content": brief_html(view, link)},
    }


def _atom_entry(call: Call, row: EditionRow, view: StoryView) -> Entry:
    return replace(story_entry(view, call.base), id=long_name(row.first), categories=(), published=row.at)
