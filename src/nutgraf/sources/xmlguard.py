"""Text of an XML document that is safe to parse: decoded by us, entity declarations refused, depth bounded. Pure.

Theory of operation: a guard that looks at bytes can be walked around with an encoding that it reads otherwise than the
parser does (UTF-16, UTF-7, EBCDIC). So the document is decoded here, checked as text, and handed on as UTF-8 with its
encoding declaration rewritten: *what is checked is what is parsed*.

Rule 1: no internal subset and no `<!ENTITY` before the root element, not even in a comment there (feedparser collects
entities by pattern, comments included). A bare DOCTYPE with an external name (RSS 0.91) is harmless: it is not loaded.
Rule 2: nesting is bounded; feeds nest about ten deep, and feedparser's time grows with the square of the depth.
Rule 3: what is not well-formed is mended by libxml2 first. feedparser's own loose parser takes time with the square of
the length (40 kB of `&` take 0.1 s, 20 MB would take hours), so it only ever sees small documents.
"""

import re
from html.entities import html5
from xml.parsers import expat

from lxml import etree

from nutgraf.errors import NotAllowed, NotReadable, TooLarge
from nutgraf.sources.sniff import bom_encoding, doctype_end, skip_prolog
from nutgraf.sources.unpack import clean, decode, decode_as

MAX_DEPTH = 200
"""Deepest nesting of elements; real feeds with XHTML inside stay under 60."""
MAX_ELEMENTS = 500_000
"""Most elements: feedparser takes 15 us for each, and 20,000 entries of 25 elements come to this."""

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"<\?xml[^>]{0,400}\?>")
_FIRST_TAG = re.compile(r"<[A-Za-z0-9_]")
_BARE_AMPERSAND = re.compile(r"&(?!#?[A-Za-z0-9]{1,31};)")
_HTML_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_NUMBER = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ASIDES = (("<!--", "-->"), ("<?", "?>"))
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_LOOSE_MOST = 100_000
"""Characters up to which feedparser's loose parser may try its luck with what nothing else can mend: under 1 s."""


def safe_xml(data: bytes, address: str, charset: str | None = None) -> str:
    """Return the document as text, mended where that is needed.

    Raises NotAllowed for entity declarations, TooLarge for absurd nesting, NotReadable when it cannot be mended.
    """
    text = decode_xml(data, charset)
    refuse_entities(text, address)
    if well_formed(text, address):
        return text
    for tried in (_mend_entities(text), _mend_tags(_declare_prefixes(_mend_entities(text)))):
        if tried and well_formed(tried, address):
            return tried
    if len(text) > _LOOSE_MOST:
        raise NotReadable(f"{address} is damaged XML that cannot be read as a feed.", about=address)
    return text


def decode_xml(data: bytes, charset: str | None = None) -> str:
    """Return the text: by byte order mark, transport, declaration, else UTF-8; the declaration then says UTF-8."""
    marked = bom_encoding(data)
    declared = _DECLARED.match(data.lstrip(b" \t\r\n"))
    names = (marked, charset, declared.group(1).decode("ascii", "replace") if declared else None, "utf-8")
    text = next((t for name in names if name and (t := decode_as(data, name)) is not None), None)
    text = clean(text) if text is not None else decode(data)
    return _DECLARATION.sub('<?xml version="1.0" encoding="utf-8"?>', text.lstrip(), count=1)


def refuse_entities(text: str, address: str) -> None:
    """Raise NotAllowed when the document declares entities or carries an internal subset."""
    root = skip_prolog(text)
    first = _FIRST_TAG.search(text)
    prolog = text[: max(root, first.start() if first else len(text))].upper()
    if "<!ENTITY" in prolog:
        raise NotAllowed(
            f"{address} declares XML entities, which nutgraf refuses (they can be used to exhaust memory).",
            about=address,
        )
    declared = _without_asides(prolog)
    at = declared.find("<!DOCTYPE")
    if at >= 0 and "[" in declared[at : doctype_end(declared, at)]:
        raise NotAllowed(
            f"{address} carries its own document type definition, which nutgraf refuses "
            "(it can be used to exhaust memory).",
            about=address,
        )


def _without_asides(prolog: str) -> str:
    """Return the prolog without comments and instructions, which may speak of a doctype; linear, unlike a pattern."""
    for start, end in _ASIDES:
        kept, at = list[str](), 0
        while (opened := prolog.find(start, at)) >= 0:
            kept.append(prolog[at:opened])
            closed = prolog.find(end, opened)
            at = closed + len(end) if closed >= 0 else len(prolog)
        prolog = "".join(kept) + prolog[at:]
    return prolog


def well_formed(text: str, address: str) -> bool:
    """Say whether a parser takes the document; linear.

    Raises TooLarge past `MAX_DEPTH` and `MAX_ELEMENTS`.
    """
    parser = expat.ParserCreate("utf-8", " ")
    depth = count = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if count > MAX_ELEMENTS:
            raise TooLarge(f"{address} has more than {MAX_ELEMENTS:,} elements, the limit for a feed.", about=address)
        if depth > MAX_DEPTH:
            raise TooLarge(f"{address} nests its elements more than {MAX_DEPTH} deep.", about=address)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(text.encode("utf-8"))
        parser.Parse(b"", True)  # noqa: FBT003  # "that was all"; the function takes no keywords
    except expat.ExpatError:
        return False
    return True


def _mend_entities(text: str) -> str:
    """Write HTML's named characters out, drop characters XML forbids, escape ampersands that begin nothing."""
    named = _NUMBER.sub(_numbered, _HTML_ENTITY.sub(_character, _FORBIDDEN.sub(" ", text)))
    return _BARE_AMPERSAND.sub("&amp;", named)


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in _XML_ENTITIES:
        return match.group()
    return html5.get(name + ";", f"&amp;{name};")


def _numbered(match: re.Match[str]) -> str:
    """Keep a numbered character that XML allows (production 2); half surrogates and controls become a question mark."""
    code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    allowed = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return match.group() if allowed else "\ufffd"


def _declare_prefixes(text: str) -> str:
    """Declare on the root element the prefixes that are used and nowhere declared."""
    used = sorted(set(_PREFIX.findall(text)) - {"xml", "xmlns"})
    missing = [prefix for prefix in used[:50] if f"xmlns:{prefix}" not in text]
    root = _FIRST_TAG.search(text, skip_prolog(text))
    end = re.compile(r"[\s/>]").search(text, root.start()) if root else None
    if not missing or end is None:
        return text
    declared = "".join(f' xmlns:{p}="{_NAMESPACES.get(p, "urn:undeclared:" + p)}"' for p in missing)
    return text[: end.start()] + declared + text[end.start() :]


def _mend_tags(text: str) -> str | None:
    """Return what libxml2 makes of a broken document, or `None` when it finds no element in it."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    return None if root is None else bytes(etree.tostring(root)).decode("ascii")
