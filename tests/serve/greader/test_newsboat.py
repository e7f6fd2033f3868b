"""A real reader app against the running server: it lists stories, opens one, marks and stars, and both sides agree."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.model import SAVED, UNREAD
from nutgraf.serve.greader.names import long_name
from nutgraf.serve.greader.shelf import shelf_of
from nutgraf.views import Newsstand
from nutgraf.views.brief_html import plain_headline
from tests.serve.greader.boat import HOW_TO_GET, Newsboat, find
from tests.serve.greader.conftest import MEXICO, RUNNING
from tests.serve.greader.live import serving
from tests.serve.greader.test_protocol import again, first


@pytest.fixture(params=["freshrss", "feedhq"])
def boat(request: pytest.FixtureRequest, subscribed: Newsstand, password: str, tmp_path: Path) -> Iterator[Newsboat]:
    """newsboat, logged in as ada."""
    mode = str(request.param)
    if not find(mode):
        pytest.skip(HOW_TO_GET[mode])
    with serving(subscribed) as address:
        yield Newsboat(find(mode), mode, tmp_path, address, ("ada", password))


def headlines(stand: Newsstand) -> dict[str, str]:
    return {long_name(row.first): plain_headline(stand.story(row.story)) for row in stand.archive.newest.page(100)}


def test_it_lists_every_story_once(boat: Newsboat, subscribed: Newsstand) -> None:
    assert boat.run("reload", "print-unread") == "11 unread articles"
    assert boat.titles(unread=True) == headlines(subscribed)


def test_what_was_read_in_the_browser_is_read_there(boat: Newsboat, subscribed: Newsstand) -> None:
    assert boat.run("reload", "print-unread") == "11 unread articles"
    subscribed.saw("ada", RUNNING, 7)
    subscribed.saw("ada", MEXICO, 1)
    assert boat.run("reload", "print-unread") == "9 unread articles"
    gone = boat.titles(unread=False)
    assert set(gone) == {long_name(first(subscribed, RUNNING)), long_name(first(subscribed, MEXICO))}


def test_what_is_unread_again_is_unread_there(boat: Newsboat, subscribed: Newsstand) -> None:
    subscribed.saw("ada", RUNNING, 7)
    subscribed.saw("ada", MEXICO, 1)
    assert boat.run("reload", "print-unread") == "9 unread articles"
    subscribed.archive.marks.put("ada", [RUNNING], UNREAD, subscribed.now())  # in the browser
    again(subscribed, MEXICO)  # something material happened
    if boat.mode == "freshrss":
        boat.forget()  # for in this mode what newsboat once took for read stays read in its own files
    assert boat.run("reload", "print-unread") == "11 unread articles"


def test_a_person_reads_stars_and_marks_there(boat: Newsboat, subscribed: Newsstand) -> None:
    marks = subscribed.archive.marks
    boat.run("reload")
    with boat.terminal() as screen:
        screen.wait(screen.shows("Norda"))
        screen.press("\r", until=screen.shows("in feed 'Norda'"))  # the first subscription with its stories
        screen.press("\r", until=screen.shows("Every line with its source sentences"))  # its first story, whole
        screen.press("j", until=lambda: marks.seen("ada"))  # newsboat marks it with the next key
        ((story, number),) = marks.seen("ada").items()
        assert number == subscribed.story(story).number
        screen.press("\x05", until=screen.shows("Flags"))
        screen.press("s\r", until=lambda: marks.of("ada", SAVED))
        assert [mark.story for mark in marks.of("ada", SAVED)] == [story]
        screen.press("\x05", until=screen.shows(": s"))
        screen.press("\x7f\r", until=lambda: not marks.of("ada", SAVED))
        screen.press("q", until=screen.shows("in feed 'Norda'"))
        screen.press("N", until=lambda: marks.of("ada", UNREAD))  # to be read again
        assert [mark.story for mark in marks.of("ada", UNREAD)] == [story]
        screen.press("\x1bOAN", until=lambda: not marks.of("ada", UNREAD))  # the cursor went on: up again
    assert boat.run("reload", "print-unread") == "10 unread articles"


def test_a_person_marks_a_whole_feed_there(boat: Newsboat, subscribed: Newsstand) -> None:
    marks = subscribed.archive.marks
    boat.run("reload")
    with boat.terminal() as screen:
        screen.wait(screen.shows("Norda"))
        screen.press("A", until=lambda: marks.seen("ada") or screen.shows("really")())
        screen.press("y", until=lambda: marks.seen("ada"))
    norda = {name for name, home in homes(subscribed).items() if home == 1}
    assert norda
    assert set(marks.seen("ada")) == norda
    assert boat.run("reload", "print-unread") == f"{11 - len(norda)} unread articles"


def homes(stand: Newsstand) -> dict[str, int]:
    shelf = shelf_of(stand, "ada")
    return {row.story: shelf.home(row) for row in shelf.rows}


def test_a_wrong_password_is_told(subscribed: Newsstand, password: str, tmp_path: Path) -> None:
    if not find("feedhq"):
        pytest.skip(HOW_TO_GET["feedhq"])
    with serving(subscribed) as address:
        boat = Newsboat(find("feedhq"), "feedhq", tmp_path, address, ("ada", "wrong"))
        with pytest.raises(AssertionError, match="Authentication failed"):
            boat.run("reload")
