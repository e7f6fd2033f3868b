"""Feeds that go out: valid in three formats, one entry a story, and still when nothing material came."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from nutgraf.daily import Daily
from nutgraf.model import Article
from nutgraf.serve.app import make_app
from nutgraf.serve.syndicate.entries import Channel, edition_entry, first_at, name_of, story_entry
from nutgraf.serve.syndicate.written import FORMATS
from nutgraf.settings import Settings
from nutgraf.views import Newsstand, StoryView
from nutgraf.views.brief_html import plain_headline, plain_summary
from tests.conftest import SAMPLE_NOW
from tests.serve.syndicate.valid import check

BASE = "http://127.0.0.1:8080"
RUNNING = "s1-a223bc755990"
"""The sample's running story; it has seven editions."""
HOSTILE = '</title><script>alert(1)</script>]]>"&\x00\x1b[31m\ufffe\u202e<img src=x>'
PATHS = ("stories.{}", "search.{}?q=talks", "followed.{}", f"story/{RUNNING}.{{}}")


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("path", PATHS)
def test_every_feed_is_valid_in_every_format(client: TestClient, newsstand: Newsstand, path: str, ending: str) -> None:
    newsstand.archive.editions.follow(("word", "ceasefire", "follow"), newsstand.now())
    answer = client.get("/feeds/" + path.format(ending))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{FORMATS[ending].media}; charset=utf-8"
    check(ending, answer.content)
    assert entries(ending, answer.content)


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_feed_is_valid(client: TestClient, ending: str) -> None:
    answer = client.get(f"/feeds/followed.{ending}")
    check(ending, answer.content)
    assert entries(ending, answer.content) == []


def entries(ending: str, body: bytes) -> list[tuple[str, str, str, str, str, str, str]]:
    """Id, title, link, summary, content, published and updated, as a program reads them."""
    if ending == "json":
        names = ("id", "title", "url", "summary", "content_html", "date_published", "date_modified")
        return [tuple(item[name] for name in names) for item in json.loads(body)["items"]]
    found = []
    for e in feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False).entries:
        times = [datetime(*t[:6], tzinfo=UTC).isoformat() for t in (e.published_parsed, e.updated_parsed)]
        found.append((e.id, e.title, e.link, e.summary, e.content[0].value, *times))
    return found


@pytest.mark.parametrize("ending", FORMATS)
def test_an_entry_is_the_story_as_its_newest_edition_tells_it(
    client: TestClient, newsstand: Newsstand, ending: str
) -> None:
    found = {one[0]: one for one in entries(ending, client.get(f"/feeds/stories.{ending}").content)}
    view = newsstand.story(RUNNING)
    made = story_entry(view, BASE)
    assert found[made.id] == (
        name_of("story", RUNNING),
        plain_headline(view),
        f"{BASE}/story/{RUNNING}",
        plain_summary(view),
        made.html,
        view.editions[0][1].isoformat(),
        view.editions[-1][1].isoformat(),
    )
    assert len(view.editions) == 7
    assert len(found) == len({one[2] for one in found.values()})


def test_the_newest_edition_stands_first(client: TestClient) -> None:
    moments = [one[-1] for one in entries("atom", client.get("/feeds/stories.atom").content)]
    assert moments == sorted(moments, reverse=True)
    assert len(set(moments)) > 1


def test_a_story_feed_has_an_entry_for_each_edition(client: TestClient, newsstand: Newsstand) -> None:
    found = entries("atom", client.get(f"/feeds/story/{RUNNING[:7]}.atom").content)
    assert [one[2] for one in found] == [f"{BASE}/story/{RUNNING}/{n}" for n in range(7, 0, -1)]
    assert [one[1] for one in found] == [plain_headline(newsstand.story(RUNNING, n)) for n in range(7, 0, -1)]
    assert all(one[-1] == one[-2] for one in found)


