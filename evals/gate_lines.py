"""Lines made from fresh sentences, with what they declare: the shape that errors, safe edits and peers share."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from evals.gate_sentences import Seen
from nutgraf.ledger.tree import Tree

MOST_OF_ONE = 3
"""Cases of one kind that are made of one article."""

Piece = tuple[int, int, str]
"""A replacement: start, end and the new words, in code points of the text it changes."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a maker makes of a sentence."""

    text: str
    """The line."""
    two: bool = False
    """Whether the sentence that follows is evidence too."""


Maker = Callable[[Seen, Random], Iterator[Draft]]
"""Yields every line of its kind that can be made of a sentence."""


@dataclass(frozen=True, slots=True)
class Case:
    """A line to be judged."""

    kind: str
    """Kind of error, or of safe edit; the class of a hand-made case."""
    bad: bool
    """Whether it must be refused."""
    line: str
    """Its words."""
    evidence: tuple[str, ...]
    """The sentences it declares."""
    context: tuple[str, ...]
    """Further sentences that names may be settled by."""
    article: str
    """Whose sentences: figures are resampled by article."""
    published: date | None = None
    """The article's day, by which dates may be settled."""


def replaced(text: str, *pieces: Piece) -> str:
    """Return a text with some stretches replaced, its spaces, articles and first letter mended."""
    for start, end, new in sorted(pieces, reverse=True):
        text = text[:start] + new + text[end:]
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"[ \t]{2,}", " ", text)).strip(" ,")
    text = re.sub(r",+([,.])", r"\1", text)
    first = next((n for n, c in enumerate(text) if c.isalpha()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def swapped_word(text: str, start: int, end: int, new: str) -> str:
    """Return a text with one stretch put otherwise, in the same case, "a" or "an" before it as the new word asks."""
    old = text[start:end]
    if new and old[:1].isupper() and not new[:1].isupper():
        new = new[0].upper() + new[1:]
    head = text[:start]
    following = new or text[end:].lstrip()
    article = re.search(r"\b([Aa])n? $", head)
    if article and following:
        head = head[: article.start()] + article[1] + ("n " if following[0].lower() in "aeiou" else " ")
    return replaced(head + new + text[end:])


def reach(tree: Tree, n: int) -> tuple[int, int] | None:
    """Return where a token and all below it stand when they are one unbroken stretch, else `None`."""
    places = tree.subtree(n)
    if places[-1] - places[0] + 1 != len(places):
        return None
    while places and tree[places[-1]].pos == "PUNCT" and tree[places[-1]].text not in "\"”')":
        places.pop()
    if not places:
        return None
    start, end = tree[places[0]].start, tree[places[-1]].end
    glued = tree.text[start - 1 : start].strip("\"“‘'( ") or tree.text[end : end + 1] in {"-", "–", "/", "’", "'"}
    return None if start and glued else (start, end)


def lowered(tree: Tree, text: str) -> str:
    """Return the start of a text as it is written inside a sentence."""
    if not tree.tokens:
        return text
    first = next((t for t in tree.tokens if text.startswith(t.text)), None)
    name = first is not None and (first.pos == "PROPN" or first.entity or first.text == "I" or first.text.isupper())
    return text if name and first and first.text.lower() not in {"the", "a", "an"} else text[:1].lower() + text[1:]


def plain_words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"[\w$%£€]+(?:[-'’.,]\w+)*|[\"“”]", text.casefold())


def really_new(line: str, evidence: Sequence[str]) -> bool:
    """Tell whether a line's words differ from each run of its evidence's words."""
    whole = " ".join(plain_words(" ".join(evidence)))
    return " ".join(plain_words(line)) not in whole and len(line.split()) >= 4


def make_cases(
    seen: Sequence[Seen], kinds: dict[str, Maker], *, bad: bool, each: int, seed: int
) -> tuple[list[Case], dict[str, int]]:
    """Return up to `each` cases of every kind and how many sentences of each kind there were to choose from.

    A kind takes its sentences in an order of its own, at most `MOST_OF_ONE` of an article; what is made of a sentence depends on
    the seed, the sentence and the kind alone.
    """
    found: list[Case] = []
    open_to: dict[str, int] = {}
    for kind, maker in kinds.items():
        order = list(seen)
        Random(f"{seed} {kind}").shuffle(order)
        taken: dict[str, int] = {}
        count = 0
        for one in order:
            if count >= each or taken.get(one.article.id, 0) >= MOST_OF_ONE:
                continue
            case = _case_of(one, kind, maker, bad, seed)
            if case:
                found.append(case)
                taken[one.article.id] = taken.get(one.article.id, 0) + 1
                count += 1
        open_to[kind] = count
    return found, open_to


def _case_of(one: Seen, kind: str, maker: Maker, bad: bool, seed: int) -> Case | None:
    rng = Random(f"{seed} {kind} {one.key}")
    drafts = list(maker(one, rng))
    if not drafts:
        return None
    draft = rng.choice(drafts)
    rows = [one.text, one.after.text] if draft.two and one.after else [one.text]
    if bad and not really_new(draft.text, rows):
        return None
    if bad and kind != "quote" and rng.random() < 0.2 and not draft.two and one.after:
        rows.append(one.after.text)
    context = tuple(t for t in one.context if t not in rows)
    day = one.article.published.date() if one.article.published else None
    return Case(kind, bad, draft.text, tuple(rows), context, one.article.id, day)
