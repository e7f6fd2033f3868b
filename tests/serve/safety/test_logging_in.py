"""Who comes in, and how: logins and their sessions, guessing, programs, proxies, names under which we are asked."""

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from safety_site import PASSWORD, log_in, token_in
from starlette.testclient import TestClient

from nutgraf.serve.guard import HEADERS
from nutgraf.serve.pages.entry import browser_of, safe_next
from nutgraf.settings import Serving
from nutgraf.views import Newsstand

Site = Callable[..., TestClient]
PAGE = {"Accept": "text/html"}


def test_without_users_the_machine_is_its_readers(echoes: Site) -> None:
    told = echoes().get("/echo").json()
    assert (told["reader"], told["may_write"], told["by"]) == ("reader", True, "machine")


@pytest.mark.parametrize(
    "headers",
    [{"X-Forwarded-For": "1.2.3.4"}, {"Forwarded": "for=1.2.3.4"}, {"Via": "1.1 x"}, {"X-Real-IP": "1.2.3.4"}],
)
def test_who_comes_through_a_proxy_is_not_the_machines_reader(echoes: Site, headers: dict[str, str]) -> None:
    assert echoes().get("/echo", headers=headers).status_code == 401


def test_the_world_is_not_the_machines_reader_either(echoes: Site) -> None:
    asked = echoes("http://news.example", hosts=("news.example",))
    assert asked.get("/echo").status_code == 401
    assert echoes(host="0.0.0.0").get("/echo").status_code == 401


def test_where_anybody_may_read_nobody_changes_anything(site: Site, echoes: Site) -> None:
    public = echoes(public=True)
    told = public.get("/echo").json()
    assert (told["reader"], told["may_write"], told["by"]) == ("", False, "nothing")
    assert public.post("/echo", data={"csrf": ""}).status_code == 401
    assert public.post("/echo", headers={"X-CSRF-Token": ""}).status_code == 401
    assert public.get("/metrics").status_code == 401
    assert site(public=True).get("/").status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:8080",
        "192.168.0.1",
        "[::2]",
        "127.0.0.2",
        "evil.example\t",
        "a@127.0.0.1",
        "127.0.0.1/x",
        "",
        "127.0.0.1:8080:1",
        "\uff4cocalhost",
        "0.0.0.0",
    ],
)
def test_names_that_are_not_ours_are_refused(echoes: Site, host: str) -> None:
    answer = echoes().get("/echo", headers={"Host": host.encode("utf-8")})
    assert answer.status_code in (400, 421)
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:8080", "localhost."])
def test_names_of_this_machine_are_ours(echoes: Site, host: str) -> None:
    assert echoes().get("/echo", headers={"Host": host}).status_code == 200


def test_names_that_settings_give_are_ours(echoes: Site, ada: str) -> None:
    public = {"public": True, "hosts": ("Paper.lan",), "base_url": "https://news.example:444/"}
    for host, status in (("paper.lan:80", 200), ("news.example", 200), ("paper.example", 421)):
        assert echoes(**public).get("/echo", headers={"Host": host}).status_code == status


def test_a_visitor_is_led_to_the_login_and_back(site: Site, ada: str) -> None:
    client = site()
    asked = client.get("/search?q=a%26b&page=2", headers=PAGE)
    assert asked.status_code == 303
    assert asked.headers["location"] == "/login?next=/search%3Fq%3Da%2526b%26page%3D2"
    assert client.get("/search").status_code == 401
    assert client.get("/api/v1/stories").headers["content-type"] == "application/problem+json"
    back = log_in(client, next="/search?q=a%26b&page=2")
    assert (back.status_code, back.headers["location"]) == (303, "/search?q=a%26b&page=2")
    assert client.get("/").status_code == 200


def test_a_session_is_a_secret_that_scripts_and_others_never_see(site: Site, ada: str) -> None:
    client = site()
    answer = log_in(client)
    cookie = next(v for v in answer.headers.get_list("set-cookie") if v.startswith("nutgraf="))
    assert re.fullmatch(r"nutgraf=ng_[\w-]{43}; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax", cookie)
    page = client.get("/settings/security")
    assert client.cookies["nutgraf"] not in page.text
    assert page.headers["cache-control"] == "private, no-store"


def test_over_https_cookies_bind_to_the_host_and_browsers_stay_with_it(site: Site, ada: str) -> None:
    client = site("https://news.example", hosts=("news.example",))
    answer = log_in(client)
    cookie = next(v for v in answer.headers.get_list("set-cookie") if "-visit" not in v)
    assert cookie.startswith("__Host-nutgraf=ng_")
    assert "; Secure" in cookie
    assert "Domain" not in cookie
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert client.get("/").status_code == 200
    client.cookies.set("nutgraf", client.cookies["__Host-nutgraf"])
    del client.cookies["__Host-nutgraf"]
    assert client.get("/").status_code == 401


