"""A letter as plain text, set at 72 columns. Pure.

Rule 1: an address stands alone on its line and is never broken: programs make links of it.
Rule 2: text of a stranger is on one line before it is set, so that it cannot pass for a part of the letter.
"""

import textwrap
from collections.abc import Iterator

from nutgraf.deliver.letter import Cited, Item, Letter, Moved

COLUMNS = 72
"""Cells of a line."""
RULE = "-" * COLUMNS


def plain_letter(letter: Letter) -> str:
    """Return the letter as text that ends with a newline."""
    gap = max(1, COLUMNS - len(letter.title) - len(letter.day))
    lines = [f"{letter.title}{' ' * gap}{letter.day}", "", *_set(letter.lead), ""]
    if len(letter.items) > 1:
        for item in letter.items:
            lines += _set(item.headline, f"{item.number:>2}. ", "    ")
        lines.append("")
    for item in letter.items:
        lines += [RULE, "", *_item(item), ""]
    lines += [RULE, ""]
    lines += [*_set(letter.left_out), ""] if letter.left_out else []
    lines += ["All stories:", letter.front, "", *_set(letter.why)]
    lines += ["To stop it:", letter.stop] if letter.stop else []
    return "\n".join(lines) + "\n"


def _item(item: Item) -> Iterator[str]:
    yield from _set(item.headline, f"{item.number}. ", "   ")
    yield from _set(item.head, "   ", "   ")
    for move in item.changes:
        yield ""
        yield from _change(move)
    if item.summary:
        yield ""
        yield from _set(_paragraph(item.summary))
    if item.context:
        yield from ("", "Context")
        yield from _set(_paragraph(item.context))
    if item.more:
        yield ""
        yield from _set(item.more)
    if item.sources:
        yield ""
        for source in item.sources:
            yield from _set(source.name, f"[{source.number}] ", "    ")
            if source.url:
                yield f"    {source.url}"
    yield ""
    yield from _set(item.wording)
    yield from ("", "The whole brief, every line with its source sentences:", item.link)


def _change(move: Moved) -> Iterator[str]:
    number = f" [{move.number}]" if move.number else ""
    yield from _set(f"{move.words}. {move.now} ({move.mark}){number}" if move.now else move.words, "* ", "  ")
    if move.before:
        yield from _set(f"Before: {move.before} ({move.where_before})", "  ", "  ")


def _paragraph(lines: tuple[Cited, ...]) -> str:
    return " ".join(f"{line.text} ({line.certainty}{_numbers(line)})" for line in lines)


def _numbers(line: Cited) -> str:
    return "".join([" ", *(f"[{n}]" for n in line.numbers)]) if line.numbers else ""


def _set(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, COLUMNS, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
