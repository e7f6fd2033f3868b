"""What is known about an article beside its text: title, outlet, byline, wire credit, canonical address, times.

Each fact has an order of witnesses: what the page says for machines (JSON-LD, meta), what it shows (h1, byline), what
the container said (feed, record), what the address gives away. The first witness with a usable answer wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from nutgraf.model import Item
from nutgraf.model.address import canonical_address, host_of
from nutgraf.text.clean import clean_line
from nutgraf.text.dates import Witness
from nutgraf.text.page import ARTICLE_TYPES, Node, Page, strings, types_of, words_of

_TITLE_LIMIT = 300
_SEPARATOR = re.compile(r"\s+[|–—\-·•:»/]\s+|\s*[|]\s*")
_LABEL = re.compile(
    r"^(?:breaking(?: news)?|watch|video|live(?: updates?| blog)?|exclusive|updated?|"
    r"just in|photos|in pictures)\s*[:|]\s+"
    r"|^(?:BREAKING|WATCH|EXCLUSIVE|JUST IN|UPDATE \d)\s*[-–—:|]?\s+",
    re.IGNORECASE,
)
_TIME_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "article.published", "publish-date", "publish_date", "published-date", "publication_date",
    "publicationdate", "pubdate", "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
    "citation_publication_date", "citation_date", "published_at", "date", "timestamp",
)  # fmt: skip
_AUTHOR_META = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "citation_author", "byl", "cxenseparse:author", "article:author",
)  # fmt: skip
_NO_AUTHOR = re.compile(
    r"^(?:https?:|www\.|@|admin\b|editor$|staff$|no author|name\b|unknown|none|null|guest$|"
    r"web ?master)|[<>{}|]|\bsays:?$|unknown$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:by|von|par|por|publié par|(?:written|text|story|words|posted|published|reported)"
    r" by|from our (?:\w+ )?(?:correspondent|editor|reporter)s?)\s*:?\s+",
    re.IGNORECASE,
)
_DATE_MARK = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|timestamp|published|publish-?date|pub-?date|posted|time)(?:$|[\s_-])"
)
_NO_TIME = 3
"""Rank of elements that tell the time of something else."""
_MULTI_SUFFIX = frozenset({"co", "com", "org", "net", "gov", "ac", "gob", "go", "or", "ne"})
_HOST_NOISE = frozenset({"www", "m", "amp", "edition", "en", "news", "mobile", "us", "uk", "rss", "feeds", "feed"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What page and container say about an article."""

    title: str = ""
    """Without the outlet's name at its end."""
    titles: tuple[str, ...] = ()
    """Every title that the page gives itself; none of them belongs into the text."""
    outlet: str = ""
    """As a reader knows it."""
    byline: str = ""
    """Names, joined by commas."""
    url: str = ""
    """Canonical address, "" when there is none."""
    language: str = ""
    """What the page claims, two letters."""
    section: str = ""
    """Section and keywords in lower case, for flags."""
    types: tuple[str, ...] = ()
    """schema.org types."""
    teaser: str = ""
    """The page's own description, for pages that hold no text."""
    free: bool = True
    """False when the page says that it is behind a paywall."""
    times: tuple[Witness, ...] = ()
    """Witnesses of the published time that the page holds, the strongest first."""


def page_facts(page: Page, item: Item) -> Facts:
    """Return what a page says about itself, completed by what the item's container said."""
    article = next((n for n in page.nodes if any(map(ARTICLE_TYPES.search, types_of(n)))), {})
    url = _canonical(page, item)
    outlet = _outlet(page, article, host_of(url)) or clean_line(item.outlet or "") or outlet_of_host(host_of(url))
    names = [
        outlet,
        *strings(article.get("publisher")),
        page.meta.get("og:site_name", ""),
        item.outlet or "",
        host_of(url),
    ]
    title, titles = _title(page, article, names)
    return Facts(
        title=title or strip_outlet(clean_line(item.title or ""), names),
        titles=titles,
        outlet=outlet,
        byline=_byline(page, article) or clean_byline(item.byline or ""),
        url=url,
        language=(page.tree.get("lang") or page.meta.get("og:locale", "") or page.meta.get("content-language", ""))[
            :2
        ].lower(),
        section=_section(page, article),
        types=tuple(dict.fromkeys(name for node in page.nodes for name in types_of(node))),
        teaser=clean_line(page.meta.get("og:description", "") or page.meta.get("description", "")),
        free=not any(_says_no(node.get("isAccessibleForFree")) for node in page.nodes),
        times=tuple(_times(page, article)),
    )


