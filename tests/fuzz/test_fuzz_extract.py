"""Only our errors come out of `read_article`, whatever bytes go in; and what comes out keeps its promises."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nutgraf.errors import NutgrafError
from nutgraf.model import Article, Item
from nutgraf.text.clean import clean_paragraphs
from nutgraf.text.dates import day_in_url, parse_time
from nutgraf.text.decode import decode
from nutgraf.text.extract import read_article
from nutgraf.text.furniture import furniture_kind, trim_furniture

PIECES = (
    "<p>", "</p>", "<div class='byline'>", "</div>", "<br>", "<table><tr><td>", "<script type='application/ld+json'>",
    "</script>", '{"@type":"NewsArticle","headline":', "[[[[", '{"author":[{"name":null}],"datePublished":17}',
    "<time datetime='2025-13-45T99:99Z'>", "<time datetime='2025-05-13T14:05:00+02:00'>", "</time>", "<h1>Talks open</h1>",  # noqa: E501
    "<title>Talks open - Post</title>", "<meta property='og:url' content='http://[bad'>", "<link rel=canonical href='//:99999/'>",  # noqa: E501
    "<meta charset='no-such-set'>", "<?xml version='1.0' encoding='utf-16'?>", "<!--", "-->", "<![CDATA[", "&#0;", "&#xD800;",  # noqa: E501
    "The council voted on Monday, and nobody was surprised by it.", "\u202e\u00ad\u200b", "— ", "“", "\x00", "\ufffe", "<svg>",  # noqa: E501
    "<math>", "<frameset>", "<html/>", "<body>", "</body></html>", "Advertisement", "Photo: ", " MORE ", "1" * 40, "()" * 30,  # noqa: E501
)  # fmt: skip
BROKEN_PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=40).map("".join)
KINDS = st.sampled_from(("html", "text", "markdown"))
RELAXED = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def read(body: str | bytes, kind: str, **hints: object) -> Article | None:
    refused: NutgrafError
    try:
        return read_article(Item(address="stray.html", kind=kind, body=body, **hints))  # type: ignore[arg-type]
    except NutgrafError as error:
        refused = error
    assert refused.about == "stray.html"
    assert "stray.html" in refused.message
    assert refused.message.endswith(".")
    return None


def assert_promises(article: Article) -> None:
    paragraphs = article.text.split("\n")
    assert all(p and p == p.strip() for p in paragraphs)
    assert article.id.startswith("a1-")
    assert list(article.flags) == sorted(set(article.flags))
    assert ("undated" in article.flags) == (article.published is None) == (article.published_from == "none")
    assert len(article.language) in (2, 3)
    (article.text + article.title + article.byline + article.url + article.outlet).encode("utf-8")


@RELAXED
@given(st.binary(max_size=400), KINDS, st.sampled_from((None, "utf-8", "utf-16", "no-such", "cp1251", "utf-7")))
def test_any_bytes(body: bytes, kind: str, charset: str | None) -> None:
    article = read(body, kind, charset=charset)
    if article:
        assert_promises(article)


@RELAXED
@given(BROKEN_PAGES, KINDS)
def test_any_broken_page(page: str, kind: str) -> None:
    article = read(page, kind)
    if article:
        assert_promises(article)
        assert article == read(page, kind), "the same bytes give the same article"


@RELAXED
@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=60))
def test_any_hints(title: str, url: str, published: str) -> None:
    hints = {
        "title": title,
        "url": url,
        "published": published,
        "published_from": "feed",
        "language": url,
        "byline": title,
    }
    article = read("The council voted on Monday, and nobody was surprised by it.", "text", **hints)
    assert article is not None
    assert_promises(article)


@RELAXED
@given(st.text(max_size=300))
def test_small_readers_take_any_text(text: str) -> None:
    parse_time(text)
    day_in_url(text)
    furniture_kind(text)
    assert len(trim_furniture(text)) <= len(text)
    assert clean_paragraphs(clean_paragraphs([text]).paragraphs).paragraphs == clean_paragraphs([text]).paragraphs


@RELAXED
@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn", "Cc")), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    encoded = text.replace("\ufeff", "")
    whole = "plain words in front " + encoded
    if not any("\u00c2" <= c <= "\u00f4" for c in whole):  # letters that double encoding leaves behind
        assert decode(whole.encode("utf-8"), "cp1252", "x") == whole
