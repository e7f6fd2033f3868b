"""Bytes -> Items: one file's or one address's content, by what it holds. Pure.

bytes -- sniff --> html      one item, bytes as received (the page names its own encoding)
                   text      one item, bytes as received
                   markdown  one item, bytes as received
                   feed      one item an entry      (feeds)
                   json      feed or records        (jsonl)
                   newsml    one item a news item   (newsml)
                   warc      one item a page        (warc)
                   binary, empty                    an error that says what it is
"""

import io
from collections.abc import Callable, Iterator

from nutgraf.errors import NoText, NotReadable
from nutgraf.model import Done, Item
from nutgraf.settings import Limits
from nutgraf.sources.feeds import read_feed
from nutgraf.sources.jsonl import read_json, read_lines
from nutgraf.sources.newsml import read_newsml
from nutgraf.sources.outcome import Arrived, Outcome
from nutgraf.sources.sniff import HEAD, Content, magic_name, sniff
from nutgraf.sources.warc import read_warc


def read_contents(arrived: Arrived, limits: Limits) -> Iterator[Outcome]:
    """Yield the items that the content holds; raises InputError when it holds none that nutgraf reads."""
    content = sniff(arrived.data[:HEAD], arrived.suffix)
    yield from READERS[content](arrived, limits)


def _page(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    yield Done(Item(arrived.address, "html", arrived.data, charset=arrived.charset, url=arrived.url))


def _text(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    yield Done(Item(arrived.address, "text", arrived.data, charset=arrived.charset, url=arrived.url))


def _markdown(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    yield Done(Item(arrived.address, "markdown", arrived.data, charset=arrived.charset, url=arrived.url))


def _feed(arrived: Arrived, limits: Limits) -> Iterator[Outcome]:
    return read_feed(arrived.data, arrived.address, limits, charset=arrived.charset, url=arrived.url)


def _json(arrived: Arrived, limits: Limits) -> Iterator[Outcome]:
    return read_json(arrived.data, arrived.address, limits)


def _lines(arrived: Arrived, limits: Limits) -> Iterator[Outcome]:
    return read_lines(arrived.data.splitlines(), arrived.address, limits)


def _newsml(arrived: Arrived, limits: Limits) -> Iterator[Outcome]:
    return read_newsml(arrived.data, arrived.address, limits, charset=arrived.charset)


def _warc(arrived: Arrived, limits: Limits) -> Iterator[Outcome]:
    return read_warc(io.BytesIO(arrived.data), arrived.address, limits)


def _empty(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    raise NoText(f"{arrived.address} is empty.", about=arrived.address)


def _binary(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    name = magic_name(arrived.data) or "a binary file"
    raise NotReadable(
        f"{arrived.address} is {name}, not text; give nutgraf the page or its text instead.", about=arrived.address
    )


READERS: dict[Content, Callable[[Arrived, Limits], Iterator[Outcome]]] = {
    "html": _page,
    "text": _text,
    "feed": _feed,
    "newsml": _newsml,
    "warc": _warc,
    "json": _json,
    "jsonl": _lines,
    "markdown": _markdown,
    "binary": _binary,
    "empty": _empty,
}
"""One reader a kind of content."""
