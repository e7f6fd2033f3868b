"""Lists of feeds: OPML read and written, RDF/FOAF and iGoogle lists read. Pure: bytes in, values out, and back.

    bytes -- safe_xml --> text without entity declarations, bounded in depth and elements
          -- <opml>                    --> our reader: folders nested as they are, site and title kept
          -- <rdf:RDF>, <GadgetTabML>  --> listparser

Rule 1: what was written reads back as the same value, and the same value is written as the same bytes: no clock, no
program's version, one order of attributes.
Rule 2: an outline stands for a feed, for another list or for a site whose feed is not named; everything else with a
title is a folder. Folders that hold nothing are not kept.
Rule 3: a feed in two folders stands twice; the same feed twice in one folder stands once.

listparser does not read OPML here: it folds folders into categories and drops the site's address.
Source: opml.org/spec2.opml; which outline is what, as listparser has it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape

from lxml import etree

from nutgraf.errors import NoText, NotReadable, TooLarge
from nutgraf.sources.xmlguard import safe_xml

OutlineKind = Literal["feed", "list", "site"]
"""`feed`: address of a feed. `list`: address of another OPML file. `site`: address of a page; its feed is not named."""

MOST_BYTES = 10_000_000
"""Largest list; 100,000 feeds come to about this."""
MOST_OUTLINES = 50_000
"""Most outlines taken from one list, folders included."""
MOST_FOLDERS = 50
"""Deepest path of folders."""

_LISTS = frozenset({"link", "include"})
_ROOTS = frozenset({"rdf", "gadgettabml"})
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed:(?=//)", re.IGNORECASE)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WRITTEN_AS: dict[OutlineKind, tuple[str, str]] = {
    "feed": ("rss", "xmlUrl"),
    "list": ("include", "url"),
    "site": ("", "htmlUrl"),
}
"""Kind -> type and the attribute that holds the address."""


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """One entry of a list of feeds."""

    address: str
    """Web address of the feed, of the list or of the site, as written there."""
    title: str = ""
    """What the list calls it; may be empty."""
    site: str = ""
    """Web address of the page the feed belongs to; empty when not named."""
    folders: tuple[str, ...] = ()
    """Titles of the folders around it, outermost first."""
    kind: OutlineKind = "feed"
    """What the address is of."""

    def __post_init__(self) -> None:
        """Refuse an entry without an address, which could not be read back."""
        if not self.address.strip():
            raise ValueError(f"an outline needs an address: {self!r}")


@dataclass(frozen=True, slots=True)
class Opml:
    """A list of feeds, in its own order."""

    outlines: tuple[OpmlFeed, ...] = ()
    """Its entries, top down."""
    title: str = ""
    """Title of the list; may be empty."""

    @property
    def feeds(self) -> tuple[OpmlFeed, ...]:
        """Those entries that name a feed."""
        return tuple(outline for outline in self.outlines if outline.kind == "feed")


def read_opml(data: bytes, address: str, charset: str | None = None) -> Opml:
    """Return the list that the bytes hold; it may be empty of feeds, but not of outlines and folders.

    Raises NotAllowed for entity declarations, TooLarge past the limits, NotReadable when it is no list of feeds, NoText
    when it is one that holds nothing.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(f"{address} is larger than {MOST_BYTES // 1_000_000} MB, the limit for a list.", about=address)
    root = _root(safe_xml(data, address, charset), address)
    name = _local(root)
    if name != "opml" and name not in _ROOTS:
        raise NotReadable(f"{address} is XML, but no list of feeds that nutgraf knows (OPML).", about=address)
    title, found = (_title(root), _of_body(root, address)) if name == "opml" else _by_listparser(root, address)
    outlines = tuple(dict.fromkeys(found))
    if not outlines:
        raise NoText(f"{address} is a list that names no feed.", about=address)
    return Opml(outlines, title)


def write_opml(opml: Opml) -> bytes:
    """Return the list as OPML 2.0 in UTF-8; the same value gives the same bytes.

    >>> print(write_opml(Opml((OpmlFeed("https://a.example/rss", "A", folders=("World",)),), "Mine")).decode())
    <?xml version="1.0" encoding="utf-8"?>
    <opml version="2.0">
      <head>
        <title>Mine</title>
      </head>
      <body>
        <outline text="World">
          <outline text="A" title="A" type="rss" xmlUrl="https://a.example/rss"/>
        </outline>
      </body>
    </opml>
    <BLANKLINE>
    """
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<opml version="2.0">', "  <head>"]
    lines += [f"    <title>{escape(_settled(opml.title))}</title>", "  </head>", "  <body>"]
    open_folders: tuple[str, ...] = ()
    for outline in opml.outlines:
        folders = tuple(name for name in map(_settled, outline.folders) if name)
        lines += _moved(open_folders, folders)
        lines.append("  " * (2 + len(folders)) + _outline(outline))
        open_folders = folders
    lines += [*_moved(open_folders, ()), "  </body>", "</opml>", ""]
    return "\n".join(lines).encode("utf-8")


