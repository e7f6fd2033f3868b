"""NewsML-G2 (a news item, or a message of many) and NITF documents -> Items. Pure: bytes in, values out.

    bytes -- safe_xml --> text without entity declarations, bounded in depth and elements
          -- every <newsItem>, or the <nitf> root --> Item: XHTML first, else NITF, else plain text

Rule 1: an item that its provider cancelled or withholds, and one of pictures or sound, is one `Failed` in words.
Rule 2: `published` is when the item was first made, as in feeds; the time of a version when nothing else is known.

Read by lxml, not by the package NewsMLG2: that models every part of the envelope but gives inline content out as the
raw element all the same, raises bare `Exception`, and would parse again what was parsed for the guard.
Source: iptc.org/standards/newsml-g2 (2.33), iptc.org/standards/nitf (3.6).
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from nutgraf.errors import InputError, NoText, NotReadable
from nutgraf.model import Done, Failed, Item, ItemKind
from nutgraf.settings import Limits
from nutgraf.sources.fragment import body_of
from nutgraf.sources.jsonl import too_many
from nutgraf.sources.outcome import Outcome
from nutgraf.sources.xmlguard import safe_xml

Element = Any
"""An element of lxml, which ships no types."""

WITHDRAWN = {"canceled": "cancelled", "cancelled": "cancelled", "withheld": "withheld"}
"""Publishing statuses with which an item must not be used, and what they are called."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BLOCKS = {"p": "p", "hl2": "h2", "li": "li", "blockquote": "blockquote", "bq": "blockquote", "h2": "h2", "h3": "h3"}
_LEFT_OUT = frozenset({"media", "table", "script", "style", "object", "figure", "img"})


def read_newsml(data: bytes, address: str, limits: Limits, *, charset: str | None = None) -> Iterator[Outcome]:
    """Yield the news items of the document in its order; one that holds no article is a `Failed`.

    Raises NotAllowed for entity declarations, TooLarge, NotReadable when it is no such document, NoText when it is an
    empty one.
    """
    root = _root(safe_xml(data, address, charset), address)
    if _local(root) == "nitf":
        yield Done(read_nitf(root, address))
        return
    items = [root] if _local(root) == "newsitem" else list(root.iter("{*}newsItem"))
    if not items:
        raise NoText(f"{address} is NewsML without a news item.", about=address)
    for number, element in enumerate(items[: limits.max_entries], 1):
        where = address if len(items) == 1 else f"{address}, item {number}"
        try:
            yield Done(read_news_item(element, where))
        except InputError as error:
            yield Failed.of(error, where)
    if len(items) > limits.max_entries:
        raise too_many(address, limits)


def read_news_item(element: Element, where: str) -> Item:
    """Return the item of a <newsItem>; raises NoText when it holds no text, or none that may be used."""
    status = _code(_first(element, "itemMeta", "pubStatus"))
    if status in WITHDRAWN:
        raise NoText(f"{where} was {WITHDRAWN[status]} by its provider.", about=where)
    content = _first(element, "contentSet")
    found = _inline(content)
    if found is None:
        kind = _code(_first(element, "itemMeta", "itemClass"))
        raise NoText(f"{where} holds no text" + (f" (it is of the class {kind[:40]})." if kind else "."), about=where)
    nitf, (kind_of_body, body) = found
    published = _text(element, "itemMeta", "firstCreated") or _text(element, "itemMeta", "versionCreated")
    published = published or _text(element, "contentMeta", "contentCreated")
    provider = _first(element, "itemMeta", "provider")
    language = _first(element, "contentMeta", "language")
    links = [
        link.get("href")
        for link in element.iterfind("{*}itemMeta/{*}link")
        if "canon" in (link.get("rel") or "").lower()
    ]
    return Item(
        where,
        kind_of_body,
        body,
        title=_text(element, "contentMeta", "headline") or _text(element, "itemMeta", "title") or nitf.get("title"),
        outlet=_named(provider) or _named(_first(element, "contentMeta", "infoSource")),
        byline=_texts(element, "contentMeta", "by") or nitf.get("byline"),
        url=next((href for href in links if href and href.startswith(("http://", "https://"))), None),
        published=published or nitf.get("published"),
        published_from="record" if published or nitf.get("published") else "none",
        language=(language.get("tag") if language is not None else None) or element.get(_LANGUAGE),
        guid=element.get("guid"),
    )


