"""What bytes hold is told by the bytes first and by the suffix where they leave it open."""

import pytest

from nutgraf.sources.sniff import sniff


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (b"<!DOCTYPE html><title>x</title>", ".txt", "html"),
        (b"<html><body>x", "", "html"),
        (b"<!-- a comment --><html>", ".xml", "html"),
        (b"Plain words, no tags.", ".html", "text"),
        (b"Words and <b>tags</b>.", ".html", "html"),
        (b"Words that mention <rss> and <p> tags.", ".txt", "text"),
        (b"# Heading\n\nWords.", ".md", "markdown"),
        (b"[[wiki]] words", ".md", "markdown"),
        (b"[a link](https://a.example) words", ".md", "markdown"),
        (b"Words.", "", "text"),
        (b"<p>Words.</p>", "", "html"),
        (b'<?xml version="1.0"?><rss>', ".html", "feed"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><feed xmlns='a'>", ".txt", "feed"),
        ("<rdf:RDF xmlns:rdf='a'>".encode("utf-16"), ".html", "feed"),
        ("<rss version='2.0'>".encode("utf-16-be"), "", "feed"),
        (b'{"title": "x"}', ".html", "json"),
        (b' [\n {"title": "x"}]', ".txt", "json"),
        (b'{"a": 1}\n{"a": 2}', ".jsonl", "jsonl"),
        (b'{"a": 1}', ".ndjson", "jsonl"),
        (b"{curly} words", ".txt", "text"),
        (b"%PDF-1.5", ".html", "binary"),
        (b"\x00\x01\x02", ".txt", "binary"),
        (b"\0\0\0", "", "binary"),
        (b"", ".html", "empty"),
        (b"\xff\xfe", ".html", "empty"),
        (b"\xef\xbb\xbf \n", ".json", "empty"),
    ],
)
def test_sniff(data: bytes, suffix: str, expected: str) -> None:
    assert sniff(data, suffix) == expected
