"""The sample as its outlets would tell it from day to day: a feed and pages for each, each on an address of its own.

The bytes are the same whoever asks how often. `day` is the last day that is told; `hold` keeps pages back until let go.
"""

import re
import threading
from collections import defaultdict
from contextlib import suppress
from datetime import datetime
from email.utils import format_datetime
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

Client = tuple[str, int]
"""Address and port."""
SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "istanbul-talks"


class Outlet:
    """One feed of some articles; every other outlet gives teasers only, whose pages it has."""

    def __init__(self, news: "SmallNews", name: str, host: str, number: int, files: list[Path]) -> None:
        self.name, self.files, self._teasers = name, files, number % 2 == 0
        self._news = news
        outlet = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, kind = outlet.answer(self.path, self.client_address)
                with suppress(ConnectionError):  # who asked was killed
                    self.send_response(200 if body else 404)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://{host}:{self.server.server_port}"

    def answer(self, path: str, who: Client) -> tuple[bytes, str]:
        if path == "/feed":
            return self.feed().encode(), "application/rss+xml"
        found = [file for file in self.files if path == f"/page/{file.stem}"]
        if not found:
            return b"", "text/plain"
        self._news.wait_at(who)
        return found[0].read_bytes(), "text/html; charset=utf-8"

    def feed(self) -> str:
        told = [file for file in self.files if file.name[:10] <= self._news.day]
        entries = "".join(map(self.entry, reversed(told)))
        head = f"<title>{self.name}</title><link>{self.base}/</link>"
        return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{entries}</channel></rss>"

    def entry(self, file: Path) -> str:
        page = file.read_text("utf-8")
        title = re.search(r'og:title" content="([^"]+)"', page) or re.search(r"<title>([^<]+)", page)
        moment = re.search(r"20\d\d-\d\d-\d\dT\d\d:\d\d[^\"<]*", page)
        told = " ".join(re.findall(r"<p(?: class=\"standfirst\")?>.*?</p>", page, re.DOTALL))
        at = datetime.fromisoformat(moment[0]) if moment else datetime.fromisoformat(f"{file.name[:10]}T12:00+00:00")
        text = "Read on …" if self._teasers else escape(told)
        return (
            f"<item><title>{escape(unescape(title[1] if title else file.stem))}</title><guid>{file.stem}</guid>"
            f"<link>{self.base}/page/{file.stem}</link><pubDate>{format_datetime(at)}</pubDate>"
            f"<description>{text}</description></item>"
        )


class SmallNews:
    """All outlets; use it with `with`."""

    def __init__(self, day: str, network: str = "127.0.0") -> None:
        """Tell the news up to a day, each outlet on an address of its own: `network`.10 and so on."""
        self.day = day
        self._open, self._waiting = threading.Event(), threading.Event()
        self._open.set()
        self.client: Client = ("", 0)
        """Who waits for a page that is held back."""
        files = defaultdict(list)
        for file in sorted(SAMPLE.glob("*.html")):
            files[file.name.split("-")[3]].append(file)
        self.outlets = [
            Outlet(self, name, f"{network}.{10 + n}", n, mine) for n, (name, mine) in enumerate(sorted(files.items()))
        ]
        self.addresses = [f"{one.base}/feed" for one in self.outlets]

    def hold(self) -> None:
        """Keep the next page back, and all after it."""
        self._waiting.clear()
        self._open.clear()

    def held(self, within_s: float) -> Client:
        """Wait until somebody waits for a page; returns the address and port from which it asks."""
        assert self._waiting.wait(within_s), "nobody asked for a page"
        return self.client

    def let_go(self) -> None:
        self._open.set()

    def wait_at(self, who: Client) -> None:
        if not self._open.is_set():
            if not self._waiting.is_set():
                self.client = who
                self._waiting.set()
            self._open.wait(60)

    def __enter__(self) -> Self:
        for one in self.outlets:
            threading.Thread(target=one.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.let_go()
        for one in self.outlets:
            one.server.shutdown()
            one.server.server_close()
