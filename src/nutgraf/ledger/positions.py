"""The same claim across a story's articles: who else states it, how certain it stands, what later claims did to it.

Strategy: claims are taken in order of time; each joins the first position with *all* of whose claims it agrees, so
that no chain of half-likenesses makes one thing of two. Positions that tell the same act of the same actor, but not
the same happening (denied, withdrawn, come true, moved to another day), are tied by turns.

Rule 1: what one claim leaves out (recipient, day, place) contradicts nothing; what both tell must agree.
Rule 2: actor and act alone are not enough: "Trump spoke" stands everywhere.
Rule 3: the articles of one origin are one voice, however many they are.
Rule 4: the least certain decides, unless two independent origins state it as fact.
Rule 5: silence is not denial: only a claim that denies or negates makes a thing disputed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from nutgraf.ledger.certainty import LEAST_CERTAIN_FIRST
from nutgraf.model import ActType, Certainty, Claim, Party, Position, Relation, Turn

SHARED_OF_SHORTER, SHARED_OF_ALL = 0.5, 0.3
"""Content words that two objects must share. Set by judgement on the cases of the tests, not fitted."""
SHARED_OF_CONDITION = 0.5
"""The same for conditions, of the shorter one."""
QUOTED_WORDS = 4
"""Words from which a quotation that two claims share makes them one statement."""
STEM = 5
"""Letters by which two forms of a word are the same ("sanction", "sanctions"; "announced", "announcing")."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_EMPTY = frozenset(
    """that this these those with from have been were will would could should which what when where while about into
    over under after before than then they them their there more most some such other also only very just""".split()
)
_WITHDRAWING = re.compile(r"(?:withdr[ae]w|cancel|retract|rescind|revok|scrap|drop|abandon|call(?:s|ed|ing)? off)")
_PRONOUNS = frozenset("he she it they we i you who which that this these those him her them us his one".split())
_OPEN = frozenset({"ahead", "offered", "demanded", "threatened", "open"})
_LAST = datetime.max.replace(tzinfo=UTC)


def positions_of(
    claims: Sequence[Claim], published: Mapping[str, datetime | None], origins: Mapping[str, str]
) -> tuple[Position, ...]:
    """Return the positions of a story, those with most origins first, then by time; every claim lies in just one.

    `published` and `origins` are by article. The order of `claims` does not matter. Cost: quadratic in the claims
    that one actor has, linear in the rest.
    """
    ordered = sorted(claims, key=lambda c: (published.get(c.article) or _LAST, c.evidence.span, c.trigger.span, c.id))
    by_core: dict[tuple[str, ActType], list[list[Claim]]] = {}
    for claim in ordered:
        met = by_core.setdefault((party_key(claim.actor), _what(claim)), [])
        home = next((group for group in met if all(same_claim(claim, other) for other in group)), None)
        if home is None:
            met.append([claim])
        else:
            home.append(claim)
    groups = [group for met in by_core.values() for group in met]
    place = {claim.id: n for n, claim in enumerate(ordered)}
    groups.sort(key=lambda group: place[group[0].id])
    by_actor: dict[str, list[list[Claim]]] = {}
    for group in groups:
        by_actor.setdefault(party_key(group[0].actor), []).append(group)
    near = (by_actor[party_key(group[0].actor)] for group in groups)
    found = [_position(g, _turns(g[0], others, place), origins) for g, others in zip(groups, near, strict=True)]
    return tuple(sorted(found, key=lambda p: (-len(p.origins), place[p.first.id])))


def party_key(party: Party | None) -> str:
    """Return what stands for a party within a story: its one name, else its codes, else its words.

    "" for nobody, and for a pronoun that nothing resolved: two of them may be two people.
    """
    if party is None or (not party.name and party.text.casefold() in _PRONOUNS):
        return ""
    if party.name:
        return _written(party.name)
    if party.igo:
        return party.igo.casefold()
    if party.country and party.sector:
        return f"{party.country}/{party.sector}"
    return " ".join(w for w in _WORD.findall(_written(party.text)) if w not in {"the", "a", "an", "mr", "ms", "mrs"})


