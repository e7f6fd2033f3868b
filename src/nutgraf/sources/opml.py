"""OPML, both ways: the feeds of a list with their folders, and a list of feeds that comes back as it went. Pure.

    bytes -- safe_xml --> lxml, forgiving --> outlines with an xmlUrl, each with the path of outlines above it

Rule 1: entity declarations and what nests too deeply are refused before anything is read.
Rule 2: what is written sorts nothing: feeds stand in the order given, so writing what was read gives the same bytes.
Source: OPML 2.0 (opml.org/spec2.opml).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nutgraf.errors import NoText, NotReadable
from nutgraf.sources.unpack import clean
from nutgraf.sources.xmlguard import safe_xml

MOST_FEEDS = 50_000
"""Feeds taken from one list."""
DEEPEST = 20
"""Folders within folders that are kept."""
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """A feed in a list."""

    address: str
    """Its `xmlUrl`."""
    title: str = ""
    """Its `title`, else its `text`; may be empty."""
    site: str = ""
    """Its `htmlUrl`; may be empty."""
    folders: tuple[str, ...] = ()
    """The outlines above it, the outermost first."""


@dataclass(frozen=True, slots=True)
class Opml:
    """A list of feeds."""

    feeds: tuple[OpmlFeed, ...]
    """In order; an address may stand in several folders."""
    title: str = ""
    """Of the list; may be empty."""


def read_opml(data: bytes, address: str, charset: str | None = None) -> Opml:
    """Return the feeds of an OPML file, also of a slightly broken one.

    Raises NotAllowed for entity declarations, NotReadable when it is no OPML, NoText when it names no feed.
    """
    text = safe_xml(data, address, charset)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotReadable(f"{address} is no OPML that can be read: {error}.", about=address) from error
    if root is None or _name(root) != "opml":
        raise NotReadable(f"{address} is XML, but no OPML list of feeds.", about=address)
    body = next((child for child in root if _name(child) == "body"), None)
    feeds: list[OpmlFeed] = []
    for feed in _feeds(body) if body is not None else ():
        feeds.append(feed)
        if len(feeds) == MOST_FEEDS:
            break
    if not feeds:
        raise NoText(f"{address} is an OPML file that names no feed.", about=address)
    title = next((_words(t.text) for h in root if _name(h) == "head" for t in h if _name(t) == "title"), "")
    return Opml(tuple(feeds), title)


def write_opml(opml: Opml) -> bytes:
    """Return a list of feeds as OPML 2.0; folders that follow one another are written as one."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = opml.title or "Feeds"
    open_ones: list[tuple[str, etree._Element]] = [("", etree.SubElement(root, "body"))]
    for feed in opml.feeds:
        same = _common([name for name, _ in open_ones[1:]], feed.folders)
        del open_ones[same + 1 :]
        for name in feed.folders[same:]:
            open_ones.append((name, etree.SubElement(open_ones[-1][1], "outline", text=name, title=name)))
        title = feed.title or feed.address
        attributes = {"type": "rss", "text": title, "title": title, "xmlUrl": feed.address}
        attributes |= {"htmlUrl": feed.site} if feed.site else {}
        etree.SubElement(open_ones[-1][1], "outline", attributes)
    etree.indent(root, "  ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _feeds(body: etree._Element) -> Iterator[OpmlFeed]:
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(child, ()) for child in reversed(body)]
    while waiting:
        outline, folders = waiting.pop()
        if _name(outline) != "outline":
            continue
        facts = {key.lower(): _words(value) for key, value in outline.attrib.items()}
        name = facts.get("title") or facts.get("text") or ""
        address = facts.get("xmlurl", "")
        if address.lower().startswith(_WEB):
            yield OpmlFeed(address, "" if name == address else name, facts.get("htmlurl", ""), folders)
        below = (*folders, name) if name and not address and len(folders) < DEEPEST else folders
        waiting += [(child, below) for child in reversed(outline)]


def _common(one: list[str], other: tuple[str, ...]) -> int:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _words(text: str | bytes | None) -> str:
    return " ".join(clean(str(text or "")).split())
