"""A web of news for tests and benches: feeds of many outlets with every fault that real ones have, on this machine.

    with NewsServer(feeds=200) as server:      # in a process of its own
        server.base, server.feeds              # "http://127.0.0.1:41237", one Feed(path, fault) each
        server.write_opml(path)

Deterministic: the same numbers give the same bytes. Healthy feeds tell invented events, some of them several feeds one
event; a tenth carries teasers whose pages the server has. `GET /_grow` adds an entry to the feeds that grow, `/_count`
tells how often each path was asked. With `growing` every healthy feed has another entry whenever it is asked. Also
alone: `python -m bench.newsserver --feeds 200`.
"""

import argparse
import asyncio
import gzip
import json
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bench.newsfeeds import DAY, WRITERS, entries_of, entry_of, feeds_of, rss

ROOT = Path(__file__).resolve().parent.parent

BOMB = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(9)
)


def packed_bomb(megabytes: int = 300) -> bytes:
    """Return a gzip body that unpacks to so many million bytes."""
    packer = zlib.compressobj(1, wbits=zlib.MAX_WBITS | 16)
    piece = b" " * 1_000_000
    return b"".join([packer.compress(b"<rss>"), *(packer.compress(piece) for _ in range(megabytes)), packer.flush()])


class Site:
    """Answers for all feeds and pages."""

    def __init__(self, count: int, many: int, *, healthy: bool, growing: bool = False, day: datetime = DAY) -> None:
        self.feeds = feeds_of(count, healthy=healthy)
        self.many = many
        self.growing, self.day = growing, day
        self.grown = 0
        self.asked: Counter[str] = Counter()
        self.base = ""
        # packed before the first ask: it takes seconds, in which nobody else would be answered
        self.bomb = packed_bomb() if any(feed.fault == "gzip-bomb" for feed in self.feeds) else b""

    async def feed(self, request: web.Request) -> web.StreamResponse:
        self.asked[request.path] += 1
        n = int(request.match_info["n"])
        if n >= len(self.feeds):
            raise web.HTTPNotFound
        feed = self.feeds[n]
        if feed.fault in FAULTY:
            return await FAULTY[feed.fault](self, request, n)
        entries = entries_of(n, self.many, self.asked[request.path] - 1 if self.growing else 0, self.day)
        text = WRITERS[feed.form](n, entries, self.base)
        if feed.teasers:
            text = rss(n, entries, self.base, teasers=True)
        return self.answer(request, text.encode())

    def answer(self, request: web.Request, body: bytes, kind: str = "application/xml") -> web.Response:
        """Answer with a mark of the version, or that nothing changed."""
        mark = f'"{zlib.crc32(body):08x}"'
        if request.headers.get("If-None-Match") == mark:
            return web.Response(status=304, headers={"ETag": mark})
        headers = {"ETag": mark, "Last-Modified": format_datetime(DAY, usegmt=True)}
        if len(body) > 2000 and "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers = gzip.compress(body, 1, mtime=0), headers | {"Content-Encoding": "gzip"}
        return web.Response(body=body, content_type=kind, headers=headers)

    async def page(self, request: web.Request) -> web.Response:
        self.asked[request.path] += 1
        entry = entry_of(int(request.match_info["n"]), int(request.match_info["k"]), self.day)
        paragraphs = "".join(f"<p>{escape(s)}.</p>" for s in (entry["text"] * 2).split(". "))
        head = f"<head><title>{escape(entry['title'])}</title></head>"
        page = f"<html>{head}<body><article>{paragraphs}</article></body></html>"
        return web.Response(text=page, content_type="text/html")

    async def robots(self, request: web.Request) -> web.Response:
        self.asked[request.path] += 1
        return web.Response(text="User-agent: *\nDisallow: /page/30/\n")

    async def grow(self, _: web.Request) -> web.Response:
        self.grown += 1
        return web.json_response({"grown": self.grown})

    async def count(self, _: web.Request) -> web.Response:
        return web.json_response(dict(self.asked))


async def _status(request: web.Request, status: int, headers: dict[str, str]) -> web.StreamResponse:
    return web.Response(status=status, headers=headers, text="no")


async def _slowly(site: Site, request: web.Request, n: int) -> web.StreamResponse:
    await asyncio.sleep(1.0)
    return site.answer(request, rss(n, entries_of(n, site.many), site.base).encode())


async def _hang(_: Site, request: web.Request, n: int) -> web.StreamResponse:
    await asyncio.sleep(3600)
    return web.Response()


async def _stream(request: web.Request, chunk: bytes, pause_s: float, most: int) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": "application/xml"})
    await answer.prepare(request)
    for _ in range(most):
        await answer.write(chunk)
        await asyncio.sleep(pause_s)
    return answer


def _text(make: Callable[[Site, int], bytes], **headers: str) -> "Fault":
    async def answer(site: Site, request: web.Request, n: int) -> web.StreamResponse:
        kind = headers.get("kind", "application/xml")
        more = {"Content-Encoding": headers["packed"]} if "packed" in headers else {}
        return web.Response(body=make(site, n), headers={"Content-Type": kind, **more})

    return answer


def _plain(site: Site, n: int) -> str:
    return rss(n, entries_of(n, site.many), site.base)


def _damaged(data: bytes) -> bytes:
    return data[:200] + b"\xff" * 40 + data[240:]


def _grown(site: Site, n: int) -> bytes:
    return rss(n, entries_of(n, site.many + site.grown), site.base).encode()


def _corrected(site: Site, n: int) -> bytes:
    entries = entries_of(n, site.many)
    if site.grown:
        entries[0]["text"] = entries[0]["text"].replace("million euros", "million pounds, not euros as first reported,")
    return rss(n, entries, site.base).encode()


