"""Settings in a cookie, and numbers for a monitor."""

import re

import pytest
from starlette.testclient import TestClient

from nutgraf.views import Newsstand
from tests.serve.desk import faults_of, send, stranger


def test_what_is_chosen_holds_on_every_page_for_a_year(client: TestClient) -> None:
    page = client.get("/settings").text
    assert 'data-theme="system"' in page
    assert faults_of(page) == []
    status, to, page = send(client, "/settings", theme="dark", size="xl", keys="off")
    assert (status, to) == (303, "/settings?done=kept")
    for path in ("/", "/sources", "/settings"):
        assert 'data-theme="dark" data-size="xl" data-keys="off"' in client.get(path).text
    assert re.search(r'name="size" value="xl" checked', page)
    send(client, "/settings", theme="system", size="m", keys="on")
    assert 'data-theme="system" data-size="m" data-keys="on"' in client.get("/").text


def test_the_cookie_says_what_it_says_and_no_more(client: TestClient) -> None:
    token = re.search(r'name="csrf" content="([^"]+)"', client.get("/settings").text)
    assert token
    answer = client.post(
        "/settings",
        data={"theme": "contrast", "size": "huge", "keys": "off", "csrf": token[1], "evil": "x"},
        headers={"X-CSRF-Token": token[1]},
        follow_redirects=False,
    )
    cookie = answer.headers["set-cookie"]
    assert "theme=contrast&keys=off" in cookie
    assert "huge" not in cookie
    assert "evil" not in cookie
    assert {"Max-Age=31536000", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}


@pytest.mark.parametrize("cookie", ["theme=%3Cscript%3E", "x" * 5_000, "theme=dark&theme=no", "=&=&", "%ff%fe", ""])
def test_a_cookie_of_others_making_does_no_harm(client: TestClient, cookie: str) -> None:
    page = client.get("/settings", headers={"Cookie": f"prefs={cookie}"})
    assert page.status_code == 200
    assert re.search(r'data-theme="(system|dark)" data-size="m" data-keys="on"', page.text)


def test_a_stranger_has_settings_too(newsstand: Newsstand) -> None:
    with stranger(newsstand) as client:
        assert 'method="get"' in client.get("/settings").text
        client.get("/settings", params={"keep": "1", "theme": "dark"})
        assert 'data-theme="dark"' in client.get("/").text


def test_no_link_sets_what_a_reader_prefers(client: TestClient) -> None:
    client.get("/settings", params={"keep": "1", "theme": "dark"})
    assert 'data-theme="system"' in client.get("/").text


def test_numbers_are_text_of_prometheus(client: TestClient, newsstand: Newsstand) -> None:
    client.get("/nowhere")
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    values = dict(line.rsplit(" ", 1) for line in lines)
    assert values["nutgraf_stories"] == str(len(newsstand.archive.stories.cards()))
    assert values['nutgraf_requests_total{status="4xx"}'] == "1"
    assert all(re.fullmatch(r"[a-z_]+(\{status=\"\dxx\"\})? [\d.]+", line) for line in lines)
    again = client.get("/metrics").text
    assert 'nutgraf_requests_total{status="2xx"} 1' in again


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("203.0.113.7", {}, 403),
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 403),
        ("127.0.0.1", {"Forwarded": "for=203.0.113.7"}, 403),
    ],
)
def test_numbers_are_for_readers_and_this_machine(
    newsstand: Newsstand, host: str, headers: dict[str, str], status: int
) -> None:
    with stranger(newsstand, host) as client:
        assert client.get("/metrics", headers=headers).status_code == status
