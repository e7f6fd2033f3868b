"""The sources: health, decisions, adding and removing."""

import http.server
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from nutgraf.model import Feed
from nutgraf.serve.app import make_app
from nutgraf.settings import Limits, Settings
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW
from tests.serve.desk import HOSTILE, faults_of, send, stranger

SECRET = "https://a.example/feed?key=hunter2"
OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body><outline text="World">
<outline text="One" type="rss" xmlUrl="https://one.example/rss"/><outline text="Two" type="rss"
xmlUrl="https://two.example/rss"/></outline><outline text="A" type="rss" xmlUrl="https://a.example/feed?key=hunter2"/>
</body></opml>"""
RSS = b'<rss version="2.0"><channel><title>Local</title><link>http://x/</link><item><title>a</title></item></channel></rss>'


@pytest.fixture
def feeds(newsstand: Newsstand) -> Newsstand:
    """Four feeds: well, failing, moved and never asked."""
    newsstand.archive.feeds.add(
        [
            Feed(SECRET, "Alpha", folders=("World", "Agencies"), fetched_at=SAMPLE_NOW - timedelta(minutes=20)),
            Feed("https://b.example/rss", "Beta", folders=("World",), failures=4, failure="It answered with 503."),
            Feed("https://c.example/rss", HOSTILE, moved_to="https://new.example/rss", weight=0.5, hidden=True),
            Feed("https://d.example/rss", "Delta", fetched_at=SAMPLE_NOW - timedelta(days=2)),
        ]
    )
    return newsstand


def names(page: str) -> list[str]:
    return [name for name in sorted(("Alpha", "Beta", "Delta"), key=page.find) if name in page]


def test_each_feed_stands_in_its_folder_with_its_trouble_in_words(feeds: Newsstand, client: TestClient) -> None:
    page = client.get("/sources").text
    assert [page.index(f"<bdi>{folder}</bdi>") for folder in ("In no folder", "World", "World / Agencies")]
    assert "It answered with 503. (4 times in a row)" in page
    assert "It moved for good to https://new.example/rss" in page
    assert "hidden, weight 0.5" in page
    assert "20 min ago" in page
    assert "4 feeds followed, 2 in trouble" in page
    assert HOSTILE not in page
    assert faults_of(page) == []


def test_the_list_is_sorted_and_narrowed_without_a_script(feeds: Newsstand, client: TestClient) -> None:
    assert names(client.get("/sources?sort=name").text) == ["Alpha", "Beta", "Delta"]
    assert names(client.get("/sources?sort=fetch").text) == ["Beta", "Delta", "Alpha"]
    assert names(client.get("/sources?only=trouble").text) == ["Beta"]
    for odd in ("sort=nothing", "sort=" + "x" * 3_000, "at=-1", "at=99999999999", "at=1e3", "new=<b>&known=x"):
        assert client.get(f"/sources?{odd}").status_code == 200


@pytest.mark.parametrize(
    ("do", "undo", "field"), [("mute", "unmute", "muted"), ("hide", "show", "hidden")], ids=["mute", "hide"]
)
def test_a_decision_holds_until_it_is_taken_back(
    feeds: Newsstand, client: TestClient, do: str, undo: str, field: str
) -> None:
    for what, expected in ((do, True), (undo, False)):
        status, _, page = send(client, "/sources/feed", address=SECRET, do=what)
        assert status == 303
        assert faults_of(page) == []
        [one] = [f for f in feeds.archive.feeds.all() if f.address == SECRET]
        assert getattr(one, field) is expected


@pytest.mark.parametrize(
    ("given", "kept"), [("40", 0.4), ("0", 0.0), ("100", 1.0), ("101", 1.0), ("-1", 1.0), ("x", 1.0)]
)
def test_a_weight_lies_between_none_and_all(feeds: Newsstand, client: TestClient, given: str, kept: float) -> None:
    status, _, _ = send(client, "/sources/feed", address=SECRET, do="weight", weight=given)
    assert status == (303 if given in ("40", "0", "100") else 422)
    assert next(f for f in feeds.archive.feeds.all() if f.address == SECRET).weight == kept


def test_removing_asks_first(feeds: Newsstand, client: TestClient) -> None:
    asked = client.get("/sources/remove", params={"address": SECRET}).text
    assert "no longer?" in asked
    assert faults_of(asked) == []
    assert len(feeds.archive.feeds.all()) == 4
    status, to, page = send(client, "/sources/remove", address=SECRET)
    assert (status, to) == (303, "/sources?done=removed")
    assert "Alpha" not in page
    assert client.get("/sources/remove", params={"address": SECRET}).status_code == 404
    assert send(client, "/sources/remove", address=SECRET)[0] == 404


def test_a_list_comes_in_with_its_folders_and_goes_out_again(feeds: Newsstand, client: TestClient) -> None:
    status, to, page = send(client, "/sources/opml", file=("feeds.opml", OPML, "text/xml"))
    assert (status, to) == (303, "/sources?new=2&known=1")
    assert "2 new feeds, 1 feed followed already" in page
    out = client.get("/sources/feeds.opml")
    assert out.headers["content-disposition"] == 'attachment; filename="feeds.opml"'
    for feed in list(feeds.archive.feeds.all()):
        feeds.archive.feeds.remove(feed.address)
    assert send(client, "/sources/opml", file=("feeds.opml", out.content, "text/xml"))[1] == "/sources?new=6&known=0"
    assert [f.folders for f in feeds.archive.feeds.all() if f.title == "One"] == [("World",)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no list",
        b"<html><body>x</body></html>",
        b'<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;</opml>',
        b"\x1f\x8b\x00",
    ],
    ids=["empty", "text", "page", "entities", "binary"],
)
def test_what_is_no_list_is_refused_in_a_sentence(client: TestClient, newsstand: Newsstand, data: bytes) -> None:
    status, _, page = send(client, "/sources/opml", file=("x.opml", data, "text/xml"))
    assert status == 422
    assert 'role="alert"' in page
    assert newsstand.archive.feeds.all() == ()


def test_a_list_that_is_too_large_is_refused(client: TestClient, newsstand: Newsstand) -> None:
    status, _, _ = send(client, "/sources/opml", file=("x.opml", OPML + b" " * 4_000_000, "text/xml"))
    assert status in (413, 422)
    assert newsstand.archive.feeds.all() == ()


@pytest.mark.parametrize("target", ["", "/etc/passwd", "file:///etc/passwd", "ftp://x.example/", "javascript:alert(1)"])
def test_only_addresses_on_the_web_are_followed(client: TestClient, newsstand: Newsstand, target: str) -> None:
    status, _, page = send(client, "/sources/add", target=target)
    assert status == 422
    assert "root:" not in page
    assert newsstand.archive.feeds.all() == ()


@pytest.fixture
def outlet() -> Iterator[str]:
    """A server on this machine with one feed."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(RSS)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/feed.xml"
    server.shutdown()
    server.server_close()


