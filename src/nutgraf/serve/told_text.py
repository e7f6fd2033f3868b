"""What an assistant is told, as lines of text; every string in them was bounded before (`serve.told`)."""

from collections.abc import Iterable, Iterator

from nutgraf.briefs.printed.modes import JUDGED
from nutgraf.model import SIGNS
from nutgraf.serve.told import (
    Cited,
    Found,
    Quoted,
    ToldBrief,
    ToldChanges,
    ToldLine,
    ToldSources,
    ToldStory,
    ToldTrace,
)

_SIGNS: dict[str, str] = {str(word): sign for word, sign in SIGNS.items()}


def stories_text(stories: Iterable[ToldStory]) -> Iterator[str]:
    """Return stories, one a line."""
    none = True
    for one in stories:
        none = False
        edition = f"edition {one.edition}" if one.edition else "no brief yet"
        yield f"- {one.headline} [{one.story}, {edition}; {one.articles} articles, {one.origins} origins; {one.newest}]"
    if none:
        yield "No story fits."


def brief_text(brief: ToldBrief) -> Iterator[str]:
    """Return a brief, layer by layer, each line with its id, certainty and the numbers of its articles."""
    numbers = {source: n for n, source in enumerate(brief.sources, 1)}
    yield f"Story {brief.story}, edition {brief.edition} of {brief.editions}, {brief.made_at}. {brief.counts}."
    yield from brief.wording
    for title, lines in (
        ("Headline", [brief.headline]),
        ("Summary", brief.summary),
        ("Context", brief.context),
        ("Dive Deeper", brief.deeper),
    ):
        if lines:
            yield f"\n{title}:"
            yield from (_line(line, numbers) for line in lines)
    yield from (f"Note: {remark}" for remark in brief.remarks)
    yield "\nArticles:"
    yield from (f"[{n}] {cite(source)}" for source, n in numbers.items())


def trace_text(trace: ToldTrace) -> Iterator[str]:
    """Return a line and the sentences it rests on."""
    yield f"Story {trace.story}, edition {trace.edition}, line {trace.line.id}:"
    yield f"{trace.line.text} ({trace.line.certainty}; {trace.line.origins} origins{_mark(trace.line)})"
    yield from trace.wording
    yield "\nIt rests on:"
    yield from (quoted(one) for one in trace.sentences)
    yield from (f"Edit: {edit}" for edit in trace.edits)
    if trace.more:
        yield f"And {trace.more} more sentences."


def changes_text(changes: ToldChanges) -> Iterator[str]:
    """Return what changed, with the sentences of now and before."""
    yield f"Story {changes.story}: what changed from edition {changes.since} to {changes.edition}."
    if not changes.changes:
        yield "Nothing of weight."
    for one in changes.changes:
        moved = f" ({one.was} -> {one.now})" if one.was or one.now else ""
        yield f"- {one.kind}{moved}{': ' + ', '.join(one.by) if one.by else ''}"
        yield from (f"    now    {quoted(sentence)}" for sentence in one.sentences)
        yield from (f"    before {quoted(sentence)}" for sentence in one.before)
    if changes.more:
        yield f"And {changes.more} more."


def found_text(found: Found) -> Iterator[str]:
    """Return stories and articles that fit."""
    yield "Stories:"
    yield from stories_text(found.stories)
    yield "\nArticles:"
    for article, snippet in zip(found.articles, found.snippets, strict=True):
        yield f"- {cite(article)}"
        yield f"    {snippet}"
    if not found.articles:
        yield "No article fits."


def sources_text(told: ToldSources) -> Iterator[str]:
    """Return feeds, one a line."""
    for one in told.sources:
        state = "" if one.doing_well else "; failing"
        where = f" in {' / '.join(one.folders)}" if one.folders else ""
        yield f"- {one.name} ({one.site}){where}: {one.articles} articles, {one.last_week} in the last week{state}"
    if not told.sources:
        yield "No feed is followed; articles were imported."
    if told.more:
        yield f"And {told.more} more."


def cite(source: Cited) -> str:
    """Return an article as one cites it in text."""
    return f"{source.outlet}, “{source.title}”, {source.published}, {source.url}"


def quoted(one: Quoted) -> str:
    """Return a sentence with where it stands."""
    return f"“{one.sentence}” ({cite(one.source)})"


def _line(line: ToldLine, numbers: dict[Cited, int]) -> str:
    cites = "".join(f"[{numbers[source]}]" for source in line.sources if source in numbers)
    sign = _SIGNS.get(line.certainty, "")
    return f"- {line.id}: {line.text} ({sign} {line.certainty}; {line.origins} origins{_mark(line)}) {cites}"


def _mark(line: ToldLine) -> str:
    return f"; {JUDGED}" if line.judged else ""
