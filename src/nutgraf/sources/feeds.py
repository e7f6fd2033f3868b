"""Bytes of an RSS, Atom or RDF feed -> Items, by feedparser behind `xmlguard`. Pure: bytes in, values out.

    bytes -- safe_xml --> text without entity declarations, well-formed where that can be had
          -- feedparser --> entries
          -- entry --> Item: content, else a long summary, else a teaser (partial)

Rule 1: feedparser gets bytes in a buffer, never a string: it would take a string for an address or a file to open.
Rule 2: what a broken feed still yields is taken; a feed without any entry is an error in words.
JSON Feed: see `jsonl`.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.errors import InputError, NoText, NotReadable
from nutgraf.model import Done, Failed, Item, ItemKind
from nutgraf.settings import Limits
from nutgraf.sources.fragment import body_of, plain
from nutgraf.sources.jsonl import too_many
from nutgraf.sources.outcome import Outcome
from nutgraf.sources.sniff import skip_prolog
from nutgraf.sources.unpack import clean
from nutgraf.sources.xmlguard import safe_xml

Entry = Mapping[str, Any]
"""feedparser's dictionary: Any because the library ships no types."""

WHOLE = 1_500
"""Characters from which a summary without content counts as the whole report: teasers end well below, and feeds that
put the article into `description` lie above (about 250 words)."""


def read_feed(
    data: bytes, address: str, limits: Limits, *, charset: str | None = None, url: str | None = None
) -> Iterator[Outcome]:
    """Yield the entries of a feed in its order; one without text and without a page is a `Failed`.

    Raises NotAllowed for entity declarations, TooLarge, NotReadable when it is no feed, NoText when it has no entries.
    """
    feed = parse_feed(data, address, charset=charset, url=url)
    outlet = plain(_string(feed["feed"], "title") or "") or None
    language = _string(feed["feed"], "language")
    entries = feed["entries"]
    for number, entry in enumerate(entries[: limits.max_entries], 1):
        where = f"{address}, entry {number}"
        try:
            yield Done(read_entry(entry, where, outlet=outlet, language=language))
        except InputError as error:
            yield Failed.of(error, where)
    if len(entries) > limits.max_entries:
        raise too_many(address, limits)


def parse_feed(data: bytes, address: str, *, charset: str | None = None, url: str | None = None) -> Entry:
    """Return feedparser's result for a feed that has entries; raises as `read_feed`."""
    import feedparser  # late: 60 ms that pages do not need

    text = safe_xml(data, address, charset)
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    try:
        feed = feedparser.parse(
            io.BytesIO(text.encode("utf-8")), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        AssertionError,
    ) as error:
        # feedparser promises not to raise and does on some broken feeds; which error is chance
        raise NotReadable(f"{address} is a feed too damaged to be read.", about=address) from error
    if not feed["entries"]:
        if feed.get("version"):
            raise NoText(f"{address} is a feed without entries.", about=address)
        if text[skip_prolog(text) :][:5].lower() == "<opml":
            raise NotReadable(
                f"{address} is a list of feeds (OPML): `nutgraf add` follows the feeds in it.", about=address
            )
        raise NotReadable(f"{address} is XML, but no feed that nutgraf knows (RSS, RDF or Atom).", about=address)
    return feed  # type: ignore[no-any-return]  # feedparser ships no types


def read_entry(entry: Entry, where: str, *, outlet: str | None, language: str | None) -> Item:
    """Return the item of one entry; its body is empty when it names a page and carries no text itself.

    Raises NoText when it carries neither text nor the address of a page.
    """
    item = entry_item(entry, where, outlet=outlet, language=language)
    if not item.body and not item.url:
        named = f" ({item.title})" if item.title else ""
        raise NoText(f"{where}{named} carries no text.", about=where)
    return item


def entry_item(entry: Entry, where: str, *, outlet: str | None = None, language: str | None = None) -> Item:
    """Return all that one entry says; its body is empty when it carries neither content nor summary."""
    kind, body, partial = _body(entry)
    published = _string(entry, "published") or _string(entry, "updated") or _string(entry, "created")
    source = entry.get("source")
    return Item(
        where,
        kind,
        body,
        title=plain(_string(entry, "title") or "") or None,
        outlet=(plain(_string(source, "title") or "") if isinstance(source, Mapping) else None) or outlet,
        byline=_authors(entry),
        url=_link(entry),
        published=published,
        published_from="feed" if published else "none",
        language=_content_language(entry) or language,
        partial=partial,
        guid=_string(entry, "id"),
    )


def _body(entry: Entry) -> tuple[ItemKind, str, bool]:
    """Return kind, body and whether it is a teaser: the longest content, unless the summary is longer still."""
    contents = [c for c in entry.get("content", ()) if isinstance(c.get("value"), str) and c["value"].strip()]
    summary = _string(entry, "summary") or ""
    best = max(contents, key=lambda c: len(c["value"]), default=None)
    if best is not None and len(best["value"]) >= len(summary):
        return (*_typed(best["value"], best.get("type")), False)
    detail = entry.get("summary_detail")
    kind, body = _typed(summary, detail.get("type") if isinstance(detail, Mapping) else None)
    return kind, body, len(plain(summary)) < WHOLE


def _typed(value: str, media_type: str | None) -> tuple[ItemKind, str]:
    # feeds that say text/plain and mean HTML are told by their tags, so only what has none stays text
    kind, body = body_of(value)
    return (kind, body) if kind == "html" or media_type != "text/plain" else ("text", value.strip())


def _link(entry: Entry) -> str | None:
    """Return the entry's own page: `link`, else the first alternate link, web addresses only."""
    alternates = [link.get("href") for link in entry.get("links", ()) if link.get("rel", "alternate") == "alternate"]
    for found in (_string(entry, "link"), *alternates):
        if isinstance(found, str) and found.lower().startswith(("http://", "https://")):
            return clean(found).strip()
    return None


def _authors(entry: Entry) -> str | None:
    names = [plain(str(a["name"])) for a in entry.get("authors", ()) if isinstance(a, Mapping) and a.get("name")]
    return ", ".join(dict.fromkeys(names)) or plain(_string(entry, "author") or "") or None


def _content_language(entry: Entry) -> str | None:
    found = [c.get("language") for c in entry.get("content", ())]
    return next((language for language in found if language), None) or _string(entry, "language")


def _string(entry: Entry, name: str) -> str | None:
    # `in` first: feedparser answers "updated" with "published" when asked directly, and warns about it
    value = entry[name] if name in entry else None  # noqa: SIM401
    return clean(value).strip() or None if isinstance(value, str) else None
