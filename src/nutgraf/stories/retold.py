"""Does a report rest on one other outlet's report and nothing else?

Strategy: read the sentences that name a source. A sentence retells when it names an outlet of the story in the way
papers credit each other ("The Y reported", "according to the Y", "citing Y", "told the Y"). A sentence shows a source
of its own when somebody speaks without such credit nearby. Only a report that credits the outlet early or twice, and
shows no source of its own, is a retelling.

Rule 1: names of outlets come from the story's articles, never from a list.
        They count only with their capitals: "the post reported missing" is no newspaper.
Rule 2: a pronoun or "the paper", "the agency" after a credit still means the credited outlet.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from nutgraf.model import Article

MOST_CHARS = 20_000
"""Code points of a report that are read."""
EARLY = 2
"""Sentences from the start in which one credit is enough."""

_REPORTS = r"(?:first |also |has |had )*(?:reported|reports|writes|wrote|revealed|reveals|published|broke the news)"
_SENTENCE = re.compile(r"[^\n.!?]+[.!?]*[\"”’)]*")
_SPEAKS = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\b(?:said|says|told|tells|added|adds|stated|states|announced"
    r"|announces|confirmed|confirms|denied|denies|insisted|warned|wrote|explained|replied|declared)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:told (?:us|reporters|journalists|a (?:news|press) conference)|(?:news|press) conference|in a statement"
    r"|this (?:newspaper|website|newsroom|paper)|seen by us|our (?:reporter|correspondent)|spoke to us)\b",
    re.IGNORECASE,
)
_CARRIES_ON = re.compile(
    r"\b(?:the|its) (?:news ?|radio |tv |television |wire )?(?:paper|service|agency|broadcaster|outlet|report|website"
    r"|station|channel|magazine|account)\b"
    r"|^\W*(?:it|he|she|they)\b|\bit (?:said|says|added|adds|wrote|writes)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|la|le|die|der|das|el)\s+", re.IGNORECASE)
_CLEAN = re.compile(r"[^\w\s]")


def same_outlet(a: str, b: str) -> bool:
    """Tell whether two names mean one outlet.

    >>> same_outlet("The Harbour Post", "harbour post")
    True
    """
    return bool(plain_outlet(a)) and plain_outlet(a) == plain_outlet(b)


def retold_outlet(article: Article, outlets: Sequence[str]) -> str:
    """Return the outlet whose report this one only retells, or an empty string when it stands for itself."""
    names = list(dict.fromkeys(o for o in outlets if len(plain_outlet(o)) > 1 and not same_outlet(o, article.outlet)))
    sentences = [m.group().strip() for m in _SENTENCE.finditer(article.text[:MOST_CHARS]) if m.group().strip()]
    lowered = [s.lower() for s in sentences]
    credited = [
        (i, name)
        for i, low in enumerate(lowered)
        for name in names
        if _first_word(name) in low and credits_outlet(sentences[i], name)
    ]
    at = {i for i, _ in credited}
    if not at or any(i not in at and _stands_alone(s) for i, s in enumerate(sentences)):
        return ""
    return credited[0][1] if credited[0][0] < EARLY or len(at) > 1 else ""


def credits_outlet(sentence: str, outlet: str) -> bool:
    """Tell whether a sentence credits an outlet with what it says.

    >>> credits_outlet("The minister will resign, the Harbour Post reported on Friday.", "Harbour Post")
    True
    >>> credits_outlet("He used to write for the Harbour Post.", "Harbour Post")
    False
    """
    if not _first_word(outlet) or _first_word(outlet) not in sentence.lower():
        return False  # cheap, and most sentences end here
    name = r"(?:[Tt]he )?" + re.escape(_ARTICLE.sub("", outlet.strip()))
    credit = (
        rf"\b{name}(?i:(?:,? (?:on|last) \w+)?,? {_REPORTS})\b"
        rf"|\b(?i:(?:reported|revealed|published) (?:\w+ ){{0,3}}?(?:by|in)) {name}\b"
        rf"|\b(?i:(?:according to|citing|quoting|quoted by|told|in an interview with|speaking to"
        rf"|reports? (?:by|in|from)) (?:\w+ ){{0,4}}?){name}\b"
        rf"|\b{name} (?i:said|says|quoted|quotes|cited|cites)\b"
    )
    return re.search(credit, sentence) is not None


def _stands_alone(sentence: str) -> bool:
    """Tell whether somebody speaks in a sentence that credits no outlet."""
    if _OWN.search(sentence):
        return True
    return bool(_SPEAKS.search(sentence)) and not _CARRIES_ON.search(sentence)


@lru_cache(maxsize=8_192)
def _first_word(outlet: str) -> str:
    return plain_outlet(outlet).partition(" ")[0]


@lru_cache(maxsize=8_192)
def plain_outlet(name: str) -> str:
    """Return a name by which outlets can be compared: lower case, no marks, no leading article, no host's ending."""
    lowered = name.strip().lower()
    if "." in lowered and " " not in lowered:
        lowered = lowered.removeprefix("www.").rsplit(".", 1)[0]
    return " ".join(_CLEAN.sub(" ", _ARTICLE.sub("", lowered)).split())
