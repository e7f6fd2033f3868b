"""One rule for every kind of edit: what it may cut and what it may add. A kind without a rule is refused.

The rules know nothing of how `edit` came to an edit. They see its words, where it stands, and the article; what they
allow is a closed list for cuts, and for what is added a place in the article where it stands.

A rule returns the reason why the edit is not allowed, in a few words, or nothing.
"""

from collections.abc import Callable

from nutgraf.briefs.checks.cuttable import (
    CLOCK,
    CONNECTIVES,
    CONVERSION,
    CONVERTED,
    DATELINE,
    DATELINE_SMALL,
    FURNITURE,
    LEAD_INS,
    PARENTHESIS,
    TITLE_SUFFIX,
)
from nutgraf.briefs.checks.guarded import guarded, words
from nutgraf.briefs.checks.of_days import date_fault
from nutgraf.briefs.checks.of_names import expand_name_fault, expand_pronoun_fault, spelling_fault
from nutgraf.briefs.checks.of_place import Place
from nutgraf.briefs.checks.of_short_names import shorten_fault
from nutgraf.model import Article, Edit, EditKind

Rule = Callable[[Edit, Place], str]


def _cut_dateline(edit: Edit, place: Place) -> str:
    if not place.begins or edit.after:
        return "a dateline stands at the start and is cut whole"
    if len(edit.before) > 90 or not DATELINE.fullmatch(edit.before):
        return "does not look like a dateline"
    plain = [w for w in words(edit.before) if w.islower() and w not in DATELINE_SMALL]
    return f"a dateline has no {plain[0]!r}" if plain else ""


def _cut_lead_in(edit: Edit, place: Place) -> str:
    if not place.begins:
        return "a lead-in stands at the start"
    if CLOCK.fullmatch(edit.before) and not edit.after:
        return ""
    label = edit.before.strip().rstrip(":|–—-!. ").casefold()
    marked = edit.before.rstrip()[-1:] in tuple(":|–—-!.") or edit.before.strip().isupper()
    return "" if label in LEAD_INS and marked and not edit.after else f"{label!r} is no lead-in of the list"


def _cut_furniture(edit: Edit, place: Place) -> str:
    if edit.after or not (place.begins or place.ends):
        return "furniture is cut whole, at an edge"
    if place.title and place.ends and TITLE_SUFFIX.fullmatch(edit.before):
        return "" if _names_outlet(edit.before, place.article) else "does not name the outlet"
    if FURNITURE.fullmatch(edit.before) and not any(c.isdigit() for c in edit.before):
        return ""
    return "not in the list of furniture"


def _names_outlet(suffix: str, article: Article) -> bool:
    outlet = {w.casefold() for w in words(article.outlet)}
    host = "".join(words(article.url)).casefold()
    named = [w.casefold() for w in words(suffix) if len(w) > 2]
    return any(w in outlet or w in host for w in named)


def _cut_parenthesis(edit: Edit, place: Place) -> str:
    if not edit.after and PARENTHESIS.fullmatch(edit.before):
        return ""
    if not edit.after and CONVERSION.fullmatch(edit.before) and CONVERTED.search(place.text[: place.at]):
        return ""
    return "only brackets that point elsewhere, or give a measure once more, may go"


def _cut_connective(edit: Edit, place: Place) -> str:
    if not place.begins:
        return "a connective is cut at the start only"
    stripped = edit.before.strip().rstrip(",;: ")
    if edit.after:
        head, last = edit.before[:-1], edit.before[-1:]
        if edit.after != last.upper() or last.isupper():
            return "only the first letter may change"
        stripped = head.strip().rstrip(",;: ")
    return "" if stripped.casefold().replace("’", "'") in CONNECTIVES else f"{stripped!r} is no connective of the list"


RULES: dict[EditKind, Rule] = {
    "cut-dateline": _cut_dateline,
    "cut-lead-in": _cut_lead_in,
    "cut-furniture": _cut_furniture,
    "cut-parenthesis": _cut_parenthesis,
    "cut-connective": _cut_connective,
    "expand-pronoun": expand_pronoun_fault,
    "expand-name": expand_name_fault,
    "shorten-name": lambda edit, place: shorten_fault(edit, place.others),
    "date": date_fault,
    "spelling": spelling_fault,
}
"""Kinds that are in the design but not here (appositive, attribution, join) are refused: not provably safe."""


def edit_fault(edit: Edit, place: Place) -> str:
    """Return why an edit is not allowed, or an empty string."""
    if edit.kind not in RULES:
        return "no rule allows this kind"
    lost = sorted(guarded(edit.before) - guarded(edit.after)) if edit.kind.startswith("cut-") else []
    if lost:
        return f"cuts {lost[0]!r}"
    if place.text[place.at : place.at + len(edit.before)] != edit.before:
        return "does not stand where it says"
    return RULES[edit.kind](edit, place)
