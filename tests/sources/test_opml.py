"""Lists of feeds in pairs (tests/cases/opml), the laws of going there and back, and what is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.errors import InputError, NotAllowed, NoText, NotReadable, TooLarge
from nutgraf.sources.opml import Opml, OpmlFeed, read_opml, write_opml

CASES = Path(__file__).parent.parent / "cases" / "opml"
PAIRS = sorted(CASES.glob("*.expected.json"))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12).map(
    lambda t: " ".join(t.replace("\ufffe", "").replace("\uffff", "").split())
)
NAMES = WORDS.filter(bool)
OUTLINES = st.builds(
    OpmlFeed,
    address=NAMES.map(lambda t: "https://a.example/" + t.replace(" ", "+")),
    title=WORDS,
    folders=st.lists(NAMES, max_size=3).map(tuple),
    kind=st.sampled_from(("feed", "list", "site")),
)


def case_of(expectation: Path) -> Path:
    stem = expectation.name.removesuffix(".expected.json")
    return next(f for f in CASES.iterdir() if f.name.startswith(stem + ".") and f != expectation)


@pytest.mark.parametrize("expectation", PAIRS, ids=lambda p: p.name.partition(".")[0])
def test_cases(expectation: Path) -> None:
    file, expected = case_of(expectation), json.loads(expectation.read_text("utf-8"))
    opml = read_opml(file.read_bytes(), file.name)
    shown = [[o.kind, o.address, o.title, o.site, list(o.folders)] for o in opml.outlines]
    assert {"title": opml.title, "outlines": shown} == expected
    written = write_opml(opml)
    assert read_opml(written, "again") == opml
    assert write_opml(read_opml(written, "again")) == written
    assert all(feed.kind == "feed" for feed in opml.feeds)


@given(WORDS, st.lists(OUTLINES, min_size=1, max_size=8, unique=True))
def test_what_was_written_reads_back_as_it_was(title: str, outlines: list[OpmlFeed]) -> None:
    opml = Opml(tuple(outlines), title)
    assert read_opml(write_opml(opml), "x.opml") == opml


@given(st.text(max_size=40), st.text(max_size=40), st.lists(st.text(max_size=9), max_size=3))
def test_any_words_are_written_as_xml_that_reads_back_the_same(title: str, name: str, folders: list[str]) -> None:
    feed = OpmlFeed("https://a.example/rss", name, folders=tuple(folders))
    once = write_opml(read_opml(write_opml(Opml((feed,), title)), "x.opml"))
    assert write_opml(read_opml(once, "x.opml")) == once


@given(st.binary(max_size=300).map(lambda b: b'<opml><body><outline text="' + b))
def test_rubbish_ends_in_our_errors_only(data: bytes) -> None:
    try:
        opml = read_opml(data, "x.opml")
    except InputError:
        return
    assert read_opml(write_opml(opml), "x.opml") == opml


FEED = '<outline text="A" xmlUrl="https://a.example/rss"/>'


@pytest.mark.parametrize(
    ("document", "error", "words"),
    [
        (f'<!DOCTYPE opml [<!ENTITY a "ha">]><opml><body>{FEED}</body></opml>', NotAllowed, "declares XML entities"),
        ("<opml><body>" + "<outline>" * 250 + FEED + "</outline>" * 250 + "</body></opml>", TooLarge, "200 deep"),
        (
            "<opml><body>" + '<outline text="f">' * 60 + FEED + "</outline>" * 60 + "</body></opml>",
            TooLarge,
            "folders more than 50 deep",
        ),
        ("<opml><body>" + FEED.replace("A", "B") * 50_001 + "</body></opml>", TooLarge, "more than 50,000 outlines"),
        ("<opml><body>" + " " * 10_000_000 + "</body></opml>", TooLarge, "larger than 10 MB"),
        ("<opml><head/><body><outline text='folder'/></body></opml>", NoText, "names no feed"),
        ("<?xml version='1.0'?><stock/>", NotReadable, "no list of feeds"),
        ("", NotReadable, "no XML"),
        ("hello", NotReadable, "no XML"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_is_no_list_says_so(document: str, error: type[InputError], words: str, encoding: str) -> None:
    with pytest.raises(error, match=rf"list\.opml .*{words}"):
        read_opml(document.encode(encoding), "list.opml")


def test_an_outline_that_could_not_be_read_back_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="needs an address"):
        OpmlFeed(" ")
