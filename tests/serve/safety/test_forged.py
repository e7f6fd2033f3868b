"""Requests that somebody else's page makes a reader's browser send: each refused, in every form they come in."""

from collections.abc import Callable

import pytest
from safety_site import log_in, token_in
from starlette.testclient import TestClient

from nutgraf.serve.guard import HEADERS
from nutgraf.serve.safety.forged import token_of

Site = Callable[..., TestClient]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def here(echoes: Site) -> TestClient:
    return echoes()


@pytest.fixture
def csrf(here: TestClient) -> str:
    """The token of the machine's own reader, as its pages show it."""
    here.get("/echo")
    guard = here.app.middleware_stack  # type: ignore[attr-defined]
    while not hasattr(guard, "_doorman"):
        guard = guard.app
    return token_of(guard._doorman._secret)


def test_a_form_that_was_meant_arrives_unharmed(here: TestClient, csrf: str) -> None:
    sent = {"csrf": csrf, "label": ["a & b", "ü=é"], "empty": ""}
    answer = here.post("/echo", data=sent).json()
    assert answer["form"] == {"csrf": [csrf], "label": ["a & b", "ü=é"], "empty": [""]}
    assert answer["reader"] == "reader"
    assert answer["may_write"] is True


def test_a_form_with_a_file_arrives_unharmed(here: TestClient, csrf: str) -> None:
    text = "<opml>" + "ä" * 200_000 + "</opml>"
    answer = here.post("/echo", data={"csrf": csrf}, files={"file": ("f.opml", text.encode())}).json()
    assert answer["form"]["file"] == [text]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_script_that_was_meant_shows_the_token_in_a_header(here: TestClient, csrf: str, method: str) -> None:
    answer = here.request(method, "/echo", content=b'{"a": 1}', headers={"X-CSRF-Token": csrf})
    assert answer.status_code == 200
    assert answer.json()["body"] == '{"a": 1}'


FORGED = {
    "no token": ({}, b"a=1", FORM),
    "empty token": ({}, b"csrf=&a=1", FORM),
    "wrong token": ({}, b"csrf=0000&a=1", FORM),
    "two tokens": ({}, b"csrf={csrf}&csrf={csrf}", FORM),
    "token in the query": ({"csrf": "{csrf}"}, b"a=1", FORM),
    "token in a cookie": ({}, b"a=1", FORM | {"Cookie": "csrf={csrf}"}),
    "as plain text": ({}, b"csrf={csrf}&a=1", {"Content-Type": "text/plain"}),
    "as JSON": ({}, b'{"csrf": "{csrf}"}', {"Content-Type": "application/json"}),
    "as nothing": ({}, b"csrf={csrf}", {}),
    "no body": ({}, b"", {}),
    "another page's": ({}, b"csrf={csrf}", FORM | {"Origin": "https://evil.example"}),
    "another port's": ({}, b"csrf={csrf}", FORM | {"Origin": "http://127.0.0.1:3000"}),
    "another scheme's": ({}, b"csrf={csrf}", FORM | {"Origin": "https://127.0.0.1:8080"}),
    "nobody's": ({}, b"csrf={csrf}", FORM | {"Origin": "null"}),
    "across sites": ({}, b"csrf={csrf}", FORM | {"Sec-Fetch-Site": "cross-site"}),
    "within a site": ({}, b"csrf={csrf}", FORM | {"Sec-Fetch-Site": "same-site"}),
    "method override": ({"_method": "POST"}, b"_method=DELETE", FORM | {"X-HTTP-Method-Override": "DELETE"}),
    "broken multipart": ({}, b"--x\r\n", {"Content-Type": "multipart/form-data; boundary=x"}),
    "multipart without boundary": ({}, b"csrf={csrf}", {"Content-Type": "multipart/form-data"}),
    "token as a file": (
        {},
        b'--x\r\nContent-Disposition: form-data; name="csrf"; filename="a"\r\n\r\n{csrf}\r\n--x--\r\n',
        {"Content-Type": "multipart/form-data; boundary=x"},
    ),
    "not ASCII": ({}, "csrf=é\udcff".encode("utf-8", "surrogateescape"), FORM | {"X-CSRF-Token": "\xff\xfe"}),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_was_not_meant_is_refused(here: TestClient, csrf: str, name: str) -> None:
    query, body, headers = FORGED[name]
    answer = here.post(
        "/echo",
        params={key: value.replace("{csrf}", csrf) for key, value in query.items()},
        content=body.replace(b"{csrf}", csrf.encode()),
        headers={key: value.replace("{csrf}", csrf).encode("latin-1") for key, value in headers.items()},
    )
    assert answer.status_code in (400, 403)
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


@pytest.mark.parametrize("headers", [{"Origin": "http://127.0.0.1:8080"}, {"Sec-Fetch-Site": "same-origin"}, {}])
def test_what_browsers_say_of_our_own_pages_is_believed(here: TestClient, csrf: str, headers: dict[str, str]) -> None:
    assert here.post("/echo", data={"csrf": csrf}, headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "FOO"])
def test_methods_that_nobody_needs_are_refused(here: TestClient, method: str) -> None:
    answer = here.request(method, "/echo")
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]


def test_asking_is_never_changing_whatever_it_says(here: TestClient) -> None:
    answer = here.get("/echo", params={"_method": "DELETE"}, headers={"X-HTTP-Method-Override": "POST"})
    assert answer.status_code == 200
    assert "x-http-method-override" not in answer.json()["headers"]


def test_the_token_of_another_session_is_refused(site: Site, ada: str) -> None:
    one, other = site(), site()
    assert log_in(one).status_code == log_in(other).status_code == 303
    mine, theirs = (token_in(c.get("/settings/security").text) for c in (one, other))
    assert len(mine) == len(theirs) == 64
    assert mine != theirs
    deed = {"do": "add", "label": "forged"}
    assert one.post("/settings/security", data=deed | {"csrf": theirs}).status_code == 403
    assert "forged" not in one.get("/settings/security").text
    assert one.post("/settings/security", data=deed | {"csrf": mine}).status_code == 200
    assert "forged" in one.get("/settings/security").text


@pytest.mark.parametrize("path", ["/greader/echo", "/api/greader.php/echo", "/unsubscribe/echo"])
def test_protocols_that_look_at_no_cookie_need_no_token(here: TestClient, path: str) -> None:
    answer = here.post(path, data={"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example"})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["reader"], told["may_write"], told["by"]) == ("", False, "nothing")
    assert told["form"] == {"List-Unsubscribe": ["One-Click"]}


@pytest.mark.parametrize("path", ["/greaderx", "/unsubscribe", "/api/greader.phpx/a", "/greader/../echo"])
def test_what_only_looks_like_them_does(here: TestClient, path: str) -> None:
    assert here.post(path, data={"a": "1"}).status_code in (400, 403)
