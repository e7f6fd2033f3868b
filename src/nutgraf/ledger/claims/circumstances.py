"""Where and when an act is told to be, and what it is about, as written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nutgraf.ledger.tree import Tree
from nutgraf.text.days import find_days
from nutgraf.text.mentioned import find_dates
from nutgraf.text.weekdays import Choice

MOST_OF_OBJECT = 160
"""Code points of an object's words; longer ones are cut at a word."""
LONG_AGO = timedelta(days=30)
"""What lies further back than this when it is told is history."""

_AT = frozenset({"in", "at", "to", "for", "into", "near", "outside", "from"})
_MOVES_TO = frozenset({"to", "for", "into"})
_GOING = frozenset("fly travel go come head return arrive attend leave".split())
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_INSIDE = frozenset(
    {"xcomp", "dobj", "prep", "pobj", "pcomp", "attr", "acomp", "advmod", "npadvmod", "compound", "nmod"}
)
_UP = frozenset({"xcomp", "dobj", "pobj", "prep", "pcomp", "nsubj", "conj", "ccomp", "acl"})
_LEFT_OUT = frozenset({"relcl", "advcl", "appos", "acl", "parataxis", "punct"})


@dataclass(frozen=True, slots=True)
class When:
    """A time as written, and the day it means."""

    start: int
    """First code point in its sentence."""
    text: str
    """As written: "Thursday"."""
    last: date
    """Last day that it covers."""
    day: str
    """ISO date, no more exact than the source ("2022-03"); empty when not resolved."""


def near(tree: Tree, n: int) -> list[int]:
    """Return the tokens that tell the circumstances of an act, the act's own first, then those of what it hangs on.

    "Fly to Istanbul on Thursday" has both below it; in "talks were held in Istanbul" a noun's place stands with its
    verb, in "plans to meet Erdogan on Thursday" the day may hang on "plans".
    """
    own, todo = [], [n]
    while todo:
        here = todo.pop(0)
        own.append(here)
        todo += [k for k in tree.kids[here] if tree[k].dep in _INSIDE]
    return own


def over(tree: Tree, n: int) -> Iterator[int]:
    """Yield what an act hangs on while both tell one happening: the verb of a noun, the plan of an infinitive."""
    here = n
    while tree[here].dep in {"xcomp", "dobj", "nsubjpass", "pobj", "prep", "nsubj", "pcomp"}:
        here = tree[here].head
        yield here


def place_of(tree: Tree, n: int) -> int | None:
    """Return the head token of the place an act is told to be in; `None` when it is not told."""
    for start in (n, *over(tree, n)):
        for k in near(tree, start):
            if _is_place(tree, k):
                return k
    return None


def _is_place(tree: Tree, k: int) -> bool:
    token, prep = tree[k], tree[k].head
    if token.dep != "pobj" or token.entity not in _PLACES or token.pos != "PROPN" or tree.lemma(prep) not in _AT:
        return False
    if tree.lemma(prep) in _MOVES_TO | {"from"}:
        return tree.lemma(prep) in _MOVES_TO and tree.lemma(tree[prep].head) in _GOING
    return True


def when_of(tree: Tree, n: int, days: Sequence[When]) -> When | None:
    """Return when an act is told to be: of the times in its clause the one nearest to it; `None` without one."""
    for start in (n, *over(tree, n)):
        mine = [tree[k].start for k in near(tree, start)]
        inside = [one for one in days if any(one.start <= at < one.start + len(one.text) for at in mine)]
        if inside:
            return min(inside, key=lambda one: (abs(one.start - tree[n].start), one.start))
    return None


def times_in(text: str, published: datetime | None, choose: Choice | None = None) -> tuple[When, ...]:
    """Return the days that a sentence names, resolved from the moment its article appeared; none without one."""
    if published is None:
        return ()
    days = [(d.start, d.phrase, d.day, d.day.isoformat()) for d in find_days(text, published, choose) if d.day]
    cut = {"year": 4, "month": 7}
    dates = [(m.start, m.phrase, m.last, m.first.isoformat()[: cut.get(m.precision, 10)])
             for m in find_dates(text, published)]  # fmt: skip
    return tuple(When(*one) for one in sorted([*days, *dates], key=lambda one: one[:2]))


def long_ago(when: When, published: datetime | None) -> bool:
    """Tell whether a day lies so far back when it is told that the act is history."""
    return published is not None and published.date() - when.last > LONG_AGO


def ahead(when: When, published: datetime | None) -> bool:
    """Tell whether a day had yet to come when it was told: the day of an offer has come, that of the talks has not."""
    return published is not None and when.last > published.date()


def words_of(tree: Tree, n: int) -> str:
    """Return a noun or clause as written, without clauses that hang on it, cut to a sane length."""
    low = high = n
    todo = [n]
    while todo:
        here = todo.pop()
        for k in tree.kids[here]:
            if tree[k].dep not in _LEFT_OUT and not (tree[k].dep in {"conj", "cc"} and tree[n].pos == "VERB"):
                low, high = min(low, k), max(high, k)
                todo.append(k)
    text = tree.stretch(low, high).text.strip(" ,;:–—-")
    return text if len(text) <= MOST_OF_OBJECT else text[:MOST_OF_OBJECT].rsplit(" ", 1)[0] + " …"
