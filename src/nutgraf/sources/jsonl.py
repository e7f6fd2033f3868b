"""Records in JSON -> Items: a record, an array, {"articles": [...]}, lines of JSON, a JSON Feed, ninjs. Pure.

Field names differ from maker to maker, so each hint has a table of names, tried in order, the surest first.
A record without text is one `Failed` that names file and line; the others go on.

Source: jsonfeed.org/version/1.1; field names as CC-NEWS extractors (news-please), schema.org NewsArticle, NewsAPI and
common data sets write them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from nutgraf.errors import InputError, NoText, NotReadable, TooLarge
from nutgraf.model import Done, Failed, Item, ItemKind, PublishedFrom
from nutgraf.settings import Limits
from nutgraf.sources.fragment import body_of
from nutgraf.sources.ninjs import is_ninjs, read_ninjs
from nutgraf.sources.outcome import Outcome
from nutgraf.sources.unpack import clean, decode, size_words

Record = Mapping[str, Any]
"""A stranger's JSON object: Any because nothing is known of it until a field is looked at."""

TEXT = ("text", "body", "maintext", "articleBody", "content_text", "content", "fulltext", "full_text", "article")
"""Fields that hold plain text (or a page, when they start like one)."""
HTML = ("content_html", "html", "body_html", "raw_html")
"""Fields that hold HTML."""
TEASER = ("summary", "description", "abstract")
"""Fields that hold a teaser, taken when there is no text."""
HINTS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "outlet": ("outlet", "source", "publisher", "source_name", "site_name", "source_domain", "site", "domain"),
    "byline": ("byline", "author", "authors", "creator"),
    "url": ("url", "link", "external_url", "canonical_url", "mainEntityOfPage"),
    "published": (
        "published",
        "date_published",
        "published_at",
        "publishedAt",
        "datePublished",
        "date_publish",
        "publish_date",
        "pub_date",
        "pubDate",
        "date",
        "timestamp",
        # when nothing better is known, as feeds give `updated`
        "date_modified",
        "dateModified",
        "updated",
    ),
    "language": ("language", "lang", "inLanguage"),
}
"""Names under which records give each hint of an `Item`."""
HOPELESS = 20
"""Lines without a single record after which a file is given up, so that a wrong file is not ten thousand messages."""
INSIDE = ("name", "title", "url", "@id", "href")
"""What an object in the place of a name is called by: {"source": {"name": ...}}."""
LISTS = ("articles", "items", "records", "results", "data", "documents", "entries")
"""Fields of a wrapping object that hold the records."""


def read_json(data: bytes, address: str, limits: Limits) -> Iterator[Outcome]:
    """Yield the items of one JSON document, or of lines of JSON when it holds several."""
    text = decode(data)
    try:
        value = _parse(text, address)
    except NotReadable:
        if not _first_line_is_record(text):
            raise
        yield from read_lines((line.encode("utf-8", "replace") for line in text.splitlines()), address, limits)
        return
    yield from _items_of(value, address, limits)


def read_lines(lines: Iterable[bytes], address: str, limits: Limits) -> Iterator[Outcome]:
    """Yield the items of lines of JSON, lazily; a bad line is one `Failed` that names it.

    A line longer than `limits.max_bytes` or a total over `limits.max_file_bytes` ends the file with a `TooLarge`.
    """
    total = records = read = 0
    for number, line in enumerate(lines, 1):
        where = f"{address}, line {number}"
        total += len(line)
        if len(line) > limits.max_bytes or total > limits.max_file_bytes:
            most = limits.max_bytes if len(line) > limits.max_bytes else limits.max_file_bytes
            raise TooLarge(f"{where} passes the limit of {size_words(most)}; nothing after it was read.", about=address)
        text = decode(line).strip()
        if not text:
            continue
        records += 1
        if records > limits.max_entries:
            raise too_many(address, limits)
        try:
            yield from _items_of(_parse(text, where), where, limits)
            read += 1
        except InputError as error:
            yield Failed.of(error, where)
        if records == HOPELESS and not read:
            raise NotReadable(f"{address} holds no records: none of its first {HOPELESS} lines is one.", about=address)
    if not records:
        raise NoText(f"{address} holds no records.", about=address)


def too_many(address: str, limits: Limits) -> TooLarge:
    """Return the error for a file with more records than the limit."""
    return TooLarge(
        f"{address} holds more than {limits.max_entries:,} records; the first {limits.max_entries:,} were read.",
        about=address,
    )