def item_facts(item: Item) -> Facts:
    """Return what the container alone says, for items without a page of their own."""
    url = canonical_address(item.url or "") or canonical_address(item.address)
    outlet = clean_line(item.outlet or "") or outlet_of_host(host_of(url))
    title = strip_outlet(clean_line(item.title or ""), [outlet, host_of(url)])
    return Facts(title=title, outlet=outlet, byline=clean_byline(item.byline or ""), url=url)


def strip_outlet(title: str, names: list[str]) -> str:
    """Return a title without the outlet's name at either end, and without a label such as "BREAKING:".

    >>> strip_outlet("Talks open in Istanbul - The Bosphorus Ledger", ["Bosphorus Ledger"])
    'Talks open in Istanbul'
    """
    known = {key for key in map(_key, names) if key}
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(title))
        if cuts and _is_outlet(title[cuts[-1].end() :], known):
            title = title[: cuts[-1].start()]
        elif cuts and _is_outlet(title[: cuts[0].start()], known):
            title = title[cuts[0].end() :]
        else:
            break
    return _LABEL.sub("", title).strip(" |-–—·")[:_TITLE_LIMIT]


def outlet_of_host(host: str) -> str:
    """Return a readable name made from a host: its main part with capitals; "" for none.

    >>> outlet_of_host("en.harbour-times.co.uk")
    'Harbour Times'
    """
    parts = [part for part in host.split(".") if part]
    if len(parts) < 2 or all(part.isdigit() for part in parts):
        return host
    parts = parts[: -2 if len(parts) > 2 and parts[-2] in _MULTI_SUFFIX else -1]
    main = next((part for part in reversed(parts) if part not in _HOST_NOISE), parts[-1])
    return " ".join(word.upper() if len(word) <= 3 else word.capitalize() for word in main.split("-") if word)


def clean_byline(text: str) -> str:
    """Return author names without "By" and without things that are no names; "" when none is left."""
    text = _BY.sub("", clean_line(text)).strip(" ,;|–—-")
    return "" if not text or len(text) > 150 or _NO_AUTHOR.search(text) else text


