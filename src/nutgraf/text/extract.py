"""Item -> Article: the text of a page, file or record, and what is known about it.

    bytes --decode--> text --page / plain--> tree or lines, facts
                            |
            trafilatura (fast): 1 main rules  2 rescue from the whole page  3 recall when little was found
                            |
       clean: settle, mend, furniture out --> paragraphs --> title, outlet, wire, time, language, flags --> Article

Rule 1: only our errors come out, whatever goes in; each names the address.
Rule 2: what the page says beats what its container said; what neither says stays empty, and is never guessed.
Theory of operation: trafilatura finds the article on the page and is good at it; it leaves furniture that stands inside
the article. That is taken out line by line afterwards, because lines are what can be judged safely.
"""

import logging
import re
from dataclasses import replace

from lxml.html import HtmlElement

from nutgraf.errors import InputError, NoText, NotReadable, TooLarge
from nutgraf.model import Article, Item, content_id
from nutgraf.model.address import canonical_address
from nutgraf.settings import Limits
from nutgraf.text.clean import Cleaned, clean_line, clean_paragraphs, line_key
from nutgraf.text.dates import Witness, parse_time, published_time
from nutgraf.text.decode import decode
from nutgraf.text.flags import STUB_CHARS, article_flags
from nutgraf.text.language import UNDECIDED, detect_language
from nutgraf.text.metadata import Facts, clean_byline, item_facts, page_facts, strip_outlet
from nutgraf.text.page import parse_page
from nutgraf.text.plain import read_plain
from nutgraf.text.wire import wire_credit

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its warnings repeat what our errors say

_TOP_LINES = 4
_MOST_CHARS = 2_000_000
"""Longer plain text is a book, no article; what is shorter is read in seconds, whatever it holds."""
_BYLINE = re.compile(
    r"^(?:by|written by|story by|report by)\s*:?\s+(?P<names>[A-Z][\w.'’-]+(?:(?:,? "
    r"and |, | & | )(?:[A-Z][\w.'’-]*|de|van|von|al|in|for|bin))*)"
    r"(?:\s?[|,·•–—-].{0,60})?$",
    re.IGNORECASE,
)
_DAY_LINE = re.compile(
    r"^(?:\w{3,9},? )?(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\.? \w{3,9} \d{4}|\w{3,9} \d{1,2}, "
    r"\d{4}).{0,25}$"
)
_SECTIONS = frozenset(
    [
        "world",
        "business",
        "politics",
        "opinion",
        "economy",
        "science",
        "health",
        "sport",
        "sports",
        "culture",
        "europe",
        "asia",
        "africa",
        "americas",
        "technology",
        "national",
        "local",
        "international",
        "climate",
        "environment",
        "analysis",
        "news",
        "defence",
    ]
)
_PUBLISHED = re.compile(r"^\W?(?:first |last )?(?:published|posted|updated|date)\b.{0,80}\d{4}", re.IGNORECASE)


def read_article(item: Item, limits: Limits | None = None) -> Article:
    """Return the article of an item; pure.

    Raises `NotReadable` for what is no text, `TooLarge` past a limit of size or nesting, `NoText` when no article is
    in it. Cost: about 10 ms for an average page, linear in its size.
    """
    most = (limits or Limits()).max_bytes
    if len(item.body) > most:
        raise TooLarge(
            f"{item.address} has more than {most:,} bytes; nutgraf reads no item that large.", about=item.address
        )
    text = decode(item.body, item.charset, item.address)
    if not text.strip():
        named = f" ({item.title})" if item.title else ""
        words = f"{named} carries no text; its page is {item.url}." if item.partial and item.url else " is empty."
        raise NoText(f"{item.address}{words}", about=item.address)
    try:
        lines, facts = _from_html(text, item) if item.kind == "html" else _from_plain(text, item)
    except InputError:
        raise
    except Exception as error:  # strangers' bytes in other people's parsers: rule 1
        raise NotReadable(
            f"{item.address} could not be read: its {item.kind} is broken ({type(error).__name__}).", about=item.address
        ) from error
    return _article(item, lines, facts)


def _from_html(text: str, item: Item) -> tuple[list[str], Facts]:
    page = parse_page(text, item.address)
    facts = page_facts(page, item)
    lines = _body_lines(page.tree, facts.url)
    if page.cut_short and sum(map(len, lines)) < STUB_CHARS:
        raise TooLarge(f"{item.address} nests its elements too deeply to be read.", about=item.address)
    return lines, facts


