"""Brief -> text: plain, with its trace, or with its refusals; the door to Markdown and JSON too.

Every function is pure, gives the same bytes for the same brief, and ends its text with one newline.

Rule 1: the plain form is the seed's form: headline, summary, `Context:`, `Dive Deeper:`; last, who worded it.
Rule 2: an empty layer says so in a sentence; a heading never stands over nothing.
Rule 3: source sentences are shown verbatim, apart from line breaks and control characters.
"""

from collections import Counter

from nutgraf.briefs.printed.as_json import as_json, as_json_line, validate
from nutgraf.briefs.printed.markdown import as_markdown
from nutgraf.briefs.printed.modes import JUDGED, judge_of, marked, wording_notes
from nutgraf.briefs.printed.wording import (
    EMPTY_LAYERS,
    LAYER_NAMES,
    article_of,
    counts,
    edit_words,
    flag_words,
    flat,
    is_title,
    joined,
    layer_of,
    many,
    sign_and_word,
    sources_by_id,
    when,
)
from nutgraf.model import Brief, Disagreement, Evidence, Line, SourceNote

__all__ = ["as_explained", "as_json", "as_json_line", "as_markdown", "as_text", "as_trace", "validate"]


def as_text(brief: Brief) -> str:
    """Return the brief in the plain form: one line a layer name, paragraphs as one line, one point a line.

    Below the points each disagreement has a line with its topic and one line a version, behind the outlet's name; the
    last line says how the wording came about.
    """
    paragraphs = [marked(brief.headline)]
    paragraphs.append(_paragraph(brief.summary) or EMPTY_LAYERS["summary"])
    paragraphs += [f"{LAYER_NAMES['context']}:", _paragraph(brief.context) or EMPTY_LAYERS["context"]]
    paragraphs.append(f"{LAYER_NAMES['dive_deeper']}:")
    paragraphs += [marked(line) for line in brief.dive_deeper] or [EMPTY_LAYERS["dive_deeper"]]
    sources = sources_by_id(brief)
    for disagreement in brief.disagreements:
        paragraphs.append(_sources_disagree(disagreement))
        paragraphs += [f"{_who(line, sources)}: {marked(line)}" for line in disagreement.versions]
    paragraphs += ["", *wording_notes(brief)]  # apart: no point of the brief
    return "\n".join(paragraphs) + "\n"


def as_trace(brief: Brief) -> str:
    """Return the plain form with, under each line, what it rests on: source sentences, edits, certainty, origins."""
    sources = sources_by_id(brief)
    out = [flat(brief.headline.text), *_trace(brief, brief.headline, sources)]
    for layer, name in LAYER_NAMES.items():
        out += ["", f"{name}:"]
        lines = layer_of(brief, layer)
        for line in lines:
            out += [flat(line.text), *_trace(brief, line, sources)]
        if not lines:
            out.append(EMPTY_LAYERS[layer])
    for disagreement in brief.disagreements:
        out += ["", _sources_disagree(disagreement)]
        for line in disagreement.versions:
            out += [flat(line.text), *_trace(brief, line, sources)]
    out += ["", counts(brief), *wording_notes(brief), *(flat(note) for note in brief.notes)]
    return "\n".join(out) + "\n"


def as_explained(brief: Brief) -> str:
    """Return what was considered and refused: the count of each reason, then every text with its reason."""
    if not brief.dropped:
        return "No line was dropped.\n"
    tally = Counter(d.reason for d in brief.dropped)
    out = [f"{many(len(brief.dropped), 'line')} dropped:"]
    out += [f"{n:>5}  {reason}" for reason, n in sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))]
    for dropped in brief.dropped:
        detail = f" ({flat(dropped.detail)})" if dropped.detail else ""
        out += ["", flat(dropped.text), f"    {dropped.reason}{detail}"]
    return "\n".join(out) + "\n"


def _sources_disagree(disagreement: Disagreement) -> str:
    return f"Sources disagree: {flat(disagreement.topic)}"


def _outlet(line: Line, sources: dict[str, SourceNote]) -> str:
    """Return who prints a version; an article that the brief does not list is named by its id."""
    article = article_of(line.evidence[0].span.article)
    return flat(sources[article].outlet) if article in sources else f"article {article}"


def _who(line: Line, sources: dict[str, SourceNote]) -> str:
    """Return who prints a version, and of how many independent origins it is one."""
    more = f" ({many(len(line.origins), 'origin')})" if len(line.origins) > 1 else ""
    return _outlet(line, sources) + more


def _paragraph(lines: tuple[Line, ...]) -> str:
    return joined(marked(line) for line in lines)


def _trace(brief: Brief, line: Line, sources: dict[str, SourceNote]) -> list[str]:
    out = [f"    {_verdict(line)}"]
    if line.judged:
        out.append(f"    {JUDGED}: passed by {judge_of(brief)}, not traced word for word")
    for evidence in line.evidence:
        out += _evidence(evidence, sources)
    out += [f"    edit: {edit_words(edit, line.source_text)}" for edit in line.edits]
    out += [f"    also: {_source(span.article, sources)}" for span in line.support]
    return out


def _verdict(line: Line) -> str:
    parts = [sign_and_word(line)]
    if line.speaker:
        parts.append(f"speaker: {flat(line.speaker)}")
    if line.cue:
        parts.append(f'by the words "{flat(line.cue)}"')
    parts.append(many(len(line.origins), "origin"))
    return "; ".join(parts)


def _evidence(evidence: Evidence, sources: dict[str, SourceNote]) -> list[str]:
    place = "headline of " if is_title(evidence) else ""
    return [f"    | {flat(evidence.text)}", f"      {place}{_source(evidence.span.article, sources)}"]


def _source(span_article: str, sources: dict[str, SourceNote]) -> str:
    source = sources.get(article_of(span_article))
    if source is None:
        return f"article {article_of(span_article)}"
    flags = f" ({flag_words(source.flags)})" if source.flags else ""
    return f"{flat(source.outlet)}, {when(source.published)}, {flat(source.url)}{flags}"
