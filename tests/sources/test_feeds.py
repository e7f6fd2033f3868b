"""Feeds in pairs (tests/cases/feeds), and the bombs that are refused in every encoding."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

from nutgraf.errors import InputError, NotAllowed, NoText, NotReadable, TooLarge
from nutgraf.model import Done, Failed
from nutgraf.settings import Limits
from nutgraf.sources.contents import read_contents
from nutgraf.sources.feeds import read_feed
from nutgraf.sources.outcome import Arrived

CASES = Path(__file__).parent.parent / "cases" / "feeds"
PAIRS = sorted(CASES.glob("*.expected.json"))

LAUGHS = """<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
FEED = (
    '<rss version="2.0"><channel><title>T</title>'
    "<item><title>x</title><description>&b;</description></item></channel></rss>"
)


def shown(outcome: Done[Any] | Failed, expected: dict[str, Any]) -> dict[str, Any]:
    """Return of an outcome what its expectation names."""
    if isinstance(outcome, Failed):
        return {
            "failed": outcome.reason,
            "words": expected["words"] if expected["words"] in outcome.message else outcome.message,
        }
    item = outcome.value
    found = {name: getattr(item, name) for name in expected if name not in ("holds",)}
    return {**found, "holds": expected["holds"] if expected["holds"] in item.body else item.body}


def case_of(expectation: Path) -> Path:
    stem = expectation.name.removesuffix(".expected.json")
    return next(f for f in CASES.iterdir() if f.name.startswith(stem + ".") and f != expectation)


@pytest.mark.parametrize("expectation", PAIRS, ids=lambda p: p.name.partition(".")[0])
def test_cases(expectation: Path) -> None:
    file, expected = case_of(expectation), json.loads(expectation.read_text("utf-8"))
    outcomes = list(read_contents(Arrived(file.name, file.read_bytes(), file.suffix), Limits()))
    assert [shown(o, e) for o, e in zip(outcomes, expected, strict=True)] == expected


@pytest.mark.parametrize("suffix", [".xml", ".html", ".txt", ".json", ""])
def test_a_feed_is_known_by_its_root_whatever_its_name(suffix: str) -> None:
    outcomes = list(read_contents(Arrived("x", (CASES / "rdf.xml").read_bytes(), suffix), Limits()))
    assert [o.value.title for o in outcomes if isinstance(o, Done)] == ["Snow closes pass"]


@pytest.mark.parametrize(
    "document",
    [
        LAUGHS + FEED,
        '<?xml version="1.0"?>\n' + LAUGHS + FEED,
        "<!-- <a --> " + LAUGHS + FEED,
        "<?note <a ?>" + LAUGHS + FEED,
        '<!DOCTYPE rss SYSTEM "a>b" [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + FEED,
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://x.example/d">%p;]>' + FEED,
        '<!doctype rss [<!entity b "x">]>' + FEED,
        '<!--\n<!ENTITY b "xxxxxxxx">\n-->' + FEED,
        "<!DOCTYPE rss [<!ELEMENT rss ANY>]>" + FEED,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entity_declarations_are_refused_in_any_encoding(document: str, encoding: str) -> None:
    with pytest.raises(NotAllowed, match=r"feed\.xml (declares XML entities|carries its own)"):
        list(read_feed(document.encode(encoding), "feed.xml", Limits()))


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "cp500", "utf-16-le", "utf-16-be"])
def test_a_declared_or_announced_encoding_hides_nothing(encoding: str) -> None:
    document = LAUGHS + FEED
    with pytest.raises(NotAllowed):
        list(read_feed(document.encode(encoding), "feed.xml", Limits(), charset=encoding))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + (LAUGHS + FEED).encode("utf-7")
    with pytest.raises(InputError):
        list(read_feed(declared, "feed.xml", Limits()))


def test_an_outside_doctype_is_harmless_and_entities_in_content_are_words() -> None:
    feed = FEED.replace("&b;", "<![CDATA[How <!ENTITY works and <!DOCTYPE x [ ]> too.]]>")
    for before in (
        '<!DOCTYPE rss SYSTEM "x.dtd">',
        "<!-- about <!DOCTYPE x [ -->",
    ):
        (outcome,) = read_feed((before + feed).encode(), "feed.xml", Limits())
        assert isinstance(outcome, Done)


def test_depth_and_entries_are_bounded() -> None:
    deep = "<rss><channel><item><description>" + "<b>" * 300 + "</b>" * 300 + "</description></item></channel></rss>"
    with pytest.raises(TooLarge, match="more than 200 deep"):
        list(read_feed(deep.encode(), "feed.xml", Limits()))
    many = FEED.replace("&b;", "b").replace("</channel>", "<item><description>c</description></item></channel>")
    outcomes = read_feed(many.encode(), "feed.xml", Limits(max_entries=1))
    assert isinstance(next(outcomes), Done)
    with pytest.raises(TooLarge, match="more than 1 records"):
        next(outcomes)


@pytest.mark.parametrize("filler", ["&", "<a ", "<!--", "<![CDATA[", "</", "<b>", "&x;", "<!", "<?", '<a b="', "<x:y>"])
def test_hostile_filler_takes_no_time(filler: str) -> None:
    # 400 kB: feedparser's own loose parser would take 10 s on the first of these
    for before in (b"<rss><channel><item><description>", b"", b"<!DOCTYPE rss "):
        data = before + filler.encode() * (400_000 // len(filler)) + b"</description>"
        with contextlib.suppress(InputError):
            list(read_feed(data, "feed.xml", Limits()))


@pytest.mark.parametrize("before", ["stray text ", "\x0b", "<!-- -- -->"])
def test_a_bomb_after_rubbish_is_refused(before: str) -> None:
    with pytest.raises(NotAllowed):
        list(read_feed((before + LAUGHS + FEED).encode(), "feed.xml", Limits()))


def test_what_is_no_feed_says_so() -> None:
    with pytest.raises(NotReadable, match=r"list\.xml is XML, but no feed"):
        list(read_feed(b"<?xml version='1.0'?><stock><bond/></stock>", "list.xml", Limits()))
    with pytest.raises(NotReadable, match=r"list\.xml is a list of feeds \(OPML\): `nutgraf add`"):
        list(read_feed(b"<?xml version='1.0'?><!-- x --><opml><body/></opml>", "list.xml", Limits()))
    with pytest.raises(NoText, match=r"a.xml is a feed without entries."):
        list(read_feed(b"<rss version='2.0'><channel><title>T</title></channel></rss>", "a.xml", Limits()))


def test_a_long_description_counts_as_the_whole_report() -> None:
    long = FEED.replace("&b;", "The council met and voted on the plan. " * 60)
    (outcome,) = read_feed(long.encode(), "feed.xml", Limits())
    assert isinstance(outcome, Done)
    assert not outcome.value.partial


@pytest.mark.parametrize("title", ["Safe <script>evil()</script> words", "Safe<STYLE a>b{}</style > words<script>more"])
def test_scripts_in_titles_are_no_words(title: str) -> None:
    feed = FEED.replace("<title>x</title>", f"<title><![CDATA[{title}]]></title>").replace("&b;", "b")
    (outcome,) = read_feed(feed.encode(), "feed.xml", Limits())
    assert isinstance(outcome, Done)
    assert outcome.value.title == "Safe words"
