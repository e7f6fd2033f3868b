"""Piece of HTML as feeds and records carry it -> the body of an item. Pure.

A fragment without tags is text; one with tags becomes a page of its own, so that extraction takes it for the article
and not for the furniture of a page that is not there.
"""

import html
import re

from nutgraf.model import ItemKind

_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_SCRIPT = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</(?:script|style)[^<>]{0,20}>", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def body_of(fragment: str) -> tuple[ItemKind, str]:
    """Return the kind of body and the body for a fragment of HTML.

    >>> body_of("Fish &amp; chips")
    ('text', 'Fish & chips')
    >>> body_of("<p>One.</p>")
    ('html', '<html><body><article><p>One.</p></article></body></html>')
    """
    if _PAGE.match(fragment):
        return "html", fragment
    if not _TAG.search(fragment):
        return "text", html.unescape(fragment).strip()
    return "html", f"<html><body><article>{fragment}</article></body></html>"


def plain(fragment: str) -> str:
    """Return a title or a name without tags, scripts and entities, spaces settled.

    >>> plain("A <b>bold</b>\\n claim &amp; more")
    'A bold claim & more'
    """
    return _SPACE.sub(" ", html.unescape(_TAG.sub("", _without_scripts(fragment)))).strip()


def _without_scripts(fragment: str) -> str:
    """Return the fragment without scripts and styles, whose words nobody sees; linear, unlike a pattern."""
    if "<s" not in fragment and "<S" not in fragment:
        return fragment
    parts, at = list[str](), 0
    while opened := _SCRIPT.search(fragment, at):
        parts.append(fragment[at : opened.start()])
        closed = _SCRIPT_END.search(fragment, opened.end())
        at = closed.end() if closed else len(fragment)
    return "".join(parts) + fragment[at:]
