"""A fleet against real servers on this machine: answers, manners, marks, robots.txt, waits, moves, proxies."""

import asyncio
import gzip
import itertools
import ssl
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from raw_server import Asked, Send, fixed, reply, serving

from nutgraf.errors import SettingsError
from nutgraf.model import Answer, Ask
from nutgraf.settings import Limits, Manners
from nutgraf.sources.fleet import Fleet

OPEN = Limits(allow_private=True, timeout_s=5, max_bytes=1_000_000)
QUICK = Manners(host_delay_s=0, per_host=8)
HERE = Path(__file__).parent


def one(ask: Ask, limits: Limits = OPEN, manners: Manners = QUICK) -> Answer:
    (answer,) = Fleet(limits, manners).answers([ask])
    return answer


def test_every_ask_gets_one_answer_whatever_happens() -> None:
    good, bad = reply(b"<rss/>", Content_Type="text/xml"), b"\x00\xff not HTTP\r\n\r\n"
    with serving(fixed({"/good": good, "/bad": bad, "/cut": good[:-3]})) as server:
        paths = ["/good", "/bad", "/lost", "/good"] * 5
        asks = [Ask(server.url(path)) for path in paths]
        asks += [Ask("ftp://example.org/"), Ask("http://"), Ask("nonsense"), Ask("http://news.invalid/")]
        answers = list(Fleet(OPEN, QUICK).answers(asks))
    assert sorted(a.ask.address for a in answers) == sorted(a.address for a in asks)
    for answer in answers:
        assert (answer.got is not None) == answer.ask.address.endswith("/good")
        assert (answer.failed is None) == (answer.got is not None)
        assert answer.failed is None or answer.ask.address in answer.failed.message
    lost = next(a for a in answers if a.ask.address.endswith("/lost"))
    assert (lost.status, lost.gone) == (404, False)


def test_nothing_asked_nothing_answered() -> None:
    assert list(Fleet(OPEN, QUICK).answers([])) == []


def test_requests_to_one_host_begin_apart_and_few_at_a_time() -> None:
    manners = Manners(host_delay_s=0.08, per_host=2)
    with serving(fixed({"/": reply(b"x")}, delay_s=0.12)) as server:
        assert all(a.got for a in Fleet(OPEN, manners).answers([Ask(server.url())] * 6))
    times = [one.at for one in server.asked]
    assert min(b - a for a, b in itertools.pairwise(times)) > 0.06
    assert server.most_under_way == 2


def test_the_pause_holds_from_one_batch_to_the_next_and_for_redirects_too() -> None:
    fleet = Fleet(OPEN, Manners(host_delay_s=0.15))
    with serving(fixed({"/": reply(b"x"), "/old": reply(status=302, Location="/")})) as server:
        list(fleet.answers([Ask(server.url())]))
        list(fleet.answers([Ask(server.url("/old"))]))
    times = [one.at for one in server.asked]
    assert server.targets == ["/", "/old", "/"]
    assert min(b - a for a, b in itertools.pairwise(times)) > 0.12


def test_a_slow_host_keeps_no_other_waiting() -> None:
    manners = Manners(host_delay_s=0.2, per_host=2, at_once=2)
    with serving(fixed({"/": reply(b"x")})) as server:
        slow = [Ask(server.url(host="127.0.0.2"))] * 4
        quick = [Ask(server.url(host=f"127.0.1.{n}")) for n in range(20)]
        order = [a.ask.address for a in Fleet(OPEN, manners).answers(slow + quick)]
    assert all("127.0.0.2" in address for address in order[-3:])
    assert server.most_under_way <= 2


def test_connections_are_used_again() -> None:
    with serving(fixed({"/": reply(b"x")})) as server:
        list(Fleet(OPEN, Manners(host_delay_s=0, per_host=1)).answers([Ask(server.url())] * 5))
    assert {one.connection for one in server.asked} == {0}


async def _with_marks(asked: Asked, send: Send) -> None:
    known = asked.headers.get("if-none-match") == '"7"' or "if-modified-since" in asked.headers
    marks = {"ETag": '"7"', "Last_Modified": "Mon, 12 May 2025 08:00:00 GMT", "Cache_Control": "public, max-age=900"}
    await send(reply(status=304, **marks) if known else reply(b"news", **marks))


def test_what_did_not_change_is_not_sent_again() -> None:
    with serving(_with_marks) as server:
        first = one(Ask(server.url()))
        assert first.got is not None
        assert (first.got.etag, first.got.last_modified) == ('"7"', "Mon, 12 May 2025 08:00:00 GMT")
        for marks in ({"etag": first.got.etag or ""}, {"last_modified": first.got.last_modified or ""}):
            again = one(Ask(server.url(), **marks))
            assert (again.got, again.failed, again.unchanged, again.status) == (None, None, True, 304)
            assert again.wait_s == 900


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [(301, 308, True), (301, 302, False), (302, 301, False), (307, 307, False), (308, 308, True), (303, 301, False)],
)
def test_it_moved_for_good_only_when_all_hops_say_so(first: int, second: int, moved: bool) -> None:
    hops = {"/a": reply(status=first, Location="/b"), "/b": reply(status=second, Location="/c"), "/c": reply(b"x")}
    with serving(fixed(hops)) as server:
        assert one(Ask(server.url("/a"))).moved_to == (server.url("/c") if moved else "")


