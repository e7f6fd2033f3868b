"""Brief -> Markdown: the layers with numbered citations, certainty in words, and the list of sources.

`[3]` points at number 3 of the source list. Text from articles is escaped, so that no page can put a link, an image
or HTML of its own into the brief; only http(s) addresses become links.
"""

import re

from nutgraf.briefs.printed.escape import escaped
from nutgraf.briefs.printed.ledger.positions import positions_table
from nutgraf.briefs.printed.ledger.timeline import timeline_markdown
from nutgraf.briefs.printed.modes import JUDGED, wording_notes
from nutgraf.briefs.printed.wording import (
    EMPTY_LAYERS,
    HOW_KNOWN,
    LAYER_NAMES,
    Layer,
    article_of,
    articles_of,
    as_of,
    counts,
    flag_words,
    layer_of,
    many,
    sign_and_word,
    when,
)
from nutgraf.model import Brief, Evidence, Ledger, Line, SourceNote

MOST_CITATIONS = 6
"""Citations printed after one line; the rest is a number, so that a point of a large story stays readable."""

_SAFE_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\\\"']+", re.IGNORECASE)


def as_markdown(brief: Brief, *, trace: bool = False) -> str:
    """Return the brief as a CommonMark document that ends with a newline; `trace` adds the source sentences."""
    ledger = Ledger(brief.story, brief.positions)
    steps = timeline_markdown(ledger)
    numbers = {source.id: n for n, source in enumerate(brief.sources, 1)}
    blocks = [
        f"# {escaped(brief.headline.text)}{_citations(brief.headline, numbers)}",
        f"{counts(brief)}. {as_of(brief)} {escaped(' '.join(wording_notes(brief)))}",
        _layer(brief, "summary", numbers),
        f"## {LAYER_NAMES['context']}",
        _layer(brief, "context", numbers),
        f"## {LAYER_NAMES['dive_deeper']}",
        _points(brief.dive_deeper, numbers) or EMPTY_LAYERS["dive_deeper"],
        *_disagreements(brief, numbers),
        *(["## Positions", positions_table(ledger)] if ledger.positions else []),
        *(["## Timeline", steps] if steps else []),
        *_notes(brief),
        "## Sources",
        "\n".join(f"{n}. {_source(source)}" for n, source in enumerate(brief.sources, 1)),
        *(_trace(brief, numbers) if trace else []),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _layer(brief: Brief, layer: Layer, numbers: dict[str, int]) -> str:
    lines = layer_of(brief, layer)
    return "\n".join(_cited(line, numbers) for line in lines) or EMPTY_LAYERS[layer]


def _points(lines: tuple[Line, ...], numbers: dict[str, int]) -> str:
    return "\n".join(f"- {_cited(line, numbers)}" for line in lines)


def _cited(line: Line, numbers: dict[str, int]) -> str:
    return f"{escaped(line.text)}{_citations(line, numbers)} ({_verdict(line)})"


def _verdict(line: Line) -> str:
    origins = f", {many(len(line.origins), 'origin')}" if len(line.origins) > 1 else ""
    judged = f"; {escaped(JUDGED)}" if line.judged else ""
    return f"{escaped(sign_and_word(line))}{origins}{judged}"


def _citations(line: Line, numbers: dict[str, int]) -> str:
    cited = [numbers[a] for a in articles_of(line) if a in numbers]
    more = f" +{len(cited) - MOST_CITATIONS}" if len(cited) > MOST_CITATIONS else ""
    return (" " if cited else "") + "".join(f"[{n}]" for n in cited[:MOST_CITATIONS]) + more


def _disagreements(brief: Brief, numbers: dict[str, int]) -> list[str]:
    if not brief.disagreements:
        return []
    blocks = ["## Where sources disagree"]
    for disagreement in brief.disagreements:
        blocks += [f"{escaped(disagreement.topic)}:", _points(disagreement.versions, numbers)]
    return blocks


def _notes(brief: Brief) -> list[str]:
    return ["## Notes", "\n".join(f"- {escaped(note)}" for note in brief.notes)] if brief.notes else []


def _trace(brief: Brief, numbers: dict[str, int]) -> list[str]:
    """Return every line again, each with its source sentences as quotations below it."""
    versions = [line for d in brief.disagreements for line in d.versions]
    blocks = ["## Trace"]
    for line in (*brief.lines, *versions):
        quoted = (f"> {escaped(e.text)}{_number(e, numbers)}" for e in line.evidence)
        blocks += [_cited(line, numbers), "\n>\n".join(quoted)]
    return blocks


def _number(evidence: Evidence, numbers: dict[str, int]) -> str:
    number = numbers.get(article_of(evidence.span.article))
    return f" [{number}]" if number else ""


def _source(source: SourceNote) -> str:
    title = escaped(source.title) or "(no title)"
    linked = f"[{title}]({source.url})" if _SAFE_ADDRESS.fullmatch(source.url) else f"{title}, {escaped(source.url)}"
    known = HOW_KNOWN[source.published_from]
    time = f"{when(source.published)} ({known})" if source.published else "published time not known"
    flags = f"; {flag_words(source.flags)}" if source.flags else ""
    return f"{escaped(source.outlet)}: {linked}, {time}{flags}"
