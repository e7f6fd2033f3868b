"""Which articles of a story are one voice: copies are not confirmation, and nobody confirms himself.

An article speaks with the voice of the agency it credits, else of its outlet. Unless it is not its own:

    copy     most of the shorter text's own words (outside quotation marks) stand in another article, or nearly all of
             its sentences do in other words
    retold   every source it names is another outlet's report ("the Y reported"), and that outlet is in the story

    owner    its outlet belongs to the owner of another outlet of the story (`owners.toml`): one desk, one voice; of
             newsrooms that report apart only where they print the same text, for which a lower bar does

then it takes the voice of the article it copies or retells, or of its owner.

Rule 1: words inside quotation marks do not count as copied: two reporters in one room write down the same quote.
Rule 2: voices are taken article by article: a paper that prints a wire's text today and its own tomorrow speaks with
        two voices, and never makes two wires one.
Rule 3: conservative on `retold`: one source of its own and a report stands for itself.
Rule 4: of two copies the agency's is the original, else the one published first.
Cost: shingles are indexed, so that only articles that share wording are compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import combinations

from nutgraf.model import Article, Origin, Voice, Why, content_id
from nutgraf.settings import Owner
from nutgraf.stories.fingerprint import Shingle, shingle_set, words_of
from nutgraf.stories.owners import Owners, known_owners
from nutgraf.stories.retold import plain_outlet, retold_outlet, same_outlet
from nutgraf.stories.rewrite import is_rewrite, sentence_terms

COPY_AT = 0.5
"""Share of the shorter text's shingles that stand in the longer one, from which it is a copy."""
OWNED_COPY_AT = 0.25
"""The same for two outlets of one owner: they share pages, so a quarter is no chance. Ours; on no measured data."""
LEAST_SHINGLES = 8
"""A text with fewer is too short to tell copying from chance."""
COMMON_RUN = 48
"""A shingle in more articles than this is furniture of a whole chain of outlets; it finds no pairs."""
FEW = 24
"""Texts up to which two at a time are laid side by side; no run stands in too many of so few."""
UNNAMED = frozenset({"agencies"})
"""Credits that name no agency: different agencies may stand behind them."""

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{1,1500}[\"”“»]")
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Speech:
    """Who an article speaks for, while it is found out."""

    key: str
    """The same for all articles of one voice."""
    speaker: str
    """For people."""
    why: Why
    """What made the article take it: `single` for an outlet's own report."""
    of: int | None = None
    """Position of the article it took it from."""
    owner: str = ""
    """The owner that decided."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """That an article's text is another's."""

    original: int
    """Position of the other."""
    owner: str = ""
    """The owner of both; empty when the texts alone decide."""


def find_origins(articles: Sequence[Article], owners: Sequence[Owner] = ()) -> tuple[Origin, ...]:
    """Return the independent voices of a story, the one that spoke first before the others.

    Every article lies in exactly one; the order in which they are given changes nothing. `owners` add to the table.
    """
    return origins_of(find_voices(articles, owners))


def origins_of(voices: Sequence[Voice]) -> tuple[Origin, ...]:
    """Return the origins that voices make, as `find_origins` does."""
    spoken: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        spoken[voice.origin].append(voice)
    return tuple(_origin(members) for members in spoken.values())


def find_voices(articles: Sequence[Article], owners: Sequence[Owner] = ()) -> tuple[Voice, ...]:
    """Return each article's voice with its reason, in order of time."""
    ordered = sorted(articles, key=lambda a: (a.published or _NEVER, a.id))
    table = known_owners(tuple(owners))
    speeches = _followed(ordered, _speeches(ordered, table), table)
    first: dict[str, str] = {}
    for article, speech in zip(ordered, speeches, strict=True):
        first.setdefault(speech.key, article.id)
    return tuple(
        Voice(
            article=article.id,
            origin=content_id("o", first[speech.key]),
            speaker=speech.speaker,
            why=speech.why,
            of=None if speech.of is None else ordered[speech.of].id,
            owner=speech.owner,
        )
        for article, speech in zip(ordered, speeches, strict=True)
    )


