"""Which articles of a story are one voice: copies are not confirmation.

    copy     most of the shorter text's own words (outside quotation marks) stand in the longer one
    wire     both credit the same news agency, or one is the agency's own, and part of the wording is shared
    retold   all that the report names as a source is another outlet's report ("the Y reported") in the same story

Rule 1: words inside quotation marks do not count as copied: two reporters in one room write down the same quote.
Rule 2: conservative on `retold`: one sentence with a source of its own ("told reporters", "in a statement", an own
        interview) and the report stands for itself. A wrong "independent" overstates confirmation, but a wrong
        "retold" takes a voice away that a reader could check; the copies and wires are the common case.
Rule 3: links are followed through (a copy of a copy is the same voice), but a report that retells two outlets joins
        the first it names: retelling never makes two voices one.
Cost: shingles are indexed, so that only articles that share wording are compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

from nutgraf.model import Article, Origin, content_id
from nutgraf.stories.fingerprint import shingles, words_of
from nutgraf.stories.retold import retold_outlet, same_outlet

COPY_AT = 0.5
"""Share of the shorter text's shingles that stand in the longer one, from which it is a copy."""
WIRE_AT = 0.12
"""The same for two texts that credit one agency: a desk may rewrite most of it."""
LEAST_SHINGLES = 8
"""A text with fewer cannot show that it was copied by chance or not."""
COMMON_RUN = 12
"""A shingle in more articles than this is a stock phrase or a whole chain's furniture; it finds no pairs."""

_NEVER = datetime.max.replace(tzinfo=UTC)
Link = Literal["copy", "wire", "retold"]

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{1,1500}[\"”“»]")


def find_origins(articles: Sequence[Article]) -> tuple[Origin, ...]:
    """Return the independent voices of a story, the one that spoke first before the others.

    Every article lies in exactly one; the order in which they are given changes nothing.
    """
    ordered = sorted(articles, key=lambda a: (a.published or _NEVER, a.id))
    voices = _Voices(len(ordered))
    for kind, i, j in _links(ordered):
        voices.join(i, j, kind)
    return tuple(_origin([ordered[i] for i in group], kinds) for group, kinds in voices.groups())


class _Voices:
    """Union-find that remembers which kinds of link made each voice."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.kinds: list[set[Link]] = [set() for _ in range(size)]

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int, kind: Link) -> None:
        first, second = sorted((self.root(i), self.root(j)))
        self.parent[second] = first
        self.kinds[first] |= {kind} | self.kinds[second]

    def groups(self) -> list[tuple[list[int], set[Link]]]:
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self.parent)):
            found[self.root(i)].append(i)
        return [(members, self.kinds[root]) for root, members in found.items()]


def _links(articles: Sequence[Article]) -> Iterator[tuple[Link, int, int]]:
    """Yield what ties two articles to one voice, in order of position, retellings last."""
    runs = [frozenset(shingles(words_of(_QUOTED.sub(" ", a.text)))) for a in articles]
    for (i, j), common in sorted(_overlaps(runs).items()):
        shorter = min(len(runs[i]), len(runs[j]))
        share = common / shorter if shorter >= LEAST_SHINGLES else 0.0
        if share >= COPY_AT:
            yield "copy", i, j
        elif share >= WIRE_AT and _same_wire(articles[i], articles[j]):
            yield "wire", i, j
    for j, article in enumerate(articles):
        others = [a for a in articles if not same_outlet(a.outlet, article.outlet)]
        told = retold_outlet(article, [name for a in others for name in (a.outlet, a.wire) if name])
        if told:
            yield "retold", _first_of(articles, told, article), j


def _overlaps(runs: Sequence[frozenset[str]]) -> Counter[tuple[int, int]]:
    """Count the shingles each pair has in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, shingled in enumerate(runs):
        for run in shingled:  # order does not matter: only counts come out
            holders[run].append(i)
    common: Counter[tuple[int, int]] = Counter()
    for inside in holders.values():
        if 2 <= len(inside) <= COMMON_RUN or (len(inside) > COMMON_RUN and len(runs) <= 4 * COMMON_RUN):
            common.update((i, j) for at, i in enumerate(inside) for j in inside[at + 1 :])
    return common


def _same_wire(a: Article, b: Article) -> bool:
    voices_a, voices_b = (a.wire, a.outlet), (b.wire, b.outlet)
    credited = bool(a.wire or b.wire)
    return credited and any(same_outlet(x, y) for x in voices_a for y in voices_b if x and y)


def _first_of(articles: Sequence[Article], told: str, teller: Article) -> int:
    """Return the earliest article of the outlet told, else the earliest that credits it as a wire."""
    by_outlet = [i for i, a in enumerate(articles) if a is not teller and same_outlet(a.outlet, told)]
    by_wire = [i for i, a in enumerate(articles) if a is not teller and same_outlet(a.wire, told)]
    return (by_outlet or by_wire)[0]


def _origin(articles: Sequence[Article], kinds: set[Link]) -> Origin:
    wires = Counter(a.wire for a in articles if a.wire)
    wire = min(wires, key=lambda w: (-wires[w], w), default="")
    order: tuple[Link, ...] = ("wire", "copy", "retold") if wire else ("copy", "wire", "retold")
    return Origin(
        id=content_id("o", articles[0].id),
        articles=tuple(a.id for a in articles),
        name=wire or articles[0].outlet,
        why=next((kind for kind in order if kind in kinds), "single"),
    )
