"""How a brief's lines came about, said to people: one sentence under the brief, and a mark on lines of free wording.

    Wording: offline, traced.
    Wording: SmolLM2-135M, traced, 30 November 2026.
    Wording: SmolLM2-135M, judged by nli-small, 30 November 2026.
    ◇ judged: passed by nli-small, not traced word for word.

Rule 1: a mark is a sign and a word, never a colour, and stands behind the line's text wherever that is printed alone.
Rule 2: nothing is called true or verified: a line is traced to its sentences, or a judge let it pass.
"""

from typing import Protocol

from nutgraf.briefs.printed.wording import day, flat
from nutgraf.model import Brief, Line, WrittenBy

JUDGED_SIGN = "◇"
"""Of a line that only a judge passed; no certainty has it."""
JUDGED = f"{JUDGED_SIGN} judged"
"""The mark of such a line."""
UNNAMED = "a judge that the edition does not name"
"""For editions in which no judge is named."""
MOST_NAME = 80
"""Most characters of a model's name that are printed: an endpoint may call itself anything."""


class _Judgeable(Protocol):
    """A line, or the view of one."""

    @property
    def text(self) -> str: ...

    @property
    def judged(self) -> bool: ...


def marked(line: _Judgeable) -> str:
    """Return a line's text on one line, with its mark when only a judge passed it."""
    return flat(line.text) + (f" [{JUDGED}]" if line.judged else "")


def wording_of(brief: Brief) -> str:
    """Return who worded a brief, how, and when, as a sentence."""
    by = brief.written_by
    if brief.mode == "traced" or by is None:
        return "Wording: offline, traced."
    at = f", {day(by.day)}" if by.day else ""
    how = f"judged by {judge_of(brief)}" if brief.mode == "model, judged" else "traced"
    return f"Wording: {model_of(by)}, {how}{at}."


def judged_note(brief: Brief) -> str:
    """Return what the mark means in this brief, as a sentence; empty when no line has it."""
    if not any(line.judged for line in every_line(brief)):
        return ""
    return f"{JUDGED}: passed by {judge_of(brief)}, not traced word for word."


def wording_notes(brief: Brief) -> tuple[str, ...]:
    """Return the sentence on the wording, and the one on the mark when there is one."""
    return tuple(filter(None, (wording_of(brief), judged_note(brief))))


def judge_of(brief: Brief) -> str:
    """Return the name of the judge that let lines of a brief pass."""
    return _short(brief.written_by.judge if brief.written_by else "") or UNNAMED


def model_of(by: WrittenBy) -> str:
    """Return the model with its version; the version alone is left out where it only repeats the name."""
    name, version = _short(by.model), _short(by.version)
    return f"{name} ({version})" if version and version != name else name


def every_line(brief: Brief) -> tuple[Line, ...]:
    """Return all lines of a brief, also those of its disagreements."""
    return (*brief.lines, *(line for one in brief.disagreements for line in one.versions))


def _short(name: str) -> str:
    kept = flat(name)
    return kept if len(kept) <= MOST_NAME else kept[: MOST_NAME - 2] + " …"
