"""The edits that lead from the text of the evidence to a line: typed, in order, each with a known inverse.

Theory: both texts are laid over each other word by word; where they differ, what stands there in the one is replaced by
what stands there in the other. So undoing them gives the evidence back, whatever was done. The kind is read off the
words; whether an edit of that kind was allowed there is the gate's affair.
"""

import re
from dataclasses import dataclass

from nutgraf.briefs.checks.cuttable import CONNECTIVES, DATELINE, LEAD_INS
from nutgraf.briefs.checks.guarded import listed
from nutgraf.briefs.checks.undo import undo_edits
from nutgraf.briefs.gate.align import in_order
from nutgraf.briefs.gate.joins import LINKS
from nutgraf.briefs.gate.settled import is_pronoun, same_spelling
from nutgraf.briefs.gate.words import MONTHS, SAID, TIMES
from nutgraf.errors import LineRefused
from nutgraf.model import Edit, EditKind

MOST_CHARS = 2_500
"""Code points of a line or of its evidence."""
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_TIMED = TIMES | listed("in on the of last this next coming weekend ago") | frozenset(MONTHS)
"""Words of which days, dates and periods are made."""
_STOP = re.compile(r"[.!?][\"”')]*\s")


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    before: str
    after: str
    opens: bool
    """It stands at the start of the evidence."""


def edits_of(line: str, source: str) -> tuple[Edit, ...]:
    """Return the edits that make a line of its evidence, in order; none when they are the same.

    Raises LineRefused when a difference is of no kind of the closed list.
    """
    if max(len(line), len(source)) > MOST_CHARS:
        raise LineRefused(f"The line or its evidence is over {MOST_CHARS} characters.", reason="not-source", about=line)
    made = tuple(_typed(change, source) for change in _changes(line, source))
    if undo_edits(line, made) != source:
        raise LineRefused("The edits of a line do not lead back to its evidence.", reason="not-source", about=line)
    return made


def _changes(line: str, source: str) -> list[_Change]:
    mine, theirs = list(_WORD.finditer(line)), list(_WORD.finditer(source))
    weights = [3.0 if len(m[0]) > 3 else 1.0 if m[0].isalnum() else 0.25 for m in mine]
    kept = in_order([m[0] for m in mine], [m[0] for m in theirs], weights)
    changes, at_line, at_source = [], 0, 0
    ends = [*((mine[a].start(), mine[a].end(), theirs[b].start(), theirs[b].end()) for a, b in sorted(kept.items()))]
    for start, stop, begins, done in [*ends, (len(line), len(line), len(source), len(source))]:
        before, after = source[at_source:begins], line[at_line:start]
        if before != after:
            changes.append(_Change(at_source, before, after, opens=at_source == 0))
        at_line, at_source = stop, done
    return changes


def _typed(change: _Change, source: str) -> Edit:
    gone, came = _words(change.before), _words(change.after)
    lost, new = _less(gone, came), _less(came, gone)
    kind = _kind(change, lost, new, source)
    if kind is None:
        raise LineRefused(
            f"No edit of the list makes {change.after.strip()!r} of {change.before.strip()!r}.",
            reason="edit-not-allowed",
            about=change.after.strip() or change.before.strip(),
        )
    return Edit(kind, change.start, change.before, change.after)


def _words(text: str) -> list[str]:
    return [m[0] for m in _WORD.finditer(text) if m[0][0].isalnum()]


def _less(some: list[str], others: list[str]) -> list[str]:
    left = [w.casefold() for w in others]
    found = []
    for word in some:
        if word.casefold() in left:
            left.remove(word.casefold())
        else:
            found.append(word)
    return found


def _kind(change: _Change, lost: list[str], new: list[str], source: str) -> EditKind | None:
    if not lost and not new:
        return "join" if _STOP.search(change.before) else "mark"
    if _STOP.search(change.before) and " ".join(new).casefold() in LINKS and not change.opens:
        return "join"
    if not new:
        return _cut(change, lost)
    known = {w.casefold() for w in _words(source)}
    if all(w.casefold() in known for w in new):
        return "move"
    if len(lost) == 1 and is_pronoun(lost[0]):
        return "expand-pronoun"
    if len(lost) == len(new) and all(same_spelling(a, b) for a, b in zip(lost, new, strict=True)):
        return "spelling"
    figures = any(w.isdigit() for w in lost)  # a date is put beside a day, never a figure in another's place
    if _dates(new) and not figures and all(w.casefold() in _TIMED for w in (*lost, *new) if not w.isdigit()):
        return "date"
    if same_spelling("".join(lost), "".join(new)):
        return "spelling"
    if [w.casefold() for w in new] == ["that"] and not lost:
        return "mark"
    return "expand-name" if new[0][0].isupper() and all(w[0].isupper() for w in lost) else None


def _dates(new: list[str]) -> bool:
    """Tell whether words put in are a part of a date: "15 May", "the morning of", "in 2024"."""
    return bool(new) and all(w.casefold() in _TIMED or w.isdigit() for w in new)


def _cut(change: _Change, lost: list[str]) -> EditKind:
    text = change.before.strip()
    plain = " ".join(lost).casefold()
    if change.opens and (plain in CONNECTIVES or all(w.casefold() in CONNECTIVES for w in lost)):
        return "cut-connective"
    if change.opens and plain in LEAD_INS:
        return "cut-lead-in"
    if change.opens and (DATELINE.fullmatch(text) or re.search(r"\s(?:--?|–|—)$", text)):
        return "cut-dateline"
    if change.opens and text.endswith((":", "|", ".")):
        return "cut-lead-in"
    if text.startswith(("(", "[")):
        return "cut-parenthesis"
    if text.startswith(","):
        return "cut-attribution" if any(w.casefold() in SAID for w in lost) else "cut-appositive"
    return "cut-phrase"
