"""Corrections by hand: shown before, carried out at once or by the next round, and taken back."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from starlette.testclient import TestClient

from nutgraf.daily import Daily
from nutgraf.serve.app import make_app
from nutgraf.settings import Rounds, Settings
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW
from tests.serve.desk import HOSTILE, OTHER, STORY, faults_of, send, stranger

THIRD = "s1-c0ef4f67712a"


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.at = SAMPLE_NOW

    def __call__(self) -> datetime:
        return self.at

    def later(self) -> None:
        self.at += timedelta(hours=1)


class Desk:
    """A copy of the sample whose stories are grouped anew but not briefed: what a correction does, in a second."""

    def __init__(self, daily: Daily, clock: Clock) -> None:
        self.daily, self.clock = daily, clock
        self.client = TestClient(make_app(Newsstand(daily, clock), Settings()), base_url="http://127.0.0.1:8080")

    def groups(self) -> set[frozenset[str]]:
        return {frozenset(card.story.articles) for card in self.daily.archive.stories.cards()}

    def articles(self, story: str) -> tuple[str, ...]:
        return self.daily.archive.stories.get(story).story.articles

    def correct(self, story: str, **fields: object) -> str:
        self.clock.later()
        status, to, _ = send(self.client, f"/story/{story}/correct", **fields)
        assert status == 303
        return to

    def undo(self, place: int) -> str:
        self.clock.later()
        status, to, _ = send(self.client, "/corrections/undo", place=place)
        assert status == 303
        return to


@pytest.fixture
def desk(sample_copy: Path) -> Iterator[Desk]:
    with Daily(Settings(rounds=Rounds(briefs_per_round=0)), str(sample_copy)) as daily:
        yield Desk(daily, Clock())


def test_likely_stories_and_all_articles_are_offered(desk: Desk) -> None:
    page = desk.client.get(f"/story/{STORY}/correct").text
    assert page.count('type="checkbox" name="article"') == 44
    assert 0 < len(set(re.findall(r'name="with" value="(s1-\w+)"', page))) <= 8
    assert STORY not in re.findall(r'name="with" value="(s1-\w+)"', page)
    found = desk.client.get(f"/story/{STORY}/correct", params={"q": "soccer bologna"}).text
    assert THIRD in re.findall(r'name="with" value="(s1-\w+)"', found)
    none = desk.client.get(f"/story/{STORY}/correct", params={"q": HOSTILE}).text
    assert "No headline has these words" in none
    assert [faults_of(one) for one in (page, found, none)] == [[], [], []]


def test_a_merge_is_shown_done_and_undone(desk: Desk) -> None:
    before = desk.groups()
    both = frozenset(desk.articles(OTHER)) | frozenset(desk.articles(THIRD))
    shown = desk.client.get(f"/story/{OTHER}/correct/look", params={"kind": "merge", "with": THIRD}).text
    assert "one story of 4 articles" in shown
    assert faults_of(shown) == []
    assert desk.groups() == before
    assert desk.correct(OTHER, kind="merge", **{"with": THIRD}) == "/corrections?done=now"
    assert both in desk.groups()
    assert desk.articles(OTHER) == desk.articles(THIRD)
    assert desk.undo(1) == "/corrections?done=now"
    assert desk.groups() == before


def test_a_split_is_shown_done_and_undone(desk: Desk) -> None:
    before = desk.groups()
    leave = frozenset(desk.articles(STORY)[-3:])
    stay = frozenset(desk.articles(STORY)) - leave
    query = {"kind": "split", "article": sorted(leave)}
    assert (
        "story of their own with 3 articles; 41 articles stay"
        in desk.client.get(f"/story/{STORY}/correct/look", params=query).text
    )
    desk.correct(STORY, **query)
    assert {leave, stay} <= desk.groups()
    desk.undo(1)
    assert desk.groups() == before


def test_a_move_is_shown_done_and_undone(desk: Desk) -> None:
    before = desk.groups()
    article, theirs = desk.articles(STORY)[-1], frozenset(desk.articles(THIRD))
    query = {"kind": "move", "article": article, "with": THIRD}
    assert (
        "then has 3 articles; 43 articles stay here"
        in desk.client.get(f"/story/{STORY}/correct/look", params=query).text
    )
    desk.correct(STORY, **query)
    assert theirs | {article} in desk.groups()
    desk.undo(1)
    assert desk.groups() == before


def test_an_undo_takes_back_one_correction_and_leaves_the_others(desk: Desk) -> None:
    desk.correct(OTHER, kind="merge", **{"with": THIRD})
    leave = frozenset(desk.articles(STORY)[-2:])
    desk.correct(STORY, kind="split", article=sorted(leave))
    both = frozenset(desk.articles(OTHER))
    desk.undo(1)
    assert leave in desk.groups()
    assert both not in desk.groups()
    desk.undo(3)  # the undo itself
    assert {leave, both} <= desk.groups()
    log = desk.client.get("/corrections").text
    assert re.findall(r'class="name">\d+\. (\w+)', log) == ["Took", "Took", "Split", "Merged"]
    assert log.count('class="undone"') == 1
    assert faults_of(log) == []


def test_what_was_taken_back_cannot_be_taken_back_again(desk: Desk) -> None:
    desk.correct(OTHER, kind="merge", **{"with": THIRD})
    desk.undo(1)
    status, _, page = send(desk.client, "/corrections/undo", place=1)
    assert status == 422
    assert "taken back already" in page
    for place in ("0", "99", "-1", "x", "", "9" * 30):
        assert send(desk.client, "/corrections/undo", place=place)[0] == 404
    assert len(desk.daily.archive.stories.corrections()) == 2


def test_replay_tells_what_held_when(desk: Desk) -> None:
    desk.correct(OTHER, kind="merge", **{"with": THIRD})
    merged, moment = desk.groups(), desk.clock.at
    desk.undo(1)
    desk.correct(STORY, kind="split", article=[desk.articles(STORY)[-1]])
    in_the_end = desk.groups()
    for until, expected in ((moment, merged), (desk.clock.at, in_the_end)):
        again = desk.daily.replay(until)
        assert {frozenset(card.story.articles) for card in again.stories.cards()} == expected


def test_while_a_round_is_at_work_the_next_one_carries_it_out(desk: Desk, sample_copy: Path) -> None:
    before = desk.groups()
    both = frozenset(desk.articles(OTHER)) | frozenset(desk.articles(THIRD))
    with FileLock(f"{sample_copy}.lock"):
        assert desk.correct(OTHER, kind="merge", **{"with": THIRD}) == "/corrections?done=later"
        assert "not carried out" in desk.client.get("/corrections").text
    assert desk.groups() == before
    desk.clock.later()
    desk.daily.run_once(desk.clock())
    assert both in desk.groups()
    assert "not carried out" not in desk.client.get("/corrections").text
    with FileLock(f"{sample_copy}.lock"):
        assert desk.undo(1) == "/corrections?done=later"
    desk.clock.later()
    with Daily(Settings(rounds=Rounds(briefs_per_round=0)), str(sample_copy)) as other:  # as `nutgraf run` would
        other.run_once(desk.clock())
    assert desk.groups() == before


def test_a_story_that_was_split_is_briefed_anew(newsstand: Newsstand, client: TestClient) -> None:
    """The whole way, with the parser."""
    leave = newsstand.card(STORY).story.articles[-2:]
    assert send(client, f"/story/{STORY}/correct", kind="split", article=list(leave))[0] == 303
    card = newsstand.card(STORY)
    assert not set(leave) & set(card.story.articles)
    assert card.edition == 8
    assert not {source.id for source in newsstand.story(STORY).sources} & set(leave)
    assert "2 left the story" in client.get(f"/story/{STORY}/changes?from=7&to=8").text
    new = newsstand.archive.stories.story_of(list(leave))
    assert len(set(new.values())) == 1
    assert client.get(f"/story/{new[leave[0]]}").status_code == 200


WRONG = [
    {"kind": "merge"},
    {"kind": "merge", "with": STORY},
    {"kind": "split"},
    {"kind": "split", "article": "a1-nowhere"},
    {"kind": "move", "article": "a1-nowhere", "with": OTHER},
    {"kind": "move", "with": OTHER},
    {"kind": "love", "with": OTHER},
    {"kind": HOSTILE, "with": OTHER},
    {"kind": "split", "article": HOSTILE},
    {},
]


@pytest.mark.parametrize("fields", WRONG)
def test_what_cannot_be_is_told_and_changes_nothing(desk: Desk, fields: dict[str, str]) -> None:
    before = desk.groups()
    for answer in (
        desk.client.get(f"/story/{STORY}/correct/look", params=fields),
        send(desk.client, f"/story/{STORY}/correct", **fields),
    ):
        status, page = (answer[0], answer[2]) if isinstance(answer, tuple) else (answer.status_code, answer.text)
        assert status == 422
        assert 'role="alert"' in page
        assert "<img" not in page
    assert desk.groups() == before
    assert desk.daily.archive.stories.corrections() == ()


def test_a_whole_story_is_not_split_off(desk: Desk) -> None:
    everything = list(desk.articles(OTHER))
    status, _, page = send(desk.client, f"/story/{OTHER}/correct", kind="split", article=everything)
    assert status == 422
    assert "some articles, not all" in page


def test_a_stranger_corrects_nothing(newsstand: Newsstand) -> None:
    with stranger(newsstand) as client:
        for path in (f"/story/{STORY}/correct", f"/story/{STORY}/correct/look", "/corrections"):
            assert client.get(path).status_code == 403
        for path in (f"/story/{STORY}/correct", "/corrections/undo"):
            assert client.post(path, data={"kind": "split"}).status_code in (401, 403)
        assert "/correct" not in client.get(f"/story/{STORY}").text
    assert newsstand.archive.stories.corrections() == ()
