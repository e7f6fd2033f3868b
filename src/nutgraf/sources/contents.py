"""Bytes -> Items: one file's or one address's content, by what it holds. Pure.

bytes -- sniff --> html      one item, bytes as received (the page names its own encoding)
                   text      one item, decoded
                   markdown  one item, decoded
                   feed      one item an entry      (feeds)
                   json      feed or records        (jsonl)
                   binary, empty                    an error that says what it is
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nutgraf.errors import NoText, NotReadable
from nutgraf.model import Done, Failed, Item
from nutgraf.settings import Limits
from nutgraf.sources.sniff import HEAD, Content, magic_name, sniff
from nutgraf.sources.unpack import decode

Outcome = Done[Item] | Failed
"""What a source yields."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Content with what is known about where it came from."""

    address: str
    """Path, web address, or `-`."""
    data: bytes
    """Content, unpacked."""
    suffix: str = ""
    """File suffix in lower case, without `.gz`; empty when there is none."""
    charset: str | None = None
    """Character set named by the transport."""
    url: str | None = None
    """Web address it was finally read from; `None` for files."""


def read_contents(arrived: Arrived, limits: Limits) -> Iterator[Outcome]:
    """Yield the items that the content holds; raises InputError when it holds none that nutgraf reads."""
    content = sniff(arrived.data[:HEAD], arrived.suffix)
    yield from READERS[content](arrived, limits)


def _page(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    yield Done(Item(arrived.address, "html", arrived.data, charset=arrived.charset, url=arrived.url))


def _text(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    yield Done(Item(arrived.address, "text", decode(arrived.data, arrived.charset), url=arrived.url))


def _markdown(arrived: Arrived, _: Limits) -> Iterator[Outcome]:
    yield Done(Item(arrived.address, "markdown", decode(arrived.data, arrived.charset), url=arrived.url))


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
    "markdown": _markdown,
    "binary": _binary,
    "empty": _empty,
}
"""One reader a kind of content."""