def test_a_session_set_by_others_is_never_taken_over(site: Site, newsstand: Newsstand, ada: str) -> None:
    client = site()
    for made_up in ("ng_" + "a" * 43, "x" * 43):
        client.cookies.set("nutgraf", made_up, domain="127.0.0.1")
        assert client.get("/").status_code == 401
        log_in(client)
        assert client.cookies["nutgraf"] != made_up
        client.cookies.clear()
    newsstand.archive.users.add("eve", PASSWORD, newsstand.now())
    log_in(client, "eve")
    fixed = client.cookies["nutgraf"]
    assert log_in(client).status_code == 303  # somebody logs in with the session that eve put there
    assert client.cookies["nutgraf"] != fixed
    assert newsstand.archive.tokens.holder(fixed, ("session",), newsstand.now()) is None


def test_a_logout_ends_the_session_here_too(site: Site, ada: str) -> None:
    client = site()
    log_in(client)
    kept = client.cookies["nutgraf"]
    assert client.get("/logout").status_code == 200
    assert client.post("/logout").status_code == 403
    assert client.get("/").status_code == 200
    csrf = token_in(client.get("/logout").text)
    assert client.post("/logout", data={"csrf": csrf}).status_code == 303
    client.cookies.set("nutgraf", kept)
    assert client.get("/").status_code == 401


def test_a_session_ends_when_it_is_not_used(site: Site, newsstand: Newsstand, ada: str) -> None:
    client, begun = site(session_days=2), newsstand.now()
    log_in(client)
    for days, status in ((1, 200), (2, 200), (3.9, 200), (6, 401)):
        newsstand.now = lambda days=days: begun + timedelta(days=days)  # type: ignore[misc]
        client.app.middleware_stack = None  # type: ignore[attr-defined]  # a guard that remembers nothing
        assert client.get("/").status_code == status


def test_the_same_answer_for_a_wrong_name_and_a_wrong_password(site: Site, ada: str) -> None:
    client = site()
    answers = [log_in(client, name, "wrong words at all") for name in ("ada", "bob")]
    assert [a.status_code for a in answers] == [403, 403]
    assert len({re.sub(r'value="[^"]*"', "", a.text) for a in answers}) == 1


def test_a_login_of_others_making_is_refused(site: Site, ada: str) -> None:
    client, theirs = site(), site()
    csrf = token_in(theirs.get("/login").text)
    form = {"name": "ada", "password": PASSWORD}
    assert client.post("/login", data=form).status_code == 403
    assert client.post("/login", data=form | {"csrf": csrf}).status_code == 403
    client.get("/login")
    assert client.post("/login", data=form | {"csrf": csrf}).status_code == 403
    assert client.post("/login", data=form | {"csrf": ""}).status_code == 403


def test_guessing_has_to_wait_longer_and_longer(site: Site, newsstand: Newsstand, ada: str) -> None:
    client, begun = site(tries=3), newsstand.now()
    assert [log_in(client, password="wrong words at all").status_code for _ in range(3)] == [403] * 3
    blocked = log_in(client)
    assert (blocked.status_code, blocked.headers["retry-after"]) == (429, "16")
    assert log_in(client, "bob").status_code == 429  # the address has to wait, whatever name it tries
    newsstand.now = lambda: begun + timedelta(seconds=17)  # type: ignore[method-assign]
    assert log_in(client, password="wrong words at all").status_code == 403
    assert log_in(client).headers["retry-after"] == "31"
    newsstand.now = lambda: begun + timedelta(minutes=16)  # type: ignore[method-assign]
    assert log_in(client).status_code == 303


def test_another_address_in_a_header_is_no_other_address(site: Site, ada: str) -> None:
    client = site(tries=3, public=True)
    for n in range(3):
        client.headers["X-Forwarded-For"] = f"10.0.0.{n}"
        log_in(client, f"name{n}", "wrong words at all")
    client.headers["X-Forwarded-For"] = "10.0.0.99"
    assert log_in(client, "name9").status_code == 429


