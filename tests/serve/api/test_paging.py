"""Lists are walked along `next`: every entry once, whatever the length of pages, and whatever arrives meanwhile."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from nutgraf.daily import Daily
from nutgraf.model import Arrival, Feed, Origin, Regrouped, Story, StoryCard
from nutgraf.serve.api.cursor import CursorError, NumberPlace, StoryPlace, mark_of, opened, sealed
from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW
from tests.serve.api.conftest import STORY

LISTS = {
    "/stories?since=7d": ("stories", "id", 13),
    "/stories?order=newest": ("stories", "id", 13),
    "/stories?order=newest&language=en&origins=2": ("stories", "id", 10),
    "/editions": ("editions", "n", 17),
    f"/stories/{STORY}/editions": ("editions", "n", 7),
    "/articles": ("articles", "id", 67),
    "/articles?source=norda": ("articles", "id", 18),
    "/sources": ("sources", "n", 5),
}


def walked(client: TestClient, path: str, limit: int, key: str, entry: str) -> list[Any]:
    """Every entry of a list in order; `next` stands in the body and in the Link header."""
    found: list[Any] = []
    address = f"/api/v1{path}{'&' if '?' in path else '?'}limit={limit}"
    for _ in range(200):
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page[key]) <= limit
        found += [one[entry] for one in page[key]]
        if page["next"] is None:
            assert "next" not in answer.links
            return found
        assert len(page[key]) == limit, "only the last page is shorter"
        assert answer.links["next"]["url"] == page["next"]
        address = page["next"]
    raise AssertionError("the walk does not end")


@pytest.fixture
def fed(newsstand: Newsstand) -> None:
    newsstand.archive.feeds.add(Feed(f"https://feeds.example/{n}") for n in range(5))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(sorted(LISTS)), limit=st.integers(1, 100))
def test_any_walk_meets_every_entry_once(client: TestClient, fed: None, path: str, limit: int) -> None:
    key, entry, count = LISTS[path]
    found = walked(client, path, limit, key, entry)
    assert len(found) == len(set(found)) == count
    assert found == walked(client, path, 100, key, entry)


class Moving:
    """A newsstand's clock that a test moves on."""

    def __init__(self) -> None:
        self.now = SAMPLE_NOW

    def __call__(self) -> datetime:
        return self.now


def arrives(newsstand: Newsstand, name: str, at: datetime) -> None:
    """Let a story of one article come in, and another report of it by a second voice."""
    origins = (
        Origin(f"o{name}", (f"a{name}",), "Norda", "single"),
        Origin(f"p{name}", (f"b{name}",), "Insula", "single"),
    )
    story = Story(name, (f"a{name}", f"b{name}"), origins, at, at)
    arrivals = (Arrival(at.timestamp(), f"o{name}", 0), Arrival(at.timestamp(), f"p{name}", 0))
    card = StoryCard(story, f"Story {name}", "en", 2, 1, 0, arrivals)
    placed = Regrouped(cards=(card,), gone=(), redirects=(), changes=(), to_brief=())
    newsstand.archive.stories.apply(newsstand.archive.inbox.open_round(at), placed)


@pytest.mark.parametrize("order", ["rank", "newest"])
def test_what_arrives_on_the_way_moves_nothing(sample_copy: Path, order: str) -> None:
    clock = Moving()
    with Daily(Settings(), str(sample_copy)) as daily:
        newsstand = Newsstand(daily, clock)
        client = TestClient(make_app(newsstand, Settings()), base_url="http://127.0.0.1:8080")
        path = f"/stories?since=7d&order={order}"
        before = walked(client, path, 100, "stories", "id")
        found, address = list[str](), f"/api/v1{path}&limit=2"
        for n in range(40):
            page = client.get(address).json()
            found += [one["id"] for one in page["stories"]]
            address = page["next"]
            if address is None:
                break
            clock.now += timedelta(minutes=20)
            arrives(newsstand, f"s1-00000000000{n}", clock.now)
        assert [one for one in found if one in before] == before
        assert len(found) == len(set(found))
        again = walked(client, path, 100, "stories", "id")
        assert len(again) == len(before) + n, "a new walk meets what came"


def test_a_walk_ends_with_its_day(sample_copy: Path) -> None:
    clock = Moving()
    with Daily(Settings(), str(sample_copy)) as daily:
        client = TestClient(make_app(Newsstand(daily, clock), Settings()), base_url="http://127.0.0.1:8080")
        following = client.get("/api/v1/stories?since=7d&limit=2").json()["next"]
        clock.now += timedelta(hours=23)
        assert client.get(following).status_code == 200
        clock.now += timedelta(hours=2)
        answer = client.get(following)
        assert (answer.status_code, answer.json()["type"]) == (400, "/api/v1/problems/bad-request")
        assert "too old" in answer.json()["detail"]


@given(asked=st.text(max_size=20), n=st.integers(0, 2**53))
def test_cursors_come_back(asked: str, n: int) -> None:
    mark = mark_of(asked)
    assert opened(sealed(NumberPlace(mark, n)), NumberPlace, mark) == NumberPlace(mark, n)
    with pytest.raises(CursorError):
        opened(sealed(NumberPlace(mark, n)), NumberPlace, mark_of(asked + "x"))
    with pytest.raises(CursorError):
        opened(sealed(NumberPlace(mark, n)), StoryPlace, mark)


@given(st.text(alphabet="ABCabc019_-", max_size=200) | st.binary(max_size=90).map(lambda b: b.hex()))
def test_other_words_are_no_cursors(word: str) -> None:
    with pytest.raises(CursorError):
        opened(word, NumberPlace, mark_of("x"))


@pytest.mark.parametrize("path", ["/stories", "/editions", "/articles", "/sources", f"/stories/{STORY}/editions"])
def test_cursors_of_other_lists_are_refused(reading: TestClient, path: str) -> None:
    ours = sealed(NumberPlace("0000000000", 3)), sealed(replace_place(10**15)), "AAAA"
    for cursor in ours:
        answer = reading.get(f"/api/v1{path}", params={"cursor": cursor})
        assert answer.status_code == 400, cursor
        assert answer.json()["type"] == "/api/v1/problems/bad-request"
    assert reading.get(f"/api/v1{path}", params={"cursor": "not a cursor!"}).status_code == 422


def replace_place(at: int) -> StoryPlace:
    """A place that fits nowhere."""
    return StoryPlace("0000000000", at, 1e308, "s1")


def test_a_cursor_holds_only_with_the_same_filters(reading: TestClient) -> None:
    following = reading.get("/api/v1/stories?since=7d&limit=2").json()["next"]
    assert reading.get(following.replace("since=7d", "since=6d")).status_code == 400
    assert reading.get(following.replace("limit=2", "limit=50")).status_code == 200, "the length of pages may change"
