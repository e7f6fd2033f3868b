"""A page's bytes as a tree, and what the page says about itself in places made for machines: JSON-LD, meta, time.

The tree is parsed once and shared by metadata and extraction. Nesting beyond what libxml2 allows (256) cuts the tree
off there; `Page.cut_short` tells, so that the caller can say so instead of printing half an article.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from nutgraf.errors import TooLarge

MAX_ELEMENTS = 60_000
"""60,000 elements take about 7 s to extract; the largest page of the evaluation set has 10,000."""
_MAX_JSON = 2_000_000
_MAX_NODES = 5_000
_SPACE = re.compile(r"\s+")
_GIANT_TAG = re.compile(r"<[a-zA-Z][^<>]{100000,}>")
"""A tag this long holds a picture, data or an attack (libxml2's time grows with the square of the attributes)."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")
_INVALID = re.compile("[\ud800-\udfff\ufffe\uffff]")
ARTICLE_TYPES = re.compile(r"(Article|Posting|Reportage|Report|NewsItem)$")
"""schema.org types of pages that hold one article."""

Node = dict[str, Any]
"""A JSON-LD object; `Any` because strangers write it: every use checks."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page."""

    tree: HtmlElement
    """Root of the page; extraction changes it, so metadata is read first."""
    meta: dict[str, str]
    """First content of each meta name or property, names in lower case."""
    nodes: tuple[Node, ...] = field(default=())
    """JSON-LD objects, those of articles first."""
    cut_short: bool = False
    """True when nesting was too deep and the rest of the page is missing."""


def parse_page(html: str, address: str) -> Page:
    """Return the page as a tree with its machine-readable parts; `TooLarge` for more elements than a page has."""
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    source = _GIANT_TAG.sub("", _INVALID.sub("", _DECLARATION.sub("", html))) or "<html></html>"
    try:
        tree = document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # nothing but comments or white space
        tree = document_fromstring(b"<html><body></body></html>", parser=parser)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise TooLarge(f"{address} has more than {MAX_ELEMENTS:,} elements, too many for an article.", about=address)
    cut = any("depth" in entry.message.lower() for entry in parser.error_log)
    return Page(tree, _meta(tree), _nodes(tree), cut)


def words_of(element: HtmlElement) -> str:
    """Return an element's text with white space settled."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def strings(value: Any) -> list[str]:  # Any: a JSON-LD value
    """Return the strings of a JSON-LD value: itself, its members, or their names."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for member in value[:20] for text in strings(member)]
    if isinstance(value, dict):
        return strings(value.get("name"))
    return []


def types_of(node: Node) -> list[str]:
    """Return the schema.org types of a JSON-LD object."""
    return [name.rsplit("/", 1)[-1] for name in strings(node.get("@type"))]


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _SPACE.sub(" ", element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _nodes(tree: HtmlElement) -> tuple[Node, ...]:
    found: list[Node] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind and script.text and len(script.text) <= _MAX_JSON:
            found.extend(_walk(_loads(script.text)))
    return tuple(sorted(found[:_MAX_NODES], key=lambda node: not any(map(ARTICLE_TYPES.search, types_of(node)))))


def _loads(text: str) -> Any:  # Any: strangers' JSON
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(value: Any) -> Iterator[Node]:  # Any: strangers' JSON
    """Yield the objects of a JSON-LD document that stand for things of their own, without recursion."""
    queue = [value]
    for member in queue:
        if isinstance(member, list):
            queue.extend(member[:_MAX_NODES])
        elif isinstance(member, dict):
            yield member
            queue.extend(member[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in member)
        if len(queue) > _MAX_NODES:
            return