@pytest.mark.parametrize(
    ("status", "said", "wait_s"),
    [(429, "120", 120), (503, "Mon, 12 May 2025 08:10:00 GMT", 600), (503, "soon", 0), (500, "9999999", 86_400)],
)
def test_a_refusal_tells_how_long_to_wait(status: int, said: str, wait_s: float) -> None:
    with serving(fixed({"/": reply(status=status, Retry_After=said)})) as server:
        fleet = Fleet(OPEN, QUICK, clock=lambda: datetime(2025, 5, 12, 8, tzinfo=UTC))
        (answer,) = fleet.answers([Ask(server.url())])
    assert (answer.status, answer.wait_s) == (status, wait_s)
    assert answer.failed is not None


def test_what_is_gone_is_told_apart() -> None:
    with serving(fixed({"/": reply(status=410)})) as server:
        assert one(Ask(server.url())).gone


def test_robots_hold_for_pages_and_not_for_feeds_and_are_asked_once() -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: nutgraf\nDisallow: /private\nAllow: /\n"
    paths = {"/robots.txt": reply(rules), "/a": reply(b"a"), "/private": reply(b"p")}
    paths["/lure"] = reply(status=302, Location="/private")
    with serving(fixed(paths)) as server:
        fleet = Fleet(OPEN, QUICK)
        asks = [Ask(server.url(path), page=True) for path in ("/a", "/private", "/lure")]
        found = {a.ask.address: a for a in fleet.answers([*asks, *asks])}
        found |= {a.ask.address + "#feed": a for a in fleet.answers([Ask(server.url("/private"))])}
    assert found[server.url("/a")].got
    for path in ("/private", "/lure"):
        failed = found[server.url(path)].failed
        assert failed is not None
        assert failed.reason == "NotAllowed"
        assert "robots.txt says so" in failed.message
    assert found[server.url("/private") + "#feed"].got
    assert server.targets.count("/robots.txt") == 1
    assert server.targets.count("/private") == 1


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (204, True), (500, False), (429, False)])
def test_without_robots_all_is_allowed_and_in_doubt_nothing(status: int, allowed: bool) -> None:
    with serving(fixed({"/robots.txt": reply(status=status), "/a": reply(b"a")})) as server:
        answer = one(Ask(server.url("/a"), page=True))
    assert (answer.got is not None) == allowed
    assert allowed or (answer.failed and "could not be had" in answer.failed.message)


def test_robots_set_the_pause() -> None:
    with serving(fixed({"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 0.15\n"), "/a": reply(b"a")})) as server:
        list(Fleet(OPEN, QUICK).answers([Ask(server.url("/a"), page=True)] * 3))
    times = [one.at for one in server.asked][1:]
    assert min(b - a for a, b in itertools.pairwise(times)) > 0.12


def test_hostile_robots_take_no_time() -> None:
    rules = b"User-agent: *\n" + b"".join(b"Disallow: /" + b"*a" * n + b"b$\n" for n in range(1, 60)) * 200
    with serving(fixed({"/robots.txt": reply(rules), "/" + "a" * 2_000: reply(b"a")})) as server:
        began = time.monotonic()
        assert one(Ask(server.url("/" + "a" * 2_000), page=True)).got
    assert time.monotonic() - began < 4


def test_who_stops_taking_stops_the_work() -> None:
    with serving(fixed({f"/{n}": reply(b"x") for n in range(3)}, delay_s=0.02)) as server:
        answers = Fleet(OPEN, Manners(host_delay_s=0.05)).answers(
            [Ask(server.url("/0")), Ask(server.url("/hang", host="127.0.0.9")), *[Ask(server.url("/1"))] * 500]
        )
        next(answers)
        began = time.monotonic()
        answers.close()  # type: ignore[attr-defined]  # a generator, said to be an iterator
        assert time.monotonic() - began < 2
        count = len(server.asked)
        time.sleep(0.2)
        assert len(server.asked) == count < 20


def test_a_caller_that_takes_its_time_costs_no_server_its_chance() -> None:
    limits = Limits(allow_private=True, timeout_s=0.4)
    with serving(fixed({"/": reply(b"x")}, delay_s=0.1)) as server:
        found = []
        for answer in Fleet(limits, Manners(host_delay_s=0, per_host=2)).answers([Ask(server.url())] * 6):
            time.sleep(0.3)
            found.append(answer.got is not None)
    assert found == [True] * 6