def _body_lines(tree: HtmlElement, url: str) -> list[str]:
    """Return the lines of the article on a page, as trafilatura finds it; changes the tree."""
    from trafilatura import bare_extraction  # 0.3 s to import

    for element in list(tree.iter("figcaption")):
        element.drop_tree()
    document = bare_extraction(tree, url=url or None, fast=True, include_comments=False, with_metadata=False)
    text = getattr(document, "text", None) or ""
    return str(text).split("\n")


def _from_plain(text: str, item: Item) -> tuple[list[str], Facts]:
    if len(text) > _MOST_CHARS:
        raise TooLarge(
            f"{item.address} has over {_MOST_CHARS:,} characters, too many for an article.", about=item.address
        )
    plain = read_plain(text, markdown=item.kind == "markdown", titled=bool(item.title))
    said, facts = plain.header, item_facts(item)
    outlet = facts.outlet or clean_line(said.get("outlet", ""))
    return list(plain.lines), replace(
        facts,
        title=facts.title or strip_outlet(clean_line(said.get("title", "")), [outlet]),
        outlet=outlet,
        byline=facts.byline or clean_byline(said.get("byline", "")),
        url=facts.url or canonical_address(said.get("url", "")),
        language=said.get("language", "")[:2].lower(),
        section=said.get("section", "").lower(),
        times=(Witness("text", said["published"]),) if "published" in said else (),
    )


def _article(item: Item, lines: list[str], facts: Facts) -> Article:
    cleaned = clean_paragraphs(lines, (facts.title, *facts.titles))
    byline, stamps, paragraphs = _top_matter(cleaned, facts)
    if not any(map(_has_words, paragraphs)) and _has_words(facts.teaser):
        paragraphs = [facts.teaser]
    if not any(map(_has_words, paragraphs)):
        raise NoText(f"{item.address} holds no article text.", about=item.address)
    text = "\n".join(paragraphs)
    byline = facts.byline or byline
    credits = [line for line, kind in cleaned.dropped if kind in ("credits", "copyright", "piece")]
    published, source = published_time(_witnesses(item, facts, stamps))
    flags = article_flags(facts, paragraphs, cleaned.dropped, partial=item.partial)
    if published is None:
        flags = tuple(sorted((*flags, "undated")))
    declared = (item.language or facts.language or "")[:2].lower()
    language = detect_language(text, declared)
    url = facts.url or item.url or item.address
    return Article(
        id=content_id("a", url, facts.title, text),
        title=facts.title,
        text=text,
        outlet=facts.outlet or item.address,
        url=url,
        published=published,
        published_from=source,
        byline=byline,
        wire=wire_credit(byline, paragraphs, credits, facts.outlet),
        language=(declared or UNDECIDED) if language == UNDECIDED else language,
        flags=flags,
        address=item.address,
    )


def _has_words(line: str) -> bool:
    return any(map(str.isalpha, line))


def _top_matter(cleaned: Cleaned, facts: Facts) -> tuple[str, list[str], list[str]]:
    """Return the byline and time stamps that stand as lines at the top, and the paragraphs without them."""
    byline, kept = "", []
    stamps = [line for line, kind in cleaned.dropped if kind == "clock"]
    for number, line in enumerate(cleaned.paragraphs):
        named = _BYLINE.match(line) if number < _TOP_LINES and len(line) < 140 else None
        is_author = bool(facts.byline) and line_key(line.removeprefix("By ")) == line_key(facts.byline)
        if named or is_author:
            byline = byline or (named["names"] if named else line)
        elif number < _TOP_LINES and _is_navigation(line):
            continue
        elif number < _TOP_LINES and (_PUBLISHED.match(line) or (_DAY_LINE.match(line) and parse_time(line))):
            stamps.append(line)
        else:
            kept.append(line)
    return clean_byline(byline), stamps, kept


def _is_navigation(line: str) -> bool:
    """Tell a section label or a bar of them above the story ("World", "Post | Politics | Economy")."""
    pieces = [piece.strip().lower() for piece in re.split(r"[|/·•>]", line)]
    return pieces[-1] in _SECTIONS and all(len(piece.split()) <= 3 for piece in pieces)


def _witnesses(item: Item, facts: Facts, stamps: list[str]) -> list[Witness]:
    """Return the witnesses of the published time in order of trust."""
    told = [Witness(item.published_from, item.published)] if item.published and item.published_from != "none" else []
    from_file = [witness for witness in told if witness.source == "file"]
    from_text = [*(w for w in facts.times if w.source == "text"), *(Witness("text", line) for line in stamps)]
    return [
        *(w for w in facts.times if w.source != "text"),
        *(w for w in told if w.source != "file"),
        *(Witness("url", facts.url) for _ in (1,) if facts.url),
        *sorted(from_text, key=lambda w: "updated" in w.text.lower()),
        *from_file,
    ]
