"""What is followed and muted."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from nutgraf.text.query import Query
from nutgraf.views import Newsstand
from tests.serve.desk import HOSTILE, STORY, faults_of, send, stranger


def follows(newsstand: Newsstand) -> set[tuple[str, str, str]]:
    return set(newsstand.archive.editions.follows())


@pytest.mark.parametrize(
    ("kind", "value", "how", "count"),
    [
        ("word", "talks", "follow", "4 stories"),
        ("actor", "Putin", "follow", "1 story"),
        ("word", "soccer", "mute", "1 story"),
        ("word", "xyzzyq", "follow", "0 stories"),
    ],
)
def test_what_is_added_is_listed_with_what_it_is_about_and_goes_again(
    client: TestClient, newsstand: Newsstand, kind: str, value: str, how: str, count: str
) -> None:
    status, to, page = send(client, "/follows", kind=kind, value=value, how=how)
    assert (status, to) == (303, f"/follows?done={how}")
    assert follows(newsstand) == {(kind, value, how)}
    assert f"{count} in the last 7 days" in page
    assert faults_of(page) == []
    assert send(client, "/follows", kind=kind, value=value, how="off")[0] == 303
    assert follows(newsstand) == set()


def test_a_story_is_named_by_the_beginning_of_its_id(client: TestClient, newsstand: Newsstand) -> None:
    page = send(client, "/follows", kind="story", value="s1-a223", how="mute")[2]
    assert follows(newsstand) == {("story", STORY, "mute")}
    assert f'href="/story/{STORY}"' in page
    assert newsstand.front(Query(), timedelta(days=7), most=20) != []
    assert STORY not in {one.card.story.id for one in newsstand.front(Query(), timedelta(days=7), most=20)}


def test_the_later_word_on_one_thing_holds(client: TestClient, newsstand: Newsstand) -> None:
    send(client, "/follows", kind="word", value="talks", how="follow")
    send(client, "/follows", kind="word", value="talks", how="mute")
    assert follows(newsstand) == {("word", "talks", "mute")}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "word", "value": "", "how": "follow"}, 422),
        ({"kind": "word", "value": "x" * 201, "how": "follow"}, 422),
        ({"kind": "feed", "value": "x", "how": "follow"}, 400),
        ({"kind": "word", "value": "x", "how": "love"}, 400),
        ({"kind": "story", "value": "s1-nowhere", "how": "follow"}, 404),
    ],
)
def test_what_cannot_be_followed_is_refused(
    client: TestClient, newsstand: Newsstand, fields: dict[str, str], status: int
) -> None:
    assert send(client, "/follows", **fields)[0] == status
    assert follows(newsstand) == set()


def test_words_are_text(client: TestClient) -> None:
    page = send(client, "/follows", kind="word", value=HOSTILE, how="follow")[2]
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_stranger_only_looks(newsstand: Newsstand, client: TestClient) -> None:
    send(client, "/follows", kind="word", value="talks", how="follow")
    with stranger(newsstand) as other:
        page = other.get("/follows").text
        assert "talks" in page
        assert "<form" not in page
        assert other.post("/follows", data={"kind": "word", "value": "x", "how": "off"}).status_code in (401, 403)
    assert follows(newsstand) == {("word", "talks", "follow")}
