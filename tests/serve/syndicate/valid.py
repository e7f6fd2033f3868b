"""Whether a feed is what its format demands: Atom by RELAX NG, JSON Feed by JSON Schema, RSS by what it requires."""

import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree

HERE = Path(__file__).parent
ATOM = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
JSON_FEED = Draft202012Validator(json.loads((HERE / "jsonfeed-1.1.schema.json").read_text("utf-8")))


def check(ending: str, body: bytes) -> None:
    """Fail when it is not valid."""
    if ending == "json":
        JSON_FEED.validate(json.loads(body))
        return
    root = etree.fromstring(body)
    assert not feedparser.parse(body).bozo
    if ending == "atom":
        ATOM.assertValid(root)
        ids = root.xpath("//*[local-name()='entry']/*[local-name()='id']/text()")
        assert len(ids) == len(set(ids))  # an id stands once in a document
    else:
        check_rss(root)


def check_rss(root: etree._Element) -> None:
    """RSS 2.0: one channel with title, link and description; items with title or description; dates of RFC 822."""
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description"):
        assert [e.text for e in channel.findall(name) if e.text], name
        assert len(channel.findall(name)) == 1
    for date in (*channel.findall("lastBuildDate"), *channel.findall("item/pubDate")):
        assert parsedate_to_datetime(date.text).tzinfo is not None
    for item in channel.findall("item"):
        assert item.findtext("title") or item.findtext("description")
        assert re.match(r"https?://", item.findtext("link", ""))
        (guid,) = item.findall("guid")
        assert guid.text
        assert guid.get("isPermaLink") == "false"  # a urn is no address
