"""Who may come in to the API, and with what: app passwords, visitors of a public paper, nobody else."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from nutgraf.model import SAVED, Feed
from nutgraf.serve.app import make_app
from nutgraf.settings import Serving, Settings
from nutgraf.views import Newsstand
from tests.serve.api.conftest import STORY, of_form

HERE = "http://127.0.0.1:8080"
SECRET = "https://user:pass@feeds.example.org/private/T0KEN.xml?key=S3CRET"


@pytest.fixture
def bearer(newsstand: Newsstand) -> dict[str, str]:
    """What a program of the user ada sends."""
    ada = newsstand.archive.users.add("ada", "seven herons by the mill", newsstand.now())
    return {"Authorization": f"Bearer {newsstand.archive.tokens.issue(ada, 'app', 'script', newsstand.now())}"}


def client_of(newsstand: Newsstand, *, public: bool = False) -> TestClient:
    """A client of a server that has users."""
    settings = replace(Settings(), serving=Serving(public=public))
    return TestClient(make_app(newsstand, settings), base_url=HERE)


def test_who_sends_no_app_password_is_told_so(newsstand: Newsstand, bearer: dict[str, str]) -> None:
    client = client_of(newsstand)
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Accept": "text/html"}):
        answer = client.get("/api/v1/stories", headers=headers, follow_redirects=False)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"
        assert of_form(answer.json(), "nutgraf.problem/1")["type"] == "/api/v1/problems/not-logged-in"


def test_a_program_reads_and_marks_for_its_user(newsstand: Newsstand, bearer: dict[str, str]) -> None:
    client = client_of(newsstand)
    assert client.get("/api/v1/", headers=bearer).json()["reader"]["name"] == "ada"
    for what in ("saved", "seen"):
        answer = client.post(f"/api/v1/stories/{STORY}/{what}", json={}, headers=bearer)
        assert answer.status_code == 200, "an app password needs no token"
    told = client.get(f"/api/v1/stories/{STORY}", headers=bearer).json()
    assert (told["saved"], told["seen"], told["unseen"]) == (True, 7, 0)
    assert newsstand.archive.marks.of("reader") == ()
    assert [mark.mark for mark in newsstand.archive.marks.of("ada")] == [SAVED]


def test_a_visitor_of_a_public_paper_reads_and_changes_nothing(newsstand: Newsstand, bearer: dict[str, str]) -> None:
    failing = Feed(
        SECRET, "Private", "https://user:pass@example.org/site?key=S3CRET", failure=f"{SECRET} answered 403."
    )
    newsstand.archive.feeds.add([replace(failing, moved_to=f"{SECRET}&b=1")])
    client = client_of(newsstand, public=True)
    door = client.get("/api/v1/").json()
    assert door["reader"] == {"name": "", "may_write": False, "csrf": ""}
    for path in door["links"]["stories"], f"/api/v1/stories/{STORY}", f"/api/v1/stories/{STORY}/changes?since=seen":
        assert client.get(path).status_code == 200
    told = client.get("/api/v1/sources").text
    for secret in ("T0KEN", "S3CRET", "user:pass", "private"):
        assert secret not in told
    assert client.get("/api/v1/sources").json()["sources"][0]["site"] == "https://example.org/site"
    for headers in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "x"}):
        answer = client.post(f"/api/v1/stories/{STORY}/saved", json={}, headers=headers)
        assert answer.status_code in (401, 403)
        of_form(answer.json(), "nutgraf.problem/1")
    assert client.get("/api/v1/stories?unseen=true").json()["stories"] == []
    assert client.get("/api/v1/sources", headers=bearer).json()["sources"][0]["address"] == SECRET


def test_other_names_of_this_machine_are_refused_as_problems(newsstand: Newsstand) -> None:
    client = TestClient(make_app(newsstand, Settings()), base_url="http://evil.example:8080")
    answer = client.get("/api/v1/stories")
    assert answer.status_code == 421
    assert of_form(answer.json(), "nutgraf.problem/1")["type"] == "/api/v1/problems/misdirected"
