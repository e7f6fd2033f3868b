"""Articles written to break whoever shows them, imported as any other; then every page and document is fetched."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from nutgraf.daily import Daily
from nutgraf.model import SAVED, Feed
from nutgraf.serve.app import make_app
from nutgraf.serve.guard import HEADERS
from nutgraf.settings import Settings
from nutgraf.views import Newsstand

NOW = datetime(2025, 5, 15, 12, tzinfo=UTC)
ATTACKS = (
    "<script>alert('own3d')</script>",
    "\"><img src=x onerror=alert('own3d')>",
    "'><svg/onload=alert('own3d')>",
    "<svg><script>alert('own3d')</script></svg>",
    "</title></textarea></style></script><script>alert('own3d')</script>",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert('own3d')</script>",
    "{{ 7 * 1000003 }}{% raw %}${7*1000003}",
    "javascript:alert('own3d')",
    "<a href=\"javascript:alert('own3d')\">here</a>",
    "\u202e\u0000\ud7ff<b style=own3d onclick=own3d>",
)
ADDRESSES = frozenset("htmlUrl xmlUrl href url src link uri guid id comments docs icon logo scheme".split())
"""Names of elements and attributes that programs open."""
TEMPLATE = """\
<html><head><title>{title}</title><meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<meta name="author" content="{attack}"><link rel="canonical" href="{url}"><meta property="article:published_time"
content="2025-05-14T0{n}:00:00Z"></head><body><article><h1>{title}</h1>
<p>ISTANBUL - Russia and Ukraine will meet in Istanbul on Thursday for direct talks, the Kremlin {attack} said.</p>
<p>President Vladimir Putin {attack} proposed the direct talks in Istanbul, and President Volodymyr Zelensky accepted them.</p>
<p>"We are ready {attack} to talk," Zelensky told reporters in Kyiv on Wednesday. "Russia has to stop the war first."</p>
<p>The Kremlin has not confirmed {attack} that Putin will travel to Istanbul. {number} people were killed in an attack on Sumy.</p>
<p>Turkey's President Recep Tayyip Erdogan {attack} offered to host the meeting in Istanbul between Russia and Ukraine.</p>
</article></body></html>
"""  # noqa: E501 paragraphs of a page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    """An archive of such articles, with marks, follows, labels and feeds to match."""
    folder = tmp_path_factory.mktemp("hostile")
    for n, attack in enumerate(ATTACKS):
        safe = html.escape(attack.replace("\0", ""))
        url = f"https://outlet{n}.example/a?x=%22%3E%3Cscript%3Ealert('own3d')%3C/script%3E"
        words = {"title": f"Russia and Ukraine to meet {safe} in Istanbul", "outlet": f"Outlet {n} {safe}", "n": n}
        page = TEMPLATE.format(attack=safe, url=html.escape(url), number=200 + n, **words)
        (folder / f"a{n}.html").write_text(page, "utf-8", "surrogatepass")
    with Daily(Settings(), str(folder / "hostile.db")) as daily:
        _, failed = daily.bring([str(folder)], NOW)
        assert not failed
        stand = Newsstand(daily, lambda: NOW)
        for n, attack in enumerate(ATTACKS):
            kept = attack.replace("\0", "")
            address = (
                "javascript:alert('own3d')//",
                "data:text/html,<script>alert('own3d')</script>",
                "vbscript:own3d",
            )
            feed = Feed(f"https://f{n}.example/{kept}", title=kept, site=address[n % 3], folders=(kept, "b"))
            daily.archive.feeds.add([replace(feed, failure=kept, failures=2, moved_to=address[n % 3])])
            daily.archive.editions.follow(("word", kept, "follow"), NOW)
        for story in stories_of(stand):
            daily.archive.marks.put("reader", [story], SAVED, NOW)
            for attack in ATTACKS:
                daily.archive.marks.put("reader", [story], f"label:{attack}", NOW)
        yield stand


def stories_of(stand: Newsstand) -> list[str]:
    return list(stand.archive.stories.arrivals(datetime(2025, 1, 1, tzinfo=UTC)))


def addresses(routes: list[BaseRoute], stand: Newsstand, prefix: str = "") -> Iterator[str]:
    """Yield an address for every route that can be asked, with real names in it: whatever is added later is covered."""
    story = max(stories_of(stand), key=lambda s: stand.card(s).edition)
    view = stand.story(story)
    edition = view.number
    known = {
        "story": story,
        "number": str(edition),
        "edition": str(edition),
        "line": "summary-1",
        "article": view.sources[0].id,
        "old": "0",
        "new": str(edition),
    }
    for route in routes:
        if isinstance(route, Mount):
            yield from addresses(list(route.routes or []), stand, prefix + route.path)
        elif isinstance(route, Route) and "GET" in (route.methods or ()):
            yield prefix + re.sub(r"\{(\w+)(?::\w+)?\}", lambda m: known.get(m[1], story), route.path)


class Dangers(HTMLParser):
    """Finds in a page what no page of ours holds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            bare = re.sub(r"[\s\x00-\x1f]", "", value or "").lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name in ("href", "src", "action", "xlink:href") and bare.startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name == "href" and bare.startswith("http") and tag == "a" and "127.0.0.1" not in bare:
                rel = dict(attrs).get("rel") or ""
                if "noreferrer" not in rel:
                    self.found.append(f"<a href={value!r}> without noreferrer")
        if tag in ("iframe", "object", "embed", "base", "style"):
            self.found.append(f"<{tag}>")
        if tag == "img" and not (dict(attrs).get("src") or "").startswith("/"):
            self.found.append(f"<img {attrs}>")
        self._script = tag == "script"
        if tag == "script" and not (dict(attrs).get("src") or "").startswith("/static/"):
            self.found.append(f"<script {attrs}>")

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.found.append(f"script: {data[:80]}")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 as the parser calls it
        self._script = False


