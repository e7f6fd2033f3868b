"""Pages prepared while nobody waits: what a reader gets is then put together from parts that were made before."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from nutgraf.serve.app import make_app
from nutgraf.serve.pages.prepared import MOST_PREPARED, Preparer
from nutgraf.settings import Settings
from nutgraf.views import Newsstand


@pytest.fixture
def client(newsstand: Newsstand) -> Iterator[TestClient]:
    with TestClient(make_app(newsstand, Settings()), base_url="http://127.0.0.1:8080") as made:
        yield made


def preparer(client: TestClient, idle_s: float) -> Preparer:
    return Preparer(client.app.state.paper, lambda: idle_s)  # type: ignore[attr-defined]  # a Starlette app


def test_a_prepared_page_is_the_page_and_makes_no_part_anew(client: TestClient, newsstand: Newsstand) -> None:
    name = newsstand.archive.lists.newest_stories(1)[0]
    client.get(f"/story/{name}")  # what is seen for the first time looks otherwise
    plain = client.get(f"/story/{name}").text
    newsstand.parts.clear()
    made = preparer(client, 1.0).prepare(MOST_PREPARED)
    assert made == len(newsstand.archive.lists.newest_stories(MOST_PREPARED)) > 0
    before = len(newsstand.parts.all())
    assert client.get(f"/story/{name}").text == plain
    assert len(newsstand.parts.all()) == before


def test_what_is_prepared_is_not_prepared_again(client: TestClient) -> None:
    one = preparer(client, 1.0)
    assert one.prepare(3) == 3
    assert one.prepare(3) == 0


def test_it_gives_way_to_readers_and_stops_when_told(client: TestClient) -> None:
    with preparer(client, 0.0) as busy:
        pass
    assert busy.prepare(3) == 0, "somebody was waiting all the time"