def _parse(text: str, where: str) -> Any:  # Any: a stranger's JSON
    try:
        return json.loads(text)
    except RecursionError as error:
        raise TooLarge(f"{where} is nested too deeply to be read.", about=where) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise NotReadable(f"{where} is not valid JSON: {error.msg} at {place}.", about=where) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise NotReadable(f"{where} is not usable JSON: it holds a number that is too long.", about=where) from error


def _first_line_is_record(text: str) -> bool:
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith("{") or not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        # the first line of many may itself be the broken one; then the second decides
        second = rest.lstrip().partition("\n")[0]
        return first.rstrip().endswith("}") and second.startswith("{") and second.rstrip().endswith("}")


def _items_of(value: object, where: str, limits: Limits) -> Iterator[Outcome]:
    """Yield the items of a parsed value; `where` names it in messages and becomes the address of a single record."""
    feed = isinstance(value, dict) and str(value.get("version", "")).startswith("https://jsonfeed.org/")
    records = _records(value)
    if records is None:
        yield Done(read_record(value, where))
        return
    if not records:
        raise NoText(f"{where} holds no records.", about=where)
    head = value if feed and isinstance(value, dict) else {}
    outlet, language = _named(head, ("title",)), _named(head, ("language",))
    for number, record in enumerate(records[: limits.max_entries], 1):
        place = f"{where}, {'entry' if feed else 'record'} {number}"
        try:
            item = read_record(record, place, source="feed" if feed else "record")
            yield Done(replace(item, outlet=item.outlet or outlet, language=item.language or language))
        except InputError as error:
            yield Failed.of(error, place)
    if len(records) > limits.max_entries:
        raise too_many(where, limits)


def _records(value: object) -> list[Any] | None:
    """Return the records of an array or a wrapper, or `None` when the value is itself a record."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and _body(value) is None and not is_ninjs(value):
        return next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
    return None


def read_record(record: object, where: str, *, source: PublishedFrom = "record") -> Item:
    """Return the item of one record; raises NoText when it holds no text, NotReadable when it is no object."""
    if not isinstance(record, dict):
        raise NotReadable(f"{where} is not a JSON object with the fields of an article.", about=where)
    if is_ninjs(record):
        return read_ninjs(record, where)
    body = _body(record)
    partial = body is None
    if body is None:
        teaser = _named(record, TEASER)
        if teaser is None:
            raise NoText(f"{where} has no text (looked for the fields {', '.join(TEXT[:6])}).", about=where)
        body = body_of(teaser)
    kind, text = body
    hints = {hint: _named(record, names) for hint, names in HINTS.items()}
    return Item(
        where,
        kind,
        text,
        title=hints["title"],
        outlet=hints["outlet"],
        byline=hints["byline"],
        url=hints["url"],
        published=hints["published"],
        published_from=source if hints["published"] else "none",
        language=hints["language"],
        partial=partial,
        # a JSON Feed promises that its ids stay; nobody knows what `id` means in a stranger's record
        guid=_plain(record.get("id")) if source == "feed" else None,
    )


def _body(record: Record) -> tuple[ItemKind, str] | None:
    """Return kind and words of the first field that holds running text, or `None`."""
    for name in TEXT:
        if words := _words(record.get(name)):
            return body_of(words) if words.startswith("<") else ("text", words)
    return next((body_of(words) for name in HTML if (words := _words(record.get(name)))), None)


def _words(value: object) -> str | None:
    """Return running text from a string or a list of paragraphs."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return clean(value).strip() or None if isinstance(value, str) else None


def _named(record: Record, names: Iterable[str]) -> str | None:
    """Return the first of the fields that says something, as a string."""
    return next((found for name in names if (found := _plain(record.get(name)))), None)


def _plain(value: object) -> str | None:
    """Return a name from a string, a number, an object with a name, or a list of those."""
    if isinstance(value, str):
        return clean(value).strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        named = (value.get(key) for key in INSIDE)
        return next((found for name in named if isinstance(name, str) and (found := _plain(name))), None)
    if isinstance(value, list):
        # one level only: a stranger's list in a list names nobody
        inside = [_plain(part) for part in value[:20] if not isinstance(part, list)]
        return ", ".join(name for name in inside if name) or None
    return None
