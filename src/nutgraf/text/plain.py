"""Plain text and Markdown -> lines of running text, and what their header lines say.

A header is a run of `Name: value` lines at the top (Title, Outlet, Author, Date, URL ...), also between `---` marks.
The first line is the title when it is marked as a heading, or is short, has no full stop and a blank line below.
"""

import re
from dataclasses import dataclass, field

_NAMES = {
    "title": "title", "headline": "title", "subject": "title",
    "date": "published", "published": "published", "published at": "published", "time": "published",
    "publication date": "published", "pubdate": "published",
    "source": "outlet", "outlet": "outlet", "publisher": "outlet", "publication": "outlet", "site": "outlet",
    "author": "byline", "authors": "byline", "byline": "byline", "by": "byline",
    "url": "url", "link": "url", "address": "url",
    "language": "language", "lang": "language",
    "section": "section", "category": "section", "tags": "section",
}  # fmt: skip
_HEADER = re.compile(r"^[*_#>\s]{0,6}(?P<name>[A-Za-z][A-Za-z ]{1,18}?)[*_]{0,2}\s?:[*_]{0,2}\s*(?P<value>\S.*)$")
_BY = re.compile(
    r"^[*_]{0,3}By (?P<names>[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|al|and|[&,]))*.{0,40}?)[*_]{0,3}$"
)
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^=+\s*$|^```.*$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\](?:\([^()]{0,500}(?:\([^()]{0,200}\)[^()]{0,200})?\)|\[[^\[\]]{0,100}\])")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.{1,200}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_]{1,200}?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`]{1,200})`")
_PREFIX = re.compile(r"^\s{0,3}(?:>\s?){1,5}|^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_TITLE_WORDS = 25
_MOST_HEADERS = 20


@dataclass(frozen=True, slots=True)
class Plain:
    """A text file taken apart."""

    lines: tuple[str, ...]
    """Paragraphs in order."""
    header: dict[str, str] = field(default_factory=dict)
    """title, outlet, byline, published, url, language, section: those that were named."""


def read_plain(text: str, *, markdown: bool, titled: bool) -> Plain:
    """Return the paragraphs and header of a text; `titled` when the title is known and the first line is none."""
    raw = text.split("\n")
    header, start = _header(raw)
    body = raw[start:]
    if not titled and "title" not in header:
        title, used = _title(body)
        if title:
            header["title"] = title
            more, start = _header(body[used:])
            header = more | header
            body = body[used + start :]
    paragraphs = _paragraphs(body, markdown=markdown)
    return Plain(tuple(paragraphs), {key: _unmarked(value) for key, value in header.items()})


def _header(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return what the header lines at the top say, and how many lines they take."""
    found: dict[str, str] = {}
    used = 0
    for number, line in enumerate(lines[: 2 * _MOST_HEADERS]):
        if not line.strip() or _RULE.match(line):
            continue
        named, by = _HEADER.match(line), _BY.match(line.strip())
        key = _NAMES.get(named["name"].strip().lower()) if named else None
        if key and named and len(named["value"]) < 400:
            found.setdefault(key, named["value"].strip().strip("\"'"))
        elif by and len(line) < 120:
            found.setdefault("byline", by["names"])
        else:
            break
        used = number + 1
    return found, used


def _title(lines: list[str]) -> tuple[str, int]:
    """Return the title on the first written line and the number of lines up to it, or ("", 0)."""
    for number, line in enumerate(lines):
        if not line.strip() or _RULE.match(line):
            continue
        heading = _HEADING.match(line)
        if heading:
            return heading[1], number + 1
        following = lines[number + 1] if number + 1 < len(lines) else ""
        underlined = bool(re.match(r"^(?:=+|-+)\s*$", following)) and bool(following.strip())
        short = len(line.split()) <= _TITLE_WORDS and not line.rstrip().endswith((".", ",", ";", ":"))
        if short and (underlined or (not following.strip() and any(map(str.strip, lines[number + 1 :])))):
            return line.strip(), number + 1 + underlined
        return "", 0
    return "", 0


def _paragraphs(lines: list[str], *, markdown: bool) -> list[str]:
    """Join hard-wrapped lines: blocks between blank lines, unless every line of a block is a paragraph by its look."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        heading = _HEADING.match(line) if markdown else None
        if not line.strip() or _RULE.match(line):
            blocks.append([])
        elif heading:
            blocks.extend([[heading[1]], []])
        elif markdown and _PREFIX.match(line):
            blocks.append([_PREFIX.sub("", line)])
        else:
            blocks[-1].append(line.strip())
    joined = [paragraph for block in blocks if block for paragraph in _unwrapped(block)]
    return [_unmarked(paragraph) for paragraph in joined] if markdown else joined


def _unwrapped(block: list[str]) -> list[str]:
    """Return the paragraphs of a block: one when it looks hard-wrapped, else one a line."""
    if len(block) == 1:
        return block
    widths = [len(line) for line in block[:-1]]
    open_ended = sum(not line.rstrip().endswith((".", "!", "?", "”", '"', ":")) for line in block[:-1])
    if max(widths) <= 120 and open_ended * 3 >= len(widths):
        return [" ".join(block)]
    return block


def _unmarked(text: str) -> str:
    """Return Markdown as running text."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", _CODE.sub(r"\1", text)).strip()
