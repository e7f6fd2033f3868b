"""Context from earlier editions: what a long story told, and its newest articles no longer say.

A brief is written from a story's newest articles. Of a story of hundreds the first days fall out of sight; what earlier
editions said of them stands in the archive, line by line with its sentences, and fills the Context again.

Rule 1: only lines with their day in them, whose articles are no longer among those the brief is written from.
Rule 2: a line that only a judge passed is not carried on: what its mark means stands in its own edition.
Rule 3: a line that the new brief tells anyway is not told again. A note says from which editions lines came.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from nutgraf.briefs.checks.verify import edition_of
from nutgraf.briefs.material.terms import content, raw_words, stems
from nutgraf.model import Brief, Edition, Line, SourceNote
from nutgraf.model.article import TITLE

MOST_SHARED = 0.5
"""Share of a line's words that another line may hold."""
_DAY = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def with_earlier(brief: Brief, old: Edition, most: int, elsewhere: frozenset[str] = frozenset()) -> Brief:
    """Return a brief whose Context is filled, up to `most` lines, with what an earlier edition said of earlier days.

    `elsewhere` are articles that stand in another story now: their lines are told there.
    """
    here = {source.id for source in brief.sources}
    found: list[Line] = []
    for line in (*old.brief.context, *old.brief.summary):
        if len(brief.context) + len(found) >= most:
            break
        articles = {e.span.article.removesuffix(TITLE) for e in line.evidence}
        if line.judged or articles & elsewhere:
            continue
        if _DAY.search(line.text) and here.isdisjoint(articles) and not _told(line, (*brief.lines, *found)):
            found.append(line)
    if not found:
        return brief
    wanted = {e.span.article.removesuffix(TITLE) for line in found for e in line.evidence} - here
    more = tuple(source for source in old.brief.sources if source.id in wanted)
    context = (*found, *brief.context)
    lines = (brief.headline, *brief.summary, *context, *brief.dive_deeper)
    return replace(
        brief,
        context=context,
        edition=edition_of(lines),
        sources=tuple(sorted((*brief.sources, *more), key=_by_time)),
        notes=(*brief.notes, _note(len(found), old)),
    )


def _by_time(source: SourceNote) -> tuple[float, str]:
    return (source.published.timestamp() if source.published else float("inf"), source.id)


def _told(line: Line, others: Iterable[Line]) -> bool:
    mine = _words(line.text)
    return any(len(mine & _words(other.text)) >= MOST_SHARED * len(mine) for other in others)


def _words(text: str) -> frozenset[str]:
    return frozenset(content(stems(raw_words(text))))


def _note(count: int, old: Edition) -> str:
    at = f" of {old.made_at:%-d %B %Y}" if old.made_at else ""
    lines = "1 line" if count == 1 else f"{count} lines"
    return f"{lines} of the Context stood in edition {old.number}{at}; their articles are no longer read anew."
