"""`nutgraf stories` over articles of several languages, as a user types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nutgraf.briefs.printed.listing_json import validate_listing
from nutgraf.cli import OK, app
from nutgraf.newsroom import Newsroom, open_newsroom

CASES = Path(__file__).parents[1] / "evals" / "cases" / "languages" / "test.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def folder(at: Path, events: set[str], languages: set[str]) -> str:
    """Write the reports of some events, as pages that say neither language nor character set."""
    for number, row in enumerate(ROWS):
        if row["event"] in events and row["language"] in languages:
            head = f'<title>{row["title"]}</title><meta property="article:published_time" content="{row["published"]}">'
            body = f"<article><h1>{row['title']}</h1><p>{row['text']}</p></article>"
            page = f"<html><head>{head}</head><body>{body}</body></html>"
            (at / f"{number:03}.html").write_text(page, "utf-8")
    return str(at)


def test_each_story_says_in_which_other_languages_it_is_told(tmp_path: Path) -> None:
    ran = CliRunner().invoke(
        app, ["stories", folder(tmp_path, {"e11", "e20"}, {"es", "de", "tr", "ru"}), "--why", "--all"]
    )
    assert ran.exit_code == OK
    blocks = {block.split("\n")[0].split(". ", 1)[1]: block for block in ran.stdout.split("\n\n")}
    chile = next(block for title, block in blocks.items() if "segunda vuelta en Chile" in title)
    assert "Spanish; 2 articles" in chile
    assert "also told in: German (1 article, story" in chile
    assert "Turkish" not in chile
    assert "names Benavente" in chile
    assert "number 53" in chile


def test_the_json_holds_the_links_both_ways(tmp_path: Path) -> None:
    ran = CliRunner().invoke(
        app, ["stories", folder(tmp_path, {"e19"}, {"ja", "zh", "en"}), "--format", "json", "--why"]
    )
    document = json.loads(ran.stdout)
    validate_listing(document)
    linked = {(s["language"], t["language"]) for s in document["stories"] for t in s["told_in"]}
    assert linked == {(a, b) for a in ("ja", "zh", "en") for b in ("ja", "zh", "en") if a != b}
    numbers = {s["id"]: s["number"] for s in document["stories"]}
    assert all(numbers[t["id"]] == t["number"] for s in document["stories"] for t in s["told_in"])
    assert document["stories"][0]["told_in"][0]["why"]["days"] == ["2031-11-03"]


def test_one_language_loads_no_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Newsroom, "embedder", None)
    with open_newsroom() as newsroom:
        found = newsroom.survey([folder(tmp_path, {"e11", "e20"}, {"de"})])
        listing = newsroom.list_stories(found, None)
    assert [story.language for story in listing.stories] == ["de", "de"]
    assert not any(story.told_in for story in listing.stories)
