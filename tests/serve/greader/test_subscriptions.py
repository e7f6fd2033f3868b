"""Feeds, as an app adds, renames, moves and removes them; and addresses that must not be looked at."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from nutgraf.serve.app import make_app
from nutgraf.settings import Limits, Settings
from nutgraf.sources.opml import read_opml
from nutgraf.views import Newsstand
from tests.serve.greader.conftest import FEEDS, App
from tests.sources.small_server import server

__all__ = ["server"]  # the fixture: a real web server on loopback


@pytest.fixture
def near(subscribed: Newsstand, password: str, server: str) -> Iterator[App]:
    """An app of a server that may look at the small web server."""
    settings = replace(Settings(), limits=Limits(allow_hosts=(server,), timeout_s=5))
    with TestClient(make_app(subscribed, settings), base_url="http://127.0.0.1:8080") as client:
        app = App(client, "/greader")
        app.login("ada", password)
        yield app


def addresses(stand: Newsstand) -> list[str]:
    return [feed.address for feed in stand.archive.feeds.all()]


def test_a_feed_is_added_by_its_address(near: App, subscribed: Newsstand, server: str) -> None:
    answer = json.loads(near.post("subscription/quickadd", ("quickadd", f"http://{server}/feed")))
    assert answer == {
        "query": f"http://{server}/feed",
        "numResults": 1,
        "streamId": "feed/4",
        "streamName": "127.0.0.1",
    }
    assert addresses(subscribed)[-1] == f"http://{server}/feed"
    again = json.loads(near.post("subscription/quickadd", ("quickadd", f"feed/http://{server}/feed")))
    assert (again["numResults"], again["streamId"]) == (1, "feed/4")
    assert len(addresses(subscribed)) == 4


def test_a_feed_is_subscribed_to_with_title_and_folder(near: App, subscribed: Newsstand, server: str) -> None:
    near.post(
        "subscription/edit",
        ("ac", "subscribe"),
        ("s", f"feed/http://{server}/feed"),
        ("t", "Halden\x1b[31m <i>Post</i>"),
        ("a", "user/-/label/World/North"),
    )
    added = subscribed.archive.feeds.all()[-1]
    assert (added.title, added.folders) == ("Halden [31m <i>Post</i>", ("World", "North"))


@pytest.mark.parametrize(
    "target",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "gopher://x.example/",
        "http://127.0.0.1:9/feed",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/feed",
        "",
        "x" * 5_000,
    ],
)
def test_what_must_not_be_looked_at_is_not(app: App, subscribed: Newsstand, target: str) -> None:
    answer = json.loads(app.post("subscription/quickadd", ("quickadd", target)))
    assert answer["numResults"] == 0
    assert answer["error"]
    app.post("subscription/edit", ("ac", "subscribe"), ("s", f"feed/{target}"), status=400)
    assert addresses(subscribed) == [feed.address for feed in FEEDS]


def test_a_page_leads_to_its_feed(near: App, subscribed: Newsstand, server: str) -> None:
    near.post("subscription/edit", ("ac", "subscribe"), ("s", f"feed/http://{server}/page"))
    assert addresses(subscribed)[-1] == f"http://{server}/feed"


def test_a_feed_is_renamed_and_moved(app: App, subscribed: Newsstand) -> None:
    app.post("subscription/edit", ("ac", "edit"), ("s", "feed/3"), ("t", "Gazette"), ("a", "user/-/label/Local"))
    assert (subscribed.archive.feeds.all()[2].title, subscribed.archive.feeds.all()[2].folders) == (
        "Gazette",
        ("Local",),
    )
    app.post("subscription/edit", ("ac", "edit"), ("s", "feed/3"), ("r", "user/-/label/Elsewhere"))
    assert subscribed.archive.feeds.all()[2].folders == ("Local",)
    app.post("subscription/edit", ("ac", "edit"), ("s", "feed/3"), ("r", "user/-/label/Local"))
    assert subscribed.archive.feeds.all()[2].folders == ()


def test_a_feed_that_goes_leaves_its_stories_in_reach(app: App, subscribed: Newsstand) -> None:
    before = set(app.ids(("n", 100)))
    app.post("subscription/edit", ("ac", "unsubscribe"), ("s", "feed/1"), ("s", f"feed/{FEEDS[1].address}"))
    assert addresses(subscribed) == [FEEDS[2].address]
    assert set(app.ids(("n", 100))) == before
    found = {s["id"] for s in app.get("subscription/list")["subscriptions"]}
    assert found == {"feed/3", "feed/0"}


@pytest.mark.parametrize(
    ("pairs", "status"),
    [
        ((("ac", "burn"), ("s", "feed/1")), 400),
        ((("ac", "edit"),), 400),
        ((("ac", "edit"), ("s", "user/-/label/x")), 400),
        ((("ac", "unsubscribe"), ("s", "feed/0")), 404),
        ((("ac", "unsubscribe"), ("s", "feed/99")), 404),
        ((("ac", "edit"), ("s", "feed/1"), ("a", "user/-/state/com.google/read")), 400),
    ],
)
def test_what_cannot_be_is_refused(
    app: App, subscribed: Newsstand, pairs: tuple[tuple[str, str], ...], status: int
) -> None:
    app.post("subscription/edit", *pairs, status=status)
    assert subscribed.archive.feeds.all() == FEEDS


def test_feeds_go_out_and_come_in_as_opml(app: App, subscribed: Newsstand) -> None:
    answer = app.client.get("/greader/reader/api/0/subscription/export", headers=app.headers)
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert len(read_opml(answer.content, "x", None).outlines) == 3
    for feed in FEEDS:
        subscribed.archive.feeds.remove(feed.address)
    headers = app.headers | {"content-type": "text/xml"}
    path = f"/greader/reader/api/0/subscription/import?T={app.token}"
    assert app.client.post(path, content=answer.content, headers=headers).text == "OK: 3"
    assert addresses(subscribed) == [feed.address for feed in FEEDS]
    bomb = b'<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml version="2.0"><body>&b;</body></opml>'
    for body in (b"", b"<html>", b"\x00" * 100, bomb):
        assert app.client.post(path, content=body, headers=headers).status_code in (200, 400)
    assert len(addresses(subscribed)) == 3
