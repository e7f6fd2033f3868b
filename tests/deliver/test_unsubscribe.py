"""Ending mail by a link: looking changes nothing, one POST without cookie, token or login ends it (RFC 8058)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from nutgraf.model import Subscriber
from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand


@pytest.fixture
def client(newsstand: Newsstand) -> Iterator[TestClient]:
    with TestClient(make_app(newsstand, Settings()), base_url="http://127.0.0.1:8080") as made:
        yield made


@pytest.fixture
def one(newsstand: Newsstand) -> Subscriber:
    now = newsstand.now()
    new = Subscriber("ada@post.example", "", "day", "", "", active=True, made_at=now)
    return newsstand.archive.subscribers.add(new, now - timedelta(days=1))


def test_looking_changes_nothing(client: TestClient, newsstand: Newsstand, one: Subscriber) -> None:
    answer = client.get(f"/unsubscribe/{one.token}")
    assert answer.status_code == 200
    assert "ad…@post.example gets a digest every day" in answer.text
    assert "ada@post.example" not in answer.text
    assert '<form method="post">' in answer.text
    assert newsstand.archive.subscribers.get(one.address).active


def test_one_click_ends_it(client: TestClient, newsstand: Newsstand, one: Subscriber) -> None:
    for _ in range(2):
        answer = client.post(f"/unsubscribe/{one.token}", data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "gets no more mail" in answer.text
        assert not newsstand.archive.subscribers.get(one.address).active


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "..%2f..", "%ff"])
def test_a_wrong_token_ends_nothing(client: TestClient, newsstand: Newsstand, one: Subscriber, token: str) -> None:
    for answer in (client.get(f"/unsubscribe/{token}"), client.post(f"/unsubscribe/{token}")):
        assert answer.status_code in (400, 404, 414)
    assert newsstand.archive.subscribers.get(one.address).active


def test_it_ends_without_a_login_where_all_else_asks_for_one(newsstand: Newsstand, one: Subscriber) -> None:
    newsstand.archive.users.add("ada", "correct horse battery", newsstand.now())
    with TestClient(make_app(newsstand, Settings()), base_url="http://127.0.0.1:8080", follow_redirects=False) as made:
        assert made.get("/").status_code in (303, 401)
        assert "gets a digest every day" in made.get(f"/unsubscribe/{one.token}").text
        assert made.post(f"/unsubscribe/{one.token}", data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not newsstand.archive.subscribers.get(one.address).active
