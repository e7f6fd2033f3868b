"""Strangers' text in Markdown: it stays text, whatever it holds."""

import re

from nutgraf.briefs.printed.wording import flat, isolated

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")
_BLOCK_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$)|>|\d{1,9}(?=[.)]))")


def escaped(text: str) -> str:
    """Return a stranger's text on one line that Markdown takes for nothing but text."""
    return isolated(_BLOCK_START.sub(r"\\\1", _SPECIAL.sub(r"\\\1", flat(text))))
