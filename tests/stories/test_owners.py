"""Owners: whose outlets are one voice, and which table says so."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from nutgraf.errors import SettingsError
from nutgraf.model import Article
from nutgraf.settings import Owner
from nutgraf.stories.origin import find_origins, find_voices
from nutgraf.stories.owners import Owners, known_owners, parse_owners

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
FIRE = (
    "A ferry carrying 212 people was evacuated off Port Alma early on Tuesday after fire broke out in its engine room. "
    "All passengers and crew were taken off in lifeboats and by two fishing vessels within ninety minutes. "
    "The cause of the fire was not known, and the vessel was being towed towards the shipyard at Rada."
)
QUAY = (
    "Families wrapped in grey blankets came ashore before sunrise. The harbour master told this station that the boat "
    "had passed its yearly inspection in January, and that the wreck would lie in the yard for several weeks."
)
PARTLY = QUAY + " " + FIRE.split(". ")[1] + "."
ONE_DESK = (Owner("Costa Media", ("Port Alma Post", "Rada Post")),)
APART = (Owner("Costa Media", ("Port Alma Post", "Rada Post"), apart=True),)


def report(id_: str, outlet: str, text: str, *, wire: str = "", hours: int = 0) -> Article:
    when = START + timedelta(hours=hours)
    return Article(id=id_, title="Ferry", text=text, outlet=outlet, url="", published=when, wire=wire)


def test_one_desk_is_one_voice_and_says_so() -> None:
    told = [report("a", "Port Alma Post", FIRE), report("b", "The Rada Post", QUAY, hours=1)]
    [origin] = find_origins(told, ONE_DESK)
    assert (origin.name, origin.why, origin.articles) == ("Port Alma Post", "owner", ("a", "b"))
    first, second = find_voices(told, ONE_DESK)
    assert (first.why, first.of, first.owner) == ("single", None, "")
    assert (second.why, second.of, second.owner) == ("owner", "a", "Costa Media")
    assert len(find_origins(told)) == 2


@pytest.mark.parametrize(("text", "voices"), [(QUAY, 2), (PARTLY, 1), (FIRE, 1)])
def test_newsrooms_apart_are_two_voices_until_they_print_the_same(text: str, voices: int) -> None:
    told = [report("a", "Port Alma Post", FIRE), report("b", "Rada Post", text, hours=1)]
    assert len(find_origins(told, APART)) == voices


def test_a_part_in_common_is_no_copy_without_a_common_owner() -> None:
    assert len(find_origins([report("a", "Port Alma Post", FIRE), report("b", "Rada Post", PARTLY, hours=1)])) == 2


def test_a_full_copy_stays_a_copy() -> None:
    told = [report("a", "Port Alma Post", FIRE), report("b", "Rada Post", FIRE, hours=1)]
    for owners in (ONE_DESK, APART):
        assert [v.why for v in find_voices(told, owners)] == ["single", "copy"]


def test_a_wire_is_stronger_than_the_owner() -> None:
    told = [
        report("a", "Port Alma Post", FIRE, wire="Marlin"),
        report("b", "Rada Post", QUAY, wire="Lyra", hours=1),
    ]
    assert [o.name for o in find_origins(told, ONE_DESK)] == ["Marlin", "Lyra"]


def test_order_changes_nothing() -> None:
    told = [
        report("a", "Port Alma Post", FIRE),
        report("b", "Rada Post", QUAY, hours=1),
        report("c", "Rada Post", PARTLY, hours=1),
    ]
    for owners in (ONE_DESK, APART):
        assert find_voices(told, owners) == find_voices(told[::-1], owners)


def test_our_table_holds_a_dozen_owners_and_no_outlet_twice() -> None:
    table = parse_owners(
        files("nutgraf.stories").joinpath("owners.toml").read_text("utf-8"),
        "owners.toml",
    )
    assert len(table) >= 12
    assert {owner.apart for owner in table} == {True, False}
    for owner in table:
        for outlet in owner.outlets:
            assert known_owners().owner_of(outlet) == owner, outlet


def test_an_added_owner_takes_the_outlet() -> None:
    assert known_owners().common("The Denver Post", "Boston Herald")
    added = (Owner("Citizens of Denver", ("Denver Post",)),)
    assert known_owners(added).common("The Denver Post", "Boston Herald") == ""


def test_one_outlet_under_two_names_has_nothing_in_common_with_itself() -> None:
    assert Owners(ONE_DESK).common("Rada Post", "the rada post") == ""
    assert Owners(ONE_DESK).common("", "") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("owner", "is not TOML"),
        ("owners = []", "may hold only a list"),
        ("owner = ['x']", "Owner 1 of the table mine may hold only name, outlets and apart"),
        ("[[owner]]\nname = ''\noutlets = ['x']", "has no name"),
        ("[[owner]]\nname = 'N'\noutlets = []", "(N) needs outlets"),
        ("[[owner]]\nname = 'N'\noutlets = ['!']", "(N) needs outlets"),
        ("[[owner]]\nname = 'N'\noutlets = ['x']\napart = 1", "(N): apart must be true or false"),
        ("[[owner]]\nname = 'N'\noutlets = ['x']\nsince = 1999", "may hold only name, outlets and apart"),
    ],
)
def test_a_bad_table_is_one_sentence(text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_owners(text, "mine")
    assert words in caught.value.message
    assert "mine" in caught.value.message