def test_behind_a_proxy_that_is_believed_each_address_counts_for_itself(site: Site, ada: str) -> None:
    client = site(tries=3, client="10.1.1.1", proxies=("10.1.0.0/16",))
    for _ in range(4):
        client.headers["X-Forwarded-For"] = "6.6.6.6, 1.2.3.4"
        last = log_in(client, "bob", "wrong words at all")
    assert last.status_code == 429
    client.headers["X-Forwarded-For"] = "1.2.3.4, 7.7.7.7"
    assert log_in(client).status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:1",
        "",
        "evil.example",
        "/%0d%0aLocation: x" * 50,
        " //evil.example",
        "///evil.example",
        "/login",
        "/logout",
        "http:evil.example",
        "/\r\nSet-Cookie: a=b",
        "//[",
        "@evil.example",
        "/\x00",
    ],
)
def test_a_login_leads_to_no_other_server(site: Site, ada: str, wanted: str) -> None:
    assert safe_next(wanted) == "/"
    client = site()
    form = client.get(f"/login?next={quote(wanted)}"[:3_000])
    assert 'name="next" value="/"' in form.text
    assert log_in(client, next=wanted).headers["location"] == "/"


def test_a_login_leads_back_to_pages_of_ours() -> None:
    for wanted in ("/", "/story/s1-a/3?x=1#line", "/search?q=%2F%2Fevil", "/a//b", "/x?u=https://evil.example/"):
        assert safe_next(wanted) == wanted


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_program_shows_its_app_password(echoes: Site, app_password: str, method: str) -> None:
    told = echoes().request(method, "/echo", headers={"Authorization": f"Bearer {app_password}"}).json()
    assert (told["reader"], told["may_write"], told["by"]) == ("ada", True, "program")


def basic(name: str, token: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{token}".encode()).decode()}


def test_what_browsers_send_by_themselves_only_reads(echoes: Site, app_password: str) -> None:
    client = echoes()
    told = client.get("/feeds/echo", headers=basic("ada", app_password)).json()
    assert (told["reader"], told["may_write"]) == ("ada", False)
    told = client.get("/feeds/echo", params={"token": app_password, "q": "a b"}).json()
    assert (told["reader"], told["may_write"], told["query"]) == ("ada", False, "q=a+b")
    for path, headers, params in (
        ("/echo", basic("ada", app_password), {}),
        ("/feeds/echo", {}, {"token": app_password}),
        ("/echo", {}, {"token": app_password}),
    ):
        assert client.post(path, headers=headers, params=params).status_code == 401
    assert client.get("/echo", params={"token": app_password}).status_code == 401


def test_wrong_tokens_are_refused_even_where_anybody_may_read(
    echoes: Site, newsstand: Newsstand, ada: str, app_password: str
) -> None:
    client, tokens = echoes(public=True), newsstand.archive.tokens
    session = tokens.issue(ada, "session", "b", newsstand.now())
    for header in (
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {session}"},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic !!!"},
        basic("bob", app_password),
        basic("ada", PASSWORD),
        {"Authorization": f"Bearer {app_password}x"},
    ):
        answer = client.get("/echo", headers=header)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"]
    tokens.revoke(ada, tokens.of(ada, "app")[0].id)
    assert echoes(public=True).get("/echo", headers=basic("ada", app_password)).status_code == 401


def test_a_feed_asks_for_basic_and_the_api_for_a_token(echoes: Site, ada: str) -> None:
    assert echoes().get("/feeds/echo").headers["www-authenticate"].startswith("Basic ")
    assert echoes().get("/feeds/echo", headers=PAGE).status_code == 401
    assert echoes().get("/api/v1/x").headers["www-authenticate"] == "Bearer"


def test_a_program_cannot_make_itself_at_home(site: Site, app_password: str) -> None:
    client = site()
    bearer = {"Authorization": f"Bearer {app_password}"}
    assert client.get("/settings/security", headers=bearer).status_code == 403
    made = client.post("/settings/security", data={"do": "add", "label": "x"}, headers=bearer)
    assert made.status_code == 403


def test_a_proxy_that_is_believed_names_the_reader(echoes: Site, newsstand: Newsstand, ada: str) -> None:
    named = {"proxies": ("10.1.1.1",), "user_header": "Remote-User"}
    behind = echoes(client="10.1.1.1", **named)
    told = behind.get("/echo", headers={"Remote-User": "Ada", "X-Forwarded-For": "1.2.3.4"}).json()
    assert (told["reader"], told["by"], told["client"]) == ("ada", "proxy", "1.2.3.4")
    assert "remote-user" not in told["headers"]
    assert behind.post("/echo", headers={"Remote-User": "ada"}).status_code == 403  # a browser adds that by itself
    assert behind.get("/echo", headers={"Remote-User": "bob"}).status_code == 401
    assert behind.get("/echo", headers=[("Remote-User", "ada"), ("Remote-User", "bob")]).status_code == 401
    for spoofed in ({"Remote-User": "ada"}, {"remote-user": "ada"}, {"REMOTE_USER": "ada"}, {"X-Remote-User": "ada"}):
        assert echoes(client="10.1.1.2", **named).get("/echo", headers=spoofed).status_code == 401
        assert echoes(client="10.1.1.1").get("/echo", headers=spoofed).status_code == 401


