"""What a reader must know of an article: stub, paywall, opinion, live, correction, press release, translated."""

import re
from collections.abc import Sequence

from nutgraf.model import Flag
from nutgraf.text.lengths import runs_on
from nutgraf.text.metadata import Facts

STUB_CHARS = 350
"""Less text than this is no whole report: two average sentences of news; the shortest whole reports of the
evaluation pages run to about 400 characters."""
DENSE = 3
"""How much more a letter says in scripts without spaces between words."""
PAYWALL_CHARS = 2_500
"""Above this a page that calls itself paid has given us the article all the same."""

_PAYWALL = re.compile(
    r"\b(?:subscribe|log ?in|sign in|register|join) (?:now )?(?:or .{2,20} )?to (?:continue|"
    r"keep|read|view|unlock|access)\b"
    r"|\bto (?:continue|keep) reading\b|\bto (?:read|view) the full (?:story|article)\b|\bsubscribers? only\b"
    r"|\b(?:article|story|content) is (?:only )?(?:for|available (?:only )?to|reserved "
    r"for|exclusive to) (?:our )?(?:\w+ )?(?:subscribers|members)"
    r"|\balready a (?:subscriber|member)\b|\byou(?:'|’| ha)ve (?:reached|used|read)"
    r" .{0,30}(?:limit|free)|\bunlock (?:this|the full)\b"
    r"|\bsubscribe (?:now )?.{0,40}\bfor the full (?:story|article)\b",
    re.IGNORECASE,
)
_OPINION_SECTION = re.compile(
    r"\b(?:opinions?|commentary|columns?|columnists?|editorials?|op-?eds?|comment is "
    r"free|letters|viewpoint|perspectives?)\b"
)
_OPINION_URL = re.compile(
    r"/(?:opinions?|commentisfree|commentary|comment|columns?|columnists?|editorials?|"
    r"op-?ed|ideas|letters|viewpoints?|blogs)/",
    re.IGNORECASE,
)
_OPINION_TITLE = re.compile(
    r"^(?:opinion|commentary|comment|column|editorial|op-?ed|analysis & opinion|letters?(?: "
    r"to the editor)?|viewpoint|the .{2,30} view on)\s?[|:–—-]"
    r"|\s[|–—-]\s?(?:opinion|editorial|commentary|column)$|\b(?:the guardian view|editorial board)\b",
    re.IGNORECASE,
)  # fmt: skip
_LIVE = re.compile(
    r"\blive (?:updates?|blog|coverage|ticker|reporting)\b|^live\s?[:–—-]|\b(?:as it "
    r"happened|latest updates)\b|^(?:.{0,60}\s)?[–—|-] live$",
    re.IGNORECASE,
)
_LIVE_URL = re.compile(r"/live(?:/|-|blog|$)|-live(?:-updates)?(?:[/.-]|$)|/liveblog", re.IGNORECASE)
_PRESS = re.compile(
    r"\b(?:press release|news provided by|for immediate release|pr newswire|prnewswire|"
    r"business ?wire|globe ?newswire|ein presswire"
    r"|view source version on|media contacts?:)\b",
    re.IGNORECASE,
)
_PRESS_URL = re.compile(
    r"/(?:press-?releases?|pressreleases?|newsroom/releases)/|prnewswire\.com|businesswire\.com|globenewswire\.com",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    r"\b(?i:(?:machine|automatic(?:ally)?|ai)[- ]translat\w+|(?:this|the) (?:article|story|text|report|post)"
    r" (?:was|has been|is) (?:\w+ )?translated)"
    r"|\b[Tt]ranslated (?:from|by) (?:the )?[A-Z]|\b[Tt]ranslation (?:from|by)\b"
)  # fmt: skip
_EDGE = 3


def article_flags(
    facts: Facts, paragraphs: Sequence[str], dropped: Sequence[tuple[str, str]], *, partial: bool
) -> tuple[Flag, ...]:
    """Return the flags of an article from what it says and from the furniture that was cut out of it (sorted)."""
    length = sum(map(len, paragraphs))
    if paragraphs and runs_on(paragraphs[0]):
        length *= DENSE
    cut = [line for line, _ in dropped]
    edges = [*paragraphs[:_EDGE], *paragraphs[-_EDGE:], *cut]
    nagged = any(_PAYWALL.search(line) for line in (*paragraphs[-_EDGE:], *cut))
    raised: dict[Flag, bool] = {
        "stub": length < STUB_CHARS or (partial and length < 2 * STUB_CHARS),
        "paywall": (not facts.free or nagged) and length < PAYWALL_CHARS,
        "opinion": _is_opinion(facts),
        "live": "LiveBlogPosting" in facts.types or bool(_LIVE.search(facts.title) or _LIVE_URL.search(facts.url)),
        "correction": any(kind == "correction" for _, kind in dropped),
        "press-release": bool(_PRESS_URL.search(facts.url)) or any(_PRESS.search(line) for line in edges),
        "translated": any(_TRANSLATED.search(line) for line in edges),
    }
    return tuple(sorted(flag for flag, up in raised.items() if up))


def _is_opinion(facts: Facts) -> bool:
    return bool(
        any("Opinion" in name for name in facts.types)
        or _OPINION_SECTION.search(facts.section)
        or _OPINION_URL.search(facts.url)
        or _OPINION_TITLE.search(facts.title)
    )
