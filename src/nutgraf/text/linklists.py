"""Link lists glued into running text by pages that hide them: `Jane RoeJane RoeOne title Another MORE said`.

The list starts where a name is followed at once, without a space, by its own first or last word, and ends with MORE.
"""

import re

_END = " MORE"
_WINDOW = 450
"""Longest list looked for, in characters; the ones seen run to about 350."""
_GLUE = re.compile(r"(?<=[a-z.)])(?=[A-Z][a-z]{2})")
_NAME = re.compile(r"[A-Z][\w'’-]+")


def cut_glued_links(line: str) -> str:
    """Return the line without glued link lists; a line without them comes back as it is.

    >>> cut_glued_links("Sen. Jane RoeJane Ann RoeTalks stall in senate Three bills to watch MORE (D) said no.")
    'Sen. Jane Roe (D) said no.'
    """
    at = line.find(_END)
    while at >= 0:
        after = line[at + len(_END) : at + len(_END) + 1]
        start = _list_start(line, at) if not after.isalnum() else -1
        if start >= 0:
            line = line[:start] + line[at + len(_END) :]
            at = line.find(_END, start)
        else:
            at = line.find(_END, at + 1)
    return line


def _list_start(line: str, end: int) -> int:
    """Return where the earliest glued repeat of a name before `end` begins, or -1."""
    low = max(0, end - _WINDOW)
    for glue in _GLUE.finditer(line, low, end):
        before = _NAME.findall(line[max(0, glue.start() - 40) : glue.start()])[-3:]
        after = _NAME.match(line, glue.start())
        if after and any(after.group().startswith(name) for name in before):
            return glue.start()
    return -1
