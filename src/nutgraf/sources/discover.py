"""Page of a site -> the feeds it names. Pure: bytes in, addresses out; the caller fetches and looks.

    1. <link rel="alternate" type="application/rss+xml"> and its like: the site's own word, in its order
    2. <a href> that look like feeds, when there is nothing better
    3. `guesses`: common paths, for a page that names none; a function of its own, since each guess costs a request

Rule 1: feeds of comments come last, whoever names them: nobody follows a site for them.
Rule 2: only http and https addresses come out, absolute, each once.
Source: rssboard.org/rss-autodiscovery, jsonfeed.org (discovery); the paths are those of common publishing systems.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from nutgraf.sources.unpack import decode

FoundKind = Literal["rss", "atom", "json", "unknown"]
"""What the page says the feed is; `unknown` when only its address looks like one."""

MOST = 40
"""Most feeds taken from one page; sites with a feed a section name hundreds."""
TYPES: dict[str, FoundKind] = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/x-rss+xml": "rss",
    "text/rss": "rss",
    "application/atom+xml": "atom",
    "text/atom": "atom",
    "application/feed+json": "json",
    "application/json": "json",
    "application/xml": "unknown",
    "text/xml": "unknown",
}
"""Media types of `<link>`; `application/json` and plain XML also stand for other things, see `_offered`."""
VAGUE = frozenset({"application/json", "application/xml", "text/xml"})
"""Types that are believed only where the address looks like a feed, too."""
PATHS = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "/?feed=rss2")
"""Where feeds are found most often, the most common first."""

_LOOKS = re.compile(
    r"(?:^|[/._-])(?:rss|feeds?|atom|rdf)(?:2|20)?(?:/|\.(?:xml|rss|rdf|atom|json|php|aspx?|html?)|$)"
    r"|\.(?:rss|atom|rdf)$|/(?:index|news)\.xml$",
    re.IGNORECASE,
)
_LOOKS_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss|rss2|atom|feed|rdf|xml)\b", re.IGNORECASE)
_FEED_HOST = re.compile(r"^(?:feeds?|rss)[\d]?\.", re.IGNORECASE)
_COMMENTS = re.compile(r"\bcomments?\b|\bkommentare?\b|\bcommentaires?\b|\bcomentarios?\b", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that a page names."""

    address: str
    """Absolute web address."""
    title: str = ""
    """What the page calls it; may be empty."""
    kind: FoundKind = "unknown"
    """What the page says it is."""


def feeds_of_page(html: bytes, address: str, charset: str | None = None) -> tuple[Found, ...]:
    """Return the feeds that the page at `address` names, the likeliest first; empty when there are none.

    >>> feeds_of_page(b'<link rel=alternate type="application/atom+xml" href=a.xml title=News>', "https://a.example/b/")
    (Found(address='https://a.example/b/a.xml', title='News', kind='atom'),)
    """
    root = _tree(html, charset)
    if root is None:
        return ()
    base = _base(root, address)
    first: dict[str, Found] = {}
    for found in (*_links(root, base), *_anchors(root, base)):
        if found.address != address:
            first.setdefault(found.address, found)
    return tuple(sorted(first.values(), key=_is_comments))[:MOST]  # the sort is stable: else as on the page


def guesses(address: str) -> tuple[str, ...]:
    """Return addresses at which a site's feed may stand: below the page's folder first, then below the root.

    >>> guesses("https://a.example/")[:2]
    ('https://a.example/feed', 'https://a.example/rss')
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ()
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ()
    root = f"{parts.scheme}://{parts.netloc}"
    path = parts.path
    # /news/index.html stands in the folder /news, /news may well be one
    folder = path.rpartition("/")[0] if "." in path.rpartition("/")[2] else path.rstrip("/")
    below = [root + folder + name for name in PATHS[:5]] if folder else []
    return tuple(dict.fromkeys([*below, *(root + name for name in PATHS)]))


def _tree(html: bytes, charset: str | None) -> Any:  # Any: lxml ships no types
    declared = _META_CHARSET.search(html[:4096])
    text = decode(html, charset or (declared.group(1).decode("ascii", "replace") if declared else None))
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):  # nothing in it, or too deep
        return None


def _base(root: Any, address: str) -> str:  # Any: lxml ships no types
    named = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return (_joined(address, named) if named else None) or address


def _joined(base: str, href: str) -> str | None:
    """Return the absolute address, or `None` when it is no web address."""
    href = "".join(href.split())
    try:
        found = urldefrag(urljoin(base, re.sub(r"^feed:(?://)?(?=https?://)", "", href, flags=re.IGNORECASE))).url
        return found if found.lower().startswith(_WEB) and urlsplit(found).hostname else None
    except ValueError:  # "http://[": no address at all
        return None


def _links(root: Any, base: str) -> Iterator[Found]:  # Any: lxml ships no types
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        found = _joined(base, link.get("href") or "") if {"alternate", "feed"} & set(rel) else None
        if found and _offered(rel, kind, found):
            yield Found(found, _words(link.get("title")), TYPES.get(kind, "unknown"))


def _offered(rel: list[str], kind: str, address: str) -> bool:
    """Say whether a link is to a feed: by its type, or by its relation (`feed`, of HTML 5 drafts) when it has none."""
    if kind in VAGUE:  # WordPress names its data interface as application/json
        return _looks(address)
    return kind in TYPES or (not kind and "feed" in rel)


def _anchors(root: Any, base: str) -> Iterator[Found]:  # Any: lxml ships no types
    for anchor in root.iter("a"):
        href = anchor.get("href")
        found = _joined(base, href) if href and len(href) < 2_000 else None
        if found and _looks(found):
            title = _words(anchor.get("title")) or _words("".join(anchor.itertext()))
            yield Found(found, title, "json" if urlsplit(found).path.endswith(".json") else "unknown")


def _looks(address: str) -> bool:
    """Say whether an address looks like that of a feed."""
    parts = urlsplit(address)
    if _FEED_HOST.match(parts.hostname or "") and parts.path.strip("/"):
        return True
    return bool(_LOOKS.search(parts.path) or _LOOKS_QUERY.search(parts.query))


def _words(value: str | None) -> str:
    return " ".join((value or "").split())[:200]


def _is_comments(found: Found) -> bool:
    return bool(_COMMENTS.search(found.title) or _COMMENTS.search(urlsplit(found.address).path))
