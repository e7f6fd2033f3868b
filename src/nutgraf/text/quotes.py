"""Quotations in a text: where quotation marks open and close, paragraph by paragraph.

Rule 1: marks pair within one paragraph (a line), so that a forgotten mark never swallows the rest of the article.
Rule 2: only the outermost pair counts; what is quoted inside a quotation belongs to it.
Rule 3: an apostrophe is no mark. A single mark opens only after a space or bracket, and only when one closes it.
Rule 4: a quotation that runs over several paragraphs gives one `Quote` a paragraph, `closed` False where a mark is
missing: each such paragraph usually opens with a mark and only the last one closes.

One pass over the marks, with look-ups prepared from the right: linear in the length of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚'＂「」『』]")
_CLOSERS: dict[str, str] = {
    "“": '”"',
    "”": '”"',
    "‟": '”"',
    "„": '“”"',
    '"': '"”',
    "＂": "＂",
    "``": "''\"”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
"""Which marks may close what each double mark opened."""
_SURE_OPENERS = frozenset("“„‟«‹「『") | {"``"}
_TURNED_OPENERS = frozenset("”»›")
"""Open in Swedish, Finnish or German books, when they stand where an opener stands."""
_SINGLE_OPENERS = frozenset("‘'‚")
_SINGLE_CLOSERS = frozenset("’'‘")
_BEFORE_OPENER = frozenset('([{—–-/:;,“"«„')
_BEFORE_SINGLE = frozenset('([{—–“"«„:')
_ELISION = re.compile(r"(?:\d0s|em|tis|twas|til|till|cause|bout|round|n)\b", re.IGNORECASE)
_LONGEST_SINGLE = 1_500
"""Code points; a longer stretch between single marks is more likely two apostrophes."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in one paragraph; offsets are code points of the text it was found in, half-open."""

    start: int
    """The opening mark, or the start of the paragraph when the quotation was opened in an earlier one."""
    end: int
    """One past the closing mark, or the end of the paragraph when no mark closes it there."""
    inner_start: int
    """First code point of the quoted words."""
    inner_end: int
    """One past the last code point of the quoted words."""
    closed: bool
    """True when both marks stand in this paragraph."""


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the outermost quotations of a text, in order and not overlapping.

    >>> [text[q.inner_start : q.inner_end] for text in ["He said: “It's ‘over’,” and left."] for q in find_quotes(text)]
    ["It's ‘over’,"]
    """
    found: list[Quote] = []
    running = False
    for paragraph in _PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        if not _MARK.search(text, paragraph.start(), paragraph.end()):
            running = False
            continue
        quotes = list(_Marks(text, paragraph.start(), paragraph.end()).pairs(running))
        found.extend(quotes)
        running = bool(quotes) and not quotes[-1].closed and quotes[-1].end == paragraph.end()
    return tuple(found)


class _Marks:
    """The marks of one paragraph, with the look-ups that pairing needs."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
        self.last: dict[str, int] = {mark: at for at, mark in self.marks}
        self.doubles = [at for at, mark in self.marks if mark in _CLOSERS or mark == "''"]
        self.single_ends = [at for at, mark in self.marks if mark in _SINGLE_CLOSERS and self._closes_single(at)]

    def pairs(self, running: bool) -> Iterator[Quote]:
        """Yield the quotations; `running` says that the paragraph before left one open."""
        open_at, opener, skip_to = -1, "", self.start
        for at, mark in self.marks:
            if at < skip_to:
                continue
            if opener:
                if self._closes(at, mark, opener):
                    yield self._quote(open_at, opener, at, mark)
                    opener = ""
            elif mark in _SINGLE_OPENERS and self._opens_single(at):
                close = self._single_close(at)
                if close > at:
                    yield self._quote(at, mark, close, self.text[close])
                    skip_to = close + 1
            elif self._opens(at, mark):
                open_at, opener, running = at, mark, False
            elif running and mark in {"”", '"', "»", "''"}:
                # The closing mark of what an earlier paragraph opened.
                yield Quote(self.start, at + len(mark), self.start, at, closed=False)
                running = False
        if opener:
            yield Quote(open_at, self.end, open_at + len(opener), self.end, closed=False)

    def _quote(self, open_at: int, opener: str, close_at: int, closer: str) -> Quote:
        return Quote(open_at, close_at + len(closer), open_at + len(opener), close_at, closed=True)

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int, mark: str) -> str:
        after = at + len(mark)
        return self.text[after] if after < self.end else " "

    def _opens(self, at: int, mark: str) -> bool:
        if mark in _SURE_OPENERS:
            return True
        if mark not in _CLOSERS:
            return False
        before, after = self._before(at), self._after(at, mark)
        if mark in _TURNED_OPENERS:
            return (before.isspace() or before in _BEFORE_OPENER) and not after.isspace() and self.last[mark] >= at
        if before.isspace() and after.isspace():
            return self.last.get(mark, at) > at
        # After a digit it is an inch mark; before a space it closes something that was never opened.
        return not before.isdigit() and not after.isspace() and (after.isalnum() or not before.isalnum())

    def _closes(self, at: int, mark: str, opener: str) -> bool:
        allowed = _CLOSERS[opener]
        if mark not in allowed and not (opener == "``" and mark == "''"):
            return False
        if mark != '"' or opener == "``":
            return True
        if opener != '"':
            # A straight mark closes a curly one only when no curly closer is left in the paragraph.
            return self.last.get("”", -1) < at and not self._looks_like_opener(at)
        return not self._looks_like_opener(at)

    def _looks_like_opener(self, at: int) -> bool:
        before, after = self._before(at), self._after(at, '"')
        return (before.isspace() or before in "([") and not after.isspace() and (after.isalnum() or after in "‘'[(¿¡")

    def _opens_single(self, at: int) -> bool:
        before, after = self._before(at), self._after(at, "'")
        if not (before.isspace() or before in _BEFORE_SINGLE) or not (after.isalnum() or after in '[(…¿¡"“'):
            return False
        return not _ELISION.match(self.text, at + 1, min(self.end, at + 8))

    def _closes_single(self, at: int) -> bool:
        before, after = self._before(at), self._after(at, "'")
        return not before.isspace() and not after.isalnum()

    def _single_close(self, at: int) -> int:
        """Return where the single quotation opened at `at` closes, or -1.

        "the workers' strike" ends like a quotation does: a mark after s or z and before a letter's space is passed
        over when another one follows within reach. Double marks between must come in pairs.
        """
        first = bisect_right(self.single_ends, at)
        fallback = -1
        for close in self.single_ends[first : first + 6]:
            if close - at > _LONGEST_SINGLE:
                break
            between = bisect_left(self.doubles, close) - bisect_right(self.doubles, at)
            if between % 2:
                continue
            if self.text[close - 1] not in "sz" or not self._after(close, "'").isspace():
                return close
            if fallback < 0:
                fallback = close
        return fallback
