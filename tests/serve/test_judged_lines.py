"""A line that only a judge let pass is marked wherever the web reader, the feeds and the API show it."""

import re
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from nutgraf.model import Edition, WrittenBy
from nutgraf.store.rows import packed, unpacked

FREE = "Both sides will swap a thousand prisoners each, the most in this war."


@pytest.fixture
def story(sample_copy: Path) -> str:
    """Have a model word the first line of the biggest story's newest edition, and return the story's id."""
    with sqlite3.connect(sample_copy) as archive:
        n, name, data = archive.execute("SELECT n, story, edition FROM editions ORDER BY n DESC LIMIT 1").fetchone()
        edition = unpacked(data, Edition)
        first, *others = edition.brief.summary
        free = replace(first, text=FREE, edits=(), judged=True)
        by = WrittenBy("SmolLM2-135M", "4bit", date(2025, 5, 16), "model, judged", "nli-small")
        brief = replace(edition.brief, summary=(free, *others), mode="model, judged", written_by=by)
        archive.execute("UPDATE editions SET edition = ? WHERE n = ?", (packed(replace(edition, brief=brief)), n))
    return str(name)


def test_the_story_page_marks_it_and_says_what_the_mark_means(story: str, client: TestClient) -> None:
    page = client.get(f"/story/{story}").text
    assert re.search(
        re.escape(FREE) + r'</a><span class="free"[^>]*><span aria-hidden="true">◇</span> judged</span>', page
    )
    assert len(re.findall('class="free"', page)) == page.count(FREE), "no other line bears the mark"
    assert "passed by nli-small, not traced word for word." in page
    assert "Wording: SmolLM2-135M (4bit), judged by nli-small, 16 May 2025." in page


def test_its_sources_say_that_no_edits_lead_to_it(story: str, client: TestClient) -> None:
    page = client.get(f"/story/{story}").text
    line = re.search(r'href="([^"]*)"><span class="vh">[^<]*</span>' + re.escape(FREE), page)
    assert line is not None
    opened = client.get(line[1].split("#")[0]).text
    assert "not traced word for word" in opened
    assert "word for word from" not in opened.casefold().split(FREE.casefold())[1][:200]


def test_the_api_and_the_feed_say_so_too(story: str, client: TestClient) -> None:
    brief = client.get(f"/api/v1/stories/{story}/brief").json()
    assert brief["mode"] == "model, judged"
    assert [line.get("judged", False) for line in brief["summary"]][:2] == [True, False]
    feed = client.get(f"/feeds/story/{story}.json").json()
    assert "◇ judged" in feed["items"][0]["content_html"]
