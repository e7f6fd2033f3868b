"""Records in JSON: field names of several makers, wrappers, lines, and what is wrong with bad ones."""

import itertools
import json
from typing import Any

import pytest

from nutgraf.errors import InputError, NoText, NotReadable, TooLarge
from nutgraf.model import Done, Failed, Item
from nutgraf.settings import Limits
from nutgraf.sources.jsonl import read_json, read_lines, read_record

BODY = "The dam held overnight, engineers said."


def items(value: Any) -> list[Item]:
    return [o.value for o in read_json(json.dumps(value).encode(), "r.json", Limits()) if isinstance(o, Done)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"title": "Dam holds", "text": BODY, "url": "https://a.example/1", "outlet": "A", "date": "2025-01-02"},
            ("Dam holds", "A", None, "https://a.example/1", "2025-01-02", None),
        ),
        (
            {"title": "T", "maintext": BODY, "source_domain": "b.example", "date_publish": "2025-01-02 03:04:05"}
            | {"authors": ["Ann Moor", "Per Holt"], "language": "en"},
            ("T", "b.example", "Ann Moor, Per Holt", None, "2025-01-02 03:04:05", "en"),
        ),
        (
            {"headline": "T", "articleBody": BODY, "publisher": {"@type": "Organization", "name": "C"}}
            | {"author": [{"name": "Jo"}], "datePublished": "2025-01-02T00:00Z", "inLanguage": "en"},
            ("T", "C", "Jo", None, "2025-01-02T00:00Z", "en"),
        ),
        (
            {
                "title": "T",
                "content": BODY,
                "source": {"id": None, "name": "D"},
                "publishedAt": 1735786000,
                "link": "u",
            },
            ("T", "D", None, "u", "1735786000", None),
        ),
    ],
)
def test_makers_differ_in_names(record: dict[str, Any], expected: tuple[str | None, ...]) -> None:
    item = read_record(record, "r")
    assert (item.title, item.outlet, item.byline, item.url, item.published, item.language) == expected
    assert (item.kind, item.body, item.partial) == ("text", BODY, False)
    assert item.published_from == ("record" if item.published else "none")


def test_bodies_may_be_pages_paragraphs_or_teasers() -> None:
    assert read_record({"content_html": "<p>One.</p>"}, "r").kind == "html"
    assert read_record({"content": "<p>One.</p>"}, "r").kind == "html"
    assert read_record({"html": "<html><body>x</body></html>"}, "r").body == "<html><body>x</body></html>"
    assert read_record({"text": ["One.", "Two."]}, "r").body == "One.\n\nTwo."
    teaser = read_record({"title": "T", "description": "A teaser."}, "r")
    assert (teaser.body, teaser.partial) == ("A teaser.", True)


@pytest.mark.parametrize(
    "wrap", [lambda r: r, lambda r: [r], lambda r: {"articles": [r]}, lambda r: {"items": [r, r][:1]}]
)
def test_wrappers_are_opened(wrap: Any) -> None:
    assert [i.body for i in items(wrap({"text": BODY}))] == [BODY]


def test_lines_in_a_json_file_and_a_bad_line_among_good_ones() -> None:
    data = b'{"text": "One."}\n\n{"text": \n{"title": "no text"}\n["x"]\n{"text": "Two \\ud800."}\n'
    outcomes = list(read_json(data, "n.json", Limits()))
    assert [o.value.body if isinstance(o, Done) else o.message for o in outcomes] == [
        "One.",
        "n.json, line 3 is not valid JSON: Expecting value at column 9.",
        "n.json, line 4 has no text (looked for the fields text, body, maintext, articleBody, content_text, content).",
        "n.json, line 5, record 1 is not a JSON object with the fields of an article.",
        "Two \ufffd.",
    ]
    assert [o.value.address for o in outcomes if isinstance(o, Done)] == ["n.json, line 1", "n.json, line 6"]


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b'{"text": "One', NotReadable, "Unterminated string"),
        (b"[" * 200_000, TooLarge, "nested too deeply"),
        (b"[" + b"9" * 10_000 + b"]", NotReadable, "a number that is too long"),
        (b"[]", NoText, "holds no records"),
        (b"{}", NoText, "has no text"),
        (b'{"articles": []}', NoText, "holds no records"),
        (b"3", NotReadable, "is not a JSON object"),
    ],
)
def test_broken_documents(data: bytes, kind: type[InputError], words: str) -> None:
    with pytest.raises(kind, match=r"b\.json") as caught:
        list(read_json(data, "b.json", Limits()))
    assert words in caught.value.message


def test_limits_of_lines() -> None:
    limits = Limits(max_entries=2, max_bytes=100, max_file_bytes=250)
    three = read_lines([b'{"text": "One."}'] * 3, "l.jsonl", limits)
    assert isinstance(next(three), Done)
    assert isinstance(next(three), Done)
    with pytest.raises(TooLarge, match="more than 2 records"):
        next(three)
    with pytest.raises(TooLarge, match="line 1 passes the limit of 100 bytes"):
        next(read_lines([b" " * 101], "l.jsonl", limits))
    with pytest.raises(TooLarge, match="line 3 passes the limit of 250 bytes"):
        next(read_lines([b" " * 90] * 3, "l.jsonl", limits))


def test_a_json_feed_wins_over_records() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "title": "F", "items": [{"content_text": BODY}]}
    (item,) = items(feed)
    assert (item.outlet, item.address) == ("F", "r.json, entry 1")


def test_failed_values_name_the_record() -> None:
    (failed,) = read_json(b'[{"title": "T"}]', "r.json", Limits())
    assert isinstance(failed, Failed)
    assert (failed.address, failed.reason) == ("r.json, record 1", "NoText")


def test_a_file_of_other_lines_is_given_up() -> None:
    outcomes = read_lines([b"words, words"] * 1000, "w.jsonl", Limits())
    assert [o.reason for o in itertools.islice(outcomes, 20) if isinstance(o, Failed)] == ["NotReadable"] * 20
    with pytest.raises(NotReadable, match="none of its first 20 lines is one"):
        next(outcomes)


def test_a_json_feed_names_its_entries_for_good_and_a_record_does_not() -> None:
    entry = {"id": 7, "content_text": BODY, "date_modified": "2025-01-02T03:04:05Z"}
    (of_feed,) = items({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [entry]})
    (of_record,) = items([entry])
    assert (of_feed.guid, of_feed.published, of_feed.published_from) == ("7", "2025-01-02T03:04:05Z", "feed")
    assert (of_record.guid, of_record.published) == (None, "2025-01-02T03:04:05Z")