def _written(text: str) -> str:
    """Return words in lower case, with one apostrophe however it was set."""
    return text.casefold().replace("’", "'")


def stance_of(claim: Claim) -> str:
    """Return the kind of happening that aligned claims share: `fact`, `ahead`, `open`, or the modality itself.

    A rumour of a thing and the report of it are one position ("least certain decides"); a plan and the deed are two.
    """
    if claim.modality in {"offered", "demanded", "threatened", "denied"}:
        return claim.modality
    if claim.future:
        return "ahead"
    return "fact" if claim.modality == "happened" else "open"


def same_claim(one: Claim, other: Claim) -> bool:
    """Tell whether two claims tell the same thing, perhaps with different certainty."""
    stances = {stance_of(one), stance_of(other)}
    if len(stances) > 1 and stances != {"fact", "open"}:
        return False
    if one.negated != other.negated or not _same_core(one, other) or _moved(one, other):
        return False
    return _conditions_agree(one, other)


def word_of(claim: Claim) -> Certainty:
    """Return the certainty of a single claim, in the words of the design."""
    if claim.modality != "happened":
        return claim.modality
    return "said" if claim.attribution or claim.act == "STATEMENT" else "reported"


def _position(group: Sequence[Claim], turns: tuple[Turn, ...], origins: Mapping[str, str]) -> Position:
    voices = tuple(sorted({origins.get(c.article, c.article) for c in group}))
    found = Position(group[0].id, tuple(group), _certainty(group, origins), voices, turns)
    disputed = any(turn.does == "denies" for turn in turns) and found.certainty != "denied"
    return replace(found, certainty="disputed") if disputed else found


def _certainty(group: Sequence[Claim], origins: Mapping[str, str]) -> Certainty:
    as_fact = {origins.get(c.article, c.article) for c in group if word_of(c) == "reported"}
    if len(as_fact) > 1:
        return "confirmed"
    return min((word_of(c) for c in group), key=LEAST_CERTAIN_FIRST.index)


def _what(claim: Claim) -> ActType:
    return claim.base or claim.act


def _same_core(one: Claim, other: Claim) -> bool:
    """Tell whether both tell the same act of the same actor on the same object, whatever became of it."""
    actor = party_key(one.actor)
    if not actor or actor != party_key(other.actor):
        return False
    if _what(one) != _what(other) or _contradict(party_key(one.recipient), party_key(other.recipient)):
        return False
    if _share_quotation(one, other):
        return True
    told = _objects_agree(one.object, other.object)
    if told is not None or one.act == "STATEMENT":
        return bool(told)
    # One of them names no object: the word of the act must be the same, and one circumstance besides (rule 2).
    circumstances = (
        (party_key(one.recipient), party_key(other.recipient)),
        (one.day, other.day),
        (one.place_country or one.place.casefold(), other.place_country or other.place.casefold()),
    )
    return _stem(one.trigger.text) == _stem(other.trigger.text) and any(a and a == b for a, b in circumstances)


def _moved(one: Claim, other: Claim) -> bool:
    """Tell whether both give a day or a place, and another one; the day of an offer is not that of what it offers."""
    days = (
        one.future == other.future
        and one.day
        and other.day
        and not (one.day.startswith(other.day) or other.day.startswith(one.day))
    )
    return bool(days) or _contradict(one.place_country, other.place_country)


