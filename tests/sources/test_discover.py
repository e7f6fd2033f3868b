"""Feeds named by pages: links first, then anchors that look like feeds, comments last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.sources.discover import Found, feeds_of_page, guesses

PAGE = """<!doctype html><html><head><meta charset="windows-1252"><title>Dike Post</title>
<base href="/news/">
<link rel="alternate" type="application/rss+xml" title="Dike Post &raquo; Comments Feed" href="/comments/feed/">
<link rel="ALTERNATE stylesheet" type="Application/RSS+XML; charset=utf-8" title="Dike\n Post \u2019"
href="rss.xml#top">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/12">
<link rel="alternate" type="application/feed+json" href="//cdn.dike.example/feed.json">
<link rel="alternate" hreflang="de" href="/de/"><link rel="feed" href="all">
<link rel=alternate type=application/atom+xml href="http://[">
<link rel=alternate type=application/atom+xml href="mailto:a@b">
</head><body><a href="/feedback">Feedback</a><a href="feeds/sport.rss"><b>Sport</b></a>
<a href="rss.xml">RSS</a><a href="https://feeds.dike.example/world">World</a><a href="?feed=atom">Atom</a>
<a href="/rss/comments/">Talk</a><a href="/atomic-energy">Atomic</a><a href="javascript:feed.xml">x</a></body></html>"""


def test_a_page_in_the_order_of_trust() -> None:
    assert feeds_of_page(PAGE.encode("windows-1252"), "https://dike.example/news/index.html") == (
        Found("https://dike.example/news/rss.xml", "Dike Post ’", "rss"),
        Found("https://cdn.dike.example/feed.json", "", "json"),
        Found("https://dike.example/news/all", "", "unknown"),
        Found("https://dike.example/news/feeds/sport.rss", "Sport", "unknown"),
        Found("https://feeds.dike.example/world", "World", "unknown"),
        Found("https://dike.example/news/?feed=atom", "Atom", "unknown"),
        Found("https://dike.example/comments/feed/", "Dike Post » Comments Feed", "rss"),
        Found("https://dike.example/rss/comments/", "Talk", "unknown"),
    )


@pytest.mark.parametrize("data", [b"", b"plain words", b"\xff\xfe", b"<", b"<div>" * 5_000 + b"<a href=/rss>x</a>"])
def test_a_page_without_feeds_has_none(data: bytes) -> None:
    assert all(found.address == "https://a.example/rss" for found in feeds_of_page(data, "https://a.example/"))


def test_the_number_is_bounded_and_the_page_itself_is_no_find() -> None:
    page = "".join(f'<a href="/rss/{n}.xml">{n}</a>' for n in range(99)) + '<a href="/rss">here</a>'
    found = feeds_of_page(page.encode(), "https://a.example/rss")
    assert len(found) == 40
    assert all(f.address != "https://a.example/rss" for f in found)


def test_guesses_start_at_the_page() -> None:
    assert guesses("https://a.example/news/index.html?x=1")[:6] == (
        "https://a.example/news/feed",
        "https://a.example/news/rss",
        "https://a.example/news/feed.xml",
        "https://a.example/news/rss.xml",
        "https://a.example/news/atom.xml",
        "https://a.example/feed",
    )
    assert guesses("ftp://a.example/") == guesses("http://[") == guesses("words") == ()


@given(st.binary(max_size=200), st.text(max_size=20))
def test_nothing_but_web_addresses_comes_out(data: bytes, address: str) -> None:
    for found in feeds_of_page(b"<a href='/feed/" + data + b"'>x</a><link rel=feed href=" + data + b">", address):
        assert found.address.lower().startswith(("http://", "https://"))
    assert len(guesses(address)) <= 13
