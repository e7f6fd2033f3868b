"""What goes wrong is a problem with an address, a sentence and a status, and tells nothing of the inside."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from nutgraf.errors import NotReadable, NutgrafError
from nutgraf.serve.api.door import Door, OneVoice
from nutgraf.serve.api.problems import KINDS
from nutgraf.serve.app import make_app
from nutgraf.settings import Serving, Settings
from nutgraf.views import Newsstand
from tests.serve.api.conftest import STORY, of_form


def problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = of_form(answer.json(), "nutgraf.problem/1")
    assert (told["status"], told["type"]) == (status, f"/api/v1/problems/{kind}")
    assert "Traceback" not in answer.text
    return told


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/nowhere", 404, "not-found"),
        ("/stories/", 404, "not-found"),
        ("/stories/s1-ffffffffffff", 404, "not-found"),
        (f"/stories/{STORY}/editions/99", 404, "not-found"),
        (f"/stories/{STORY}/editions/0", 422, "invalid"),
        (f"/stories/{STORY}/editions/{'9' * 400}", 422, "invalid"),
        (f"/stories/{STORY}/editions/x", 422, "invalid"),
        ("/stories/..%2f..%2fetc%2fpasswd", 400, "bad-request"),
        ("/stories/%00%00%00%00%00", 400, "bad-request"),
        ("/stories/%ff%fe%fd%fc%fb", 422, "invalid"),
        ("/articles/a1-nothing", 404, "not-found"),
        ("/stories?limit=0", 422, "invalid"),
        ("/stories?limit=1000", 422, "invalid"),
        ("/stories?topic=x", 422, "invalid"),
        ("/?x=1", 422, "invalid"),
        ("/stories?since=yesterday", 422, "invalid"),
        ("/stories?since=2025-02-30", 400, "bad-request"),
        ("/articles?until=2025-06-31", 400, "bad-request"),
        (f"/stories/{STORY}/changes?since=2025-02-29", 400, "bad-request"),
        ("/stories?since=%D9%A3d", 422, "invalid"),
        ("/search", 422, "invalid"),
        ("/search?q=one&q=two", 422, "invalid"),
        ("/search?q=" + "x" * 301, 422, "invalid"),
        ("/search?q=" + "x" * 5000, 414, "address-too-long"),
        ("/stories?" + "&".join(["q=1"] * 50), 414, "address-too-long"),
        ("/schemas/nutgraf.brief/2", 404, "not-found"),
        ("/problems/none", 404, "not-found"),
    ],
)
def test_every_fault_has_its_kind(reading: TestClient, path: str, status: int, kind: str) -> None:
    told = problem(reading.get(f"/api/v1{path}"), status, kind)
    assert told["detail"].endswith(".")
    assert (told["errors"] != []) == (status == 422)


def test_every_place_that_is_wrong_is_named(reading: TestClient) -> None:
    told = problem(reading.get("/api/v1/stories?limit=x&order=best&tpoic=1&since=x"), 422, "invalid")
    assert {one["where"] for one in told["errors"]} == {"query.limit", "query.order", "query.tpoic", "query.since"}


def test_many_wrong_places_make_no_great_answer(reading: TestClient) -> None:
    query = "&".join(f"{'p' * 90}{n}=1" for n in range(38))
    assert len(reading.get(f"/api/v1/stories?{query}").content) < 5_000


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST", "OPTIONS"])
def test_other_methods_are_refused_with_those_that_are_taken(
    client: TestClient, token: dict[str, str], method: str
) -> None:
    answer = client.request(method, "/api/v1/stories", headers=token)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD"
    answer = client.get(f"/api/v1/stories/{STORY}/seen")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_has_a_text(reading: TestClient, name: str) -> None:
    answer = reading.get(f"/api/v1/problems/{name}")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith(f"{KINDS[name].status} {KINDS[name].title}\n")


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (RuntimeError("secret /home/of/somebody"), 500, "failed"),
        (NutgrafError("damaged secret"), 500, "failed"),
        (NotReadable("The archive /home/secret.db cannot be used."), 503, "unavailable"),
    ],
)
def test_what_fails_inside_tells_nothing_of_it(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, kind: str
) -> None:
    def fails(_: str) -> None:
        raise error

    monkeypatch.setattr(newsstand, "card", fails)
    client = TestClient(
        make_app(newsstand, Settings()), base_url="http://127.0.0.1:8080", raise_server_exceptions=False
    )
    answer = client.get(f"/api/v1/stories/{STORY}")
    problem(answer, status, kind)
    assert "secret" not in answer.text


def test_problems_and_links_know_the_path_of_a_proxy(newsstand: Newsstand) -> None:
    settings = Settings(serving=Serving(base_url="http://127.0.0.1:8080/news"))
    client = TestClient(make_app(newsstand, settings), base_url="http://127.0.0.1:8080")
    assert client.get("/api/v1/").json()["links"]["stories"] == "/news/api/v1/stories"
    assert client.get("/api/v1/stories?limit=1&since=7d").json()["next"].startswith("/news/api/v1/stories?")
    assert client.get("/api/v1/openapi.json").json()["servers"] == [{"url": "/news/api/v1"}]


def told_by(answer: Response, method: str = "GET", path: str = "/api/v1/stories") -> Any:
    """What becomes of an answer that something outside the API gives."""
    app = OneVoice(Starlette(routes=[Route("/{path:path}", lambda _: answer, methods=["GET", "POST"])]))
    return TestClient(app).request(method, path)


def test_what_is_refused_outside_is_told_as_a_problem() -> None:
    refusal = PlainTextResponse("Too many tries; wait.\n", 429, {"Retry-After": "60", "X-Kept": "1"})
    answer = told_by(refusal)
    assert problem(answer, 429, "too-many-requests")["detail"] == "Too many tries; wait."
    assert (answer.headers["retry-after"], answer.headers["x-kept"]) == ("60", "1")
    bare = Response(
        '{"type":"about:blank","title":"Log in to read this.","status":401}', 401, media_type="application/problem+json"
    )
    assert problem(told_by(bare), 401, "not-logged-in")["detail"] == "Log in to read this."
    page = Response("<h1>Oh</h1>" * 10_000, 502, media_type="text/html")
    assert problem(told_by(page), 502, "failed")["detail"] == "Bad Gateway."
    assert told_by(PlainTextResponse("No", 403), "HEAD").content == b""


def test_other_addresses_and_answers_are_left_alone() -> None:
    assert told_by(PlainTextResponse("No", 404), path="/story/x").text == "No"
    assert told_by(PlainTextResponse("Yes", 200)).text == "Yes"


def test_a_body_is_not_read_beyond_its_bound() -> None:
    async def reached(*_: object) -> None:
        raise AssertionError("the API was reached")

    parts = iter([{"type": "http.request", "body": b"x" * 1000, "more_body": True}] * 100)
    sent: list[Message] = []

    async def receive() -> Message:
        return next(parts)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/x",
        "root_path": "/api/v1",
        "query_string": b"",
        "headers": [],
    }
    asyncio.run(Door(reached)(scope, receive, send))
    assert sent[0]["status"] == 413
    assert len(list(parts)) == 95