def _moved(here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines that leave folders and enter others."""
    shared = next((i for i, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), None)
    shared = min(len(here), len(there)) if shared is None else shared
    for depth in range(len(here) - 1, shared - 1, -1):
        yield "  " * (2 + depth) + "</outline>"
    for depth in range(shared, len(there)):
        yield "  " * (2 + depth) + f"<outline text={_quoted(there[depth])}>"


def _outline(outline: OpmlFeed) -> str:
    kind, holds = _WRITTEN_AS[outline.kind]
    # `text` is required by the standard, and readers show it: the address where there is no title
    named = outline.title if outline.title.strip() else outline.address
    fields = [("text", named), ("title", outline.title), ("type", kind), (holds, outline.address)]
    if outline.kind == "feed":
        fields.append(("htmlUrl", outline.site))
    return "<outline" + "".join(f" {name}={_quoted(value)}" for name, value in fields if value.strip()) + "/>"


def _quoted(value: str) -> str:
    return '"' + escape(_settled(value), {'"': "&quot;"}) + '"'


def _settled(value: str) -> str:
    """Return the value without what XML forbids, white space settled: attributes lose their line breaks anyway."""
    return " ".join(_FORBIDDEN.sub("\ufffd", value).split())


def _root(text: str, address: str) -> Any:  # Any: lxml ships no types
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable(f"{address} is no XML that can be read.", about=address) from error
    if root is None:
        raise NotReadable(f"{address} is no XML that can be read.", about=address)
    return root


def _local(element: Any) -> str:  # Any: lxml ships no types
    """Return the name without namespace, lower case; empty for instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _title(root: Any) -> str:  # Any: lxml ships no types
    heads = (child for child in root if _local(child) == "head")
    titles = (_settled(child.text or "") for head in heads for child in head if _local(child) == "title")
    return next((title for title in titles if title), "")


def _of_body(root: Any, address: str) -> Iterator[OpmlFeed]:  # Any: lxml ships no types
    """Yield the entries top down; what is no outline is looked through (`<body>`, strays of mended files)."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    count = 0
    while waiting:
        element, folders = waiting.pop()
        if _local(element) == "outline":
            count += 1
            if count > MOST_OUTLINES:
                raise TooLarge(f"{address} holds more than {MOST_OUTLINES:,} outlines.", about=address)
            attributes = {name.lower(): _settled(value) for name, value in element.attrib.items()}
            title = attributes.get("text") or attributes.get("title", "")
            found = _entry(attributes, title, folders)
            if found is not None:
                yield found
            elif title:
                folders = (*folders, title)
            if len(folders) > MOST_FOLDERS:
                raise TooLarge(f"{address} nests its folders more than {MOST_FOLDERS} deep.", about=address)
        if _local(element) != "head":
            waiting.extend((child, folders) for child in reversed(element))


def _entry(attributes: dict[str, str], title: str, folders: tuple[str, ...]) -> OpmlFeed | None:
    """Return what the outline stands for, or `None` for a folder."""
    feed, site = _web(attributes.get("xmlurl", "")), attributes.get("htmlurl", "")
    kind = attributes.get("type", "").lower()
    if title in (feed, attributes.get("url"), site):
        title = ""  # as `write_opml` names what has no title
    if feed:
        listed = kind == "source"
        return OpmlFeed(feed, title, "" if listed else site, folders, "list" if listed else "feed")
    if kind in _LISTS and attributes.get("url"):
        return OpmlFeed(attributes["url"], title, "", folders, "list")
    return OpmlFeed(site, title, "", folders, "site") if site else None


def _web(address: str) -> str:
    """Return an address with `feed:` taken off, a made-up scheme of old browsers."""
    bare = _FEED_SCHEME.sub("", address, count=1)
    return "http:" + bare if bare.startswith("//") else bare


def _by_listparser(root: Any, address: str) -> tuple[str, list[OpmlFeed]]:  # Any: lxml ships no types
    """Return title and entries of an RDF/FOAF or iGoogle list; what listparser calls categories are our folders."""
    import listparser  # late: few need it, and it brings an HTTP client along

    try:
        # bytes, never a string, which it would take for an address to fetch
        found = listparser.parse(etree.tostring(root, encoding="utf-8"))
    except (AttributeError, LookupError, TypeError, ValueError, etree.LxmlError) as error:
        raise NotReadable(f"{address} is a list too damaged to be read.", about=address) from error
    kinds: tuple[tuple[str, OutlineKind], ...] = (("feeds", "feed"), ("lists", "list"), ("opportunities", "site"))
    entries = [
        OpmlFeed(_settled(_web(each["url"])), _settled(each.get("title") or ""), "", folders, kind)
        for name, kind in kinds
        for each in found[name][:MOST_OUTLINES]
        if each["url"].strip()
        for folders in _paths(each.get("categories"))
    ]
    return _settled(found["meta"].get("title") or ""), entries


def _paths(categories: list[list[str]] | None) -> list[tuple[str, ...]]:
    paths = (tuple(_settled(part) for part in path[:MOST_FOLDERS] if part.strip()) for path in categories or ())
    return [path for path in paths if path] or [()]
