"""Two people of a story bear one surname: whom it means where it stands alone."""

import pytest

from nutgraf.model import Article
from nutgraf.text.names import NameBook

FUNERAL = (
    "President Roe stayed away from the funeral in Ostwick. President Tomas Roe had a cold, his office said. "
    "President Roe sent flowers. First lady Ann Roe came with her son. "
)


def mistaken(sentence: str, before: str = FUNERAL) -> str:
    article = Article("a1", "", before + sentence, "Norda", "", None)
    return NameBook.of([article]).namesakes.mistaken("a1", len(before), len(article.text))


@pytest.mark.parametrize(
    "sentence",
    [
        "“He gave all he had,” Roe said in a statement.",
        "The mayor thanked Roe for her words.",
        "Mrs. Roe sat in front, and Roe spoke last.",
    ],
)
def test_a_surname_alone_means_who_was_named_last(sentence: str) -> None:
    assert mistaken(sentence) == "roe"


@pytest.mark.parametrize(
    "sentence",
    [
        "“He gave all he had,” Ann Roe said in a statement.",
        "President Roe sent flowers, and Roe wrote a card.",
        "Tomas Roe will speak on Monday, Roe's office said.",
        "The mayor thanked Mr. Roe for his words.",
        "The mayor spoke of the dead.",
    ],
)
def test_who_is_named_in_full_or_is_the_storys_own_is_not_mistaken(sentence: str) -> None:
    assert mistaken(sentence) == ""


def test_nobody_shares_a_name() -> None:
    assert mistaken("Roe said so.", "President Tomas Roe came. Mayor Ann Lind came too. ") == ""


def test_another_report_may_name_the_other() -> None:
    here = Article("a1", "", "First lady Ann Roe came. Roe wept.", "Norda", "", None)
    there = Article("b1", "", "President Tomas Roe stayed away. President Roe had a cold.", "Insula", "", None)
    book = NameBook.of([here, there])
    assert book.namesakes.mistaken("a1", 25, len(here.text)) == "roe"
    assert NameBook.of([here]).namesakes.mistaken("a1", 25, len(here.text)) == ""


def test_two_spellings_or_lengths_of_a_name_are_one_person() -> None:
    here = Article("a1", "", "President Tomas Roe came. Roe spoke.", "Norda", "", None)
    there = Article("b1", "", "President Thomas Roe came. President Tomas Ian Roe spoke. Roe left.", "Insula", "", None)
    other = Article("c1", "", "The aide Ian Roe came. Roe spoke.", "Ostermoor", "", None)
    assert NameBook.of([here, there, other]).namesakes.own == {}


def test_strangers_of_one_name_are_told_apart_where_a_report_names_both() -> None:
    both = "Tomas Roe met Mayor Ines Roe. Tomas Roe smiled. Tomas Roe sat down. Ines Roe left. "
    assert mistaken("Roe said so.", both) == "roe"
    assert mistaken("Tomas Roe said so.", both) == ""
