"""What an app tells of its reader: read, to be read again, starred, labelled. Kept where the web reader keeps it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.responses import PlainTextResponse, Response

from nutgraf.model import LABEL as LABEL_MARK
from nutgraf.model import SAVED, UNREAD, EditionRow
from nutgraf.serve.greader.call import Call, Refused
from nutgraf.serve.greader.lists import PRIVATE
from nutgraf.serve.greader.names import READING_LIST, Stream
from nutgraf.serve.greader.shelf import folder_of, shelf_of
from nutgraf.serve.greader.streams import MOST_IDS, rows_named, stream

MOST_LABELS = 500
"""Different labels of one reader."""


def done() -> Response:
    """Return what apps take for success."""
    return PlainTextResponse("OK", headers=PRIVATE)


def edit_tag(call: Call) -> Response:
    """Put tags (`a`) on items (`i`) and take others (`r`) off."""
    added = [stream(name) for name in call.all("a") if name]
    removed = [stream(name) for name in call.all("r") if name]
    if not added and not removed:
        raise Refused(400, "Say what to add (a) or to remove (r).")
    rows = rows_named(call, shelf_of(call.stand, call.reader), MOST_IDS)
    for one in removed:
        _take(call, rows, one)
    for one in added:
        _put(call, rows, one)
    return done()


def mark_all_as_read(call: Call) -> Response:
    """Mark a stream as read, as it stood at `ts`: a story that moved on since stays unread."""
    shelf = shelf_of(call.stand, call.reader)
    rows = [row for row in shelf.select([stream(call.one("s", READING_LIST))]) if not shelf.is_read(row)]
    until = _moment(call.one("ts"))
    seen = [(row.story, row.number) for row in rows if until is None or row.at <= until]
    if until is not None:
        seen += [pair for row in rows if row.at > until for pair in _edition_at(call, row, until)]
    call.stand.archive.marks.read(call.reader, seen, call.stand.now())
    return done()


def rename_tag(call: Call) -> Response:
    """Give a label or a folder another name."""
    old, new = _label(call.one("s") or f"user/-/label/{call.one('t')}"), _label(call.one("dest"))
    call.stand.archive.marks.rename(call.reader, LABEL_MARK + old, LABEL_MARK + new)
    _move_feeds(call, old, tuple(new.split("/")))
    return done()


def disable_tag(call: Call) -> Response:
    """Take a label off all stories, and feeds out of a folder of that name."""
    names = call.all("s") or tuple(f"user/-/label/{name}" for name in call.all("t"))
    if not names:
        raise Refused(400, "Say which label or folder (s).")
    for name in names:
        label = _label(name)
        call.stand.archive.marks.rename(call.reader, LABEL_MARK + label, "")
        _move_feeds(call, label, ())
    return done()


def _put(call: Call, rows: Sequence[EditionRow], one: Stream) -> None:
    marks, now = call.stand.archive.marks, call.stand.now()
    stories = [row.story for row in rows]
    if one.kind == "feed":
        raise Refused(400, "An item cannot be put into a subscription.")
    if one.kind == "label":
        known = {mark.mark for mark in marks.of(call.reader, LABEL_MARK)} | {LABEL_MARK + one.value}
        if len(known) > MOST_LABELS:
            raise Refused(400, f"There are {MOST_LABELS} labels already; remove one first.")
        marks.put(call.reader, stories, LABEL_MARK + one.value, now)
    elif one.value == "read":
        marks.read(call.reader, [(row.story, row.number) for row in rows], now)
    elif one.value in ("kept-unread", "unread", "fresh"):
        marks.put(call.reader, stories, UNREAD, now)
    elif one.value == "starred":
        marks.put(call.reader, stories, SAVED, now)


def _take(call: Call, rows: Sequence[EditionRow], one: Stream) -> None:
    marks, now = call.stand.archive.marks, call.stand.now()
    stories = [row.story for row in rows]
    if one.kind == "label":
        marks.take(call.reader, stories, LABEL_MARK + one.value)
    elif one.value == "read":
        marks.put(call.reader, stories, UNREAD, now)
    elif one.value in ("kept-unread", "unread", "fresh"):
        marks.take(call.reader, stories, UNREAD)
    elif one.value == "starred":
        marks.take(call.reader, stories, SAVED)


def _label(name: str) -> str:
    one = stream(name)
    if one.kind != "label":
        raise Refused(400, "Only labels and folders can be renamed or removed.")
    return one.value


def _move_feeds(call: Call, folder: str, folders: tuple[str, ...]) -> None:
    feeds = call.stand.archive.feeds
    for feed in feeds.all():
        if folder_of(feed) == folder:
            feeds.change(feed.address, folders=folders)


def _moment(text: str) -> datetime | None:
    """Return the moment that a number since 1970 names, whether in s, ms, µs or ns; `None` for none."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or not int(text):
        return None
    seconds = float(text)
    while seconds >= 1e11:
        seconds /= 1_000
    return datetime.fromtimestamp(seconds, UTC)


def _edition_at(call: Call, row: EditionRow, until: datetime) -> list[tuple[str, int]]:
    numbers = call.stand.archive.editions.numbers(row.story)
    newest = max((number for number, at in numbers if at <= until), default=0)
    return [(row.story, newest)] if newest else []
