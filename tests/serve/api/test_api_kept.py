"""ETags and what they save, HEAD, and what a cache may do."""

import pytest
from starlette.testclient import TestClient

from nutgraf.views import Newsstand
from tests.serve.api.conftest import STORY

PATHS = [
    "/", "/stories?since=7d", f"/stories/{STORY}", f"/stories/{STORY}/brief", f"/stories/{STORY}/editions",
    f"/stories/{STORY}/editions/3", f"/stories/{STORY}/changes?since=2", f"/stories/{STORY}/claims", "/editions",
    "/articles", "/articles/a1-188583a3acb8", "/sources", "/search?q=talks", "/openapi.json", "/about",
    "/schemas/nutgraf.brief/1", "/problems/not-found",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_who_has_it_gets_no_body(reading: TestClient, path: str) -> None:
    first = reading.get(f"/api/v1{path}")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert reading.get(f"/api/v1{path}").headers["etag"] == tag
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (tag, f'"other", W/{tag}', "*"):
        answer = reading.get(f"/api/v1{path}", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b""), known
        for name in ("etag", "cache-control", "vary"):
            assert answer.headers[name] == first.headers[name]
        assert "content-type" not in answer.headers
    for unknown in ('"other"', tag.strip('"'), "", '"', "W/"):
        assert reading.get(f"/api/v1{path}", headers={"If-None-Match": unknown}).status_code == 200, unknown


@pytest.mark.parametrize("path", PATHS)
def test_head_tells_the_same_without_a_body(reading: TestClient, path: str) -> None:
    got, head = reading.get(f"/api/v1{path}"), reading.head(f"/api/v1{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)


def test_head_of_what_is_not_there(reading: TestClient) -> None:
    answer = reading.head("/api/v1/stories/s1-none0")
    assert (answer.status_code, answer.content) == (404, b"")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_known_edition_is_neither_read_nor_printed(
    client: TestClient, newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"/api/v1/stories/{STORY}/{what}" for what in ("brief", "editions/2", "changes?since=1", "claims")]
    tags = {path: client.get(path).headers["etag"] for path in paths}

    def read_again(*_: object) -> None:
        raise AssertionError("an edition was read")

    monkeypatch.setattr(newsstand.archive.editions, "get", read_again)
    monkeypatch.setattr(newsstand, "story", read_again)
    for path, tag in tags.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(path).status_code == 200, "printed once, kept"


def test_tags_tell_editions_apart(reading: TestClient) -> None:
    tags = [reading.get(f"/api/v1/stories/{STORY}/editions/{n}").headers["etag"] for n in range(1, 8)]
    assert len(set(tags)) == 7
    assert reading.get(f"/api/v1/stories/{STORY}/brief").headers["etag"] == tags[-1]


def test_a_mark_changes_the_tag_of_a_story(client: TestClient, newsstand: Newsstand) -> None:
    before = client.get(f"/api/v1/stories/{STORY}").headers["etag"]
    newsstand.saw("reader", STORY, 7)
    assert client.get(f"/api/v1/stories/{STORY}", headers={"If-None-Match": before}).status_code == 200
