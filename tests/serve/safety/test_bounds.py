"""Too much, and strange addresses: what is refused before anything of it is looked at."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from nutgraf.serve.guard import HEADERS
from nutgraf.serve.safety.bounds import MOST_FORM, MOST_OF_READER_APPS, MOST_UPLOAD
from nutgraf.serve.safety.tries import FORGOTTEN_S, REMEMBERED, Tries

Site = Callable[..., TestClient]
NOW = datetime(2026, 5, 17, tzinfo=UTC)
STRANGE = [
    "/static/../settings.py",
    "/static/..%2f..%2fapp.py",
    "/static/%2e%2e/%2e%2e/app.py",
    "/static/%2e%2e%2f%2e%2e%2fetc/passwd",
    "/static/..%5c..%5capp.py",
    "/static/%5c..%5capp.py",
    "/static//etc/passwd",
    "/static/%2fetc/passwd",
    "/static/nutgraf.css%00.png",
    "/static/%00",
    "/static/",
    "/static",
    "/static/nutgraf.css/..",
    "/static/.%2e/app.py",
    "/static/..;/app.py",
    "/static/%c0%ae%c0%ae/app.py",
    "/static/~root",
    "/story/..%2f..%2fetc%2fpasswd",
    "/story/%0d%0aSet-Cookie:%20a=b",
    "/story/%00",
    "/article/../../etc/passwd",
    "/article/%ff%fe",
    "//evil.example/",
    "//evil.example/static/",
    "/%2f%2fevil.example",
    "/\\evil.example",
    "/" + "a" * 5_000,
    "/" + "%61" * 1_000,
    "/." * 400,
]


@pytest.mark.parametrize("path", STRANGE)
def test_strange_addresses_lead_nowhere(site: Site, path: str) -> None:
    answer = ask(site(), path)
    assert 300 < answer.status_code < 500
    assert "root:" not in answer.text
    assert "import " not in answer.text
    assert "evil.example" not in answer.headers.get("location", "").partition("8080")[0]
    assert "set-cookie" not in answer.headers
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


def ask(client: TestClient, path: str) -> Any:
    """Ask for a path just as it stands: clients would tidy it up."""

    url = httpx.URL("http://127.0.0.1:8080/")
    return client.get(url.copy_with(raw_path=path.encode()))


@pytest.mark.parametrize(
    "query",
    ["q=" + "x" * 5_000, "&".join(f"a{n}=1" for n in range(150)), "&" * 500, "q=%00" * 99, "q=" + "%f0%9f" * 2_000],
)
def test_queries_are_bounded(site: Site, query: str) -> None:
    answer = ask(site(), f"/?{query}")
    assert answer.status_code in (200, 414)
    assert (answer.status_code == 414) == (len(query) > 4_000 or query.count("&") >= 100)


def test_reader_apps_may_name_more_at_once(echoes: Site) -> None:
    many = "&".join(f"i=tag:google.com,2005:reader/item/{n:016x}" for n in range(1_000))
    assert ask(echoes(), f"/greader/echo?{many[:50_000]}").status_code == 200
    assert ask(echoes(), f"/echo?{many[:50_000]}").status_code == 414
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert echoes().post("/greader/echo", content=many[:55_000], headers=form).status_code == 200
    assert echoes().post("/greader/echo", content="x" * (MOST_OF_READER_APPS + 1)).status_code == 413


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("application/x-www-form-urlencoded", MOST_FORM),
        ("application/json", MOST_FORM),
        ("multipart/form-data; boundary=x", MOST_UPLOAD),
        ("", MOST_FORM),
    ],
)
def test_bodies_are_bounded_whether_they_say_their_size_or_not(echoes: Site, kind: str, most: int) -> None:
    def parts() -> Any:
        for _ in range(most // 50_000 + 2):
            yield b"x" * 50_000

    for body in (b"x" * (most + 1), parts()):
        answer = echoes().post("/echo", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 413


def test_forms_of_thousands_of_fields_are_refused(echoes: Site) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    began = time.perf_counter()
    answer = echoes().post("/echo", content="&".join(f"a{n}=" for n in range(9_000)), headers=form)
    assert answer.status_code == 400
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="a{n}"\r\n\r\n\r\n' for n in range(9_000))
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert echoes().post("/echo", content=parts + "--x--\r\n", headers=kind).status_code == 400
    assert time.perf_counter() - began < 10


def test_documents_nested_deep_are_not_looked_into(echoes: Site) -> None:
    answer = echoes().post("/echo", content="[" * 60_000, headers={"Content-Type": "application/json"})
    assert answer.status_code == 403


def test_who_asks_sends_nothing(echoes: Site) -> None:
    assert echoes().request("GET", "/echo", content=b"x").status_code == 400
    assert echoes().request("GET", "/echo", content=iter([b"x"])).status_code == 400
    assert echoes().request("GET", "/echo", headers={"Content-Length": "0"}).status_code == 200


@pytest.mark.parametrize("size", ["-1", "9" * 5_000, "1e3", "0x10", "", "٣"])
def test_sizes_that_are_none_are_no_way_round(echoes: Site, size: str) -> None:
    answer = echoes().post("/echo", content=b"a=1", headers={"Content-Length": size.encode()})
    assert answer.status_code in (400, 403, 413)


def test_tries_that_are_remembered_are_bounded() -> None:
    tries = Tries(3)
    for n in range(REMEMBERED + 500):
        tries.wait_s(f"name{n}", f"10.{n >> 16}.{(n >> 8) & 255}.{n & 255}", NOW)
    assert len(tries._names) == len(tries._addresses) == REMEMBERED


def test_a_hundred_guesses_at_once_are_counted_before_they_are_checked() -> None:
    tries = Tries(10)
    waits = [tries.wait_s("ada", f"10.0.0.{n}", NOW) for n in range(100)]
    assert waits[:10] == [0] * 10
    assert all(wait > 0 for wait in waits[10:])


def test_waits_double_and_end(now: datetime = NOW) -> None:
    tries, waits = Tries(2), []
    for _ in range(12):
        while wait := tries.wait_s("ada", "1.2.3.4", now):
            waits.append(wait)
            now += timedelta(seconds=wait)
    assert waits[:5] == [16, 31, 61, 121, 241]
    assert max(waits) <= FORGOTTEN_S + 1
    assert tries.wait_s("ada", "1.2.3.4", now + timedelta(seconds=FORGOTTEN_S)) == 0


def test_a_network_of_addresses_counts_as_one() -> None:
    tries = Tries(2)
    waits = [tries.wait_s(f"n{n}", f"2001:db8::{n:x}", NOW) for n in range(1, 5)]
    assert [wait > 0 for wait in waits] == [False, False, True, True]
    assert tries.wait_s("other", "2001:db8:0:1::1", NOW) == 0


def test_who_logs_in_rightly_is_not_counted() -> None:
    tries = Tries(2)
    for _ in range(50):
        assert tries.wait_s("ada", "1.2.3.4", NOW) == 0
        tries.right("ada", "1.2.3.4")
