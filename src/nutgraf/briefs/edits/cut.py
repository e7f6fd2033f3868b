"""Cuts at the edges of a sentence, and brackets that point elsewhere: found here, judged again by `verify_edits`.

Leading cuts come in the order in which pages stack them: clock or label, dateline, connective. Each looks only at what
the cuts before it left.
"""

import re
from collections.abc import Iterator

from nutgraf.briefs.checks.cuttable import (
    CLOCK,
    CONNECTIVES,
    CONVERSION,
    CONVERTED,
    DATELINE_SMALL,
    FURNITURE,
    LEAD_INS,
    PARENTHESIS,
)
from nutgraf.briefs.checks.guarded import guarded, words
from nutgraf.briefs.checks.of_words import quoted
from nutgraf.model import Edit

_LABEL = re.compile(r"([A-Za-z][A-Za-z ]{2,18}?)(?:\s*[:|]\s+|\s+[–—-]\s+|! )")
_SHOUTED = re.compile(r"([A-Z]{4,8}(?: [A-Z]{3,8})?) (?=[A-Z][a-z])")
_TOWN = r"[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?"
_PLACE = rf"{_TOWN}(?:(?: and |[ /]){_TOWN}){{0,3}}(?:, {_TOWN}(?: {_TOWN})?)?"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_AGENCY = r"\([A-Z][^()]{1,38}\)"
_KNOWN = "CNN(?: Business)?|AP|AFP|Reuters|UPI|BBC|NPR|dpa|PTI|Xinhua"
_DASH = r"(?:\s?[–—]\s?|\s--?\s|\s?--\s)"
_DATELINES = (
    re.compile(rf"(?:{_PLACE},? )?(?:{_DAY},? ?)?{_AGENCY}(?:{_DASH}|: )"),  # KYIV, May 13 (Norda) -
    re.compile(rf"(?:{_PLACE} )?\((?:{_KNOWN})\) (?=[A-Z“\"])"),  # Kyiv (CNN)
    re.compile(rf"{_PLACE}, {_DAY}(?:{_DASH}|: |\. )"),  # Kyiv, 13 May.
    re.compile(  # Ann Roe NORDA TODAY OSTWICK —
        rf"[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][\w'’-]+ (?:[A-Z]{{2,}} ){{1,3}}[A-Z]{{4,}}(?:, [A-Z][\w.]+)?"
        rf"{_DASH}(?=[A-Z“\"])"
    ),
    re.compile(
        rf"(?:[A-Z]{{2,3}} )?[A-Z][A-Z'’-]{{3,}}(?:(?: and |[ /])[A-Z][A-Z'’-]+){{0,3}}(?:, [A-Z][\w.]+)?"
        rf"{_DASH}(?=[A-Z“\"])"
    ),  # KYIV - LOS ANGELES -
)
# Without a comma these govern the sentence ("So far", "Still photographs", "Yet to be named").
_NEEDS_COMMA = CONNECTIVES - {"but", "and"}
# These also stand without one before a time or place: "Also on Tuesday", "So in May"; cut there alone.
_BEFORE_TIME = frozenset({"also", "so", "however"})
_TIME = re.compile(r"(?:on|in|at|under|during|after) (?:the |\d|[A-Z])")
_TAIL = re.compile(r"\s+[\[(](?:[Ff]ile )?[Pp]hoto[^()\[\]]{0,40}[\])]$")


def leading_cuts(text: str) -> tuple[Edit, ...]:
    """Return the cuts that bring a sentence to its own first word, in order; empty when it begins there.

    >>> [e.before for e in leading_cuts("KYIV, May 13 (Norda) - However, talks go on.")]
    ['KYIV, May 13 (Norda) - ', 'However, ']
    """
    edits: list[Edit] = []
    at = 0
    for finder in (_lead_in, _lead_in, _dateline, _connective):
        edit = finder(text, at)
        if edit is not None and len(text) - edit.end > 15:
            edits.append(edit)
            at = edit.end
    return tuple(edits)


def other_cuts(text: str) -> Iterator[Edit]:
    """Yield the cuts inside and at the end of a sentence, in order."""
    for match in PARENTHESIS.finditer(text):
        yield Edit("cut-parenthesis", match.start(), match[0], "")
    marks = quoted(text)
    for match in CONVERSION.finditer(text):
        spoken = any(q.start < match.end() and match.start() < q.end for q in marks)
        if not spoken and CONVERTED.search(text[: match.start()]):
            yield Edit("cut-parenthesis", match.start(), match[0], "")
    tail = _TAIL.search(text)
    if tail and FURNITURE.fullmatch(tail[0]) and not PARENTHESIS.fullmatch(tail[0]):
        yield Edit("cut-furniture", tail.start(), tail[0], "")


def _lead_in(text: str, at: int) -> Edit | None:
    clock = CLOCK.match(text, at)
    if clock and clock.end() > at and clock[0].endswith((" ", "\t")) and text[clock.end() : clock.end() + 1].isupper():
        return Edit("cut-lead-in", at, clock[0], "")
    label = _LABEL.match(text, at) or _SHOUTED.match(text, at)
    if label and label[1].strip().casefold() in LEAD_INS:
        return Edit("cut-lead-in", at, label[0], "")
    return None


def _dateline(text: str, at: int) -> Edit | None:
    for pattern in _DATELINES:
        found = pattern.match(text, at)
        if found and len(found[0]) <= 90 and not guarded(found[0]) and _no_prose(found[0]):
            return Edit("cut-dateline", at, found[0], "")
    return None


def _no_prose(dateline: str) -> bool:
    return all(w in DATELINE_SMALL or not w.islower() for w in words(dateline))


def _connective(text: str, at: int) -> Edit | None:
    match = _longest_connective(text, at)
    if match is None or guarded(match[0]):
        return None
    first = text[match.end() : match.end() + 1]
    if first.islower():
        return Edit("cut-connective", at, match[0] + first, first.upper())
    return Edit("cut-connective", at, match[0], "")


def _longest_connective(text: str, at: int) -> re.Match[str] | None:
    for length in (4, 3, 2, 1, 0):
        match = re.compile(rf"([A-Z][a-z’']+(?: [a-z’']+){{{length}}})(, | )").match(text, at)
        if match:
            key = match[1].casefold().replace("’", "'")
            timed = key in _BEFORE_TIME and bool(_TIME.match(text, match.end()))
            if key in CONNECTIVES and (match[2] == ", " or key not in _NEEDS_COMMA or timed):
                return match
    return None
