"""Editions in the API: the brief as it was published, what changed, what is claimed, and what a program polls."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from nutgraf.briefs.printed import as_json
from nutgraf.briefs.printed.changes import changes_json
from nutgraf.briefs.printed.ledger.document import validate_ledger
from nutgraf.views import Newsstand
from tests.serve.api.conftest import STORY, Get


def test_the_brief_is_the_very_document_that_the_command_prints(
    client: TestClient, sample_copy: Path, newsstand: Newsstand
) -> None:
    words = ["show", STORY, "--format", "json", "--db", str(sample_copy), "--now", "2025-05-17"]
    printed = subprocess.run([sys.executable, "-m", "nutgraf", *words], capture_output=True, check=True, timeout=120)
    answer = client.get(f"/api/v1/stories/{STORY}/brief")
    assert answer.content == printed.stdout
    as_json.validate(answer.json())
    assert client.get(f"/api/v1/stories/{STORY}/editions/7").content == answer.content


@pytest.mark.parametrize("number", range(1, 8))
def test_every_edition_is_there_as_it_was(get: Get, newsstand: Newsstand, number: int) -> None:
    found = get(f"/stories/{STORY}/editions/{number}")
    assert found == as_json.as_document(newsstand.archive.editions.get(STORY, number).brief)


def test_the_editions_of_a_story_are_walked_from_the_newest(get: Get, client: TestClient) -> None:
    first = get(f"/stories/{STORY}/editions", limit=3)
    assert [one["number"] for one in first["editions"]] == [7, 6, 5]
    second = client.get(first["next"]).json()
    assert [one["number"] for one in second["editions"]] == [4, 3, 2]
    assert client.get(client.get(second["next"]).json()["next"] or "/api/v1/").json()["schema"] == "nutgraf.door/1"
    brief = get(first["editions"][0]["address"].removeprefix("/api/v1"))
    assert (brief["edition"], brief["headline"]["text"]) == (
        first["editions"][0]["id"],
        first["editions"][0]["headline"],
    )


def test_a_poller_gets_every_edition_once_and_then_what_came(get: Get, newsstand: Newsstand) -> None:
    seen, after = [], 0
    while page := get("/editions", after=after, limit=4)["editions"]:
        seen += [one["n"] for one in page]
        after = page[-1]["n"]
    assert seen == [row.n for row in newsstand.archive.newest.after(0, 1000)]
    assert get("/editions", after=after) == {
        "schema": "nutgraf.edition-list/1",
        "editions": [],
        "after": after,
        "next": None,
    }


@pytest.mark.parametrize(
    ("since", "number"), [(None, 6), ("0", 0), ("3", 3), ("2025-05-15", 5), ("999", 7), ("24h", 6)]
)
def test_changes_are_those_of_the_command(get: Get, newsstand: Newsstand, since: str | None, number: int) -> None:
    found = get(f"/stories/{STORY}/changes", **({"since": since} if since else {}))
    told = newsstand.changes(STORY, number)
    assert found == json.loads(changes_json(told.old, told.new, told.changes, told.sources))
    assert (found["from"], found["to"]) == (number, 7)


def test_changes_since_the_reader_looked(get: Get, newsstand: Newsstand) -> None:
    assert get(f"/stories/{STORY}/changes", since="seen")["from"] == 0
    newsstand.saw("reader", STORY, 4)
    assert get(f"/stories/{STORY}/changes", since="seen")["from"] == 4


def test_claims_are_the_whole_ledger_of_an_edition(get: Get, newsstand: Newsstand) -> None:
    found = get(f"/stories/{STORY}/claims")
    validate_ledger(found)
    positions = newsstand.archive.editions.get(STORY, 7).positions
    assert [one["id"] for one in found["positions"]] == [one.id for one in positions]
    earlier = get(f"/stories/{STORY}/claims", edition=1)
    assert 0 < len(earlier["positions"]) < len(found["positions"])


@pytest.mark.parametrize("what", ["brief", "changes", "claims", "editions/1"])
def test_a_story_that_was_never_briefed_has_none(reading: TestClient, what: str) -> None:
    answer = reading.get(f"/api/v1/stories/s1-72d000d4b46f/{what}")
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("Story s1-72d000d4b46f has no edition")
    assert reading.get("/api/v1/stories/s1-72d000d4b46f/editions").json()["editions"] == []
