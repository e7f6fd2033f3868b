"""Lines that an outlet prints under many articles: they say nothing about the event and are left out for likeness.

Rule 1: a line is left out once it stood in `OFTEN` earlier articles of the same outlet; never by looking ahead.
Rule 2: an article of which little would remain is kept whole: it is a copy or an update of an earlier one.
Rule 3: at most `MOST_LINES` lines are remembered of an outlet; then only those seen more than once stay.
"""

from collections import defaultdict
from zlib import crc32

OFTEN = 2
"""Earlier articles of the outlet with the same line."""
LEAST_KEPT = 0.4
"""Share of the text that must remain."""
MOST_LINES = 20_000


class Recurring:
    """The lines each outlet has printed up to now."""

    def __init__(self) -> None:
        """Start with no line."""
        self._seen: dict[str, dict[int, int]] = defaultdict(dict)

    def without(self, outlet: str, text: str) -> str:
        """Return a text without the lines its outlet keeps printing, and remember its lines."""
        seen = self._seen[outlet]
        lines = [line for line in text.split("\n") if line.strip()]
        marks = [crc32(line.strip().encode("utf-8", "replace")) for line in lines]
        kept = [line for line, mark in zip(lines, marks, strict=True) if seen.get(mark, 0) < OFTEN]
        for mark in dict.fromkeys(marks):
            seen[mark] = seen.get(mark, 0) + 1
        if len(seen) > MOST_LINES:
            self._seen[outlet] = {mark: n for mark, n in seen.items() if n > 1}
        short = "\n".join(kept)
        return short if len(short) >= LEAST_KEPT * len(text) else text
