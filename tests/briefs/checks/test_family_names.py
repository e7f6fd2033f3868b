"""Family names that come first: which words they stand for, and what makes them mean two people."""

import pytest

from nutgraf.briefs.checks.family_names import family_first, family_rival


@pytest.mark.parametrize(
    ("full", "short", "name"),
    [
        ("South Korean President Moon Jae-in", "Moon", ("Moon", "Jae-in")),
        ("Kim Jong Un", "Kim", ("Kim", "Jong", "Un")),
        ("Kim Jong Un", "Un", ()),
        ("Hillary Clinton", "Hillary", ()),  # no family name
        ("Moon", "Moon", ()),
    ],
)
def test_which_words_a_family_name_stands_for(full: str, short: str, name: tuple[str, ...]) -> None:
    assert family_first(full, short) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kim Jong Un left. Kim slept.", ""),
        ("Kim Jong Un left on Friday. On Friday Kim Friday slept.", ""),
        ("North Korean leader Kim Jong-un left. Kim slept.", ""),
        ("Kim Jong Un and his sister left, and Kim Yo Jong stayed.", "Kim Yo Jong stands in the article too"),
        ("Kim Jong Il died. Kim Jong Un followed.", "Kim Jong Il stands in the article too"),
        ("Kim Jong Un left. Un slept.", "Un stands alone in the article too"),
        ("The Kim Summit was a summit.", ""),
    ],
)
def test_who_else_may_be_meant(text: str, told: str) -> None:
    assert family_rival(("Kim", "Jong", "Un"), text) == told
