"""IPTC ninjs (news in JSON, versions 1 to 3) -> Item. Pure.

The versions name the same things differently: one field a format (`body_xhtml`), a list of bodies (`bodies`, each with
`contentType` or `contenttype` and a `value`), and camel case from version 3 on. So names are compared in lower case,
without underscores, and a field may be a string, an object with a name, or a list of objects with a `role`.

Rule 1: what is withdrawn (`pubstatus` canceled or withheld), and what is a picture or a package, is no article.
Rule 2: `published` is when the item was first made, as in feeds; the time of a version when nothing else is known.

Source: iptc.org/std/ninjs (schemas 1.5, 2.1, 3.0).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.errors import NoText
from nutgraf.model import Item, ItemKind
from nutgraf.sources.fragment import body_of, plain
from nutgraf.sources.unpack import clean

Record = Mapping[str, Any]
"""A stranger's JSON object: Any because nothing is known of it until a field is looked at."""

WITHDRAWN = {"canceled": "cancelled", "cancelled": "cancelled", "withheld": "withheld"}
"""Publishing statuses with which an item must not be used, and what they are called."""
SIGNS = frozenset({"versioncreated", "pubstatus", "representationtype", "usageterms", "copyrightholder", "profile"})
"""Fields that only ninjs has; two of them beside `uri` tell it from any other record."""
_BODIES = ("bodyxhtml", "bodyhtml", "bodynitf", "bodytext")
_FORMATS = ("html", "text")
_MOST = 50
"""Entries of one list that are looked at."""


def is_ninjs(record: Record) -> bool:
    """Say whether a record is ninjs: it says so, or has the fields that only ninjs has."""
    fields = {_key(name) for name in record if isinstance(name, str)}
    standard = record.get("standard")
    named = standard.get("name") if isinstance(standard, Mapping) else standard
    if isinstance(named, str) and named.lower() == "ninjs":
        return True
    bodies = record.get("bodies")
    listed = isinstance(bodies, list) and any(isinstance(each, Mapping) and "value" in each for each in bodies[:_MOST])
    return "uri" in fields and (len(fields & SIGNS) > 1 or "bodyxhtml" in fields or listed)


def read_ninjs(record: Record, where: str) -> Item:
    """Return the item of a ninjs object; raises NoText when it holds no text, or none that may be used."""
    fields = {_key(name): value for name, value in record.items() if isinstance(name, str)}
    status = _name(fields.get("pubstatus")) or ""
    if status.lower() in WITHDRAWN:
        raise NoText(f"{where} was {WITHDRAWN[status.lower()]} by its provider.", about=where)
    body = _body(fields)
    partial = body is None or _name(fields.get("representationtype")) == "incomplete"
    body = body or _teaser(fields)
    if body is None:
        kind = _name(fields.get("type"))
        raise NoText(f"{where} holds no text" + (f" (it is of the type {kind[:40]})." if kind else "."), about=where)
    published = _names(fields, "firstcreated", "versioncreated", "contentcreated")
    uri = _name(fields.get("uri"))
    return Item(
        where,
        *body,
        title=_title(fields),
        outlet=_names(fields, "infosources", "provider", "source", "copyrightholder"),
        byline=_names(fields, "bylines", "byline", "by"),
        url=next((address for address in (_web_link(fields), uri) if address and _is_web(address)), None),
        published=published,
        published_from="record" if published else "none",
        language=_name(fields.get("language")),
        partial=partial,
        guid=uri,
    )


def _key(name: str) -> str:
    return name.replace("_", "").lower()


def _body(fields: Record) -> tuple[ItemKind, str] | None:
    """Return kind and words of the body: XHTML before plain text, since it keeps headings apart."""
    listed = list(_listed(fields.get("bodies")))
    for wanted in _FORMATS:
        for each in listed:
            media = _name({_key(k): v for k, v in each.items()}.get("contenttype")) or ""
            words = _name(each.get("value"))
            if words and (wanted in media.lower() or (wanted == "text" and not media)):
                return body_of(words) if wanted == "html" or words.startswith("<") else ("text", words)
    for name in _BODIES:
        if words := _name(fields.get(name)):
            return body_of(words) if name != "bodytext" or words.startswith("<") else ("text", words)
    return None


def _teaser(fields: Record) -> tuple[ItemKind, str] | None:
    """Return the description of a text; the description of a picture is no report."""
    if (_name(fields.get("type")) or "text").lower() != "text":
        return None
    listed = (_name(each.get("value")) for each in _listed(fields.get("descriptions")))
    named = (_name(fields.get(name)) for name in ("descriptionxhtml", "descriptionhtml", "descriptiontext"))
    words = next((found for found in (*listed, *named) if found), None)
    return body_of(words) if words else None


def _title(fields: Record) -> str | None:
    listed = sorted(_listed(fields.get("headlines")), key=lambda each: _name(each.get("role")) != "main")
    heads = (_name(each.get("value")) for each in listed)
    named = (_name(fields.get(name)) for name in ("headline", "title"))
    found = next((words for words in (*heads, *named) if words), None)
    return plain(found) or None if found else None


def _names(fields: Record, *names: str) -> str | None:
    """Return the first of the fields that names somebody; several in one field are joined."""
    for name in names:
        value = fields.get(name)
        found = [_name(each) for each in value[:_MOST]] if isinstance(value, list) else [_name(value)]
        if any(found):
            return ", ".join(dict.fromkeys(plain(each) for each in found if each))
    return None


def _web_link(fields: Record) -> str | None:
    """Return the page of the article: what a canonical link points at."""
    links = (link for link in _listed(fields.get("links")) if "canonical" in str(link.get("rel", "")).lower())
    return next((href for link in links if (href := _name(link.get("href")))), None)


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _listed(value: object) -> Iterator[Record]:
    if isinstance(value, list):
        yield from (each for each in value[:_MOST] if isinstance(each, Mapping))


def _name(value: object) -> str | None:
    """Return a string from a string, or from an object with a `name`, `value` or `literal`."""
    if isinstance(value, Mapping):
        found = (value.get(key) for key in ("name", "value", "literal"))
        value = next((each for each in found if isinstance(each, str) and each.strip()), None)
    return clean(value).strip() or None if isinstance(value, str) else None