def test_a_private_address_is_refused(client: TestClient, newsstand: Newsstand, outlet: str) -> None:
    status, _, page = send(client, "/sources/add", target=outlet)
    assert status == 422
    assert 'role="alert"' in page
    assert newsstand.archive.feeds.all() == ()


def test_a_private_address_is_followed_where_that_is_allowed(newsstand: Newsstand, outlet: str) -> None:
    settings = Settings(limits=Limits(allow_private=True))
    with TestClient(make_app(newsstand, settings), base_url="http://127.0.0.1:8080") as client:
        status, to, _ = send(client, "/sources/add", target=outlet, folder="Here")
    assert (status, to) == (303, "/sources?new=1&known=0")
    assert [(f.address, f.folders) for f in newsstand.archive.feeds.all()] == [(outlet, ("Here",))]


def test_a_stranger_sees_no_address_and_changes_nothing(feeds: Newsstand) -> None:
    with stranger(feeds) as client:
        page = client.get("/sources").text
        assert "Alpha" in page
        assert "example" not in page
        assert "<form" not in page
        for path in ("/sources/feed", "/sources/remove", "/sources/feeds.opml"):
            assert client.get(path, params={"address": SECRET}).status_code == 403
        for path in ("/sources/feed", "/sources/remove", "/sources/add", "/sources/opml"):
            assert client.post(path, data={"address": SECRET, "do": "mute"}).status_code in (401, 403)
    assert len(feeds.archive.feeds.all()) == 4
