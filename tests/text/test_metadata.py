"""Titles, outlets, bylines, wires, addresses and flags."""

import pytest

from nutgraf.model import Item
from nutgraf.model.address import canonical_address, host_of
from nutgraf.text.extract import read_article
from nutgraf.text.metadata import clean_byline, outlet_of_host, strip_outlet
from nutgraf.text.wire import wire_credit

STORY = (
    "<p>The harbour stayed shut on Tuesday after waves of six metres broke over the mole, the authority said.</p>"
    "<p>No ship has left since Monday noon, and the ferry company expects to lose two more days of traffic.</p>"
    "<p>Two fishermen were brought ashore by helicopter on Monday night; both are well, the coast guard reported.</p>"
    "<p>The storm is the third of the winter. The first two had damaged the lighthouse and a row of boat sheds.</p>"
)


@pytest.mark.parametrize(
    ("title", "names", "bare"),
    [
        ("Talks open - The Harbour Post", ["The Harbour Post"], "Talks open"),
        ("Talks open | Harbour Post", ["The Harbour Post"], "Talks open"),
        ("Talks open | World | Harbour Post", ["Harbour Post"], "Talks open | World"),
        ("Harbour Post: Talks open", ["Harbour Post"], "Harbour Post: Talks open"),
        ("Harbour Post | Talks open", ["Harbour Post"], "Talks open"),
        ("Talks - and their end", ["Harbour Post"], "Talks - and their end"),
        ("BREAKING: Talks open", [], "Talks open"),
        ("Live music returns", [], "Live music returns"),
        ("", ["Harbour Post"], ""),
    ],
)
def test_outlet_leaves_the_title(title: str, names: list[str], bare: str) -> None:
    assert strip_outlet(title, names) == bare


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("harbour-post.example", "Harbour Post"),
        ("en.coast.co.uk", "Coast"),
        ("bbc.com", "BBC"),
        ("10.0.0.1", "10.0.0.1"),
        ("", ""),
    ],
)
def test_outlet_of_host(host: str, name: str) -> None:
    assert outlet_of_host(host) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ruth Hale", "Ruth Hale"),
        ("https://x.example/me", ""),
        ("admin", ""),
        ("Name *", ""),
        ("Ruth Hale and Tom Weir", "Ruth Hale and Tom Weir"),
    ],
)
def test_byline(text: str, names: str) -> None:
    assert clean_byline(text) == names


@pytest.mark.parametrize(
    ("byline", "first", "credits", "wire"),
    [
        ("", "KYIV, May 13 (Norda) - The talks begin on Thursday.", (), "Norda"),
        ("", "WASHINGTON (Reuters) - The talks begin on Thursday.", (), "Reuters"),
        ("", "(AP) — The talks begin on Thursday.", (), "AP"),
        ("", "KYIV (Tuesday) - The talks begin on Thursday.", (), ""),
        ("", "HOUSTON (KTRK) -- The talks begin on Thursday.", (), ""),
        ("", "ISTANBUL (Harbour Post) - The talks begin on Thursday.", (), ""),
        ("", "Mr Hale (Labour) - who spoke first - said no.", (), ""),
        ("AFP", "The talks begin on Thursday.", (), "AFP"),
        ("By Jane Roe, Associated Press", "The talks begin on Thursday.", (), "AP"),
        ("Ruth Hale", "The talks begin on Thursday, Reuters reported.", (), ""),
        ("Ruth Hale", "The talks begin on Thursday.", ("Additional reporting by agencies",), "agencies"),
        ("Ruth Hale", "The talks begin on Thursday. (AFP)", (), "AFP"),
        ("Ruth Hale", "He told the Anadolu Agency on Monday that the talks, which had been planned for weeks in two capitals and "  # noqa: E501
         "at the seat of the alliance, would have to begin again from the start, two officials added.", (), ""),
    ],
)  # fmt: skip
def test_wire(byline: str, first: str, credits: tuple[str, ...], wire: str) -> None:
    assert wire_credit(byline, [first], credits, "Harbour Post") == wire


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example:443/a/?utm_source=x&id=7&fbclid=z#top", "https://news.example/a/?id=7"),
        ("http://news.example:8080", "http://news.example:8080/"),
        ("http://user:pw@news.example/a", "http://news.example/a"),
        ("ftp://news.example/a", ""),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
        ("http://news.example:99999/", ""),
        ("page.html", ""),
        ("", ""),
    ],
)
def test_canonical_address(url: str, canonical: str) -> None:
    assert canonical_address(url) == canonical
    assert not canonical or canonical_address(canonical) == canonical


def test_relative_address_and_host() -> None:
    assert canonical_address("/b?gclid=1", "https://news.example/a") == "https://news.example/b"
    assert host_of("https://www.News.example/a") == "news.example"


@pytest.mark.parametrize(
    ("head", "url", "flag"),
    [
        ('<script type="application/ld+json">{"@type":"OpinionNewsArticle"}</script>', "", "opinion"),
        ("<title>Opinion: Stop it</title>", "", "opinion"),
        ("", "https://a.example/commentisfree/a", "opinion"),
        ("<title>Vote: live updates</title>", "", "live"),
        ("", "https://a.example/live/a", "live"),
        ("", "https://a.example/press-release/a", "press-release"),
        ("<title>Storm shuts harbour</title>", "https://a.example/2025/05/13/storm", ""),
        ("<title>Editorial staff walk out at paper</title>", "https://a.example/2025/05/13/staff", ""),
    ],
)
def test_flags(head: str, url: str, flag: str) -> None:
    page = f"<html><head>{head}</head><body><article>{STORY}</article></body></html>"
    article = read_article(Item(address=url or "page.html", kind="html", body=page))
    assert [f for f in article.flags if f != "undated"] == ([flag] if flag else [])


@pytest.mark.parametrize(
    "note", ["Automatic translation. Errors are possible.", "This article was translated from Turkish."]
)
def test_translated(note: str) -> None:
    page = f"<html><body><article><p>{note}</p>{STORY}</article></body></html>"
    article = read_article(Item(address="a", kind="html", body=page))
    assert "translated" in article.flags
    assert "Automatic" not in article.text
