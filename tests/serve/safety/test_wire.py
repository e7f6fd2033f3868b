"""The real server on a real port: smuggled requests, heads and bodies that come letter by letter, bombs of cookies."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from safety_site import running

from nutgraf.errors import UsageError
from nutgraf.serve import listening
from nutgraf.serve.app import make_app
from nutgraf.serve.listening import listen, may_listen
from nutgraf.serve.safety import bounds
from nutgraf.settings import Serving, Settings
from nutgraf.views import Newsstand

ROOT = Path(__file__).resolve().parents[3]
HEAD = b"Host: 127.0.0.1\r\n"


@pytest.fixture
def port(newsstand: Newsstand) -> Iterator[int]:
    with running(make_app(newsstand, Settings())) as at:
        yield at


def said(port: int, *parts: bytes, pause_s: float = 0.0, wait_s: float = 10.0) -> bytes:
    """Send parts, and return all that comes until the server hangs up or is silent."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), timeout=wait_s) as line:
        try:
            for part in parts:
                line.sendall(part)
                time.sleep(pause_s)
            while got := line.recv(65_536):
                found += got
        except (TimeoutError, ConnectionError):
            pass
    return found


def statuses(answer: bytes) -> list[int]:
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:] if part[:3].isdigit()]


SMUGGLED = {
    "two sizes": b"POST / HTTP/1.1\r\n"
    + HEAD
    + b"Content-Length: 5\r\nContent-Length: 0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "size and chunks": b"POST / HTTP/1.1\r\n"
    + HEAD
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "odd chunks": b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "twice coded": b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "space before colon": b"GET / HTTP/1.1\r\n" + HEAD + b"Content-Length : 5\r\n\r\n",
    "folded header": b"GET / HTTP/1.1\r\n" + HEAD + b"X: a\r\n b: c\r\n\r\n",
    "bare line feed": b"GET / HTTP/1.1\nHost: 127.0.0.1\nX-A: 1\n\n",
    "signed size": b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: +5\r\n\r\nhello",
    "hex size": b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 0x5\r\n\r\nhello",
    "size of chunk": b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HEAD + b"Host: evil.example\r\n\r\n",
    "another's host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "whole address": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "null in a header": b"GET / HTTP/1.1\r\n" + HEAD + b"X: a\x00b\r\n\r\n",
    "body of a question": b"GET / HTTP/1.1\r\n"
    + HEAD
    + b"Content-Length: 27\r\n\r\nGET /x HTTP/1.1\r\nHost: x\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "old version": b"GET / HTTP/0.9\r\n\r\n",
    "http 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    "connect": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HEAD + b"\r\n",
    "asterisk": b"OPTIONS * HTTP/1.1\r\n" + HEAD + b"\r\n",
    "bomb of cookies": b"GET / HTTP/1.1\r\n" + HEAD + b"Cookie: " + b"a=b; " * 20_000 + b"\r\n\r\n",
    "bomb of headers": b"GET / HTTP/1.1\r\n" + HEAD + b"".join(b"X-%d: 1\r\n" % n for n in range(5_000)) + b"\r\n",
    "endless address": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n",
}


def test_requests_within_requests_are_refused(port: int) -> None:
    for name, request in SMUGGLED.items():
        found = statuses(said(port, request, wait_s=3))
        if name in ("bare line feed", "folded header"):  # h11 reads them as RFC 9112 2.2 and 5.2 allow: one request
            assert found == [200], name
        else:
            assert len(found) <= (2 if name == "http 2" else 1), name  # its two lines are refused one by one
            assert all(400 <= status < 500 or status == 501 for status in found), (name, found)
    assert statuses(said(port, b"GET / HTTP/1.1\r\n" + HEAD + b"Connection: close\r\n\r\n")) == [200]


def test_a_body_that_was_refused_is_no_next_request(port: int) -> None:
    inner = b"GET /static/nutgraf.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    outer = b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % len(inner)
    assert statuses(said(port, outer + inner, wait_s=2)) == [403]


def test_who_says_nothing_or_little_is_let_go(newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "PATIENCE_S", 1.0)
    monkeypatch.setattr(bounds, "BODY_S", 1.0)
    with running(make_app(newsstand, Settings())) as port:
        began = time.monotonic()
        assert said(port) == b""
        letters = [bytes([byte]) for byte in b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"]
        assert said(port, *letters, pause_s=0.1) == b""
        slow_body = b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 50\r\n\r\na"
        assert statuses(said(port, slow_body))[:1] == [408]
        again = b"GET /login HTTP/1.1\r\n" + HEAD + b"\r\n"
        assert len(statuses(said(port, again, b"GET /", pause_s=0.3))) == 1
        assert time.monotonic() - began < 12


def test_a_crowd_that_says_nothing_keeps_nobody_out_for_long(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "PATIENCE_S", 1.0)
    monkeypatch.setattr(listening, "MOST_CONNECTIONS", 20)
    question = b"GET / HTTP/1.1\r\n" + HEAD + b"Connection: close\r\n\r\n"
    with running(make_app(newsstand, Settings())) as port:
        crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
        time.sleep(0.3)
        assert statuses(said(port, question)) == [503]
        time.sleep(2)
        assert statuses(said(port, question)) == [200]
        for one in crowd:
            one.close()


def test_a_port_in_use_is_said_in_a_sentence() -> None:
    with listen("127.0.0.1", 0) as one, pytest.raises(UsageError, match="--port"):
        listen("127.0.0.1", one.getsockname()[1])
    with pytest.raises(UsageError, match="cannot be listened at"):
        listen("nowhere.invalid.", 0)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example", ""])
def test_others_are_served_only_when_somebody_can_log_in(newsstand: Newsstand, host: str) -> None:
    users = newsstand.archive.users
    with pytest.raises(UsageError, match="nutgraf user add"):
        may_listen(Serving(host=host), users)
    may_listen(Serving(host=host, public=True), users)
    users.add("ada", "plain words in a row", newsstand.now())
    may_listen(Serving(host=host), users)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.5"])
def test_this_machine_is_served_at_once(newsstand: Newsstand, host: str) -> None:
    may_listen(Serving(host=host), newsstand.archive.users)


def test_the_command_serves_and_stops(sample_copy: Path, tmp_path: Path) -> None:
    # where the tests themselves run in the background, Ctrl-C is switched off for all that they start
    start = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from nutgraf.cli import main; main()"
    )
    command = [sys.executable, "-c", start, "serve", "--port", "0", "--db", str(sample_copy)]
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as running_one:
        watchdog = threading.Timer(90, running_one.kill)
        watchdog.start()
        assert running_one.stderr
        line = running_one.stderr.readline()
        port = int(line.rpartition(":")[2].split("/")[0])
        until = time.monotonic() + 30
        found = b""
        while not found and time.monotonic() < until:
            found = said(port, b"GET / HTTP/1.1\r\n" + HEAD + b"Connection: close\r\n\r\n")
        assert statuses(found) == [200]
        running_one.send_signal(signal.SIGINT)
        assert running_one.wait(30) == 130
        assert running_one.stderr.read() == "Stopped.\n"
        watchdog.cancel()
