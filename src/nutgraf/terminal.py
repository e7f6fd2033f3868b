"""A brief set for a terminal: one column, the certainty sign in the left margin, what a line rests on at its end.

Colour only repeats what signs and words say, so the view reads the same without it. rich is imported late.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nutgraf.briefs.printed.listing import Listing, Manner, left_out, rows
from nutgraf.briefs.printed.modes import JUDGED, wording_notes
from nutgraf.briefs.printed.wording import (
    EMPTY_LAYERS,
    LAYER_NAMES,
    as_of,
    counts,
    flag_words,
    flat,
    layer_of,
    many,
    outlets_of,
    when,
)
from nutgraf.model import SIGNS, Brief, Line, SourceNote

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status
    from rich.text import Text

COLUMN = 78
"""Widest column, in cells: longer lines are hard to follow back."""
MARGIN = 3
"""Cells on the left for the sign."""
MANNERS: dict[Manner, str] = {
    "headline": "bold",
    "counts": "dim",
    "event": "",
    "title": "italic",
    "source": "dim",
    "reason": "",
}
"""How each kind of row of a list is set."""
MOST_SOURCES = 12
"""Sources listed; the other renderings list all."""


def print_brief(console: "Console", brief: Brief) -> None:
    """Print the brief, its legend and its sources to the console, in at most `COLUMN` cells a line."""
    _row(console, SIGNS[brief.headline.certainty], _styled(flat(brief.headline.text), "bold"))
    _row(console, "", _styled(f"{counts(brief)}. {as_of(brief)}", "dim"))
    for layer, name in LAYER_NAMES.items():
        _heading(console, name)
        for line in layer_of(brief, layer):
            _line(console, brief, line)
        if not layer_of(brief, layer):
            _row(console, "", _styled(EMPTY_LAYERS[layer], "italic"))
    for disagreement in brief.disagreements:
        _heading(console, f"Sources disagree: {flat(disagreement.topic)}")
        for line in disagreement.versions:
            _line(console, brief, line)
    _notes(console, brief)
    _sources(console, brief)
    console.print()
    if _legend(brief):
        _row(console, "", _styled(_legend(brief), "dim"))
    for note in wording_notes(brief):
        _row(console, "", _styled(note, "dim"))


def print_stories(console: "Console", listing: Listing) -> None:
    """Print a list of stories to the console, in at most `COLUMN` cells a line."""
    for at, story in enumerate(listing.stories):
        if at:
            console.print()
        for row in rows(story):
            text = _styled(row.text, MANNERS[row.manner])
            _indented(console, MARGIN * row.depth, text)
    if listing.left_out:
        console.print()
        _indented(console, 0, _styled(left_out(listing), "italic"))


def status() -> "Status":
    """Return a line of progress for standard error, not yet started."""
    from rich.console import Console
    from rich.status import Status

    return Status("Reading", console=Console(stderr=True))


def _heading(console: "Console", name: str) -> None:
    console.print()
    _row(console, "", _styled(name.upper(), "bold dim"))


def _line(console: "Console", brief: Brief, line: Line) -> None:
    text = _styled(flat(line.text), "")
    text.append(f"  {JUDGED}" if line.judged else "", style="bold")
    text.append(f"  {line.certainty}", style="dim")
    outlets = len(outlets_of(brief, line))
    if len(line.origins) > 1:
        text.append(f" · {many(outlets, 'outlet')}, {many(len(line.origins), 'origin')}", style="dim")
    elif outlets:
        text.append(f" · {flat(outlets_of(brief, line)[0])}", style="dim")
    _row(console, SIGNS[line.certainty], text)


def _notes(console: "Console", brief: Brief) -> None:
    shown = [note for note in brief.notes if note not in EMPTY_LAYERS.values()]
    if shown:
        _heading(console, "Notes")
    for note in shown:
        _row(console, "", _styled(flat(note), "italic"))


def _sources(console: "Console", brief: Brief) -> None:
    _heading(console, "Sources")
    for source in _newest_first(brief.sources)[:MOST_SOURCES]:
        _row(console, "", _source(source))
    if len(brief.sources) > MOST_SOURCES:
        _row(console, "", _styled(f"and {len(brief.sources) - MOST_SOURCES} more (--format markdown lists all)", "dim"))


def _newest_first(sources: Sequence[SourceNote]) -> list[SourceNote]:
    """Return the sources, the newest first, those without a time last; otherwise in the brief's order."""
    dated = [source for source in sources if source.published]
    newest = sorted(dated, key=lambda s: -s.published.timestamp() if s.published else 0)
    return newest + [source for source in sources if not source.published]


def _source(source: SourceNote) -> "Text":
    text = _styled(flat(source.outlet), "")
    flags = f" ({flag_words(source.flags)})" if source.flags else ""
    text.append(f", {when(source.published)}{flags}: {flat(source.title) or '(no title)'}", style="dim")
    return text


def _legend(brief: Brief) -> str:
    """Return the signs that this brief uses, each with its word, in the order of the design."""
    versions = (line for d in brief.disagreements for line in d.versions)
    used = {line.certainty for line in (*brief.lines, *versions)}
    lines = [""]
    for entry in (f"{sign} {word}" for word, sign in SIGNS.items() if word in used):
        if lines[-1] and len(lines[-1]) + 3 + len(entry) > COLUMN - MARGIN:
            lines.append("")  # a sign is never parted from its word
        lines[-1] += ("   " if lines[-1] else "") + entry
    return "\n".join(lines)


def _row(console: "Console", sign: str, text: "Text") -> None:
    from rich.table import Table

    row = Table.grid(padding=0)
    row.width = min(COLUMN, console.width)
    row.add_column(width=MARGIN)
    row.add_column(ratio=1, overflow="fold")  # Chinese has no spaces to break at: nothing may be cut off
    row.add_row(_styled(sign, "bold"), text)
    console.print(row)


def _indented(console: "Console", cells: int, text: "Text") -> None:
    from rich.padding import Padding

    console.print(Padding(text, (0, 0, 0, cells)), width=min(COLUMN, console.width))


def _styled(text: str, style: str) -> "Text":
    from rich.text import Text

    return Text(text, style=style)