def _speeches(articles: Sequence[Article], owners: Owners) -> list[_Speech]:
    """Return each article's voice; originals are settled before those that copy or retell them."""
    own = [_own_speech(a, owners) for a in articles]
    wires = {speech.key for speech in own if speech.why == "wire"}
    rank = sorted(range(len(articles)), key=lambda i: (own[i].key not in wires, i))
    copied = _copied(articles, {i: at for at, i in enumerate(rank)}, owners)
    speeches = list(own)
    for i in rank:
        if i in copied:
            speeches[i] = _copying(own[i], speeches[copied[i].original], copied[i], articles[i], articles)
    for i in rank:
        told = "" if i in copied else _told_by(articles, i)
        if told:
            at = next((j for j, speech in enumerate(own) if speech.key == owners.voice_of(told) and j != i), None)
            speeches[i] = own[i] if at is None else _Speech(own[at].key, own[at].speaker, "retold", at)
    return speeches


def _copying(own: _Speech, original: _Speech, copy: _Copy, article: Article, articles: Sequence[Article]) -> _Speech:
    """Return the voice of a copy. What one voice says twice is no copy, unless two outlets print it."""
    same = original.key == own.key
    if same and (own.why != "single" or same_outlet(article.outlet, articles[copy.original].outlet)):
        return own
    return _Speech(original.key, original.speaker, "owner" if copy.owner else "copy", copy.original, copy.owner)


def _own_speech(article: Article, owners: Owners) -> _Speech:
    """Return the voice an article has by its credits; one without any is its own."""
    wire = plain_outlet(article.wire)
    if wire and wire not in UNNAMED:
        key = owners.voice_of(article.wire)
        return _Speech(key, article.wire, "wire" if wire != plain_outlet(article.outlet) else "single")
    return _Speech(owners.voice_of(article.outlet) or article.id, article.outlet or article.title, "single")


def _followed(articles: Sequence[Article], speeches: Sequence[_Speech], owners: Owners) -> list[_Speech]:
    """Say of an outlet's own report which earlier report of that voice it follows, and whether by a common owner."""
    earlier: dict[str, dict[str, int]] = defaultdict(dict)
    found = list(speeches)
    for i, (article, speech) in enumerate(zip(articles, speeches, strict=True)):
        if speech.why == "single":
            outlet, before = plain_outlet(article.outlet), earlier[speech.key]
            if outlet in before:
                found[i] = replace(speech, of=before[outlet])
            elif before:
                at = next(iter(before.values()))
                owner = owners.common(article.outlet, articles[at].outlet)
                found[i] = replace(speech, why="owner" if owner else "single", of=at, owner=owner)
            before.setdefault(outlet, i)
    return found


def _copied(articles: Sequence[Article], rank: dict[int, int], owners: Owners) -> dict[int, _Copy]:
    """Return for each copy its original: of the articles that share its wording the one that ranks first."""
    if len(articles) < 2:
        return {}
    unquoted = [_QUOTED.sub(" ", a.text) for a in articles]
    runs = [shingle_set(words_of(text)) for text in unquoted]
    # the same text in fifty papers is one text: else its runs would count as furniture
    texts: dict[frozenset[Shingle], int] = {}
    text_of = [texts.setdefault(run, len(texts)) for run in runs]
    overlaps = _overlaps(list(texts))
    sentences = cache(lambda i: sentence_terms(unquoted[i]))
    found: dict[int, _Copy] = {}
    for i, j in combinations(range(len(articles)), 2):
        shorter, owner = min(len(runs[i]), len(runs[j])), ""
        a, b = sorted((text_of[i], text_of[j]))
        overlap = shorter if a == b else overlaps[a, b]
        worded = shorter >= LEAST_SHINGLES and overlap >= COPY_AT * shorter
        if not worded and not (overlap and is_rewrite(sentences(i), sentences(j))):
            owner = owners.common(articles[i].outlet, articles[j].outlet)
            if not owner or shorter < LEAST_SHINGLES or overlap < OWNED_COPY_AT * shorter:
                continue
        original, copy = sorted((i, j), key=rank.__getitem__)
        if copy not in found or rank[original] < rank[found[copy].original]:
            found[copy] = _Copy(original, owner)
    return found


def _overlaps(runs: Sequence[frozenset[Shingle]]) -> Mapping[tuple[int, int], int]:
    """Count the shingles each pair has in common."""
    if len(runs) <= FEW:
        return {(i, j): len(runs[i] & runs[j]) for i, j in combinations(range(len(runs)), 2)}
    holders: dict[Shingle, list[int]] = defaultdict(list)
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


def _origin(members: Sequence[Voice]) -> Origin:
    kinds = [voice.why for voice in members]
    order: tuple[Why, ...] = ("wire", "copy", "retold", "owner")
    return Origin(
        id=members[0].origin,
        articles=tuple(voice.article for voice in members),
        name=members[0].speaker,
        why=next((kind for kind in order if kind in kinds), "single"),
    )
