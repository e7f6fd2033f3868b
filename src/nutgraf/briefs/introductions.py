"""Who is who comes first: a line that introduces a person stands before lines that only name that person.

"Roe said the yard would close" is read well behind "Ann Roe, head of the yard, ...", and badly before it.

Rule 1: lines move within their layer only, and only forward to the line that needs them; all else keeps its order.
Rule 2: the first line of a summary stays: it tells the news.
Rule 3: only words behind the name introduce ("Ann Roe, head of the yard"); a role before it ("Sen. Roe") moves nothing.
Rule 4: whoever was named in a layer above needs no introduction here.
"""

import re
from collections.abc import Sequence

from nutgraf.briefs.material.dossier import Candidate
from nutgraf.text.names import NameSpan, find_names
from nutgraf.text.titles_of_people import ROLES

_OWN = re.compile(r"['’]s?$")
_AFTER = re.compile(r", ([\w-]+) [\w'’]")
_OPENS = frozenset("a an the both former deputy senior assistant associate executive co-founder vice".split()) | ROLES
"""Words that open what somebody is, behind a name and a comma."""


def introduced_first(
    chosen: Sequence[Candidate], above: Sequence[Candidate] = (), *, lead: bool = False
) -> tuple[Candidate, ...]:
    """Return the lines of a layer with each introduction before the lines that need it.

    `above`: what the reader has read. `lead`: the first line keeps its place.
    """
    known = {last for c in above for last in _named(c)}
    waiting = list(chosen)
    placed: list[Candidate] = []
    while waiting:
        first = waiting[0]
        bare = _named(first) - _introduced(first) - known
        stays = lead and not placed
        helper = next((c for c in waiting[1:] if not stays and _introduced(c) & bare and not _bare(c, bare)), first)
        waiting.remove(helper)
        placed.append(helper)
        known |= _named(helper)
    return tuple(placed)


def _bare(candidate: Candidate, wanted: frozenset[str]) -> bool:
    """Tell whether a line would itself need the introduction of one of these people."""
    return bool((_named(candidate) - _introduced(candidate)) & wanted)


def _named(candidate: Candidate) -> frozenset[str]:
    """Return the last names of the people a line names."""
    return frozenset(_last(name) for name in _people(candidate))


def _introduced(candidate: Candidate) -> frozenset[str]:
    """Return the last names of the people of whom a line says in full who they are."""
    text = candidate.line.text
    return frozenset(_last(n) for n in _people(candidate) if " " in n.text and _says_who(text, n))


def _says_who(text: str, name: NameSpan) -> bool:
    behind = _AFTER.match(text, name.end)
    return behind is not None and behind[1] in _OPENS


def _people(candidate: Candidate) -> tuple[NameSpan, ...]:
    people = {t.text for t in candidate.tokens if t.entity == "PERSON"}
    people |= {w for e in candidate.line.edits for w in e.after.split() if e.kind in {"expand-name", "expand-pronoun"}}
    return tuple(n for n in find_names(candidate.line.text) if _last(n) in people)


def _last(name: NameSpan) -> str:
    return _OWN.sub("", name.text).rsplit(" ", 1)[-1]
