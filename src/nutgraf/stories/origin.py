"""Which articles of a story are one voice: copies are not confirmation, and nobody confirms himself.

An article speaks with the voice of the agency it credits, else of its outlet. Unless it is not its own:

    copy     most of the shorter text's own words (outside quotation marks) stand in another article, or nearly all of
             its sentences do in other words
    retold   every source it names is another outlet's report ("the Y reported"), and that outlet is in the story

then it takes the voice of the article it copies or retells.

Rule 1: words inside quotation marks do not count as copied: two reporters in one room write down the same quote.
Rule 2: voices are taken article by article: a paper that prints a wire's text today and its own tomorrow speaks with
        two voices, and never makes two wires one.
Rule 3: conservative on `retold`: one source of its own and a report stands for itself.
Rule 4: of two copies the agency's is the original, else the one published first.
Cost: shingles are indexed, so that only articles that share wording are compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from typing import Literal

from nutgraf.model import Article, Origin, content_id
from nutgraf.stories.fingerprint import shingles, words_of
from nutgraf.stories.retold import plain_outlet, retold_outlet
from nutgraf.stories.rewrite import is_rewrite, sentence_terms

COPY_AT = 0.5
"""Share of the shorter text's shingles that stand in the longer one, from which it is a copy."""
LEAST_SHINGLES = 8
"""A text with fewer is too short to tell copying from chance."""
COMMON_RUN = 48
"""A shingle in more articles than this is furniture of a whole chain of outlets; it finds no pairs."""
UNNAMED = frozenset({"agencies"})
"""Credits that name no agency: different agencies may stand behind them."""

Why = Literal["single", "copy", "wire", "retold"]
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{1,1500}[\"”“»]")
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who an article speaks for."""

    key: str
    """The same for all articles of one voice."""
    name: str
    """For people."""
    why: Why
    """What made the article take it: `single` for an outlet's own report."""


def find_origins(articles: Sequence[Article]) -> tuple[Origin, ...]:
    """Return the independent voices of a story, the one that spoke first before the others.

    Every article lies in exactly one; the order in which they are given changes nothing.
    """
    ordered = sorted(articles, key=lambda a: (a.published or _NEVER, a.id))
    spoken: dict[str, list[tuple[Article, _Voice]]] = defaultdict(list)
    for article, voice in zip(ordered, _voices(ordered), strict=True):
        spoken[voice.key].append((article, voice))
    return tuple(_origin(members) for members in spoken.values())


def _voices(articles: Sequence[Article]) -> list[_Voice]:
    """Return each article's voice; originals are settled before those that copy or retell them."""
    own = [_own_voice(a) for a in articles]
    wires = {voice.key for voice in own if voice.why == "wire"}
    rank = sorted(range(len(articles)), key=lambda i: (own[i].key not in wires, i))
    copied = _copied(articles, {i: at for at, i in enumerate(rank)})
    voices = list(own)
    for i in rank:
        if i in copied:
            original = voices[copied[i]]
            voices[i] = _Voice(original.key, original.name, "copy" if original.key != own[i].key else own[i].why)
    for i in rank:
        told = "" if i in copied else _told_by(articles, i)
        if told:
            source = next((v for v in own if v.key == plain_outlet(told)), None)
            voices[i] = _Voice(source.key, source.name, "retold") if source else own[i]
    return voices


def _own_voice(article: Article) -> _Voice:
    """Return the voice an article has by its credits; one without any is its own."""
    wire = plain_outlet(article.wire)
    if wire and wire not in UNNAMED:
        return _Voice(wire, article.wire, "wire" if wire != plain_outlet(article.outlet) else "single")
    return _Voice(plain_outlet(article.outlet) or article.id, article.outlet or article.title, "single")


def _copied(articles: Sequence[Article], rank: dict[int, int]) -> dict[int, int]:
    """Return for each copy its original: of the articles that share its wording the one that ranks first."""
    unquoted = [_QUOTED.sub(" ", a.text) for a in articles]
    runs = [frozenset(shingles(words_of(text))) for text in unquoted]
    # the same text in fifty papers is one text: else its runs would count as furniture
    texts: dict[frozenset[str], int] = {}
    text_of = [texts.setdefault(run, len(texts)) for run in runs]
    overlaps = _overlaps(list(texts))
    sentences = [sentence_terms(text) for text in unquoted]
    found: dict[int, int] = {}
    for i, j in combinations(range(len(articles)), 2):
        shorter = min(len(runs[i]), len(runs[j]))
        a, b = sorted((text_of[i], text_of[j]))
        overlap = shorter if a == b else overlaps[a, b]
        worded = shorter >= LEAST_SHINGLES and overlap >= COPY_AT * shorter
        if not worded and not (overlap and is_rewrite(sentences[i], sentences[j])):
            continue
        original, copy = sorted((i, j), key=rank.__getitem__)
        if copy not in found or rank[original] < rank[found[copy]]:
            found[copy] = original
    return found


def _overlaps(runs: Sequence[frozenset[str]]) -> Counter[tuple[int, int]]:
    """Count the shingles each pair has in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, shingled in enumerate(runs):
        for run in shingled:  # in no fixed order, which is well: only counts come out
            holders[run].append(i)
    common: Counter[tuple[int, int]] = Counter()
    for inside in holders.values():
        if 2 <= len(inside) <= COMMON_RUN:
            common.update((i, j) for at, i in enumerate(inside) for j in inside[at + 1 :])
    return common


def _told_by(articles: Sequence[Article], teller: int) -> str:
    """Return the outlet of this story that an article only retells, or an empty string."""
    own = plain_outlet(articles[teller].outlet)
    names = dict.fromkeys(n for a in articles for n in (a.outlet, a.wire) if n and plain_outlet(n) != own)
    return retold_outlet(articles[teller], list(names))


def _origin(members: Sequence[tuple[Article, _Voice]]) -> Origin:
    kinds = [voice.why for _, voice in members]
    order: tuple[Why, ...] = ("wire", "copy", "retold")
    return Origin(
        id=content_id("o", members[0][0].id),
        articles=tuple(article.id for article, _ in members),
        name=members[0][1].name,
        why=next((kind for kind in order if kind in kinds), "single"),
    )
