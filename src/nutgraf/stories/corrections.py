"""A person's merges, splits and moves, applied to what the program grouped: they outrank it.

Strategy: corrections are taken in the order in which they were made, each on what the one before left; so the later of
two that contradict each other holds. They name articles, not stories, so they hold when the program groups anew.

Rule 1: no article is lost or doubled. Rule 2: what names only articles that are not there changes nothing.
Rule 3: a split knows who left and who stayed; an article that came later goes with the side it is more like.
Rule 4: what was taken back is as if it had never been said; taking that back brings it back. Nothing is ever struck
from the list, so that the list up to any moment tells what held then.
"""

from collections.abc import Callable, Sequence
from statistics import fmean

from nutgraf.model import Correction

Likeness = Callable[[str, str], float]
"""How alike two articles are, 0 to 1, by their ids."""
Groups = list[list[str]]
"""Ids of articles, story by story."""


def holding(corrections: Sequence[Correction]) -> frozenset[int]:
    """Return the places, from 1, of the corrections that no later one takes back; undoing is one of them."""
    undone = set[int]()
    for place in range(len(corrections), 0, -1):
        one = corrections[place - 1]
        if one.kind == "undo" and place not in undone and 0 < one.of < place:
            undone.add(one.of)
    return frozenset(range(1, len(corrections) + 1)) - undone


def corrected(groups: Sequence[Sequence[str]], corrections: Sequence[Correction], alike: Likeness) -> Groups:
    """Return the groups as a person wants them; in order of their first articles, members in the order given."""
    order = {article: n for n, article in enumerate(a for group in groups for a in group)}
    made: Groups = [list(group) for group in groups]
    held = holding(corrections)
    for place, correction in enumerate(corrections, 1):
        if place not in held or correction.kind == "undo":
            continue
        known = [a for a in correction.articles if a in order]
        others = [a for a in correction.others if a in order and a not in correction.articles]
        if not known:
            continue
        if correction.kind == "merge":
            _merge(made, known)
        elif correction.kind == "split":
            _split(made, known, others, alike)
        elif others:
            _move(made, known, others[0])
    full = [sorted(group, key=order.__getitem__) for group in made if group]
    return sorted(full, key=lambda group: order[group[0]])


def _merge(groups: Groups, known: Sequence[str]) -> None:
    first, *rest = dict.fromkeys(_home(groups, article) for article in known)
    for one in rest:
        groups[first] += groups[one]
        groups[one] = []


def _split(groups: Groups, known: Sequence[str], others: Sequence[str], alike: Likeness) -> None:
    leave, stay = set(known), set(others)
    for at in dict.fromkeys(_home(groups, article) for article in known):
        group = groups[at]
        stayed = [a for a in group if (a in stay if stay else a not in leave)]
        if not stayed:
            continue  # they stand apart already
        left = [a for a in group if a in leave]
        new = {a for a in group if a not in leave and a not in stay and stay}
        goes = {a for a in new if _mean(alike, a, left) > _mean(alike, a, stayed)} | leave
        groups[at] = [a for a in group if a not in goes]
        groups.append([a for a in group if a in goes])
    parts = dict.fromkeys(_home(groups, article) for article in known)
    if len(parts) > 1:  # those who left are one story, wherever the program had put them
        _merge(groups, known)


def _move(groups: Groups, known: Sequence[str], to: str) -> None:
    for article in known:
        groups[_home(groups, article)].remove(article)
        groups[_home(groups, to)].append(article)


def _home(groups: Groups, article: str) -> int:
    return next(n for n, group in enumerate(groups) if article in group)


def _mean(alike: Likeness, article: str, others: Sequence[str]) -> float:
    return fmean(alike(article, other) for other in others) if others else 0.0