def _doubled(site: Site, n: int) -> bytes:
    entries = entries_of(n, site.many)
    return rss(n, [e | {"id": "same"} for e in entries], site.base).encode()


Fault = Callable[[Site, web.Request, int], Awaitable[web.StreamResponse]]
FAULTY: dict[str, Fault] = {
    "error-500": lambda s, r, n: _status(r, 500, {}),
    "busy-503": lambda s, r, n: _status(r, 503, {"Retry-After": "7200"}),
    "gone-404": lambda s, r, n: _status(r, 404, {}),
    "gone-410": lambda s, r, n: _status(r, 410, {}),
    "hangs": _hang,
    "drips": lambda s, r, n: _stream(r, b"<", 0.2, 10_000),
    "endless": lambda s, r, n: _stream(r, b"<rss>" + b"x" * 1_000_000, 0.0, 10_000),
    "moved-for-good": lambda s, r, n: _status(r, 301, {"Location": f"/feed/{len(s.feeds) - 1}"}),
    "moved-for-now": lambda s, r, n: _status(r, 302, {"Location": f"/feed/{len(s.feeds) - 2}"}),
    "redirect-loop": lambda s, r, n: _status(r, 302, {"Location": r.path}),
    "broken-xml": _text(lambda s, n: _plain(s, n).replace("</channel></rss>", "").replace("&amp;", "&").encode()),
    "no-xml": _text(lambda s, n: b"<html><body><h1>It works</h1></body></html>", kind="text/html"),
    "wrong-charset": _text(lambda s, n: _plain(s, n).encode(), kind="application/xml; charset=iso-8859-1"),
    "windows-1251": _text(
        lambda s, n: _plain(s, n).replace("utf-8", "windows-1251").encode("windows-1251", "replace"), kind="text/xml"
    ),
    "utf-16": _text(lambda s, n: _plain(s, n).replace("utf-8", "utf-16").encode("utf-16")),
    "damaged-gzip": _text(lambda s, n: _damaged(gzip.compress(_plain(s, n).encode())), packed="gzip"),
    "gzip-bomb": _text(lambda s, n: s.bomb, packed="gzip"),
    "entity-bomb": _text(lambda s, n: f"<?xml version='1.0'?>{BOMB}]><rss><channel>&j;</channel></rss>".encode()),
    "empty": _text(lambda s, n: rss(n, [], s.base).encode()),
    "grows": _text(_grown),
    "corrected": _text(_corrected),
    "without-ids": _text(lambda s, n: rss(n, entries_of(n, s.many), s.base, plain="ids").encode()),
    "without-dates": _text(lambda s, n: rss(n, entries_of(n, s.many), s.base, plain="dates").encode()),
    "doubled-ids": _text(_doubled),
    "slow": _slowly,
}


class NewsServer:
    """The server in a process of its own; use it with `with`."""

    def __init__(
        self, feeds: int = 200, many: int = 5, *, healthy: bool = False, growing: bool = False, day: datetime = DAY
    ) -> None:
        self.feeds = feeds_of(feeds, healthy=healthy)
        self._how = ["--healthy"] * healthy + ["--growing"] * growing + ["--day", day.isoformat()]
        self._many = many
        self.base = ""

    def __enter__(self) -> Self:
        sizes = ["--feeds", str(len(self.feeds)), "--many", str(self._many), *self._how]
        command = [sys.executable, "-m", "bench.newsserver", *sizes]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, text=True
        )
        assert self._process.stdout is not None
        self.base = json.loads(self._process.stdout.readline())["base"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def write_opml(self, path: Path, *, hosts: bool = False) -> None:
        """Write all feeds as OPML in folders; with `hosts` each on a loopback address of its own."""
        lines = ["<?xml version='1.0'?><opml version='2.0'><head><title>Test</title></head><body>"]
        for start in range(0, len(self.feeds), 50):
            lines.append(f"<outline text='Folder {start // 50}'>")
            for n, feed in enumerate(self.feeds[start : start + 50], start):
                base = self.base.replace("127.0.0.1", f"127.0.{1 + n // 200}.{1 + n % 200}") if hosts else self.base
                lines.append(f"<outline type='rss' text='Outlet {n}' xmlUrl='{base}{feed.path}'/>")
            lines.append("</outline>")
        path.write_text("\n".join([*lines, "</body></opml>"]), "utf-8")


async def serve(site: Site, port: int) -> None:
    """Serve until killed; prints where."""
    app = web.Application()
    app.router.add_get("/feed/{n:\\d+}", site.feed)
    app.router.add_get("/page/{n:\\d+}/{k:\\d+}", site.page)
    app.router.add_get("/robots.txt", site.robots)
    app.router.add_get("/_grow", site.grow)
    app.router.add_get("/_count", site.count)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    where = web.TCPSite(runner, "0.0.0.0", port, backlog=4096)
    await where.start()
    site.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    print(json.dumps({"base": site.base}), flush=True)
    while True:
        await asyncio.sleep(3600)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--many", type=int, default=5, help="entries a feed")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--healthy", action="store_true", help="no faults")
    parser.add_argument("--growing", action="store_true", help="another entry whenever a healthy feed is asked")
    parser.add_argument("--day", type=datetime.fromisoformat, default=DAY, help="when the first entries are published")
    given = parser.parse_args()
    site = Site(given.feeds, given.many, healthy=given.healthy, growing=given.growing, day=given.day)
    asyncio.run(serve(site, given.port))


if __name__ == "__main__":
    main()
