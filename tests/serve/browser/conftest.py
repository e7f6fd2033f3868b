"""A real browser (Debian's Chromium) before the real server over a copy of the sample's archive.

Nothing leaves the machine: what is not our server's is answered by the browser's own stand-in.
"""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from nutgraf.daily import Daily
from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 8_000


@dataclass(frozen=True)
class Served:
    """The server under test."""

    base: str
    newsstand: Newsstand


@pytest.fixture(scope="module")  # what one file's reader has read is unread in the next
def served(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = shutil.copy(sample_archive, tmp_path_factory.mktemp("browser") / "sample.db")
    with Daily(Settings(), str(path)) as daily, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        newsstand = Newsstand(daily, lambda: SAMPLE_NOW)
        config = uvicorn.Config(make_app(newsstand, Settings()), log_level="error", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", newsstand)
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="module")  # no longer: Playwright keeps an event loop running in this thread while it is open
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("The browser tests need Debian's Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(FLAGS))
        yield made
        made.close()


Open = Callable[..., Page]


@pytest.fixture
def contexts(browser: Browser, served: Served) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts: a reader's browser each, closed at the end; a script that fails fails the test."""
    made: list[BrowserContext] = []
    wrong: list[str] = []

    def stand_in(route: Route) -> None:
        route.fulfill(status=200, content_type="text/plain", body="An original elsewhere.")

    def make(**options: Any) -> BrowserContext:
        chosen: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "service_workers": "block"}
        context = browser.new_context(base_url=served.base, **(chosen | options))
        context.set_default_timeout(PATIENCE_MS)
        context.route(lambda address: not address.startswith(served.base), stand_in)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert not wrong


@pytest.fixture
def open_page(contexts: Callable[..., BrowserContext]) -> Open:
    """Open an address in a browser of its own; options are the context's."""

    def opened(address: str, **options: Any) -> Page:
        page = contexts(**options).new_page()
        page.goto(address)
        return page

    return opened