def test_an_id_outlives_editions_and_addresses(newsstand: Newsstand) -> None:
    old, new = newsstand.story(RUNNING, 2), newsstand.story(RUNNING)
    before, after = story_entry(old, BASE), story_entry(new, "https://news.example.org")
    assert before.id == after.id
    assert before.published == after.published == first_at(new)
    assert before.updated < after.updated
    assert edition_entry(old, BASE).id != edition_entry(new, BASE).id


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_archive_gives_the_same_bytes(
    sample_archive: Path, tmp_path: Path, client: TestClient, ending: str
) -> None:
    first = client.get(f"/feeds/stories.{ending}")
    other = shutil.copy(sample_archive, tmp_path / "other.db")
    with Daily(Settings(), str(other)) as daily:
        again = make_app(Newsstand(daily, lambda: SAMPLE_NOW), Settings())
        with TestClient(again, base_url=BASE) as second:
            answer = second.get(f"/feeds/stories.{ending}")
    assert (answer.content, answer.headers["etag"]) == (first.content, first.headers["etag"])


def test_a_further_copy_moves_nothing(newsstand: Newsstand, client: TestClient, tmp_path: Path) -> None:
    before = client.get("/feeds/stories.json").content
    card = newsstand.card(RUNNING)
    newest = newsstand.archive.articles.get([card.story.articles[-1]])[card.story.articles[-1]]
    (tmp_path / "copy.txt").write_text(reprint(newest), "utf-8")
    newsstand.daily.bring([str(tmp_path / "copy.txt")], datetime(2025, 5, 17, tzinfo=UTC) + timedelta(hours=1))
    assert len(newsstand.card(RUNNING).story.articles) == len(card.story.articles) + 1
    later = Newsstand(newsstand.daily, newsstand.now)
    again = story_entry(later.story(RUNNING), BASE)
    told = {one[0]: one for one in entries("json", before)}[again.id]
    assert (again.edition, again.updated.isoformat(), again.html) == (7, told[-1], told[4])


def reprint(article: Article) -> str:
    """The article as another outlet prints it."""
    head = f"Title: {article.title}\nOutlet: The Far Shore Mail\nURL: https://farshore.example/copy\n"
    return f"{head}Published: {article.published:%Y-%m-%dT%H:%M:%SZ}\n\n{article.text}\n"


