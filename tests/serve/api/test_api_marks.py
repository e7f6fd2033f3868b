"""What a reader remembers of a story, changed by program."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from nutgraf.views import Newsstand
from tests.serve.api.conftest import STORY, Get, of_form


def post(client: TestClient, what: str, token: dict[str, str], body: object, story: str = STORY) -> dict[str, Any]:
    answer = client.post(f"/api/v1/stories/{story}/{what}", json=body, headers=token)
    assert answer.status_code == 200, answer.text
    return of_form(answer.json(), "nutgraf.marks/1")


def test_seen_moves_forward_and_is_shared(
    client: TestClient, get: Get, newsstand: Newsstand, token: dict[str, str]
) -> None:
    assert post(client, "seen", token, {"edition": 3})["unseen"] == 4
    assert post(client, "seen", token, {"edition": 1.0})["seen"] == 3
    assert get(f"/stories/{STORY}")["unseen"] == 4
    assert post(client, "seen", token, {}) == {
        "schema": "nutgraf.marks/1", "story": STORY, "edition": 7, "seen": 7, "unseen": 0, "saved": False,
    }  # fmt: skip
    assert newsstand.archive.marks.seen("reader") == {STORY: 7}


def test_saved_and_saved_no_longer(client: TestClient, get: Get, token: dict[str, str]) -> None:
    assert post(client, "saved", token, {})["saved"]
    assert post(client, "saved", token, {"saved": True}, story=STORY[:8])["saved"], "old names are sent on"
    assert get(f"/stories/{STORY}")["saved"]
    assert not post(client, "saved", token, {"saved": False})["saved"]


def test_a_story_without_an_edition_has_nothing_to_be_seen(client: TestClient, token: dict[str, str]) -> None:
    assert post(client, "seen", token, {}, story="s1-72d000d4b46f")["seen"] == 0


@pytest.mark.parametrize(
    ("body", "media", "status", "kind"),
    [
        ("{", "application/json", 422, "invalid"),
        ('{"edition": "3"}', "application/json", 422, "invalid"),
        ('{"edition": true}', "application/json", 422, "invalid"),
        ('{"edition": 1.5}', "application/json", 422, "invalid"),
        ('{"edition": 0}', "application/json", 422, "invalid"),
        ('{"edition": 8}', "application/json", 404, "not-found"),
        ('{"edition": 1e999}', "application/json", 422, "invalid"),
        ('{"other": 1}', "application/json", 422, "invalid"),
        ("[" * 4000, "application/json", 400, "bad-request"),
        (b"\xff\xfe{", "application/json", 400, "bad-request"),
        ("edition=3", "application/x-www-form-urlencoded", 415, "media-type"),
        ("", "application/json", 422, "invalid"),
        (" " * 5000, "application/json", 413, "too-large"),
    ],
)
def test_bodies_of_other_forms_are_refused(
    client: TestClient, newsstand: Newsstand, token: dict[str, str], body: str, media: str, status: int, kind: str
) -> None:
    headers = {**token, "Content-Type": media}
    answer = client.post(f"/api/v1/stories/{STORY}/seen", content=body, headers=headers)
    assert answer.status_code == status, answer.text
    problem = of_form(answer.json(), "nutgraf.problem/1")
    assert problem["type"].endswith(f"/problems/{kind}")
    assert newsstand.archive.marks.seen("reader") == {}


def test_what_was_not_meant_changes_nothing(client: TestClient, newsstand: Newsstand) -> None:
    answer = client.post(f"/api/v1/stories/{STORY}/saved", json={})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert of_form(answer.json(), "nutgraf.problem/1")["type"] == "/api/v1/problems/forbidden"
    assert newsstand.archive.marks.of("reader") == ()
