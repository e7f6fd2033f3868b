"""The words that every rendering shares: times, counts, sources and edits, said to people in one way.

All is pure and independent of the machine's locale. Text that came from strangers passes `flat` before it is printed,
so that no control character of a page reaches a terminal.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from nutgraf.briefs.notes import NO_CONTEXT, NO_POINTS, NO_SUMMARY
from nutgraf.model import SIGNS, Brief, Edit, Evidence, Flag, Line, PublishedFrom, SourceNote
from nutgraf.model.article import TITLE
from nutgraf.text.mentioned import MONTH_NAMES

Layer = Literal["summary", "context", "dive_deeper"]
"""The three layers below the headline."""

LAYER_NAMES: dict[Layer, str] = {"summary": "Summary", "context": "Context", "dive_deeper": "Dive Deeper"}
"""Layers by the names a reader sees, in reading order."""

EMPTY_LAYERS: dict[Layer, str] = {"summary": NO_SUMMARY, "context": NO_CONTEXT, "dive_deeper": NO_POINTS}
"""What stands in a layer with nothing in it (promise 8): the same sentence as in the notes."""

HOW_KNOWN: dict[PublishedFrom, str] = {
    "json-ld": "from the page's structured data",
    "meta": "from the page's meta tags",
    "time-tag": "from the page's time tag",
    "feed": "from the feed",
    "record": "from the record",
    "url": "from the address",
    "text": "from the text",
    "file": "from the file",
    "none": "not known",
}
"""How a published time is known, for people."""

FLAG_WORDS: dict[Flag, str] = {
    "stub": "only part of the report",
    "paywall": "behind a paywall",
    "opinion": "opinion",
    "live": "live blog",
    "undated": "no date",
    "correction": "corrected",
    "press-release": "press release",
    "translated": "translated",
}
"""What a flag means, for people."""

_KEPT_FORMATS = {"\u200c", "\u200d"}  # joiners that Persian, Hindi and emoji need

_WIDE_ENDS = ("。", "！", "？", "。」", "。”", "」。", "”。")


def flat(text: str) -> str:
    """Return the text on one line: runs of white space become one space, control and bidi characters go.

    >>> flat("a\\n b\\x1b[31m")
    'a b[31m'
    """
    words = " ".join(text.split())
    if words.isprintable():  # nearly every text; looking at each character costs a page of a story 4 ms
        return words
    kept = (c for c in words if c.isspace() or c in _KEPT_FORMATS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return " ".join("".join(kept).split())


def isolated(text: str) -> str:
    """Return text of a script that runs from right to left between marks that keep it together among English words.

    >>> isolated("It fell."), [hex(ord(c)) for c in (isolated("قال")[0], isolated("قال")[-1])]
    ('It fell.', ['0x2068', '0x2069'])
    """
    turns = any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
    return f"\u2068{text}\u2069" if turns else text


def joined(lines: Iterable[str]) -> str:
    """Return lines as a paragraph: with a space between them, but none behind the full stop of Chinese or Japanese.

    >>> joined(["It fell.", "It rose."]), joined(["跌了。", "涨了。"])
    ('It fell. It rose.', '跌了。涨了。')
    """
    return "".join(line if line.endswith(_WIDE_ENDS) else line + " " for line in lines).rstrip()


def day(moment: datetime) -> str:
    """Return a day as readers write it: `13 May 2025`."""
    return f"{moment.day} {MONTH_NAMES[moment.month - 1]} {moment.year}"


def when(moment: datetime | None) -> str:
    """Return `13 May 2025 09:05 UTC`, or that the time is not known."""
    return "time not known" if moment is None else f"{day(moment)} {moment.hour:02}:{moment.minute:02} UTC"


def as_of(brief: Brief) -> str:
    """Return the moment the brief speaks from, as a sentence."""
    return "None of the articles is dated." if brief.made_at is None else f"As of {when(brief.made_at)}."


def many(n: int, noun: str) -> str:
    """Return `1 origin`, `3 origins`."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def counts(brief: Brief) -> str:
    """Return `9 articles, 6 outlets, 3 origins`."""
    outlets = {s.outlet for s in brief.sources}
    origins = {s.origin for s in brief.sources}
    return f"{many(len(brief.sources), 'article')}, {many(len(outlets), 'outlet')}, {many(len(origins), 'origin')}"


def sign_and_word(line: Line) -> str:
    """Return the certainty with its sign, never one alone: `→ planned`."""
    return f"{SIGNS[line.certainty]} {line.certainty}"


def layer_of(brief: Brief, layer: Layer) -> tuple[Line, ...]:
    """Return the lines of a layer by its name."""
    return {"summary": brief.summary, "context": brief.context, "dive_deeper": brief.dive_deeper}[layer]


def article_of(span_article: str) -> str:
    """Return the id of the article that a span's id belongs to, also for a span in its title."""
    return span_article.removesuffix(TITLE)


def is_title(evidence: Evidence) -> bool:
    """Tell whether the evidence stands in a headline."""
    return evidence.span.article.endswith(TITLE)


def articles_of(line: Line) -> tuple[str, ...]:
    """Return the articles that a line rests on: its own in order, then those that support it; no repeats."""
    spans = [e.span for e in line.evidence] + list(line.support)
    return tuple(dict.fromkeys(article_of(s.article) for s in spans))


def sources_by_id(brief: Brief) -> dict[str, SourceNote]:
    """Return the brief's sources by article id."""
    return {s.id: s for s in brief.sources}


def outlets_of(brief: Brief, line: Line) -> tuple[str, ...]:
    """Return the outlets that a line rests on, its own first; no repeats."""
    sources = sources_by_id(brief)
    return tuple(dict.fromkeys(sources[a].outlet for a in articles_of(line) if a in sources))


def edit_words(edit: Edit, source_text: str) -> str:
    """Return an edit as a reader understands it: `Thursday -> Thursday 15 May`, `cut "KYIV (Reuters) -"`."""
    before, after = flat(edit.before), flat(edit.after)
    if not before:
        words = source_text[: edit.start].split()
        return f"{flat(words[-1])} -> {flat(words[-1] + edit.after)}" if words else f'put in "{after}"'
    return f"{before} -> {after}" if after else f'cut "{before}"'


def flag_words(flags: Sequence[Flag]) -> str:
    """Return the flags in words, comma between them; empty when there are none."""
    return ", ".join(FLAG_WORDS[f] for f in flags)
