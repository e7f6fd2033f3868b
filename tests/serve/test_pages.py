"""Pages as the server sends them: complete, escaped, bounded, and each reader's own."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from nutgraf.finding import Listed
from nutgraf.model import Article, Edit, Evidence, Line, Reader, Span
from nutgraf.serve.context import Paper
from nutgraf.serve.pages.article import paragraphs
from nutgraf.serve.pages.front import told_stories
from nutgraf.serve.pages.page import Prefs, templates
from nutgraf.settings import Settings
from nutgraf.text.query import Query
from nutgraf.views import Newsstand, StoryView
from tests.conftest import SAMPLE_NOW

TALKS, CANNES, CUP = "s1-a223bc755990", "s1-72d000d4b46f", "s1-c0ef4f67712a"
MOST_BYTES = 150_000
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def token(client: TestClient) -> dict[str, str]:
    found = re.search(r'<meta name="csrf" content="([^"]+)">', client.get("/").text)
    assert found
    return {"X-CSRF-Token": found[1]}


def rendered(template: str, **values: object) -> str:
    frame = {
        "paper": Settings().serving,
        "reader": Reader("reader", may_write=True, csrf="token"),
        "path": "/",
        "prefs": Prefs(),
        "today": SAMPLE_NOW,
    }
    return templates().get_template(template).render(frame | values)


def story_page(view: StoryView) -> str:
    marks = {"saved": False, "unread": False, "followed": False}
    values = {"news": None, "opened": "", "newest": True, "kept": True, "most_support": 6, "marks": marks}
    return rendered("story.html", story=view, **values)


def test_pages_keep_under_their_size(client: TestClient) -> None:
    static = len(client.get("/static/nutgraf.css").content) + len(client.get("/static/nutgraf.js").content)
    for address in ("/?since=7d", f"/story/{TALKS}", f"/story/{TALKS}/line/summary-3"):
        assert len(client.get(address).content) + static < MOST_BYTES, address


def test_a_front_page_of_long_stories_keeps_under_its_size(newsstand: Newsstand) -> None:
    paper = Paper(newsstand, Settings())
    one = newsstand.front(Query(), timedelta(days=1), most=1)[0]
    stories = told_stories(paper, [one] * 12, frozenset())
    made = rendered("front.html", stories=stories, also=[], span="24h", spans=())
    assert len(stories) == 12
    assert stories[0].whole
    assert len(made.encode()) < MOST_BYTES - 40_000  # style and script


def test_a_story_by_the_beginning_of_its_id_leads_to_its_address(client: TestClient) -> None:
    answer = client.get("/story/s1-a223", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/story/{TALKS}")


@pytest.mark.parametrize(
    "address",
    [
        "/story/nothing",
        f"/story/{TALKS}/99",
        f"/story/{TALKS}/7/line/summary-99",
        f"/story/{TALKS}/line/nothing",
        f"/story/{TALKS}/99/traces",
        "/article/nothing",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_said_in_the_frame(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<h1>Not here</h1>" in answer.text


def test_a_line_s_page_shows_its_sources(client: TestClient) -> None:
    told = client.get(f"/story/{TALKS}/7/line/context-1").text
    assert told.count('class="trace"') == 1
    assert "<mark>" in told
    assert client.get(f"/story/{TALKS}").text.count('class="trace"') == 0


def test_traces_are_of_every_line(client: TestClient, newsstand: Newsstand) -> None:
    told = client.get(f"/story/{TALKS}/7/traces").text
    wanted = [line.id for line in newsstand.story(TALKS).everything]
    assert re.findall(r'data-of="([^"]+)"', told) == wanted


def test_opening_a_story_is_remembered_and_its_news_told_once(client: TestClient, newsstand: Newsstand) -> None:
    newsstand.saw("reader", TALKS, 3)
    first = client.get(f"/story/{TALKS}").text
    assert "Since your last visit" in first
    assert "since edition 3" in first
    assert newsstand.archive.marks.seen("reader")[TALKS] == 7
    assert "Since your last visit" not in client.get(f"/story/{TALKS}").text


def test_an_older_edition_is_not_taken_for_a_visit_to_the_newest(client: TestClient, newsstand: Newsstand) -> None:
    client.get(f"/story/{TALKS}/3")
    assert TALKS not in newsstand.archive.marks.seen("reader")


def test_marks_are_put_and_taken(client: TestClient, newsstand: Newsstand) -> None:
    headers = token(client)
    for word, mark in (("save", "saved"), ("unread", "unread")):
        client.post(f"/story/{CUP}/mark", data={"mark": word}, headers=headers)
        assert [one.story for one in newsstand.archive.marks.of("reader", mark)] == [CUP]
    for word, mark in (("unsave", "saved"), ("read", "unread")):
        client.post(f"/story/{CUP}/mark", data={"mark": word}, headers=headers)
        assert newsstand.archive.marks.of("reader", mark) == ()
    assert newsstand.archive.marks.seen("reader")[CUP] == 1
    client.post(f"/story/{CUP}/mark", data={"mark": "follow"}, headers=headers)
    assert ("story", CUP, "follow") in newsstand.archive.editions.follows()
    assert client.post(f"/story/{CUP}/mark", data={"mark": "burn"}, headers=headers).status_code == 400
    assert client.post("/story/nothing/mark", data={"mark": "save"}, headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/saved", "/saved"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
def test_a_form_leads_back_to_ours_only(client: TestClient, back: str, to: str) -> None:
    answer = client.post(
        f"/story/{CUP}/mark", data={"mark": "save", "back": back}, headers=token(client), follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, to)


def test_a_script_gets_no_page(client: TestClient) -> None:
    headers = token(client) | {"X-In-Place": "1"}
    answer = client.post(f"/story/{CUP}/mark", data={"mark": "save"}, headers=headers, follow_redirects=False)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_brief_is_written_at_once_when_asked(client: TestClient) -> None:
    assert "no brief yet" in client.get(f"/story/{CANNES}").text
    told = client.post(f"/story/{CANNES}/brief", headers=token(client)).text
    assert "Written now, and not kept." in told
    assert told.count('class="trace"') == told.count('class="line"')  # it has no page of its own to trace on


def test_strangers_words_stay_words(newsstand: Newsstand) -> None:
    view = newsstand.story(TALKS)
    source = replace(view.sources[0], title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
    article = newsstand.archive.articles.get([source.id])[source.id]
    article = replace(article, text=f"{HOSTILE} {HOSTILE} {HOSTILE}")
    begins = len(HOSTILE) + 1
    own = Evidence(Span(source.id, begins, begins + len(HOSTILE)), HOSTILE)
    line = Line(HOSTILE, (own,), edits=(Edit("date", 0, HOSTILE[:1], HOSTILE),))
    bad = replace(view.headline, text=HOSTILE, speaker=HOSTILE, cue=HOSTILE, line=line)
    bad = replace(bad, notes={source.id: source}, articles={source.id: article})
    assert bad.sources[0].before.strip(), "the paragraph around is hostile too"
    view = replace(view, headline=bad, summary=(bad,), notes=(HOSTILE,), sources=(source,))
    for told in (story_page(view), rendered("traces.html", story=view, most_support=6)):
        assert "<script>alert" not in told
        assert "<img" not in told
        assert 'href="javascript:' not in told
        assert "&lt;script&gt;" in told


def test_a_language_from_right_to_left_is_set_so(newsstand: Newsstand) -> None:
    view = newsstand.story(TALKS)
    told = story_page(replace(view, card=replace(view.card, language="ar")))
    assert told.count('lang="ar" dir="rtl"') >= 4
    assert '<html lang="en"' in told


def test_preferences_are_in_the_page_and_only_ours(client: TestClient) -> None:
    for cookie in ("theme=dark&size=xl&keys=off", "theme%3Ddark%26size%3Dxl%26keys%3Doff"):
        told = client.get("/offline", headers={"cookie": f"prefs={cookie}"}).text
        assert 'data-theme="dark" data-size="xl" data-keys="off"' in told
    told = client.get("/offline", headers={"cookie": 'prefs=theme="><script>&size=9&x=1'}).text
    assert 'data-theme="system" data-size="m" data-keys="on"' in told


def test_a_span_is_marked_within_its_paragraphs() -> None:
    article = Article(id="a", title="", text="One.\nTwo three.\nFour.", outlet="", url="")
    assert [(one.before, one.marked, one.after) for one in paragraphs(article, 5, 8)] == [
        ("One.", "", ""),
        ("", "Two", " three."),
        ("Four.", "", ""),
    ]
    assert [one.marked for one in paragraphs(article, 2, 7)] == ["e.", "Tw", ""]
    assert [one.marked for one in paragraphs(article, 90, 4)] == ["", "", ""]


def test_articles_say_when_and_how_that_is_known(client: TestClient, newsstand: Newsstand) -> None:
    name = newsstand.card(TALKS).story.articles[0]
    told = client.get(f"/article/{name}?start=0&end=4").text
    assert "10 May 2025 12:40 UTC, from the page’s structured data" in told
    assert '<mark id="marked">KYIV</mark>' in told
    assert 'rel="noreferrer noopener"' in told
    assert "<mark" not in client.get(f"/article/{name}?start=-1&end=9999999999").text


def test_the_shell_is_named_by_its_bytes_and_pages_by_their_reader(client: TestClient) -> None:
    worker = client.get("/service-worker.js")
    assert re.search(r'"shell-[0-9a-f]{12}"', worker.text)
    assert worker.headers["content-type"].startswith("text/javascript")
    page = client.get("/")
    assert page.headers["cache-control"] == "private, no-cache"
    assert re.fullmatch("[0-9a-f]{16}", page.headers["nutgraf-pages-of"])


def test_what_is_new_is_said_in_words(newsstand: Newsstand) -> None:
    paper = Paper(newsstand, Settings())
    one = newsstand.front(Query(), timedelta(days=1), most=1)[0]

    def state(unseen: int) -> str:
        listed: Listed = replace(one, unseen=unseen)
        return told_stories(paper, [listed], frozenset())[0].state

    assert [state(n) for n in (0, 1, 2, 7)] == [
        "",
        "1 new edition since you looked",
        "2 new editions since you looked",
        "unread",
    ]
