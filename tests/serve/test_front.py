"""The front page."""

from starlette.testclient import TestClient

from nutgraf.serve.guard import HEADERS


def test_the_front_page_lists_the_day(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Medinsky says after Istanbul talks" in answer.text


def test_every_answer_says_what_browsers_may_do(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/static/nutgraf.css"):
        headers = client.get(path).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_what_was_not_meant_is_refused(client: TestClient) -> None:
    assert client.post("/").status_code == 403
