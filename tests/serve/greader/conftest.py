"""A newsstand with a user, followed feeds and folders, and an app that logged in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from nutgraf.model import Arrival, Feed
from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.store.database import Database
from nutgraf.store.rows import text_of
from nutgraf.store.schema import stories
from nutgraf.views import Newsstand

RUNNING = "s1-a223bc755990"
"""The sample's running story, with seven editions."""
MEXICO = "s1-229a32752154"
"""A story with one edition, the newest."""
FEEDS = (
    Feed("https://norda.example/rss", "Norda", "https://norda.example/", ("World",)),
    Feed("https://insula.example/feed", "Insula <b>", "https://insula.example/", ("World", "Europe")),
    Feed("https://gazette.example/atom", "", "", ()),
)


@pytest.fixture
def subscribed(newsstand: Newsstand) -> Newsstand:
    """The sample as if three feeds had brought it: each story's first article from one, the others from the next."""
    newsstand.archive.feeds.add(FEEDS)
    database = Database(newsstand.archive.path)
    with database.writing() as connection:
        rows = connection.execute(select(stories.c.id, stories.c.arrivals).order_by(stories.c.id)).all()
        for place, row in enumerate(rows):
            came = [Arrival(**one) for one in json.loads(row.arrivals)]
            moved = [Arrival(a.at, a.origin, (place + n) % 4, a.of) for n, a in enumerate(came)]
            connection.execute(update(stories).where(stories.c.id == row.id).values(arrivals=text_of(moved)))
    database.close()
    return newsstand


@pytest.fixture
def password(subscribed: Newsstand) -> str:
    """An app password of the user ada."""
    now: datetime = subscribed.now()
    subscribed.archive.users.add("ada", "several plain words in a row", now)
    return subscribed.archive.tokens.issue("ada", "app", "phone", now)


@dataclass
class App:
    """A reader app: what it sends, as apps send it."""

    client: TestClient
    root: str
    auth: str = ""
    token: str = ""

    def login(self, name: str, password: str) -> None:
        answer = self.client.post(f"{self.root}/accounts/ClientLogin", data={"Email": name, "Passwd": password})
        assert answer.status_code == 200, answer.text
        self.auth = dict(line.split("=", 1) for line in answer.text.splitlines())["Auth"]
        self.token = self.client.get(f"{self.root}/reader/api/0/token", headers=self.headers).text

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"GoogleLogin auth={self.auth}"}

    def get(self, path: str, *pairs: tuple[str, object]):  # type: ignore[no-untyped-def]
        query = urlencode([*pairs, ("output", "json")])
        answer = self.client.get(f"{self.root}/reader/api/0/{path}?{query}", headers=self.headers)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    def post(self, path: str, *pairs: tuple[str, object], status: int = 200, token: str | None = None) -> str:
        form = urlencode([*pairs, ("T", self.token if token is None else token)])
        headers = self.headers | {"content-type": "application/x-www-form-urlencoded"}
        answer = self.client.post(f"{self.root}/reader/api/0/{path}", content=form, headers=headers)
        assert answer.status_code == status, (path, answer.status_code, answer.text)
        return answer.text

    def ids(self, *pairs: tuple[str, object]) -> list[int]:
        return [int(ref["id"]) for ref in self.get("stream/items/ids", *pairs)["itemRefs"]]


@pytest.fixture
def visitor(subscribed: Newsstand) -> Iterator[TestClient]:
    with TestClient(make_app(subscribed, Settings()), base_url="http://127.0.0.1:8080") as made:
        yield made


@pytest.fixture(params=["/greader", "/api/greader.php"])
def root(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def app(visitor: TestClient, password: str) -> App:
    made = App(visitor, "/greader")
    made.login("ada", password)
    return made
