"""Furniture goes, the story stays; words are never changed. The labelled lines are those of `evals/cases/furniture`."""

from pathlib import Path

import pytest

from evals.furniture import CASES, judge, nutgraf, read_page
from nutgraf.text.clean import clean_line, clean_paragraphs, settle
from nutgraf.text.decode import decode
from nutgraf.text.furniture import furniture_kind, trim_furniture


@pytest.mark.parametrize("file", sorted(CASES.glob("*.txt")), ids=lambda p: p.stem)
def test_no_story_line_is_lost(file: Path) -> None:
    page = read_page(file)
    right = judge(page, nutgraf([line.text for line in page]))
    lost = [line.text for line, ok in zip(page, right, strict=True) if line.label == "keep" and not ok]
    assert lost == []


def test_unicode_is_settled() -> None:
    assert settle("cafe\u0301\u00a0 so\u00adft\u200b  end ") == "café soft end"
    assert clean_line("Rock &amp; roll\n is back") == "Rock & roll is back"


def test_broken_lines_are_mended() -> None:
    lines = [
        "The council voted on Monday, and",
        "nobody was surprised by it.",
        "WASHINGTON —",
        "The senate will vote on Tuesday, two aides said.",
    ]
    assert clean_paragraphs(lines).paragraphs == (
        "The council voted on Monday, and nobody was surprised by it.",
        "WASHINGTON — The senate will vote on Tuesday, two aides said.",
    )


def test_pull_quotes_and_repeats_go() -> None:
    lines = [
        "“We have not come here to sign anything,” one of them said.",
        "We have not come here to sign anything",
        "One more line.",
        "One more line.",
    ]
    assert clean_paragraphs(lines).paragraphs == (lines[0], "One more line.")


def test_table_rows_and_list_marks() -> None:
    assert clean_paragraphs(["| Party | Seats |", "| --- | --- |", "- Labour won."]).paragraphs == (
        "Party | Seats",
        "Labour won.",
    )


def test_dropped_lines_are_told_with_their_kind() -> None:
    cleaned = clean_paragraphs(
        ["Advertisement", "The dam holds, the council said.", "Correction: An earlier version of this was wrong."]
    )
    assert cleaned.dropped == (
        ("Advertisement", "label"),
        ("Correction: An earlier version of this was wrong.", "correction"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "“Correction: jobs figures were right, but the time frame was not,” the spokeswoman wrote.",
        "© 2016 Coast Media. The suspect is still in jail and faces the same charges.",
        "“We need your help,” the banner says.",
        "Share prices fell by two percent.",
        "Live fire was heard near the border.",
        "More than a dozen people signed.",
        "Updated rules for ferries take effect on Monday.",
        "Subscribe to this view or not, the mayor wrote, the money is gone.",
    ],
)
def test_sentences_that_look_like_furniture_stay(line: str) -> None:
    assert furniture_kind(line) == ""


def test_pieces_are_cut_only_at_the_edges() -> None:
    assert trim_furniture("14:32 GMT The doors are shut.") == "The doors are shut."
    assert (
        trim_furniture("It read: Read more: nothing else was there.") == "It read: Read more: nothing else was there."
    )


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("café ’ x".encode(), None, "café ’ x"),
        ("café ’ x".encode(), "iso-8859-1", "café ’ x"),
        ("café ’ x".encode("cp1252"), "utf-8", "café ’ x"),
        ("café x".encode("cp1252"), "iso-8859-1", "café x"),
        ("café ’ é".encode() + b" \x93x\x94", "utf-8", "café ’ é “x”"),
        ("\ufeffcafé".encode("utf-16"), None, "café"),
        ("plain words here".encode("utf-16-le"), None, "plain words here"),
        ("itâ€™s Â£50".encode(), None, "it’s £50"),
        (
            "Привет, это новости дня, и больше ничего здесь нет".encode("cp1251"),
            "windows-1251",
            "Привет, это новости дня, и больше ничего здесь нет",
        ),
        (b'<meta charset="koi8-r">' + "новости".encode("koi8-r"), None, '<meta charset="koi8-r">новости'),
        (b"caf\xe9 and more", "no-such-set", "café and more"),
        ("a\r\nb\rc", None, "a\nb\nc"),
    ],
)
def test_decoding(body: bytes | str, charset: str | None, text: str) -> None:
    assert decode(body, charset, "x") == text
