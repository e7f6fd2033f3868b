"""Two editions side by side: what changed, claim by claim, and their layers, line by line. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from nutgraf.briefs.printed.changes import WORDS
from nutgraf.briefs.printed.wording import article_of, flat, is_title
from nutgraf.model import ClaimChange, Evidence, SourceNote
from nutgraf.views.story import LineView, StoryView

LAYERS = (("Headline", "headline"), ("Summary", "summary"), ("Context", "context"), ("Dive Deeper", "deeper"))
"""Names of the layers, and what they are called in a view."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a change rests on."""

    text: str
    """As the article has it."""
    article: str
    """Id of the article."""
    source: SourceNote | None
    """The article; `None` when no edition lists it any more."""
    line: str
    """Id of the line of the newer edition that rests on it; empty when none does."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What became of a claim."""

    sign: str
    """Of the kind of change."""
    kind: str
    """The same in words."""
    was: str
    """Before, in a word or figure; may be empty."""
    now: str
    """Now."""
    by: str
    """Who made the change; may be empty."""
    sentences: tuple[Sentence, ...]
    """It rests on these now."""
    before: tuple[Sentence, ...]
    """It rested on these before."""


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of a layer that stayed, came or went."""

    what: Literal["same", "new", "gone"]
    """What became of it."""
    line: LineView
    """The line: of the newer edition, unless it is gone."""


@dataclass(frozen=True, slots=True)
class LayerChanges:
    """A layer of two editions."""

    name: str
    """As readers know it."""
    lines: tuple[LineChange, ...]
    """In reading order; lines that went stand before those that came there."""


def change_views(
    changes: tuple[ClaimChange, ...], sources: Mapping[str, SourceNote], newer: StoryView
) -> tuple[ChangeView, ...]:
    """Return changes as pages show them, in order."""
    lines = {
        (article_of(one.span.article), one.span.start, is_title(one)): line.id
        for line in newer.everything
        for one in line.line.evidence
    }

    def told(evidence: tuple[Evidence, ...]) -> tuple[Sentence, ...]:
        return tuple(_sentence(one, sources, lines) for one in evidence)

    return tuple(
        ChangeView(
            *WORDS[one.kind], one.was, one.now, ", ".join(map(flat, one.by)), told(one.evidence), told(one.before)
        )
        for one in changes
    )


def _sentence(one: Evidence, sources: Mapping[str, SourceNote], lines: Mapping[tuple[str, int, bool], str]) -> Sentence:
    article = article_of(one.span.article)
    key = (article, one.span.start, article != one.span.article)
    return Sentence(flat(one.text), article, sources.get(article), lines.get(key, ""))


def articles_moved(older: StoryView, newer: StoryView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the articles that came and those that left between two editions, by id."""
    before, after = set(older.edition.articles), set(newer.edition.articles)
    return tuple(a for a in newer.edition.articles if a not in before), tuple(
        a for a in older.edition.articles if a not in after
    )


def layers_compared(older: StoryView, newer: StoryView) -> tuple[LayerChanges, ...]:
    """Return all layers of two editions, line by line."""
    return tuple(LayerChanges(name, _compared(_lines(older, layer), _lines(newer, layer))) for name, layer in LAYERS)


def _lines(story: StoryView, layer: str) -> tuple[LineView, ...]:
    return (story.headline,) if layer == "headline" else getattr(story, layer)


def _compared(older: tuple[LineView, ...], newer: tuple[LineView, ...]) -> tuple[LineChange, ...]:
    made: list[LineChange] = []
    matcher = SequenceMatcher(None, [line.text for line in older], [line.text for line in newer], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            made += [LineChange("same", line) for line in newer[c:d]]
            continue
        made += [LineChange("gone", line) for line in older[a:b]]
        made += [LineChange("new", line) for line in newer[c:d]]
    return tuple(made)
