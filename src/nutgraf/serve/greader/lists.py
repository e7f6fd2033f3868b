"""What an app asks first: who it is, which subscriptions, folders and labels there are, and how much is unread."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from nutgraf.model import EditionRow
from nutgraf.serve.greader.call import Call, Refused, refusal, values_of
from nutgraf.serve.greader.login import action_token, logged_in, wait_s
from nutgraf.serve.greader.names import LABEL, READING_LIST, STARRED
from nutgraf.serve.greader.shelf import OTHERS, Shelf, folder_of, shelf_of, title_of
from nutgraf.views.brief_html import printable

PRIVATE = {"Cache-Control": "private, no-store"}
"""With every answer: it is one reader's alone."""


def as_json(value: object) -> Response:
    """Return an answer in JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type="application/json; charset=utf-8", headers=PRIVATE)


def usec(moment: datetime) -> str:
    """Return a moment in microseconds since 1970, as the protocol writes it."""
    return str(round(moment.timestamp()) * 1_000_000)


async def client_login(request: Request) -> Response:
    """Log an app in."""
    try:
        _, values = await values_of(request)
        return await run_in_threadpool(_login, request, values)
    except Refused as error:
        return refusal(error)


def alive(_: Request) -> Response:
    """Say that the protocol is spoken here."""
    return PlainTextResponse("OK")


def token(call: Call) -> Response:
    """Return what is to be sent along with changes."""
    return PlainTextResponse(action_token(call.who), headers=PRIVATE)


def user_info(call: Call) -> Response:
    """Return who is logged in."""
    name = call.reader
    return as_json({"userId": name, "userName": name, "userProfileId": name, "userEmail": name})


def preferences(_: Call) -> Response:
    """Return no preferences: apps ask, and can do without."""
    return as_json({"prefs": [], "streamprefs": {}})


def tag_list(call: Call) -> Response:
    """Return folders and labels."""
    shelf = shelf_of(call.stand, call.reader)
    folders = sorted({folder_of(feed) for feed in shelf.feeds.values()} - {""})
    labels = sorted({name for names in shelf.labels.values() for name in names} - set(folders))
    tags: list[dict[str, object]] = [{"id": STARRED}, {"id": READING_LIST}]
    tags += [{"id": LABEL + name, "type": "folder"} for name in folders]
    for name in labels:
        count = sum(name in shelf.labels.get(row.story, ()) and not shelf.is_read(row) for row in shelf.rows)
        tags.append({"id": LABEL + name, "type": "tag", "unread_count": count})
    return as_json({"tags": tags})


def subscription_list(call: Call) -> Response:
    """Return the subscriptions: followed feeds, and one for all that none of them brought, when there is any."""
    shelf = shelf_of(call.stand, call.reader)
    found = [_subscription(shelf, n, call.base) for n in shelf.feeds]
    if any(shelf.home(row) == OTHERS for row in shelf.rows):
        found.append(_subscription(shelf, OTHERS, call.base))
    return as_json({"subscriptions": found})


def name_of(shelf: Shelf, feed: int) -> str:
    """Return what a subscription is called."""
    return printable(title_of(shelf.feeds[feed])) if feed in shelf.feeds else "Other sources"


def site_of(shelf: Shelf, feed: int, base: str) -> str:
    """Return the address of a subscription's site."""
    return shelf.feeds[feed].site or shelf.feeds[feed].address if feed in shelf.feeds else f"{base}/"


def unread_count(call: Call) -> Response:
    """Return how much is unread, by subscription, folder, label and altogether."""
    shelf = shelf_of(call.stand, call.reader)
    waiting: dict[str, list[EditionRow]] = {READING_LIST: []}
    for row in shelf.rows:
        if shelf.is_read(row):
            continue
        names = [s for s in shelf.states(row) if s.startswith(LABEL)]
        for name in (f"feed/{shelf.home(row)}", *names, READING_LIST):
            waiting.setdefault(name, []).append(row)
    counts = [{"id": name, "count": len(rows), **_newest(rows)} for name, rows in waiting.items()]
    return as_json({"max": MOST_COUNTED, "unreadcounts": counts})


MOST_COUNTED = 20_000
"""From how many on counts would stop."""


def _login(request: Request, values: Mapping[str, tuple[str, ...]]) -> Response:
    name, password = (values.get(which, ("",))[-1] for which in ("Email", "Passwd"))
    waits = wait_s(request, name)
    if waits:
        raise Refused(429, f"Too many logins failed; try again in {waits} seconds.", {"Retry-After": str(waits)})
    auth = logged_in(request, name, password)
    if auth is None:
        raise Refused(401, "BadAuthentication")
    return PlainTextResponse(f"SID={auth}\nLSID=null\nAuth={auth}\n", headers=PRIVATE)


def _newest(rows: Iterable[EditionRow]) -> dict[str, str]:
    return {"newestItemTimestampUsec": max((usec(row.at) for row in rows), key=int, default="0")}


def _subscription(shelf: Shelf, feed: int, base: str) -> dict[str, object]:
    folder = shelf.folder(feed)
    return {
        "id": f"feed/{feed}",
        "title": name_of(shelf, feed),
        "categories": [{"id": LABEL + folder, "label": folder}] if folder else [],
        "sortid": f"{feed:08X}",
        "firstitemmsec": "0",
        "url": shelf.feeds[feed].address if feed in shelf.feeds else f"{base}/feeds/stories.atom",
        "htmlUrl": site_of(shelf, feed, base),
        "iconUrl": "",
    }
