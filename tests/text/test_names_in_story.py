"""Whom one article names by surname alone, another may introduce: only when all of them mean the same person."""

import pytest

from nutgraf.model import Article
from nutgraf.text.names import NameBook, same_person

BARE = "Marchenko left the hall in Brask, and Marchenko said nothing."


def book(*texts: str) -> NameBook:
    return NameBook.of([Article(f"a1-{n}", "", text, "", "") for n, text in enumerate(texts)])


STORIES = [
    # the others' words; the full name and role that the bare article may take from them
    (("Ukrainian President Olha Marchenko spoke.",), "Olha Marchenko", "Ukrainian President"),
    (
        ("Olha Marchenko spoke.", "Ukrainian President Olha T. Marchenko spoke."),
        "Olha Marchenko",
        "Ukrainian President",
    ),
    (("Ukrainian President Olha Marchenko spoke.", "Petro Marchenko sang."), None, None),
    (("Olha Marchenko and Petro Marchenko spoke.",), None, None),
    (("President Olha Marchenko spoke.", "Former President Olha Marchenko spoke."), "Olha Marchenko", None),
    (("Nobody spoke in Brask.",), None, None),
]


@pytest.mark.parametrize(("others", "full", "role"), STORIES)
def test_other_articles_introduce(others: tuple[str, ...], full: str | None, role: str | None) -> None:
    names = book(BARE, *others)
    assert names.full_in_story("a1-0", "Marchenko") == full
    assert names.role_in_story("a1-0", "Marchenko") == role
    assert names.full_name("a1-0", "Marchenko") is None, "the article alone names nobody in full"


def test_what_the_article_says_itself_goes_first() -> None:
    names = book("Mayor Olha Marchenko spoke.", "Ukrainian President Olha Marchenko spoke.")
    assert names.role_in_story("a1-0", "Marchenko") == "Mayor"
    assert names.full_in_story("a1-0", "Marchenko") == "Olha Marchenko"


def test_an_article_that_means_two_takes_nobody_from_another() -> None:
    names = book("Olha Marchenko met Petro Marchenko. Marchenko spoke.", "Mayor Olha Marchenko spoke.")
    assert names.full_in_story("a1-0", "Marchenko") is None


def test_middle_names_make_no_other_person() -> None:
    assert same_person("Donald J. Roe") == same_person("Donald Roe")
    assert same_person("Donald Roe") != same_person("Ronald Roe")
