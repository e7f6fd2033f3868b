"""Link lists glued into running text by pages that hide them: `Jane RoeJane RoeOne title Another MORE said`.

The list starts where a name is followed at once, without a space, by its own first or last word, and ends with MORE.
"""

import re

_END = re.compile(r"(?: |(?<=[a-z]))MORE(?!\w)")
_WINDOW = 450
"""Longest list looked for, in characters; the ones seen run to about 350."""
_GLUE = re.compile(r"(?<=[a-z.)])(?=[A-Z](?:[a-z]{2}|[A-Z]))")
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
    """
    found = _END.search(line)
    while found:
        start = _list_start(line, found.start())
        if start >= 0:
            line = line[:start] + line[found.end() :]
        found = _END.search(line, start if start >= 0 else found.end())
    return line


def _list_start(line: str, end: int) -> int:
    """Return where the earliest repeat of a name before `end` begins, or -1."""
    points = [glue.start() for glue in _GLUE.finditer(line, max(0, end - _WINDOW), end)]
    for point in (*points, end):  # at the end itself: "Roe Jane Ann RoeMORE", a name without a list
        words = list(_NAME.finditer(line, max(0, point - 80), point))[-_REPEATED_WORDS:]
        after = _NAME.match(line, point)
        if after and point != end and any(after.group().startswith(word.group()) for word in words[-3:]):
            return point
        for word in words[:-1]:
            if word.group() == words[-1].group() and words[-1].end() == point:
                junior = re.match(r",? [JS]r\.", line[word.end() : word.end() + 6])
                return word.end() + (junior.end() if junior else 0)
    return -1