def test_an_unchanged_feed_is_not_sent_again(client: TestClient, newsstand: Newsstand) -> None:
    first = client.get("/feeds/stories.atom")
    mark, moment = first.headers["etag"], first.headers["last-modified"]
    for headers in (
        {"if-none-match": mark},
        {"if-none-match": f'"other", W/{mark}'},
        {"if-modified-since": moment},
        {"if-none-match": mark, "if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ):
        again = client.get("/feeds/stories.atom", headers=headers)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark), headers
    for headers in (
        {"if-none-match": '"other"', "if-modified-since": moment},
        {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"if-modified-since": "yesterday"},
    ):
        assert client.get("/feeds/stories.atom", headers=headers).status_code == 200, headers
    assert client.get("/feeds/stories.rss", headers={"if-none-match": mark}).status_code == 200
    assert client.head("/feeds/stories.atom").headers["etag"] == mark


def test_what_is_followed_can_be_asked_for_by_name(client: TestClient, newsstand: Newsstand) -> None:
    now = newsstand.now()
    newsstand.archive.editions.follow(("word", "sanctions", "follow"), now)
    newsstand.archive.editions.follow(("story", RUNNING, "follow"), now)
    everything = {one[0] for one in entries("json", client.get("/feeds/followed.json").content)}
    word = {one[0] for one in entries("json", client.get("/feeds/followed.json?word=sanctions").content)}
    story = {one[0] for one in entries("json", client.get(f"/feeds/followed.json?story={RUNNING}").content)}
    assert story == {name_of("story", RUNNING)}
    assert word
    assert everything == word | story
    assert client.get("/feeds/followed.json?word=football").status_code == 404


def test_what_is_muted_stands_in_no_list(client: TestClient, newsstand: Newsstand) -> None:
    newsstand.archive.editions.follow(("story", RUNNING, "mute"), newsstand.now())
    for path in ("stories.json", "search.json?q=talks"):
        found = entries("json", client.get(f"/feeds/{path}").content)
        assert found
        assert name_of("story", RUNNING) not in {one[0] for one in found}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("stories.xml", "Feeds end in .atom, .rss, .json."),
        ("search.rss", "Say what to look for"),
        ("search.rss?q=%20", "Say what to look for"),
        ("story/s1-000000000000.atom", "There is no story"),
        ("followed.atom?actor=%3Cscript%3E", "is not followed"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str, words: str) -> None:
    answer = client.get(f"/feeds/{path}")
    assert answer.status_code == 404
    assert words in answer.text


@pytest.mark.parametrize("ending", FORMATS)
def test_hostile_words_stay_words(newsstand: Newsstand, ending: str) -> None:
    view = hostile(newsstand.story(RUNNING))
    entry = replace(story_entry(view, BASE), categories=("<b>", "x"))
    channel = Channel(
        name_of("feed", "x"), "a < b", "c & d", "e", f"{BASE}/", f"{BASE}/feeds/x", entry.updated, (entry,)
    )
    body = FORMATS[ending].write(channel)
    check(ending, body)
    ((_, title, _, _, content, _, _),) = entries(ending, body)
    assert title.startswith("</title><script>alert(1)</script>")
    assert "<script" not in content
    assert "<img" not in content


def hostile(view: StoryView) -> StoryView:
    line = replace(view.headline, text=HOSTILE)
    sources = tuple(replace(s, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)") for s in view.sources)
    return replace(view, headline=line, summary=(line,), sources=sources, notes=(HOSTILE,))


def test_hostile_queries_are_only_looked_for(client: TestClient) -> None:
    for asked in ("</title><script>", "{}{0}%s", 'x" OR "1', "a" * 4_000, "\x00\x1b", "(", "NEAR(", "🙂"):
        answer = client.get("/feeds/search.atom", params={"q": asked})
        assert answer.status_code in (200, 404, 414), asked
        if answer.status_code == 200:
            check("atom", answer.content)


def test_the_address_outside_is_the_one_that_stands_there(newsstand: Newsstand) -> None:
    settings = replace(Settings(), serving=replace(Settings().serving, base_url="https://news.example.org/paper/"))
    with TestClient(make_app(newsstand, settings), base_url=BASE) as outside:
        body = outside.get("/feeds/stories.json").json()
    assert body["feed_url"] == "https://news.example.org/paper/feeds/stories.json"
    assert {item["url"].rpartition("/")[0] for item in body["items"]} == {"https://news.example.org/paper/story"}


def test_programs_come_in_with_an_app_password_which_no_feed_repeats(client: TestClient, newsstand: Newsstand) -> None:
    now = newsstand.now()
    newsstand.archive.users.add("ada", "several plain words in a row", now)
    password = newsstand.archive.tokens.issue("ada", "app", "feeds", now)
    assert client.get("/feeds/stories.atom").status_code == 401
    assert client.get("/feeds/stories.atom?token=wrong").status_code == 401
    assert client.get("/feeds/stories.atom", auth=("ada", "wrong")).status_code == 401
    for ending in FORMATS:
        path = f"/feeds/search.{ending}?q=talks"
        answers = [client.get(f"{path}&token={password}"), client.get(path, auth=("ada", password))]
        answers.append(client.get(path, headers={"Authorization": f"Bearer {password}"}))
        assert [a.status_code for a in answers] == [200] * 3
        assert len({a.content for a in answers}) == 1
        assert password.encode() not in answers[0].content
        assert entries(ending, answers[0].content)
