"""Stories in the API: lists, filters, and one whole."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from nutgraf.model import SAVED
from nutgraf.views import Newsstand
from tests.serve.api.conftest import STORY, Get


def ids(document: dict[str, Any]) -> list[str]:
    return [one["id"] for one in document["stories"]]


def test_the_list_stands_as_the_front_page_does(get: Get, newsstand: Newsstand) -> None:
    from datetime import timedelta

    from nutgraf.text.query import Query

    front = newsstand.front(Query(), timedelta(days=7), most=100)
    found = get("/stories", since="7d", limit=100)
    assert ids(found) == [one.card.story.id for one in front]
    first = found["stories"][0]
    assert (first["id"], first["articles"], first["outlets"], first["origins"], first["edition"]) == (
        STORY,
        44,
        8,
        7,
        7,
    )
    assert first["rank"]["reasons"] == list(front[0].rank.reasons)
    assert first["rank"]["score"] == round(front[0].rank.score, 4)
    assert found["at"] == "2025-05-17T00:00:00Z"


def test_without_a_moment_the_rank_looks_as_far_back_as_the_front_page(get: Get) -> None:
    assert len(get("/stories")["stories"]) == 2
    assert len(get("/stories", order="newest")["stories"]) == 13


def test_newest_first_goes_by_the_newest_article(get: Get) -> None:
    times = [one["last"] for one in get("/stories", order="newest", limit=100)["stories"]]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "ceasefire"}, {STORY}),
        ({"q": '"Coppa Italia"'}, {"s1-c0ef4f67712a"}),
        ({"q": "unheardofword"}, set()),
        ({"origins": 3}, {STORY}),
        ({"language": "de"}, set()),
        ({"followed": "true"}, set()),
        ({"since": "2025-05-16"}, {STORY, "s1-229a32752154"}),
        ({"source": "ladoga"}, {STORY}),
    ],
)
def test_filters(get: Get, asked: dict[str, object], expected: set[str]) -> None:
    assert set(ids(get("/stories", order="newest", **asked))) == expected


def test_what_is_followed_stands_higher_and_can_be_asked_for(get: Get, newsstand: Newsstand) -> None:
    newsstand.archive.editions.follow(("word", "Bologna", "follow"), newsstand.now())
    newsstand.archive.editions.follow(("story", STORY, "mute"), newsstand.now())
    assert ids(get("/stories", since="7d", followed="true")) == ["s1-c0ef4f67712a"]
    every = get("/stories", since="7d", limit=100)
    assert STORY not in ids(every), "what is muted is not listed"
    [followed] = [one for one in every["stories"] if one["followed"]]
    assert followed["rank"]["followed"] == 2


def test_what_the_reader_saw_and_saved_can_be_asked_for(get: Get, newsstand: Newsstand) -> None:
    newsstand.saw("reader", STORY, 5)
    newsstand.archive.marks.put("reader", [STORY], SAVED, newsstand.now())
    assert ids(get("/stories", order="newest", saved="true")) == [STORY]
    [story] = [one for one in get("/stories", since="7d", unseen="true", limit=100)["stories"] if one["id"] == STORY]
    assert (story["unseen"], story["saved"]) == (2, True)
    newsstand.saw("reader", STORY, 7)
    assert STORY not in ids(get("/stories", since="7d", unseen="true", limit=100))


def test_a_story_tells_who_its_articles_speak_for(get: Get, newsstand: Newsstand) -> None:
    found = get(f"/stories/{STORY}")
    story = newsstand.card(STORY).story
    assert found["counts"] == {"articles": 44, "outlets": 8, "origins": 7}
    assert [one["id"] for one in found["articles"]] == list(story.articles[::-1])
    assert [(o["id"], o["why"], tuple(o["articles"])) for o in found["origins"]] == [
        (o.id, o.why, o.articles) for o in story.origins
    ]
    assert {one["origin"] for one in found["articles"]} == {o["id"] for o in found["origins"]}
    assert [one["number"] for one in found["editions"]] == [7, 6, 5, 4, 3, 2, 1]


def test_every_link_of_a_story_leads_somewhere(client: TestClient, get: Get) -> None:
    for name, address in get(f"/stories/{STORY}")["links"].items():
        if name != "page":
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["s1-a223", STORY[:-1], "s1-000000000000"])
@pytest.mark.parametrize("behind", ["", "/brief?", "/changes?since=3"])
def test_old_ids_and_beginnings_are_sent_on(client: TestClient, newsstand: Newsstand, name: str, behind: str) -> None:
    from nutgraf.model import Regrouped

    redirect = Regrouped(cards=(), gone=(), redirects=(("s1-000000000000", STORY),), changes=(), to_brief=())
    newsstand.archive.stories.apply(newsstand.archive.inbox.open_round(newsstand.now()), redirect)
    answer = client.get(f"/api/v1/stories/{name}{behind}", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/api/v1/stories/{STORY}{behind.rstrip('?')}"
    assert client.get(f"/api/v1/stories/{name}{behind}").status_code == 200
