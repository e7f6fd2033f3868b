"""One act told in two ways: on different days, in different places, or affirmed and denied.

Rule 1: the same verb with the same parties; what one leaves open may not be what decides. No synonyms.
Rule 2: days and places differ only for what happens once to known parties: "The ferry sank on Sunday / on Saturday";
two crowds may march in two cities, a singer sings in both.
Rule 3: an origin that names both days or both places knows two acts, or a place within the other.
Rule 4: silence, "has not confirmed" and "not yet" are no denial.
Rule 5: a plan that a later report gives another day has been moved; a later confirmation ends a denial: updates both.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nutgraf.ledger.cues import words
from nutgraf.ledger.disagreeing.acts import Act, acts
from nutgraf.ledger.disagreeing.figures import contradict
from nutgraf.ledger.disagreeing.versions import Conflict, Reports, Version, shared, speaker_of
from nutgraf.ledger.tree import Tree

NEAR = 0.60
"""Cosine from which two sentences may tell of one act."""
NEAR_WORDS = 0.30
"""Share of content words from which they may, too, with a cosine of at least .4."""

_ONCE = words("""sink crash land die bury arrest capture launch rule begin start end open close sign resign expire
    collapse explode derail erupt premiere abdicate surrender assassinate inaugurate hang execute""")
"""Acts that happen to a party once: "The suspect was arrested in Lyon"."""
_ONCE_PLANNED = words("meet vote decide arrive leave visit strike hold travel fly return announce publish release")
"""Acts that a plan sets for one day: "The two presidents will meet on Thursday"."""


def _day_differs(one: Act, other: Act) -> bool:
    return _once(one, other) and _disjoint(one.days, other.days) and not _disjoint(one.places, other.places)


def _place_differs(one: Act, other: Act) -> bool:
    return _once(one, other) and _disjoint(one.places, other.places) and not _disjoint(one.days, other.days)


def _truth_differs(one: Act, other: Act) -> bool:
    return one.happened != other.happened and bool(one.object or one.others) and not _disjoint(one.days, other.days)


def _once(one: Act, other: Act) -> bool:
    verbs = _ONCE | _ONCE_PLANNED if one.ahead else _ONCE
    return one.verb in verbs and one.definite and other.definite and one.happened and other.happened


def _disjoint(one: frozenset[Any], other: frozenset[Any]) -> bool:
    return bool(one and other) and not one & other


_KINDS: dict[str, Callable[[Act, Act], bool]] = {
    "the day": _day_differs,
    "the place": _place_differs,
    "whether it happened": _truth_differs,
}
"""How two tellings of one act may differ, by the topic a reader sees."""


def accounts_apart(reports: Reports) -> Iterator[Conflict]:
    """Yield the disagreements on acts. Quadratic in the acts of one verb."""
    by_verb: dict[tuple[str, bool], list[Act]] = defaultdict(list)
    by_origin: dict[str, list[Act]] = defaultdict(list)
    for row, parsed in enumerate(reports.sentences):
        for act in acts(parsed, row, reports.time(row)):
            by_verb[act.verb, act.ahead].append(act)
            by_origin[reports.origin(row)].append(act)
    for same in by_verb.values():
        for topic, apart in _KINDS.items():
            yield from _of_kind(topic, apart, same, by_origin, reports)


def _of_kind(
    topic: str,
    apart: Callable[[Act, Act], bool],
    same: Sequence[Act],
    by_origin: dict[str, list[Act]],
    reports: Reports,
) -> Iterator[Conflict]:
    """Yield the first pair of each act: a third version of one act is rare, and its origins are counted below."""
    told: set[int] = set()
    for n, one in enumerate(same):
        for m, other in enumerate(same[n + 1 :], n + 1):
            if {n, m} & told or not apart(one, other) or not _one_act(one, other, reports):
                continue
            if _updated(one, other, reports) or _known(one, other, by_origin, reports):
                continue
            told |= {n, m}
            pair = (_version(act, same, reports) for act in (one, other))
            yield Conflict(topic, tuple(pair))


def _version(act: Act, same: Sequence[Act], reports: Reports) -> Version:
    like = (a for a in same if (a.happened, a.days, a.places) == (act.happened, act.days, act.places))
    agreeing = {reports.origin(a.row) for a in like if _one_act(a, act, reports, independent=False)}
    parsed = reports.sentences[act.row]
    return Version(parsed, act.phrase, speaker_of(Tree(parsed)), tuple(sorted({reports.origin(act.row), *agreeing})))


def _one_act(one: Act, other: Act, reports: Reports, *, independent: bool = True) -> bool:
    """Tell whether two acts of one verb have the same parties, in sentences near each other."""
    if independent and reports.origin(one.row) == reports.origin(other.row):
        return False
    if not _same(one.subject, other.subject) or not _same(one.object, other.object):
        return False
    if one.others and other.others and not one.others & other.others:
        return False
    if bool(one.object) != bool(other.object) or not (one.object or one.others & other.others or one.subject):
        return False
    near = reports.near(one.row, other.row)
    first, second = reports.sentences[one.row], reports.sentences[other.row]
    close = near >= NEAR or (near >= 0.4 and shared(first, second) >= NEAR_WORDS)
    return close and (bool(one.days or one.places) or not contradict(first, second))


def _same(one: str, other: str) -> bool:
    return not one or not other or one == other


def _updated(one: Act, other: Act, reports: Reports) -> bool:
    """Tell whether the later report of two moves a plan, or confirms what was denied (rule 5)."""
    if reports.later(other.row, one.row):
        one, other = other, one
    confirms = other.happened and not one.happened
    return reports.later(one.row, other.row) and (one.ahead or confirms)


def _known(one: Act, other: Act, by_origin: dict[str, list[Act]], reports: Reports) -> bool:
    """Tell whether an origin of either version names the day or place of the other, too (rule 3)."""
    pairs = ((one, reports.origin(other.row)), (other, reports.origin(one.row)))
    days, places = _disjoint(one.days, other.days), _disjoint(one.places, other.places)
    known = [(act, k) for act, origin in pairs for k in by_origin[origin]]
    return any((days and k.days & a.days) or (places and k.places & a.places) for a, k in known)
