"""Search: briefs, then articles with the words in their company."""

import re
from html import escape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from nutgraf.daily import Daily
from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW
from tests.serve.desk import HOSTILE, STORY, faults_of, stranger


def section(page: str, name: str) -> str:
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def test_briefs_come_first_then_articles_with_the_words_marked(client: TestClient) -> None:
    page = client.get("/search", params={"q": "erdogan talks"}).text
    assert f'href="/story/{STORY}"' in section(page, "briefs")
    articles = section(page, "articles")
    assert page.index('id="briefs"') < page.index('id="articles"')
    assert re.findall(r"<mark>(.*?)</mark>", articles)
    assert {mark.casefold() for mark in re.findall(r"<mark>(.*?)</mark>", articles)} == {"erdogan", "talks"}
    assert f'in <a href="/story/{STORY}">' in articles
    assert faults_of(page) == []


def test_filters_and_words_ask_the_same(client: TestClient) -> None:
    one = client.get("/search", params={"q": "talks source:Quayside since:2025-05-14 until:2025-05-15"}).text
    two = client.get(
        "/search", params={"q": "talks", "source": "Quayside", "since": "2025-05-14", "until": "2025-05-15"}
    ).text
    listed = [re.findall(r'href="/article/(a1-\w+)"', section(page, "articles")) for page in (one, two)]
    assert listed[0] == listed[1] != []
    assert {"Quayside"} == set(re.findall(r'<p class="facts"><bdi>(.*?)</bdi>', section(two, "articles")))


def test_more_are_listed_up_to_a_bound(client: TestClient) -> None:
    first = client.get("/search", params={"q": "the"}).text
    assert first.count('class="company"') == 20
    assert "most=40" in first
    assert client.get("/search", params={"q": "the", "most": "99999"}).text.count('class="company"') <= 200
    assert client.get("/search", params={"q": "the", "most": "-3"}).text.count('class="company"') == 20


def test_what_is_not_there_and_what_is_not_asked_is_said(client: TestClient) -> None:
    assert "Nothing in the archive fits" in client.get("/search", params={"q": "xyzzyq"}).text
    assert "Nothing" not in client.get("/search").text
    assert "Add a word that must" in client.get("/search", params={"q": "-talks"}).text


def test_notes_of_the_query_are_shown(client: TestClient) -> None:
    page = client.get("/search", params={"q": "talks since:soon", "until": "<b>"}).text
    assert "since:soon is no time" in page
    assert "&lt;b&gt; is no time" in page
    assert "Only the beginning" in client.get("/search", params={"q": "talks " * 50}).text


@pytest.mark.parametrize(
    "q", [HOSTILE, '"' * 50, "a:b:c", "\x00\x1b", "' OR 1=1 --", "*", "NEAR(", "\u202e" + "x", "%"]
)
def test_strange_queries_are_queries(client: TestClient, q: str) -> None:
    page = client.get("/search", params={"q": q}).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert faults_of(page) == []


def test_a_strangers_article_is_text(newsstand: Newsstand, client: TestClient, tmp_path: Path) -> None:
    told = "The quokka &lt;script&gt;alert(3)&lt;/script&gt; came to town and stayed there for a long day. " * 12
    title = f"Quokka {escape(HOSTILE)}"
    page = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{told}</p></article></body></html>"
    )
    (tmp_path / "quokka.html").write_text(page)
    newsstand.daily.bring([str(tmp_path / "quokka.html")], SAMPLE_NOW)
    found = client.get("/search", params={"q": "quokka"}).text
    assert "<mark>quokka</mark> &lt;script&gt;alert(3)" in found
    assert "<script>alert" not in found
    assert "<img" not in found
    assert faults_of(found) == []


def test_by_meaning_finds_without_the_words(client: TestClient) -> None:
    page = client.get("/search", params={"q": "football trophy", "like": "1"}).text
    assert re.findall(r'<a class="name" href="/article/[^"]*"[^>]*>(.*?)</a>', page)[0].startswith("SPAGHETTI TOGETHER")
    within = client.get("/search", params={"q": "football trophy", "like": "1", "source": "Quayside"}).text
    assert set(re.findall(r'<p class="facts"><bdi>(.*?)</bdi>', within)) <= {"Quayside"}


def test_by_meaning_is_for_readers(newsstand: Newsstand) -> None:
    with stranger(newsstand) as client:
        page = client.get("/search", params={"q": "talks", "like": "1"}).text
    assert "for readers who are logged in" in page
    assert "<mark>" in page


def test_an_archive_without_articles_says_so() -> None:
    with Daily(Settings(), ":memory:") as daily:
        app = make_app(Newsstand(daily, lambda: SAMPLE_NOW), Settings())
        with TestClient(app, base_url="http://127.0.0.1:8080") as client:
            assert "Nothing in the archive fits" in client.get("/search", params={"q": "talks"}).text
            assert "No feed is followed yet" in client.get("/sources").text
            assert "Nothing is followed" in client.get("/follows").text
            assert "Nobody has corrected anything" in client.get("/corrections").text