def _canonical(page: Page, item: Item) -> str:
    base = canonical_address(item.url or "") or canonical_address(item.address)
    links = [
        link.get("href") or ""
        for link in page.tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for candidate in (*links, page.meta.get("og:url", "")):
        address = canonical_address(candidate, base) if candidate else ""
        # a canonical link to the front page is a mistake that would make all articles of a site one
        if address and address.split("//", 1)[1].partition("/")[2].strip("/"):
            return address
    return base


def _outlet(page: Page, article: Node, host: str) -> str:
    """Return the outlet's name: of what the page says, first what resembles its host, then what it says first."""
    told = [page.meta.get("og:site_name", ""), *strings(article.get("publisher"))]
    plain = page.tree.find(".//title")
    endings = [_SEPARATOR.split(text)[-1] for text in (words_of(plain) if plain is not None else "",) if text]
    names = [name for name in map(_outlet_name, (*told, page.meta.get("application-name", ""))) if name]
    site = _key(outlet_of_host(host))
    like = [
        name for name in (*names, *map(clean_line, endings)) if len(site) > 2 and _key(name) in (site, site + "com")
    ]
    near = [name for name in names if site and (_key(name) in site or site in _key(name))]
    return next(iter((*like, *near, *names)), "")


def _outlet_name(text: str) -> str:
    name = re.split(r"\s+[|–—-]\s+", clean_line(text))[0]
    if not 1 < len(name) <= 60 or name.startswith(("http", "@")):
        return ""
    return outlet_of_host(name.lower()) if re.fullmatch(r"www\.[\w.-]+", name.lower()) else name


def _title(page: Page, article: Node, names: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return the title and all titles that the page gives itself: the heading a reader sees, if the machine-readable
    ones agree with it, else those."""
    headings = list(dict.fromkeys(text for text in map(words_of, page.tree.iter("h1")) if text))
    plain = page.tree.find(".//title")
    told = [
        *strings(article.get("headline"))[:1],
        page.meta.get("og:title", ""),
        page.meta.get("twitter:title", ""),
        words_of(plain) if plain is not None else "",
    ]
    told = [strip_outlet(clean_line(re.sub(r"<[^<>]{1,60}>", "", text)), names) for text in told]
    agreed = [heading for heading in headings if any(_alike(heading, title) for title in told)]
    outlets = set(map(_key, names))
    bare = [*(strip_outlet(clean_line(text), names) for text in agreed), *told]
    titles = [title for title in bare if title and _key(title) not in outlets]
    whole = [title for title in titles if not title.endswith(("...", "…"))]
    best = next(iter((*whole, *titles)), "") or next(iter(map(clean_line, headings)), "")
    return best[:_TITLE_LIMIT], tuple(dict.fromkeys(titles))


def _alike(one: str, other: str) -> bool:
    """Tell whether a heading shares most of its words with a title, and does not merely carry it at its end (a kicker
    glued to it)."""
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    glued = _key(one).endswith(_key(other)) and len(_key(one)) > len(_key(other))
    return not glued and len(first & second) * 5 >= len(second) * 3 and len(second) > 1


def _byline(page: Page, article: Node) -> str:
    names = strings(article.get("author")) or strings(article.get("creator"))
    for name in (*(page.meta.get(key, "") for key in _AUTHOR_META), *_shown_bylines(page.tree)):
        if not names and clean_byline(name):
            names = [name]
    kept = dict.fromkeys(byline for byline in map(clean_byline, names[:6]) if byline)
    return ", ".join(kept)


def _shown_bylines(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("a", "span", "p", "div", "address"):
        marks = f"{element.get('rel') or ''} {element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if marks.strip() and re.search(r"\b(?:author|byline|by-line|author-name)\b", marks):
            text = words_of(element)
            if 3 < len(text) <= 80 and not re.search(r"\d{4}|\bminutes?\b", text):
                yield text


def _section(page: Page, article: Node) -> str:
    keys = ("article:section", "og:section", "section", "parsely-section", "article:tag", "content-type", "articletype")
    return " ".join([*strings(article.get("articleSection")), *(page.meta.get(key, "") for key in keys)]).lower()


def _times(page: Page, article: Node) -> Iterator[Witness]:
    for node in (article, *page.nodes):
        yield from (Witness("json-ld", text) for text in strings(node.get("datePublished"))[:1])
    for key in _TIME_META:
        if page.meta.get(key):
            yield Witness("meta", page.meta[key])
    shown = list(page.tree.iter("time"))[:40]
    for element in sorted(shown, key=_time_rank):
        if _time_rank(element) < _NO_TIME:
            yield Witness("time-tag", element.get("datetime") or words_of(element))
    for element in page.tree.iter("span", "p", "div", "li"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if _DATE_MARK.search(marks) and len(element) < 4 and _time_rank(element) < _NO_TIME:
            text = words_of(element)
            if 6 <= len(text) <= 80:
                yield Witness("text", text)


def _time_rank(element: HtmlElement) -> int:
    """Order `<time>` elements: those named as published first, those of updates, comments and teasers never."""
    near = [element, *list(element.iterancestors())[:4]]
    marks = " ".join(f"{e.get('class') or ''} {e.get('itemprop') or ''} {e.get('id') or ''}" for e in near).lower()
    if re.search(r"comment|related|teaser|sidebar|widget|updated|modified", marks) or any(
        e.tag in ("aside", "nav", "footer") for e in element.iterancestors()
    ):
        return _NO_TIME
    if element.get("pubdate") is not None or re.search(r"publish|entry-date|dateline|timestamp|pub-?date", marks):
        return 0
    return 1 if any(e.tag in ("article", "main", "header") for e in element.iterancestors()) else 2


def _says_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.strip().lower() == "false")


def _key(text: str) -> str:
    """Return a name reduced to what makes it the same name."""
    return re.sub(r"[\W_]+", "", re.sub(r"^the\s+|\.(?:com|org|net|co\.uk)$", "", text.strip().lower()))


def _is_outlet(piece: str, known: set[str]) -> bool:
    key = _key(re.sub(r"\s*\([^()]{1,30}\)$", "", piece))
    return bool(key) and (
        key in known or (len(key) >= 4 and any(key == k.removesuffix("news") or k == key + "com" for k in known))
    )