def read_nitf(root: Element, where: str) -> Item:
    """Return the item of a <nitf> document; raises NoText when its body is empty."""
    body = _nitf_body(root)
    if not body:
        raise NoText(f"{where} holds no text.", about=where)
    hints = _nitf_hints(root)
    published = hints.get("published")
    return Item(
        where,
        "html",
        body_of(body)[1],
        title=hints.get("title"),
        outlet=hints.get("outlet"),
        byline=hints.get("byline"),
        published=published,
        published_from="record" if published else "none",
        language=root.get(_LANGUAGE),
        guid=hints.get("guid"),
    )


def _inline(content: Element | None) -> tuple[dict[str, str], tuple[ItemKind, str]] | None:
    """Return hints and body of the best inline content: XHTML, else NITF, else plain text."""
    if content is None:
        return None
    page = next(content.iterfind("{*}inlineXML/{http://www.w3.org/1999/xhtml}html"), None)
    page = page if page is not None else next(content.iterfind("{*}inlineXML/{*}html"), None)
    if page is not None and (body := _blocks(page)):
        return {}, body_of(body)
    nitf = next(content.iterfind("{*}inlineXML/{*}nitf"), None)
    if nitf is not None and (body := _nitf_body(nitf)):
        return _nitf_hints(nitf), body_of(body)
    for data in content.iterfind("{*}inlineData"):
        words = (data.text or "").strip()
        if words and (data.get("contenttype") or "text/plain").partition(";")[0].strip() in ("text/plain", "text/html"):
            return {}, body_of(words) if "html" in (data.get("contenttype") or "") else ("text", words)
    return None


def _nitf_body(root: Element) -> str:
    return "".join(_blocks(part) for part in root.iterfind(".//{*}body.content"))


def _nitf_hints(root: Element) -> dict[str, str]:
    """Return what the head of a NITF document names."""
    title = next((_flat(e) for e in root.iterfind(".//{*}hl1") if _flat(e)), "")
    byline = next((_flat(e) for e in root.iterfind(".//{*}byline") if _flat(e)), "")
    outlet = next((_flat(e) for e in root.iterfind(".//{*}distributor") if _flat(e)), "")
    issued = next((e.get("norm") or "" for name in ("date.release", "date.issue") for e in root.iter("{*}" + name)), "")
    guid = next((e.get("id-string") or "" for e in root.iter("{*}doc-id")), "")
    found = {"title": title, "byline": byline.removeprefix("By "), "outlet": outlet, "published": issued, "guid": guid}
    return {name: value for name, value in found.items() if value}


def _blocks(element: Element) -> str:
    """Return the running text as plain HTML: paragraphs, headings, list items and quotations, in order.

    Iterative, each element looked at once; a block inside a block (a paragraph in a list item) belongs to the outer.
    """
    parts: list[str] = []
    waiting = [element]
    while waiting:
        here = waiting.pop()
        name = _local(here)
        if not name or name in _LEFT_OUT or name == "head":
            continue
        if name in _BLOCKS:
            if words := _flat(here):
                parts.append(f"<{_BLOCKS[name]}>{escape(words)}</{_BLOCKS[name]}>\n")
        else:
            waiting.extend(reversed(here))
    return "".join(parts)


def _flat(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _root(text: str, address: str) -> Element:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable(f"{address} is no XML that can be read.", about=address) from error
    if root is None or _local(root) not in ("newsitem", "newsmessage", "nitf"):
        raise NotReadable(f"{address} is XML, but no NewsML-G2 and no NITF.", about=address)
    return root


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _first(element: Element, *path: str) -> Element | None:
    return next(element.iterfind("/".join("{*}" + name for name in path)), None)


def _text(element: Element, *path: str) -> str | None:
    found = _first(element, *path)
    return (_flat(found) or None) if found is not None else None


def _texts(element: Element, *path: str) -> str | None:
    found = (_flat(e) for e in element.iterfind("/".join("{*}" + name for name in path)))
    return ", ".join(dict.fromkeys(words for words in found if words)) or None


def _code(element: Element | None) -> str:
    """Return the last part of a code: `stat:usable` says `usable`; a full address says its last step."""
    if element is None:
        return ""
    return (element.get("qcode") or element.get("uri") or "").rstrip("/").rpartition("/")[2].rpartition(":")[2].lower()


def _named(element: Element | None) -> str | None:
    """Return what a party is called: its name, else the literal; a bare code names nobody to a reader."""
    if element is None:
        return None
    return _text(element, "name") or (element.get("literal") or "").strip() or None
