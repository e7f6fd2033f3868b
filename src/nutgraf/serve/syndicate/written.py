"""A feed in the three formats. Pure: the same channel, the same bytes.

Atom (RFC 4287) and RSS 2.0 are written by feedgen, which knows both; JSON Feed 1.1 is plain JSON. RSS has no element
for when an entry changed: `dc:date` says it, as many programs read it. Nobody is named as author but the paper.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from nutgraf.serve.syndicate.entries import Channel, Entry

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

JSON_FEED = "https://jsonfeed.org/version/1.1"
"""What says that it is one."""
READER_SCHEME = "http://www.google.com/reader/"
"""Scheme of categories that say whether a reader has read an entry: what reader apps look for."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a feed may be asked for in."""

    media: str
    """Media type, as answers name it."""
    write: Callable[[Channel], bytes]
    """Writes it."""


def as_atom(channel: Channel) -> bytes:
    """Return the feed as Atom."""
    return _bytes(_feed(channel, "application/atom+xml").atom_str(pretty=False))


def as_rss(channel: Channel) -> bytes:
    """Return the feed as RSS 2.0."""
    return _bytes(_feed(channel, "application/rss+xml").rss_str(pretty=False))


def as_json_feed(channel: Channel) -> bytes:
    """Return the feed as JSON Feed 1.1; what is ours alone stands under `_nutgraf`."""
    doc = {
        "version": JSON_FEED,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address,
        "description": channel.about,
        "authors": [{"name": channel.paper}],
        "items": [_json_item(entry) for entry in channel.entries],
    }
    return (json.dumps(doc, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def as_reader_atom(channel: Channel, states: tuple[tuple[str, ...], ...]) -> bytes:
    """Return a stream of a reader app as Atom; `states` names for each entry what the reader did with it."""
    made = _feed(channel, "application/atom+xml")
    for entry, mine in zip(made.entry(), states, strict=True):
        entry.category([{"term": s, "scheme": READER_SCHEME, "label": s.rpartition("/")[2]} for s in mine])
    return _bytes(made.atom_str(pretty=False))


FORMATS: dict[str, Format] = {
    "atom": Format("application/atom+xml", as_atom),
    "rss": Format("application/rss+xml", as_rss),
    "json": Format("application/feed+json", as_json_feed),
}
"""By the ending of an address."""


def _feed(channel: Channel, media: str) -> "FeedGenerator":
    from feedgen.feed import FeedGenerator

    made = FeedGenerator()
    made.load_extension("dc", atom=False, rss=True)
    made.id(channel.id)
    made.title(channel.title)
    made.description(channel.about)
    made.author({"name": channel.paper})
    made.generator("nutgraf")
    made.link(href=channel.address, rel="self", type=media)
    made.link(href=channel.home, rel="alternate", type="text/html")
    made.updated(channel.updated)
    made.lastBuildDate(channel.updated)  # or feedgen would say now
    for entry in channel.entries:
        _add(made, entry)
    return made


def _add(made: "FeedGenerator", entry: Entry) -> None:
    one = made.add_entry(order="append")
    one.id(entry.id)
    one.guid(entry.id, permalink=False)
    one.title(entry.title)
    one.link(href=entry.link, rel="alternate", type="text/html")
    one.published(entry.published)
    one.updated(entry.updated)
    one.dc.dc_date(_moment(entry.updated))
    one.summary(entry.summary, type="text")
    one.description(entry.summary, isSummary=True)
    one.content(entry.html, type="html")
    one.category([{"term": name} for name in entry.categories])


def _json_item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
        "tags": list(entry.categories),
    }
    if _LANGUAGE.fullmatch(entry.language):
        item["language"] = entry.language
    item["_nutgraf"] = {
        "story": entry.story,
        "edition": entry.edition,
        "counts": entry.counts,
        "wording": entry.wording,
    }
    return item


def _moment(moment: datetime) -> str:
    return moment.isoformat()


def _bytes(made: object) -> bytes:
    assert isinstance(made, bytes), "feedgen encodes when an encoding is named"
    return made
