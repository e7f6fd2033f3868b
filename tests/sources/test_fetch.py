"""Fetching from a real server on this machine: what comes back, what is refused, and in which words."""

import asyncio
import socket

import pytest
from small_server import PAGE

from nutgraf.errors import InputError, NotAllowed, NoText, NotFound, NotReadable, TooLarge
from nutgraf.model import Done
from nutgraf.settings import Limits
from nutgraf.sources.connect import Guard
from nutgraf.sources.fetch import Fetcher
from nutgraf.sources.open import open_source

OPEN = Limits(allow_private=True, timeout_s=10, max_bytes=1_000_000)


def refused(url: str, limits: Limits = OPEN) -> InputError:
    with pytest.raises(InputError) as caught:
        Fetcher(limits).fetch(url)
    assert caught.value.about == url
    assert url in caught.value.message
    assert caught.value.message.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    "path",
    ["page", "gzip", "deflate", "raw-deflate", "brotli", "zstd", "redirect?to=/page", "redirect?to=/redirect?to=/page"],
)
def test_a_page_comes_back_unpacked(server: str, path: str) -> None:
    assert Fetcher(OPEN).fetch(f"http://{server}/{path}").body == PAGE.encode()


def test_headers_are_kept(server: str) -> None:
    got = Fetcher(OPEN).fetch(f"http://{server}/redirect?to=/page#top")
    assert (got.url, got.charset, got.media_type, got.etag) == (f"http://{server}/page", "utf-8", "text/html", '"1"')


def test_we_say_who_we_are_and_announce_only_what_we_unpack(server: str) -> None:
    said = Fetcher(OPEN, user_agent="Desk/1 (+mailto:desk@example.org)").fetch(f"http://{server}/agent").body.decode()
    assert said == "Desk/1 (+mailto:desk@example.org) | gzip, deflate, br, zstd"
    assert Fetcher(OPEN).fetch(f"http://{server}/agent").body.startswith(b"nutgraf/")


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("status/404", NotFound, "does not exist on its server (HTTP status 404)"),
        ("status/410", NotFound, "was removed"),
        ("status/204", NoText, "is empty"),
        ("status/403", NotReadable, "refuses"),
        ("status/500", NotReadable, "HTTP status 500"),
        ("status/304", NotReadable, "HTTP status 304"),
        ("picture", NotReadable, "is image/png, not text"),
        ("bomb", TooLarge, "larger than 1 MB"),
        ("endless", TooLarge, "larger than 1 MB"),
        ("compress", NotReadable, "packed as 'compress'"),
        ("broken-brotli", NotReadable, "arrived damaged"),
        ("damaged", NotReadable, "arrived damaged"),
        ("loop", NotReadable, "redirects more than 5 times"),
        ("redirect?to=file:///etc/passwd", NotAllowed, "file:///etc/passwd, which is not an http"),
        ("redirect?to=ftp://example.org/x", NotAllowed, "is not an http"),
        ("redirect?to=http://user:secret@example.org/", NotAllowed, "carries a user name"),
    ],
)
def test_faults_are_sentences(server: str, path: str, kind: type[InputError], words: str) -> None:
    error = refused(f"http://{server}/{path}")
    assert type(error) is kind
    assert words in error.message


def test_a_slow_drip_ends_at_the_time_limit(server: str) -> None:
    error = refused(f"http://{server}/drip", Limits(allow_private=True, timeout_s=0.3))
    assert "did not answer in full within 0.3 s" in error.message


def test_a_closed_port_and_an_unknown_host() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert "does not answer" in refused(f"http://127.0.0.1:{port}/").message
    # .invalid is reserved (RFC 6761): no resolver knows it
    assert "its host was not found" in refused("http://news.invalid/x").message


def test_a_server_without_tls(server: str) -> None:
    assert "secure connection" in refused(f"https://{server}/page").message


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "127.1",
        "0x7f.1",
        "0177.0.0.1",
        "127.0.0.1.",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::1]",
        "[::]",
        "0.0.0.0",
        "0",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "10.0.0.1",
        "192.168.0.1",
        "172.20.1.1",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "１２７.０.０.１",
        "127。0。0。1",
    ],
)
def test_no_spelling_of_a_private_host_is_connected_to(server: str, host: str) -> None:
    port = server.rpartition(":")[2]
    error = refused(f"http://{host}:{port}/page", Limits(timeout_s=5))
    # a spelling that the resolver or the address parser already refuses is as good
    assert isinstance(error, NotAllowed) or "not found" in error.message or "not a valid web address" in error.message


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254"])
def test_the_socket_itself_says_no(server: str, host: str) -> None:
    error = refused(f"http://{host}:{server.rpartition(':')[2]}/page", Limits(timeout_s=5))
    assert type(error) is NotAllowed
    assert "nutgraf fetches public addresses only" in error.message


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2:{port}/page", "http://localhost:1/", "http://[::1]/", "//169.254.169.254/latest/"]
)
def test_a_redirect_to_a_private_address_is_refused(server: str, target: str) -> None:
    limits = Limits(allow_hosts=(server,), timeout_s=5)
    assert Fetcher(limits).fetch(f"http://{server}/page").body == PAGE.encode()
    url = f"http://{server}/redirect?to=" + target.format(port=server.rpartition(":")[2])
    assert type(refused(url, limits)) is NotAllowed


def test_a_host_may_be_exempted_by_name(server: str) -> None:
    port = server.rpartition(":")[2]
    assert (
        Fetcher(Limits(allow_hosts=(f"localhost:{port}",))).fetch(f"http://localhost:{port}/page").body == PAGE.encode()
    )


def test_an_answer_that_changes_between_check_and_connect_is_caught_at_the_socket() -> None:
    async def connect(host: str) -> socket.AddressFamily:
        with Guard(Limits()).open_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80))) as made:
            return made.family

    assert asyncio.run(connect("1.1.1.1")) == socket.AF_INET
    with pytest.raises(PermissionError):
        asyncio.run(connect("127.0.0.1"))


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///x", "http://exa mple.org/", "http://[::1/", "http://a..b/", "http://x:99999/", "http://\x00/"],
)
def test_broken_addresses_are_our_errors(url: str) -> None:
    refused(url, Limits(timeout_s=5))


def test_pages_and_feeds_become_items(server: str) -> None:
    base = f"http://{server}"
    page, latin, entry, lost = open_source(
        [f"{base}/page", f"{base}/latin", f"{base}/feed", f"{base}/status/404"], OPEN
    ).items()
    assert isinstance(page, Done)
    assert isinstance(latin, Done)
    assert isinstance(entry, Done)
    assert (page.value.kind, page.value.charset, page.value.url) == ("html", "utf-8", f"{base}/page")
    assert latin.value.charset == "iso-8859-1"
    assert (entry.value.title, entry.value.outlet, entry.value.url) == (
        "Bridge reopens",
        "Halden Post",
        f"{base}/news/bridge",
    )
    assert entry.value.partial
    assert not isinstance(lost, Done)
    assert lost.reason == "NotFound"
