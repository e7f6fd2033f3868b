"""Articles, sources and search in the API."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from nutgraf.model import Feed
from nutgraf.text.sentences import split_sentences
from nutgraf.views import Newsstand
from tests.serve.api.conftest import STORY, Get

SECRET = "https://user:pass@feeds.example.org/private/T0KEN.xml?key=S3CRET"


def test_articles_are_listed_by_story_outlet_and_time(get: Get, newsstand: Newsstand) -> None:
    of_story = get("/articles", story=STORY, limit=100)["articles"]
    assert {one["id"] for one in of_story} == set(newsstand.card(STORY).story.articles)
    assert {one["story"] for one in of_story} == {STORY}
    assert {one["outlet"] for one in get("/articles", source="LADOGA", limit=100)["articles"]} == {
        one["outlet"] for one in of_story if "ladoga" in one["url"]
    }
    some = get("/articles", since="2025-05-12", until="2025-05-13", limit=100)["articles"]
    assert some
    assert all(one["published"].startswith("2025-05-12") for one in some)
    assert get("/articles", source="100%")["articles"] == [], "a part of a name is no pattern"


def test_an_article_holds_what_spans_point_into(get: Get, newsstand: Newsstand) -> None:
    brief = get(f"/stories/{STORY}/brief")
    for line in brief["summary"]:
        for span in line["spans"]:
            article = get(f"/articles/{span['article']}")
            assert article["text"][span["start"] : span["end"]] == span["text"]
            assert article["story"] == STORY
            assert article["sentences"] is None


def test_sentences_are_told_when_asked_for(get: Get, newsstand: Newsstand) -> None:
    name = newsstand.card(STORY).story.articles[0]
    article = newsstand.archive.articles.get([name])[name]
    found = get(f"/articles/{name}", sentences="true")
    assert [(s["start"], s["end"], s["paragraph"], s["kind"]) for s in found["sentences"]] == [
        (s.span.start, s.span.end, s.paragraph, s.kind) for s in split_sentences(article)
    ]
    assert article.text == found["text"]
    assert "address" in found
    assert article.address not in str(found), "where it was read is nobody's business"


@pytest.fixture
def fed(newsstand: Newsstand) -> Newsstand:
    """The archive with a feed whose address holds a secret, and which fails."""
    failing = Feed(SECRET, "Private", "https://user:pass@example.org/site?key=S3CRET", folders=("News", "World"))
    failing = replace(failing, status=403, failures=2, failure=f"{SECRET} answered 403.", moved_to=f"{SECRET}&b=1")
    newsstand.archive.feeds.add([failing, Feed("https://b.example/feed")])
    return newsstand


def test_a_reader_who_may_write_sees_how_feeds_are_doing(fed: Newsstand, get: Get) -> None:
    first, second = get("/sources")["sources"]
    assert (first["address"], first["failure"], first["failures"]) == (SECRET, f"{SECRET} answered 403.", 2)
    assert (first["host"], first["folders"]) == ("feeds.example.org", ["News", "World"])
    assert second["n"] == first["n"] + 1


def test_search_finds_briefs_and_articles(get: Get, newsstand: Newsstand) -> None:
    found = get("/search", q="prisoners exchange", limit=5)
    assert found["briefs"][0]["story"] == STORY
    assert len(found["articles"]) == 5
    assert "exchange" in found["articles"][0]["snippet"].casefold()
    assert get("/search", q="prisoners", kind="briefs")["articles"] == []
    assert get("/search", q="prisoners", kind="articles")["briefs"] == []
    assert get("/search", q="since:never prisoners")["notes"] == [
        "since:never is no time and was left out; write it like 2025-05-14 or 24h."
    ]


@pytest.mark.parametrize(
    "words",
    ['"', "-", "source:", 'a" OR 1=1 --', "NEAR(a b)", "*", "^x", "{a}: b", "\x00", "\u202e", "🔥" * 200, "a AND"],
)
def test_nothing_that_is_typed_breaks_the_search(reading: TestClient, words: str) -> None:
    for path in ("/search", "/stories"):
        assert reading.get(f"/api/v1{path}", params={"q": words}).status_code == 200
    assert reading.get("/api/v1/articles", params={"source": words[:100]}).status_code == 200


def test_moments_far_away_do_no_harm(reading: TestClient) -> None:
    for since in ("9999w", "1000-01-01", "2999-12-31T23:59:59Z"):
        for path in ("/stories", "/articles"):
            assert reading.get(f"/api/v1{path}", params={"since": since}).status_code == 200
