"""Where a content begins and ends in its article: quotations whole, never beyond the paragraph, never over its cue.

Rule 1: a quotation that touches the content is taken whole, across sentences.
Rule 2: content never leaves the paragraph of its cue.
Rule 3: the words of source and cue are cut out; what stands on both sides of them is two spans.
Rule 4: loose commas, dashes and stops are trimmed; quotation marks stay.
Rule 5: a quotation that goes on in the same paragraph after the cue's sentence belongs to the same speaker.
"""

from bisect import bisect_left
from collections.abc import Sequence

Bounds = tuple[int, int]
"""Start and end in code points of the article, half-open."""

NEAR = 3
"""Code points between content and quotation that still touch: a space, a comma, a mark."""
SHORT_LINK = 40
"""Code points between two quotations of a sentence that one speaker says: "he said, but"."""
SHORT_GAP = 25
"""Code points between two spans of one content that are taken in."""
_LEFT = " \t\n,;:.–—-…"
_RIGHT = " \t\n,;:–—-"


def content_bounds(
    text: str,
    spans: Sequence[Bounds],
    *,
    cue: Bounds,
    source: Bounds | None,
    sentence: Bounds,
    quotes: Sequence[Bounds],
) -> tuple[Bounds, ...]:
    """Return the content of an attribution as spans of the article, in order; may be empty.

    `quotes` are the article's quotations in order, with their marks. Cost: linear in the quotations nearby.
    """
    paragraph = _paragraph(text, cue)
    near = _between(quotes, paragraph)
    outside = [q for q in near if not (q[0] <= cue[0] and cue[1] <= q[1])]
    wide = list(spans) or _beside(text, cue, source, outside)
    grown = [_with_quotes(span, outside) for span in wide]
    if any(_touches(span, q) for span in grown for q in outside):
        grown += _going_on(text, grown, cue, sentence, outside)
    cut = [
        part
        for span in _joined(grown, [cue, *([source] if source else [])])
        for part in _without(span, [cue, *([source] if source else [])])
    ]
    clipped = ((max(a, paragraph[0]), min(b, paragraph[1])) for a, b in cut)
    trimmed = (trim(text, a, b) for a, b in clipped if a < b)
    return tuple(span for span in trimmed if span[1] - span[0] > 1)


def trim(text: str, start: int, end: int) -> Bounds:
    """Return a span without loose marks at its ends; a stop that ends a quotation inside its marks stays."""
    while start < end and text[start] in _LEFT:
        start += 1
    while end > start and (text[end - 1] in _RIGHT or (text[end - 1] == "." and not _abbreviated(text, start, end))):
        end -= 1
    return start, end


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Tell whether the last stop belongs to an abbreviation: "the U.S."."""
    return end - start > 3 and text[end - 3] == "." and text[end - 2].isupper()


def _paragraph(text: str, cue: Bounds) -> Bounds:
    start = text.rfind("\n", 0, cue[0]) + 1
    end = text.find("\n", cue[1])
    return start, len(text) if end < 0 else end


def _between(quotes: Sequence[Bounds], paragraph: Bounds) -> list[Bounds]:
    found = []
    for quote in quotes[bisect_left(quotes, (paragraph[0], 0)) :]:
        if quote[0] >= paragraph[1]:
            break
        found.append((quote[0], min(quote[1], paragraph[1])))
    return found


def _touches(span: Bounds, quote: Bounds) -> bool:
    return span[0] < quote[1] and quote[0] < span[1]


def _with_quotes(span: Bounds, quotes: Sequence[Bounds]) -> Bounds:
    start, end = span
    for quote in quotes:
        if _touches(span, quote):
            start, end = min(start, quote[0]), max(end, quote[1])
    return start, end


def _beside(text: str, cue: Bounds, source: Bounds | None, quotes: Sequence[Bounds]) -> list[Bounds]:
    """Return the quotation right before or after the words of source and cue: "Never," he said."""
    start = min(cue[0], source[0]) if source else cue[0]
    end = max(cue[1], source[1]) if source else cue[1]
    before = [q for q in quotes if q[1] <= start and not text[q[1] : start].strip(" ,.–—-")]
    after = [q for q in quotes if q[0] >= end and len(text[end : q[0]].strip()) <= 1]
    return before[-1:] + after[:1]


def _going_on(
    text: str, spans: Sequence[Bounds], cue: Bounds, sentence: Bounds, quotes: Sequence[Bounds]
) -> list[Bounds]:
    """Return the quotations that follow after the cue, or after its sentence, with nothing of weight between."""
    found: list[Bounds] = []
    end = max(cue[1], max(b for _, b in spans))
    for quote in quotes:
        if quote[0] < end:
            continue
        here = quote[1] <= sentence[1] and len(text[end : quote[0]]) <= SHORT_LINK
        after = 0 <= quote[0] - max(end, sentence[1]) <= NEAR
        if not here and not after:
            break
        found.append(quote)
        end = quote[1]
    return found


def _joined(spans: Sequence[Bounds], holes: Sequence[Bounds]) -> list[Bounds]:
    """Join spans that overlap, or that only a word or two parts: "him favourably to his rival"."""
    found: list[Bounds] = []
    for start, end in sorted(spans):
        last = found[-1][1] if found else 0
        free = all(b <= last or a >= start for a, b in holes)
        if found and (start <= last + 1 or (free and start <= last + SHORT_GAP)):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _without(span: Bounds, holes: Sequence[Bounds]) -> list[Bounds]:
    parts = [span]
    for low, high in holes:
        parts = [
            piece
            for a, b in parts
            for piece in (((a, min(b, low)), (max(a, high), b)) if a < high and low < b else ((a, b),))
            if piece[0] < piece[1]
        ]
    return parts
