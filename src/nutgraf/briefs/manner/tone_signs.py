"""Signs of argument, counted: what a sentence does in the writer's own words, and how a whole article is written.

Rule 1: quotations are the speaker's words, and so is the clause of a named source: both are left out of the count.
Rule 2: a sentence is judged within its article; the article is judged by its text alone, without a parse, since only
few of its sentences are parsed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nutgraf.briefs.checks.of_words import outside
from nutgraf.briefs.manner.tone_words import (
    ABSTRACT,
    FLOURISH,
    INTENSIFIERS,
    INTERPRETING,
    JUDGING,
    LOADED,
    SLANG,
    TURNS,
    VIVID,
)
from nutgraf.ledger.attribute import Attribution, find_attributions
from nutgraf.model import Article, Parsed, Sentence

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_US = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me|ours|ourselves|[Ll]et['’]s)\b(?!\.)")
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_SHORT = re.compile(
    r"\b(?:\w+n['’]t|(?:it|that|there|he|she|what|who|here)['’]s|\w+['’](?:re|ve|ll|d|m))\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"\b(?:said|says|told|tells|according to|announced|added|wrote|tweeted|asked|reported|testified|stated|declined|"
    r"confirmed|denied|argued|called)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|last (?:week|month|year))\b")
_FIGURE = re.compile(r"\d")
_NOW = re.compile(
    r"\b(?:is|are|has|have|does|do|isn['’]t|aren['’]t|will|would|can|should|must|may|might|could)\b", re.IGNORECASE
)
_THEN = re.compile(r"\b(?:was|were|had|did|\w{3,}ed|said|told|made|took|came|went|gave|began|met|left|held|won|got)\b")
_OUGHT = re.compile(r"\b(?:should|must|ought|needs? to|has to|have to)\b", re.IGNORECASE)
_MAYBE = re.compile(
    r"\b(?:may|might|could|would|likely|unlikely|perhaps|seems?|appears?|seemed|appeared)\b", re.IGNORECASE
)
_MOST = re.compile(r"\b(?:most|least|worst|best|\w{3,}est)\b", re.IGNORECASE)
_OPENS = re.compile(
    r"\W*(?:But|And|So|Yet|Or|Still|Instead|Indeed|Perhaps|Maybe|Of course|Now|Then|Not|Because|Even|Yes|No)\b"
)
_SIDE = re.compile(r"\W*(?:While|Though|Although|Despite|Given|As|If|Whether|Without|Unlike|Like|For)\b")
_TITLE = re.compile(
    r"\?|!|^(?:why|how|what|this is|the|here)\b|\b(?:is|are|isn['’]t|should|must|can['’]t|don['’]t|you)\b",
    re.IGNORECASE,
)
_SAYING = frozenset({"say", "relay", "think", "warn", "deny", "demand", "want", "offer", "threat", "plan", "pledge"})
_SCARE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Signs:
    """Named numbers, in a fixed order."""

    values: tuple[tuple[str, float], ...]
    """Pairs of name and number."""


def article_signs(article: Article, sentences: Sequence[Sentence]) -> Signs:
    """Return how an article is written: rates over its prose, from its text alone."""
    prose = tuple(s.text for s in sentences if s.kind == "prose")
    return Signs(_of_prose(article.title, prose))


@lru_cache(maxsize=512)
def _of_prose(title: str, prose: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    own = [outside(text) for text in prose]
    count = max(len(prose), 1)
    text = " ".join(own)
    words = _WORD.findall(text.lower())
    length = max(len(words), 30)
    everything = max(sum(map(len, prose)), 1)
    now, then = len(_NOW.findall(text)), len(_THEN.findall(text))
    return (
        ("art_us", min(1.0, sum(bool(_US.search(t)) for t in own) / count)),
        ("art_you", min(1.0, sum(bool(_YOU.search(t)) for t in own) / count)),
        ("art_says", sum(bool(_SAYS.search(t)) for t in own) / count),
        ("art_quoted", 1.0 - sum(len(t.replace(" ", "")) for t in own) / everything),
        ("art_loaded", 100 * _in(words, LOADED) / length),
        ("art_vivid", 100 * _in(words, VIVID) / length),
        ("art_judging", 100 * _in(words, JUDGING) / length),
        ("art_loud", 100 * _in(words, INTENSIFIERS) / length),
        ("art_turns", 100 * len(TURNS.findall(text)) / length),
        ("art_asks", sum("?" in t for t in own) / count),
        ("art_short", sum(bool(_SHORT.search(t)) for t in own) / count),
        ("art_now", now / max(now + then, 1)),
        ("art_days", sum(bool(_DAY.search(t)) for t in own) / count),
        ("art_opens", sum(bool(_OPENS.match(t)) for t in own) / count),
        ("art_title", float(bool(_TITLE.search(title)))),
    )


def _in(words: Sequence[str], table: frozenset[str]) -> int:
    return sum(word in table for word in words)


def column_signs(parsed: Parsed) -> Signs:
    """Return what a sentence does in the writer's own words."""
    plain = outside(parsed.sentence.text)
    own = _own_words(plain, find_attributions(parsed))
    words = _WORD.findall(own.lower())
    short_quotes = _quotes(parsed.sentence.text, plain)
    return Signs(
        (
            ("loaded", float(min(3, _in(words, LOADED)))),
            ("vivid", float(min(3, _in(words, VIVID)))),
            ("judging", float(min(3, _in(words, JUDGING)))),
            ("loud", float(min(3, _in(words, INTENSIFIERS)))),
            ("slang", float(min(2, _in(words, SLANG)))),
            ("ideas", float(min(3, _in(words, ABSTRACT)))),
            ("explains", float(min(2, _in(words, INTERPRETING)))),
            ("turns", float(min(2, len(TURNS.findall(own))))),
            ("flourish", float(min(3, len(FLOURISH.findall(own))))),
            ("us", float(bool(_US.search(own) or _YOU.search(own)))),
            ("short", float(bool(_SHORT.search(own)))),
            ("ought", float(bool(_OUGHT.search(own)))),
            ("maybe", float(bool(_MAYBE.search(own)))),
            ("most", float(bool(_MOST.search(own)))),
            ("marks", float(bool(re.search(r"[?!]|\s[—–]\s?|—", own)))),
            ("opens", float(bool(_OPENS.match(own) or _SIDE.match(own)))),
            ("scare", float(short_quotes)),
            ("spoken", float(len(own.split()) < 0.6 * max(len(parsed.sentence.text.split()), 1))),
            ("says", float(bool(_SAYS.search(plain)))),
            ("day", float(bool(_DAY.search(own)))),
            ("figure", float(bool(_FIGURE.search(own)))),
            ("now", float(_root_is_present(parsed) and not _SAYS.search(plain))),
        )
    )


def _own_words(plain: str, found: Sequence[Attribution]) -> str:
    """Blank out what a source says; the cue stays, for a writer may load it."""
    for one in found:
        if one.act in _SAYING and one.source_kind != "none":
            for part in one.content:
                plain = plain[: part.start] + " " * (part.end - part.start) + plain[part.end :]
    return plain


def _quotes(text: str, plain: str) -> bool:
    """Tell whether a few words stand in quotation marks and nobody is named who said them."""
    inside = "".join(a if a != b else " " for a, b in zip(text, plain, strict=True)).split("  ")
    few = any(0 < len(part.split()) <= _SCARE_WORDS for part in inside)
    return few and not _SAYS.search(plain)


def _root_is_present(parsed: Parsed) -> bool:
    tokens = parsed.tokens
    root = next((n for n, t in enumerate(tokens) if t.dep == "ROOT"), None)
    if root is None:
        return False
    helpers = [t for t in tokens if t.head == root and t.dep in {"aux", "auxpass"}]
    return (helpers[0] if helpers else tokens[root]).tag in {"VBZ", "VBP"}
