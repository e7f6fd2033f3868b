"""Items become articles: real-looking pages in pairs, bad input, hints of the container."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nutgraf.errors import InputError, NoText, NotReadable, TooLarge
from nutgraf.model import Item
from nutgraf.settings import Limits
from nutgraf.text.extract import read_article

CASES = Path(__file__).parent.parent / "cases" / "pages"
KINDS = {".html": "html", ".md": "markdown", ".txt": "text"}
SENTENCE = "The harbour stayed shut on Tuesday after waves of six metres broke over the mole, the authority said."
PAGE = f"<html><head><title>Storm</title></head><body><article><p>{SENTENCE}</p></article></body></html>"


def item(body: str | bytes, kind: str = "html", **hints: object) -> Item:
    return Item(address="page.html", kind=kind, body=body, **hints)  # type: ignore[arg-type]


@pytest.mark.parametrize("expected", sorted(CASES.glob("*.expected.json")), ids=lambda p: p.name.split(".")[0])
def test_case(expected: Path) -> None:
    name = expected.name.split(".")[0]
    page = next(p for p in sorted(CASES.glob(f"{name}.*")) if p.suffix in KINDS)
    address = f"https://harbourpost.example/{name}" if page.suffix == ".html" else page.name
    article = read_article(Item(address=address, kind=KINDS[page.suffix], body=page.read_bytes()))  # type: ignore[arg-type]
    wanted = json.loads(expected.read_text("utf-8"))
    got = {key: getattr(article, key) for key in wanted}
    got["text"], got["flags"] = article.text.split("\n"), list(article.flags)
    got["published"] = article.published.isoformat() if article.published else None
    assert got == wanted


@pytest.mark.parametrize(
    ("body", "error", "words"),
    [
        (b"", NoText, "is empty"),
        (b" \n\t ", NoText, "is empty"),
        (b"\x00\x01\x02\x03" * 50, NotReadable, "is not text"),
        (b"%PDF-1.7 something", NotReadable, "is not text"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", NoText, "holds no article"),
        ("<div>" * 30_000, TooLarge, "too deeply"),
        ("<p>x</p>" * 70_000, TooLarge, "elements"),
    ],
)
def test_bad_input_is_named_in_a_sentence(body: str | bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error) as caught:
        read_article(item(body))
    assert caught.value.about == "page.html"
    assert caught.value.message.startswith("page.html ")
    assert words in caught.value.message


def test_size_limit() -> None:
    with pytest.raises(TooLarge, match=r"more than 100 bytes"):
        read_article(item(PAGE, "html"), Limits(max_bytes=100))
    with pytest.raises(TooLarge, match="characters"):
        read_article(item("a b " * 600_000, "text"))


def test_one_sentence_is_a_stub() -> None:
    article = read_article(item(PAGE))
    assert article.text == SENTENCE
    assert article.flags == ("stub", "undated")


def test_container_fills_what_the_page_does_not_say() -> None:
    hints = {"title": "Storm closes harbour - Coast Weekly", "outlet": "Coast Weekly", "byline": "By Ana Silva"}
    page = f"<html><body><article><p>{SENTENCE}</p></article></body></html>"
    article = read_article(
        item(page, **hints, url="https://coast.example/a?utm_medium=rss", published="Tue, 04 Mar 2025 08:00:00 GMT", published_from="feed")  # noqa: E501
    )  # fmt: skip
    assert (article.title, article.outlet, article.byline) == ("Storm closes harbour", "Coast Weekly", "Ana Silva")
    assert article.url == "https://coast.example/a"
    assert article.published == datetime(2025, 3, 4, 8, tzinfo=UTC)
    assert article.published_from == "feed"


def test_page_beats_container() -> None:
    page = PAGE.replace("<title>", '<meta property="article:published_time" content="2025-03-03T10:00:00Z"><title>')
    article = read_article(item(page, title="Other", published="2025-03-04T10:00:00Z", published_from="record"))
    assert article.title == "Storm"
    assert article.published == datetime(2025, 3, 3, 10, tzinfo=UTC)
    assert article.published_from == "meta"


def test_teaser_of_a_feed_is_a_stub() -> None:
    body = f"{SENTENCE} {SENTENCE.replace('Tuesday', 'Monday')} {SENTENCE.replace('six', 'five')} {SENTENCE.replace('shut', 'empty')}"  # noqa: E501
    assert "stub" not in read_article(item(body, "text")).flags
    assert "stub" in read_article(item(body, "text", partial=True)).flags


def test_title_is_never_in_the_text() -> None:
    page = f"<html><body><article><h1>Storm closes the harbour</h1><p>Storm closes the harbour</p><p>{SENTENCE}</p></article></body></html>"  # noqa: E501
    article = read_article(item(page))
    assert article.title == "Storm closes the harbour"
    assert article.text == SENTENCE


def test_same_bytes_same_article() -> None:
    assert read_article(item(PAGE)) == read_article(item(PAGE.encode()))


def test_other_language() -> None:
    text = "Der Hafen blieb am Dienstag geschlossen, nachdem sechs Meter hohe Wellen über die Mole schlugen, sagte die Behörde."  # noqa: E501
    assert read_article(item(text, "text")).language == "de"
