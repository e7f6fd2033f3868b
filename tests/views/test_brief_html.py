"""A brief as HTML for everybody else's programs: whole, cited, and harmless whatever its sources hold."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from nutgraf.briefs.printed.wording import EMPTY_LAYERS, LAYER_NAMES
from nutgraf.views import Newsstand, StoryView
from nutgraf.views.brief_html import (
    REL,
    TAGS,
    brief_html,
    is_web_address,
    plain_headline,
    plain_summary,
    printable,
    sanitized,
)

LINK = "https://news.example/story/s1-a223bc755990"
HOSTILE = (
    '</p><script>alert(1)</script><svg onload="x()"><img src=x onerror=x>"\'&<a href="javascript:x">\x00\ufffe\u202e]]>'
)


@pytest.fixture
def story(newsstand: Newsstand) -> StoryView:
    return newsstand.story("s1-a223")


def hostile(view: StoryView) -> StoryView:
    """The same story with hostile words in every place that strangers fill."""
    line = replace(view.headline, text=HOSTILE, speaker=HOSTILE)
    sources = tuple(replace(s, outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)") for s in view.sources)
    versions = tuple(replace(d, topic=HOSTILE, versions=(line, line)) for d in view.disagreements)
    return replace(
        view,
        headline=line,
        summary=(line,),
        context=(line,),
        deeper=(line,),
        sources=sources,
        disagreements=versions,
        notes=(HOSTILE,),
    )


def elements(text: str) -> list[html.HtmlElement]:
    return [e for e in html.fragment_fromstring(text, create_parent=True).iterdescendants() if isinstance(e.tag, str)]


def test_every_line_stands_there_with_its_certainty_and_citations(story: StoryView) -> None:
    made = brief_html(story, LINK)
    text = " ".join(html.fragment_fromstring(made).text_content().split())
    for line in story.lines[1:]:
        assert f"{line.text} [" in text
        assert f"({line.sign} {line.certainty}" in text
    for name in (*LAYER_NAMES.values(), "Sources"):
        assert f"<h2>{name}</h2>" in made


def test_citations_lead_to_the_articles_by_their_number_in_the_list(story: StoryView) -> None:
    links = [e for e in elements(brief_html(story, LINK)) if e.tag == "a"]
    numbers = {source.url: f"[{n}]" for n, source in enumerate(story.sources, 1)}
    cited = [link for link in links if re.fullmatch(r"\[\d+\]", link.text or "")]
    assert len(cited) >= len(story.lines) - 1
    assert {numbers[link.get("href")] for link in cited} == {link.text for link in cited}
    assert {link.get("rel") for link in links} == {REL}
    assert links[-1].get("href") == LINK


def test_an_empty_layer_says_so(story: StoryView) -> None:
    bare = replace(story, summary=(), context=(), deeper=())
    made = brief_html(bare, LINK)
    assert all(f"<p>{words}</p>" in made for words in EMPTY_LAYERS.values())
    assert plain_summary(bare) == EMPTY_LAYERS["summary"]


def test_strangers_text_stays_text(story: StoryView) -> None:
    made = brief_html(hostile(story), 'javascript:alert("x")')
    for element in elements(made):
        assert element.tag in TAGS
        assert set(element.keys()) <= {"href", "title", "rel", "lang", "dir"}
        assert is_web_address(element.get("href", "https://x"))
    etree.fromstring(f"<feed>{printable(made)}</feed>".encode())  # and XML can hold it
    assert "<a " not in made


def test_the_same_edition_gives_the_same_bytes(story: StoryView, newsstand: Newsstand) -> None:
    assert brief_html(story, LINK) == brief_html(newsstand.story("s1-a223", story.number), LINK)


def test_a_language_says_its_direction(story: StoryView) -> None:
    arabic = replace(story, card=replace(story.card, language="ar"))
    assert brief_html(arabic, LINK).startswith('<div lang="ar" dir="rtl">')
    strange = replace(story, card=replace(story.card, language='"><script>'))
    assert brief_html(strange, LINK).startswith("<div><p>")


def test_headline_and_summary_are_plain(story: StoryView) -> None:
    bad = hostile(story)
    assert "\n" not in plain_headline(bad)
    assert "\ufffe" not in plain_headline(bad)
    assert plain_summary(story).startswith(story.summary[0].text)


@given(st.text())
def test_nothing_but_what_a_brief_is_made_of_leaves(text: str) -> None:
    for element in elements(sanitized(f"<div>{text}</div>")):
        assert element.tag in TAGS
        assert set(element.keys()) <= {"href", "title", "rel", "lang", "dir"}


@given(st.text())
def test_what_is_printable_stands_in_xml(text: str) -> None:
    element = etree.Element("title")
    element.text = printable(text)
    assert etree.fromstring(etree.tostring(element)).text in (printable(text), None if not printable(text) else "")