def test_what_proxies_add_reaches_no_handler_and_is_believed_of_them_alone(echoes: Site) -> None:
    added = {
        "X-Forwarded-For": "9.9.9.9, 1.2.3.4, 10.1.1.9",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Original-URL": "/settings",
        "X-Real-IP": "8.8.8.8",
    }
    believed = echoes(client="10.1.1.1", public=True, proxies=("10.1.0.0/16",)).get("/echo", headers=added).json()
    assert (believed["scheme"], believed["client"]) == ("https", "1.2.3.4")
    other = echoes(client="10.9.9.9", public=True, proxies=("10.1.0.0/16",)).get("/echo", headers=added).json()
    assert (other["scheme"], other["client"]) == ("http", "10.9.9.9")
    for told in (believed, other):
        assert not {name.lower() for name in added} & set(told["headers"])
        assert told["headers"]["host"] == "127.0.0.1:8080"


@pytest.mark.parametrize("chain", ["", ",,,", "evil", "1.2.3.4:80", "::ffff:10.1.1.9", "x" * 5_000, "10.1.1.9," * 50])
def test_strange_chains_of_proxies_count_as_the_proxys_own_address(echoes: Site, chain: str) -> None:
    client = echoes(client="10.1.1.1", public=True, proxies=("10.1.0.0/16",))
    told = client.get("/echo", headers={"X-Forwarded-For": chain}).json()
    assert told["client"] == "10.1.1.1"


def test_settings_that_would_believe_anybody_are_refused() -> None:
    for wrong in ({"user_header": "Remote-User"}, {"proxies": ("everybody",)}, {"tries": 0}, {"session_days": 0.0}):
        with pytest.raises(ValueError, match=r".+"):
            replace(Serving(), **wrong)  # type: ignore[arg-type]


def test_passwords_and_sessions_are_changed_where_they_are_shown(site: Site, newsstand: Newsstand, ada: str) -> None:
    here, there = site(), site()
    log_in(here)
    log_in(there)
    csrf = token_in(here.get("/settings/security").text)

    def change(**fields: str) -> str:
        return here.post("/settings/security", data={"csrf": csrf, **fields}).text

    made = change(do="add", label="<script>alert(1)</script>")
    token = re.search(r"<code>(ng_[\w-]+)</code>", made)
    assert token
    assert "<script>alert" not in made
    assert newsstand.archive.tokens.holder(token[1], ("app",), newsstand.now()) == "ada"
    assert token[1] not in here.get("/settings/security").text
    assert "Name the app" in change(do="add", label="  ")
    assert "not your password" in change(do="password", old="wrong words at all", new="x", again="x")
    assert "alike twice" in change(do="password", old=PASSWORD, new="other plain words", again="others")
    assert "at least" in change(do="password", old=PASSWORD, new="short", again="short")
    assert "is changed" in change(do="password", old=PASSWORD, new="other plain words", again="other plain words")
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 401
    assert log_in(there).status_code == 403
    assert log_in(there, password="other plain words").status_code == 303
    assert "All other sessions are ended" in change(do="others")
    assert there.get("/").status_code == 401
    app = newsstand.archive.tokens.of("ada", "app")[0]
    assert "no longer" in change(do="revoke", id=app.id)
    assert newsstand.archive.tokens.holder(token[1], ("app",), newsstand.now()) is None
    assert here.post("/settings/security", data={"csrf": csrf, "do": "drop"}).status_code == 400


def test_nobody_revokes_what_is_anothers(site: Site, newsstand: Newsstand, app_password: str) -> None:
    newsstand.archive.users.add("eve", PASSWORD, newsstand.now())
    client = site()
    log_in(client, "eve")
    csrf = token_in(client.get("/settings/security").text)
    theirs = newsstand.archive.tokens.of("ada", "app")[0].id
    assert client.post("/settings/security", data={"csrf": csrf, "do": "revoke", "id": theirs}).status_code == 400
    assert newsstand.archive.tokens.holder(app_password, ("app",), newsstand.now()) == "ada"


def test_a_fault_tells_nothing_and_bears_our_headers(echoes: Site) -> None:
    answer = echoes().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


def test_sessions_are_called_by_their_browser() -> None:
    assert browser_of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0") == "Firefox on Linux"
    assert browser_of("<script>") == "A browser"
