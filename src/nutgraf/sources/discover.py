"""Which feeds a page names: by `<link rel="alternate">`, then by links that look like feeds. Pure."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from nutgraf.sources.unpack import clean

TYPES = {
    "application/atom+xml": "atom",
    "application/rss+xml": "rss",
    "application/feed+json": "json",
    "application/rdf+xml": "rdf",
    "application/json": "json",
}
"""Media types of feeds."""
PLACES = ("feed", "feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "?feed=rss2")
"""Where sites usually keep their feed, from their root."""
MOST_BYTES = 3_000_000
"""Of a page that are looked at."""
_LIKE_FEEDS = ("/feed", "/rss", ".rss", "/atom", "feed.xml", "rss.xml", "atom.xml", "feed.json", "/index.xml")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names."""

    address: str
    """Absolute."""
    title: str
    """As the page calls it; may be empty."""
    kind: str
    """`rss`, `atom`, `json`, `rdf`, or `link` for a link that only looks like one."""


def feeds_of_page(html: bytes, address: str, charset: str | None = None) -> tuple[FoundFeed, ...]:
    """Return the feeds a page names, those it declares first, feeds of comments last; may be empty."""
    parser = etree.HTMLParser(encoding=charset, recover=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(html[:MOST_BYTES], parser)
    except (etree.XMLSyntaxError, LookupError, ValueError):
        return ()
    if root is None:
        return ()
    base = next((b.get("href", "") for b in root.iter("base")), "")
    here = urljoin(address, base)
    found: dict[str, FoundFeed] = {}
    for link in root.iter("link"):
        kind = TYPES.get((link.get("type") or "").partition(";")[0].strip().lower())
        if kind and "alternate" in (link.get("rel") or "").lower().split():
            _put(found, here, link.get("href"), link.get("title"), kind)
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        path = urlsplit(href).path.lower() if _splits(href) else ""
        if any(path.endswith(end) or f"{end}/" in path for end in _LIKE_FEEDS):
            _put(found, here, href, "".join(link.itertext()), "link")
    return tuple(sorted(found.values(), key=_is_of_comments))


def guesses(address: str) -> tuple[str, ...]:
    """Return the usual addresses of a site's feed: below the page, then below the root."""
    parts = urlsplit(address)
    root = f"{parts.scheme}://{parts.netloc}/"
    below = address if address.endswith("/") else f"{address}/"
    return tuple(dict.fromkeys(urljoin(start, place) for start in (below, root) for place in PLACES))


def _put(found: dict[str, FoundFeed], here: str, href: str | None, title: str | None, kind: str) -> None:
    if not href or not _splits(href):
        return
    address = clean(urljoin(here, href.strip()))
    if address.lower().startswith(_WEB):
        found.setdefault(address, FoundFeed(address, " ".join(clean(title or "").split()), kind))


def _splits(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _is_of_comments(feed: FoundFeed) -> bool:
    return "comment" in feed.address.lower() or "comment" in feed.title.lower()