def dangers_of(page: str) -> list[str]:
    parser = Dangers()
    parser.feed(page)
    parser.close()
    return parser.found


def html_within(value: object) -> Iterator[str]:
    """Yield the strings of a document that programs show as HTML."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str) and (name.endswith("html") or name == "content"):
                yield inner
            yield from html_within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from html_within(inner)


def check(answer: Any, address: str) -> None:
    headers, text = answer.headers, answer.text
    assert {name: headers.get(name) for name in HEADERS if name != "Content-Security-Policy"} == {
        name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"
    }, address
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy, address
    assert "unsafe" not in policy, address
    kind = headers.get("content-type", "").partition(";")[0]
    assert "7000021" not in text, f"{address}: a template was run"
    if kind == "text/html":
        assert not dangers_of(text), address
    elif kind.endswith("json"):
        for inner in html_within(json.loads(text)):
            assert not dangers_of(inner), address
    elif kind.endswith("xml") or kind == "text/x-opml":
        from lxml import etree

        tree = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
        for one in tree.iter():
            name = etree.QName(one).localname if isinstance(one.tag, str) else ""
            assert name.lower() not in ("script", "svg", "img"), address
            told = [one.text or ""] if name in ADDRESSES else []
            told += [value for key, value in one.attrib.items() if etree.QName(key).localname in ADDRESSES]
            assert not any(re.match(r"\s*(javascript|vbscript|data):", value) for value in told), address
            if name in ("content", "summary", "description", "encoded"):
                assert not dangers_of(one.text or ""), address


@pytest.fixture(scope="module")
def pages(hostile: Newsstand) -> Iterator[TestClient]:
    app = make_app(hostile, Settings())
    with TestClient(app, base_url="http://127.0.0.1:8080", follow_redirects=False) as client:
        yield client


def test_the_hostile_articles_became_a_story_with_their_words_in_it(hostile: Newsstand) -> None:
    story = max(stories_of(hostile), key=lambda s: hostile.card(s).edition)
    view = hostile.story(story)
    told = " ".join(line.text for line in view.everything) + " ".join(s.title + s.outlet for s in view.sources)
    assert len(view.sources) >= 5
    assert "own3d" in told
    assert "<script>" in told


def test_no_page_feed_or_document_holds_what_they_wrote(hostile: Newsstand, pages: TestClient) -> None:
    asked = list(addresses(pages.app.routes, hostile))  # type: ignore[attr-defined]
    assert "/" in asked
    for address in asked:
        answer = pages.get(address)
        assert answer.status_code < 500, address
        check(answer, address)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_is_asked_for_comes_back_as_it_was(hostile: Newsstand, pages: TestClient, attack: str) -> None:
    for address in addresses(pages.app.routes, hostile):  # type: ignore[attr-defined]
        fields = ("q", "next", "since", "story", "label", "format", "back", "cursor", "error", "source")
        answer = pages.get(address, params=dict.fromkeys(fields, attack))
        assert answer.status_code < 500, address
        check(answer, address)
    for path in ("/story/", "/article/", "/feeds/", "/api/v1/stories/", "/unsubscribe/", "/"):
        answer = pages.get(path + attack.replace("/", "").replace("\0", ""))
        assert 300 <= answer.status_code < 500
        check(answer, path)


def test_an_assistant_is_told_them_as_data(hostile: Newsstand) -> None:
    from nutgraf.serve.told import brief_told
    from nutgraf.serve.told_text import brief_text

    story = max(stories_of(hostile), key=lambda s: hostile.card(s).edition)
    assert not re.search(r"</?\s*news-text", "\n".join(brief_text(brief_told(hostile.story(story)))), re.IGNORECASE)


def test_the_check_itself_finds_what_it_looks_for() -> None:
    for page in (
        "<script>x</script>",
        "<script src='https://evil.example/x.js'></script>",
        "<p onclick=x>",
        "<a href=' java\nscript:x'>",
        "<svg/onload=x>",
        "<img src='https://evil.example/x.png'>",
        "<a href='https://a.example/'>x</a>",
        "<iframe>",
        "<p style='x'>",
        "<base href='/x'>",
    ):
        assert dangers_of(page), page
    assert not dangers_of("<p>&lt;script&gt;</p><a href='https://a.example/' rel='noreferrer noopener'>x</a>")
