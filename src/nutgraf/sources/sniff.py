"""What bytes hold: page, feed, NewsML, JSON, lines of JSON, web archive, Markdown, text, or nothing nutgraf reads.

Strategy: look at the first bytes, and ask the file's suffix only where they leave it open. Pure.

Rule 1: magic numbers first, so that a PDF named `.html` is called a PDF.
Rule 2: a byte order mark, or the zero bytes that UTF-16 leaves around `<`, name the encoding.
Rule 3: the root element decides between feed and page; a text that only *mentions* tags stays a text.
"""

import codecs
import re
from typing import Literal

Content = Literal["html", "feed", "newsml", "json", "jsonl", "markdown", "text", "warc", "binary", "empty"]
"""What a stretch of bytes holds."""

HEAD = 65_536
"""Bytes that `sniff` needs to see; pages carry long comments and licences before their root element."""

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    # no mark, but a document that starts with "<" (XML 1.0, appendix F)
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""First bytes and the encoding they give away; longer ones before their own beginnings."""

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"PK\x03\x04", "a ZIP archive (or a Word, EPUB or OpenDocument file)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x1f\x8b", "a gzip archive inside two others"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound file"),
    (b"wOF", "a font"),
)
"""First bytes of files that hold no article, and what to call them."""

FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
"""Local names of root elements of RSS, Atom, RDF and CDF feeds, lower case."""
NEWSML_ROOTS = frozenset({"newsitem", "newsmessage", "nitf"})
"""Local names of root elements of NewsML-G2 and NITF documents, lower case."""
SUFFIXES: dict[str, Content] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
"""Suffixes that nutgraf reads, and what they promise."""

_WARC = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n")
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})[\s/>]")
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_JSON_SURE = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\")")  # Markdown, too, may start with "[["
_TAG = re.compile(rb"<[A-Za-z!/?]")
_PAGE_TAG = re.compile(r"<(?:html|head|body|article|main|section|div|p|h1|meta|title)[\s/>]", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def bom_encoding(data: bytes) -> str | None:
    """Return the encoding that the first bytes give away, or `None`."""
    return next((name for mark, name in BOMS if data.startswith(mark)), None)


def magic_name(head: bytes) -> str | None:
    """Return what a file of a known binary kind is called ("a PDF"), or `None`."""
    if head[4:8] == b"ftyp":
        return "a film or sound file"
    return next((name for magic, name in MAGIC if head.startswith(magic)), None)


def sniff(head: bytes, suffix: str = "") -> Content:
    """Return what the bytes hold, from their first `HEAD` bytes and the suffix (".html", lower case, may be empty)."""
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "binary" if b"\0" in head else "empty"
    promised = SUFFIXES.get(suffix)
    if promised == "warc" or _WARC.match(head):
        return "warc"
    encoding = bom_encoding(head)
    if encoding is None and _binary(head):
        return "binary"
    text = head.decode(encoding or "latin-1", "replace").lstrip("\ufeff \t\r\n")
    if not text:
        return "empty"
    if (_JSON_SURE if promised in ("text", "markdown") else _JSON).match(text):
        return "jsonl" if promised == "jsonl" else "json"
    if text.startswith("<"):
        return _by_root(text, promised)
    if promised == "html" and _TAG.search(head):
        return "html"
    if promised in ("json", "jsonl", "markdown", "text"):
        return promised
    return _loose(text, promised)


def _by_root(text: str, promised: Content | None) -> Content:
    """Tell feed, page and text apart by the first element after declarations, comments and doctype."""
    rest = skip_prolog(text)
    root = _ROOT.match(text, rest)
    name = root.group(1).lower() if root else ""
    if name in FEED_ROOTS:
        return "feed"
    if name in NEWSML_ROOTS:
        return "newsml"
    if name == "html" or re.match(r"<!doctype\s+html", text, re.IGNORECASE):
        return "html"
    if promised is not None and promised not in ("json", "jsonl"):
        return promised
    return "feed" if text.startswith("<?xml") else "html"


def _loose(text: str, promised: Content | None) -> Content:
    if promised == "feed":
        return "feed" if "<" in text else "text"
    return "html" if _PAGE_TAG.search(text) else "text"


def _binary(head: bytes) -> bool:
    # one control byte in thirty: stray form feeds and escapes occur in texts, programs have far more
    return magic_name(head) is not None or b"\0" in head[:4096] or len(_CONTROL.findall(head)) * 30 > len(head)


def skip_prolog(text: str) -> int:
    """Return where the root element starts: past declarations, comments, doctype and stray text; linear."""
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            at = end + 3 if end >= 0 else len(text)
        elif text.startswith("<?", at):
            end = text.find("?>", at + 2)
            at = end + 2 if end >= 0 else len(text)
        elif text.startswith("<!", at):
            at = doctype_end(text, at)
        else:
            return at
    return len(text)


def doctype_end(text: str, at: int) -> int:
    """Return the end of the declaration at `at`, an internal subset in square brackets included; linear."""
    depth, quote = 0, ""
    for i in range(at, len(text)):
        char = text[i]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "[]":
            depth += 1 if char == "[" else -1
        elif char == ">" and depth <= 0:
            return i + 1
    return len(text)