def test_we_say_who_runs_us() -> None:
    with serving(fixed({"/": reply(b"x")})) as server:
        one(Ask(server.url()), manners=Manners(contact="mailto:desk@example.org"))
    said = server.asked[0].headers["user-agent"]
    assert said.startswith("nutgraf/")
    assert said.endswith("; mailto:desk@example.org)")


@pytest.mark.parametrize(
    "wrong", [{"contact": "x\r\nCookie: y"}, {"at_once": 0}, {"per_host": 0}, {"host_delay_s": -1.0}]
)
def test_manners_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="manners"):
        Manners(**wrong)  # type: ignore[arg-type]


async def _proxy(asked: Asked, send: Send) -> None:
    authorization = asked.headers.get("proxy-authorization", "")
    await send(reply(f"{asked.method} {asked.target} {authorization}".encode()))


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    return monkeypatch


def test_a_proxy_is_used_when_asked_and_for_public_targets_only(clean_environment: pytest.MonkeyPatch) -> None:
    targets = {
        "http://1.1.1.1/x": True,
        "http://news.example/x": True,
        "http://127.0.0.1/x": False,
        "http://169.254.169.254/latest/": False,
        "http://[::ffff:10.0.0.1]/": False,
        "http://localhost/x": False,
        "http://metadata.google.internal/": False,
        "http://intranet/x": False,
        "http://2130706433/": False,
        "http://0x7f.1/": False,
    }
    with serving(_proxy) as server:
        clean_environment.setenv("HTTP_PROXY", f"http://me:secret@127.0.0.1:{server.port}")
        manners = Manners(host_delay_s=0, from_environment=True)
        found = {a.ask.address: a for a in Fleet(Limits(timeout_s=5), manners).answers(map(Ask, targets))}
    for address, through in targets.items():
        answer = found[address]
        assert (answer.got is not None) == through, (address, answer)
        if answer.got is not None:
            assert answer.got.body.decode() == f"GET {address} Basic bWU6c2VjcmV0"
        else:
            assert answer.failed is not None
            assert answer.failed.reason == "NotAllowed"
    assert sorted(server.targets) == sorted(address for address, through in targets.items() if through)


def test_without_being_asked_no_proxy_is_used(clean_environment: pytest.MonkeyPatch) -> None:
    with serving(_proxy) as proxy, serving(fixed({"/": reply(b"direct")})) as server:
        clean_environment.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        assert (got := one(Ask(server.url())).got)
        assert got.body == b"direct"
        clean_environment.setenv("NO_PROXY", "127.0.0.1")
        assert (got := one(Ask(server.url()), manners=Manners(from_environment=True)).got)
        assert got.body == b"direct"
        # what is asked directly is guarded at the socket, the proxy's own address included
        refused = one(Ask(proxy.url()), Limits(timeout_s=5), Manners(from_environment=True)).failed
        assert refused is not None
        assert refused.reason == "NotAllowed"
    assert proxy.asked == []


@pytest.mark.parametrize(
    ("variable", "value"), [("HTTP_PROXY", "socks5://127.0.0.1:1"), ("REQUESTS_CA_BUNDLE", "/nowhere.pem")]
)
def test_an_environment_that_cannot_be_used(clean_environment: pytest.MonkeyPatch, variable: str, value: str) -> None:
    clean_environment.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable):
        Fleet(OPEN, Manners(from_environment=True))


def test_certificates_that_the_environment_names_are_trusted(clean_environment: pytest.MonkeyPatch) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(HERE / "tls" / "certificate.pem", HERE / "tls" / "key.pem")
    with serving(fixed({"/": reply(b"safe")}), tls=tls) as server:
        address = f"https://127.0.0.1:{server.port}/"
        refused = one(Ask(address)).failed
        assert refused is not None
        assert "certificate that cannot be trusted" in refused.message
        clean_environment.setenv("REQUESTS_CA_BUNDLE", str(HERE / "tls" / "certificate.pem"))
        assert (got := one(Ask(address), manners=Manners(from_environment=True)).got)
        assert got.body == b"safe"


async def _slow_large(asked: Asked, send: Send) -> None:
    await send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    packed = gzip.compress(bytes(900_000) + b"x" * 900_000)
    for start in range(0, len(packed), 400):
        await send(packed[start : start + 400])
        await asyncio.sleep(0)
    raise ConnectionError


def test_large_bodies_arrive_whole_though_few_are_read_at_a_time() -> None:
    limits = Limits(allow_private=True, max_bytes=2_000_000)
    with serving(_slow_large) as server:
        asks = [Ask(server.url(host=f"127.0.2.{n}")) for n in range(12)]
        bodies = [a.got.body if a.got else a.failed for a in Fleet(limits, QUICK).answers(asks)]
    assert bodies == [bytes(900_000) + b"x" * 900_000] * 12
