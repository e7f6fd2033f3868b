"""A real web server on 127.0.0.1, run by a thread of its own, for tests of fetching."""

import asyncio
import gzip
import threading
import zlib
from collections.abc import Iterator

import brotli
import pytest
import zstandard
from aiohttp import web

PAGE = "<html><body><article><p>The bridge at Halden reopened on Monday, the mayor said.</p></article></body></html>"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Halden Post</title>
<item><title>Bridge reopens</title><link>/news/bridge</link><description>The bridge is open.</description></item>
</channel></rss>"""


def _packed(body: bytes, encoding: str, **headers: str) -> web.Response:
    return web.Response(body=body, content_type="text/html", headers={"Content-Encoding": encoding, **headers})


async def _page(_: web.Request) -> web.Response:
    return web.Response(text=PAGE, content_type="text/html", charset="utf-8", headers={"ETag": '"1"'})


async def _latin(_: web.Request) -> web.Response:
    body = "<html><p>Café</p></html>".encode("latin-1")
    return web.Response(body=body, headers={"Content-Type": "text/html; charset=iso-8859-1"})


async def _feed(_: web.Request) -> web.Response:
    return web.Response(text=RSS, content_type="application/rss+xml")


async def _gzip(_: web.Request) -> web.Response:
    return _packed(gzip.compress(PAGE[:40].encode()) + gzip.compress(PAGE[40:].encode()), "gzip")


async def _deflate(_: web.Request) -> web.Response:
    return _packed(zlib.compress(PAGE.encode()), "deflate")


async def _raw_deflate(_: web.Request) -> web.Response:
    packer = zlib.compressobj(wbits=-15)
    return _packed(packer.compress(PAGE.encode()) + packer.flush(), "deflate")


async def _bomb(_: web.Request) -> web.Response:
    return _packed(gzip.compress(b"\0" * 5_000_000), "gzip")


async def _brotli(_: web.Request) -> web.Response:
    return _packed(brotli.compress(PAGE.encode()), "br")


async def _zstd(_: web.Request) -> web.Response:
    frames = [zstandard.ZstdCompressor().compress(part.encode()) for part in (PAGE[:40], PAGE[40:])]
    return _packed(b"".join(frames), "zstd")


async def _broken_brotli(_: web.Request) -> web.Response:
    return _packed(b"\xff\xff\xff\x00junk", "br")


async def _compress(_: web.Request) -> web.Response:
    return _packed(b"\x1f\x9d\x90", "compress")


async def _damaged(_: web.Request) -> web.Response:
    return _packed(b"\x1f\x8b\x08not gzip at all", "gzip")


async def _endless(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": "text/html"})
    await answer.prepare(request)
    try:
        while True:
            await answer.write(b"<p>more</p>" * 1000)
    except ConnectionError:
        return answer


async def _drip(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": "text/html"})
    await answer.prepare(request)
    try:
        while True:
            await answer.write(b".")
            await asyncio.sleep(0.02)
    except ConnectionError:
        return answer


async def _redirect(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": request.query["to"]})


async def _loop(_: web.Request) -> web.Response:
    return web.Response(status=301, headers={"Location": "/loop"})


async def _status(request: web.Request) -> web.Response:
    return web.Response(status=int(request.match_info["code"]))


async def _picture(_: web.Request) -> web.Response:
    return web.Response(body=b"\x89PNG", content_type="image/png")


async def _agent(request: web.Request) -> web.Response:
    return web.Response(text=request.headers["User-Agent"] + " | " + request.headers["Accept-Encoding"])


ROUTES = {
    "/page": _page,
    "/latin": _latin,
    "/feed": _feed,
    "/gzip": _gzip,
    "/deflate": _deflate,
    "/raw-deflate": _raw_deflate,
    "/bomb": _bomb,
    "/brotli": _brotli,
    "/zstd": _zstd,
    "/broken-brotli": _broken_brotli,
    "/compress": _compress,
    "/damaged": _damaged,
    "/endless": _endless,
    "/drip": _drip,
    "/redirect": _redirect,
    "/loop": _loop,
    "/status/{code}": _status,
    "/picture": _picture,
    "/agent": _agent,
}


async def _start() -> tuple[web.AppRunner, int]:
    app = web.Application()
    for path, handler in ROUTES.items():
        app.router.add_get(path, handler)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, runner.addresses[0][1]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give `127.0.0.1:PORT` of a running server."""
    loop = asyncio.new_event_loop()
    runner, port = loop.run_until_complete(_start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield f"127.0.0.1:{port}"
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()
