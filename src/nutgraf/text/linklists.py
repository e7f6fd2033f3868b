"""Link lists glued into running text by pages that hide them: `Jane RoeJane RoeOne title Another MORE said`.

The list starts where a name is followed at once, without a space, by its own first or last word, and ends with MORE.
"""

import re

_END = re.compile(r"(?: |(?<=[a-z]))MORE(?!\w)")
_REPEATED = re.compile(
    r"\b(?P<name>(?P<first>[A-Z][\w’'-]+) (?P<last>[A-Z][\w’'-]+)(?:,? [JS]r\.)?)"
    r" (?:(?P=first) (?:[A-Z][\w.’'-]* ){0,3}?|(?:[A-Z][\w.’'-]* ){1,2}\((?P=first)\) (?:[A-Z][\w.’'-]* ){0,2}?)"
    r"(?P=last)\b"
)
"""`Jane Roe Jane Ann Roe` and `Jim Roe James (Jim) Mark Roe`: the name as a list's heading, its list gone already."""
_TITLE = re.compile(r" (?:[A-Z]|\d{4} )")
_WINDOW = 450
"""Longest list looked for, in characters; the ones seen run to about 350."""
_GLUE = re.compile(r"(?<=[a-z.)])(?=[A-Z](?:[a-z]{2}|[A-Z])|(?:19|20)\d\d )")
_NAME = re.compile(r"[A-Z][\w'’-]+")
_REPEATED_WORDS = 8
"""A full name repeated behind the short one runs to six words (`Mitch RoeAddison (Mitch) Mitchell Roe`)."""


def cut_glued_links(line: str) -> str:
    """Return the line without glued link lists; a line without them comes back as it is.

    >>> cut_glued_links("Sen. Jane RoeJane Ann RoeTalks stall in senate Three bills to watch MORE (D) said no.")
    'Sen. Jane Roe (D) said no.'
    >>> cut_glued_links("Sen. Jane Roe Jane Ann RoeTalks stall in senate MORE said no.")
    'Sen. Jane Roe said no.'
    >>> cut_glued_links("Sen. Jane Roe Jane Ann RoeMORE said no to a GOP plan.")
    'Sen. Jane Roe said no to a GOP plan.'
    >>> cut_glued_links("Sen. Jim Roe James (Jim) Mark Roe (D) won, and Jane Roe Jane Ann Roe lost.")
    'Sen. Jim Roe (D) won, and Jane Roe lost.'
    >>> cut_glued_links("Jim Roe Jr., Mr. Roe James (Jim) RoeTalks MORE's aide and Jim Roe Jr. James (Jim) Roe met.")
    "Jim Roe Jr., Mr. Roe's aide and Jim Roe Jr. met."
    """
    found = _END.search(line)
    while found:
        start = _list_start(line, found.start())
        if start >= 0:
            line = line[:start] + line[found.end() :]
        found = _END.search(line, start if start >= 0 else found.end())
    return _once(line)


def _once(line: str) -> str:
    """Return the line with repeated names once, and without the titles that follow them up to a MORE."""
    found = _REPEATED.search(line)
    while found:
        listed = _TITLE.match(line, found.end())
        end = _END.search(line, found.end(), found.end() + _WINDOW) if listed else None
        line = line[: found.end("name")] + line[end.end() if end else found.end() :]
        found = _REPEATED.search(line, found.end("name"))
    return line


def _list_start(line: str, end: int) -> int:
    """Return where the earliest repeat of a name before `end` begins, or -1."""
    points = [glue.start() for glue in _GLUE.finditer(line, max(0, end - _WINDOW), end)]
    for point in (*points, end):  # at the end itself: "Roe Jane Ann RoeMORE", a name without a list
        words = list(_NAME.finditer(line, max(0, point - 80), point))[-_REPEATED_WORDS:]
        after = _NAME.match(line, point)
        if after and point != end and any(after.group().startswith(word.group()) for word in words[-3:]):
            return point
        for word in reversed(words[:-1]):  # the nearest: "Roe Jr., Ms. Roe Jane Ann RoeTalks" names two people
            if word.group() == words[-1].group() and words[-1].end() == point:
                junior = re.match(r",? [JS]r\.", line[word.end() : word.end() + 6])
                return word.end() + (junior.end() if junior else 0)
    return -1
