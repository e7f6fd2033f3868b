"""Edits applied and undone: exact inverses, so that every line can be turned back into source text.

Theory of operation. Edits are replacements in source coordinates, in order and without overlap. Applying walks the
source and swaps `before` for `after`; undoing walks the line, which lies shifted by what the edits so far added or
removed.

Rule 1: nothing is searched for; an edit whose words do not stand exactly where it says is a `ValueError`.
Rule 2: an edit that changes nothing is a `ValueError` too: it would be recorded without a trace in the line.
"""

from collections.abc import Iterator, Sequence

from nutgraf.model import Edit


def apply_edits(source: str, edits: Sequence[Edit]) -> str:
    """Return the line text that `edits` make of `source`.

    >>> apply_edits("However, it fell.", [Edit("cut-connective", 0, "However, i", "I")])
    'It fell.'
    """
    return "".join(_replaced(source, [(e.start, e.before, e.after) for e in _checked(edits)]))


def undo_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the source text from which `edits` made `text`.

    >>> undo_edits("It fell.", [Edit("cut-connective", 0, "However, i", "I")])
    'However, it fell.'
    """
    return "".join(_replaced(text, [(at, e.after, e.before) for at, e in _places(_checked(edits))]))


def place_in_line(offset: int, edits: Sequence[Edit]) -> int:
    """Return where the source's code point `offset` stands in the line; inside an edit, where its `after` begins."""
    shift = 0
    for edit in edits:
        if edit.end > offset:
            return min(offset, edit.start) + shift
        shift += len(edit.after) - len(edit.before)
    return offset + shift


def words_in_line(source: str, edits: Sequence[Edit], words: str) -> str:
    """Return what became of some words of the source in the line; the words themselves when they do not stand there.

    >>> words_in_line("Erdogan came.", [Edit("expand-name", 0, "Erdogan", "Recep Tayyip Erdogan")], "Erdogan")
    'Recep Tayyip Erdogan'
    """
    start = source.find(words)
    if not words or start < 0:
        return words
    end = start + len(words)
    touched = [e for e in edits if e.start < end and start < e.end]
    if not touched:
        return words
    begins, ends = min(start, touched[0].start), max(end, touched[-1].end)
    inside = [Edit(e.kind, e.start - begins, e.before, e.after) for e in touched]
    return apply_edits(source[begins:ends], inside).strip()


def _checked(edits: Sequence[Edit]) -> Sequence[Edit]:
    end = 0
    for edit in edits:
        if edit.start < end:
            raise ValueError(f"{edit.kind} at {edit.start} overlaps the edit before it, or is out of order")
        if edit.before == edit.after:
            raise ValueError(f"{edit.kind} at {edit.start} changes nothing")
        end = edit.end
    return edits


def _places(edits: Sequence[Edit]) -> Iterator[tuple[int, Edit]]:
    shift = 0
    for edit in edits:
        yield edit.start + shift, edit
        shift += len(edit.after) - len(edit.before)


def _replaced(text: str, changes: Sequence[tuple[int, str, str]]) -> Iterator[str]:
    done = 0
    for start, old, new in changes:
        end = start + len(old)
        if end > len(text) or text[start:end] != old:
            raise ValueError(f"{old!r} does not stand at {start}")
        yield text[done:start]
        yield new
        done = end
    yield text[done:]
