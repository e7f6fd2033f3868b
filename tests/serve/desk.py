"""What the tests of the working pages share: forms filled in as a browser does, and a stranger."""

import re
from html.parser import HTMLParser

from starlette.middleware import Middleware
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from nutgraf.model import Reader
from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand

STORY = "s1-a223bc755990"
OTHER = "s1-bba4b0023033"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def token_of(client: TestClient, path: str = "/sources") -> str:
    """The token that a page's forms send back."""
    found = re.search(r'name="csrf" content="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def send(client: TestClient, path: str, **fields: object) -> tuple[int, str, str]:
    """Send a form as a page of ours would; status, address it leads to, and the page there."""
    token = token_of(client)
    files = {"file": fields.pop("file")} if "file" in fields else None
    answer = client.post(
        path,
        data={"csrf": token, **fields},
        files=files,
        headers={"X-CSRF-Token": token, "Origin": str(client.base_url)},
        follow_redirects=False,
    )
    if answer.status_code != 303:
        return answer.status_code, "", answer.text
    to = answer.headers["location"]
    return 303, to, client.get(to).text


class Stranger:
    """Middleware that makes whoever asks a visitor, as the guard does in public mode."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["reader"] = Reader("")
        await self._app(scope, receive, send)


def stranger(newsstand: Newsstand, host: str = "203.0.113.7") -> TestClient:
    """A client whose requests reach the pages as those of a visitor."""
    app = make_app(newsstand, Settings())
    app.user_middleware.append(Middleware(Stranger))
    return TestClient(app, base_url="http://127.0.0.1:8080", client=(host, 50_000))


class Sound(HTMLParser):
    """Reads a page and notes what a strict policy or a screen reader would stumble over."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.fields: list[str] = []
        self.labelled: set[str] = set()
        self.inside_label = 0
        self.h1 = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "style" in given or tag == "style":
            self.faults.append(f"style in {tag}")
        if tag == "script" and "src" not in given:
            self.faults.append("script in the page")
        self.faults += [f"{name} in {tag}" for name in given if name.startswith("on")]
        if (given.get("href") or "").lower().startswith(("javascript:", "data:")):
            self.faults.append("a link that runs")
        if tag == "label":
            self.inside_label += 1
            self.labelled.add(given.get("for") or "")
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden" and not self.inside_label:
            self.fields.append(given.get("id") or f"nameless {given.get('name')}")
        self.h1 += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        self.inside_label -= tag == "label"


def faults_of(page: str) -> list[str]:
    """What is wrong with a page; empty when nothing is."""
    read = Sound()
    read.feed(page)
    faults = read.faults + [f"no label: {name}" for name in read.fields if name not in read.labelled]
    return faults + ([] if read.h1 == 1 else [f"{read.h1} h1"])