def _contradict(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _objects_agree(one: str, other: str) -> bool | None:
    """Tell whether two objects are the same thing; `None` when one is not told. Other figures are other things."""
    ours, theirs = _content(one), _content(other)
    if not ours or not theirs:
        return None
    if _figures(ours) and _figures(theirs) and _figures(ours) != _figures(theirs):
        return False
    return _alike(ours, theirs)


def _alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    shared = len(ours & theirs)
    return shared >= SHARED_OF_SHORTER * min(len(ours), len(theirs)) and shared >= SHARED_OF_ALL * len(ours | theirs)


def _figures(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if any(c.isdigit() for c in w))


@lru_cache(maxsize=8192)
def _content(text: str) -> frozenset[str]:
    found = (w for w in _WORD.findall(text.casefold()) if w not in _EMPTY)
    return frozenset(_stem(w) for w in found if len(w) > 3 or any(c.isdigit() for c in w))


def _stem(word: str) -> str:
    return word.casefold() if any(c.isdigit() for c in word) else word.casefold()[:STEM]


def _conditions_agree(one: Claim, other: Claim) -> bool:
    if one.condition is None or other.condition is None:
        return True
    ours, theirs = _content(one.condition.text), _content(other.condition.text)
    shared = len(ours & theirs) >= SHARED_OF_CONDITION * min(len(ours), len(theirs))
    return shared and one.condition.polarity == other.condition.polarity


def _share_quotation(one: Claim, other: Claim) -> bool:
    ours, theirs = ({_plain(q.text) for q in claim.quotes} for claim in (one, other))
    return any(len(q.split()) >= QUOTED_WORDS for q in ours & theirs)


def _plain(quotation: str) -> str:
    return " ".join(_WORD.findall(quotation.casefold()))


def _turns(first: Claim, groups: Sequence[Sequence[Claim]], place: Mapping[str, int]) -> tuple[Turn, ...]:
    """Return what later positions do to one, one turn a position, in order of time."""
    found = []
    for group in groups:
        if group[0].id == first.id:
            continue
        later = ((c, turn_of(first, c)) for c in group if place[c.id] > place[first.id])
        made = next(((c, does) for c, does in later if does is not None), None)
        if made is not None:
            found.append(Turn(made[0].id, first.id, made[1]))
    return tuple(sorted(found, key=lambda turn: place[turn.claim]))


def turn_of(earlier: Claim, later: Claim) -> Relation | None:
    """Return what a later claim does to an earlier one; `None` when it leaves it as it was."""
    if _withdraws(earlier, later):
        return "withdraws"
    if _same_core(earlier, later):
        denied = {claim.negated or claim.modality == "denied" for claim in (earlier, later)}
        if len(denied) > 1 and not _moved(earlier, later):
            return "denies"
        said = "STATEMENT" in {earlier.act, later.act}  # what somebody says again has not come true by it
        if stance_of(earlier) in _OPEN and later.modality == "happened" and not (said or _moved(earlier, later)):
            return "confirms"
        return "updates" if stance_of(earlier) == stance_of(later) and _moved(earlier, later) else None
    return "updates" if _other_figure(earlier, later) else None


def _withdraws(earlier: Claim, later: Claim) -> bool:
    """Putin withdrew his offer of talks: the word withdraws, and names the earlier act or its object."""
    actor = party_key(earlier.actor)
    if not actor or actor != party_key(later.actor) or later.negated:
        return False
    named = _content(earlier.object) | _content(earlier.trigger.text)
    return bool(_WITHDRAWING.match(later.trigger.text.casefold())) and bool(named & _content(later.object))


def _other_figure(earlier: Claim, later: Claim) -> bool:
    """Tell whether both tell one thing, with another figure: a ceasefire of 30 days, then one of 60."""
    actor = party_key(earlier.actor)
    if not actor or actor != party_key(later.actor) or _what(earlier) != _what(later):
        return False
    ours, theirs = _content(earlier.object), _content(later.object)
    bare = (ours - _figures(ours), theirs - _figures(theirs))
    other = bool(_figures(ours)) and bool(_figures(theirs)) and _figures(ours) != _figures(theirs)
    same_kind = stance_of(earlier) == stance_of(later) and earlier.negated == later.negated
    return other and same_kind and all(bare) and _alike(*bare)
