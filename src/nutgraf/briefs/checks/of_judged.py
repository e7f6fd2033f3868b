"""What is checked of free wording, which no edits lead to: the alarms that no judge may overrule.

A judge's probability says that a line is about right. These rules say what it must not get wrong whatever the judge
finds: what is denied, open, conditional or hedged stays so, quotations are letters of the source, and who speaks is
named.

Rule 1: words are counted, not weighed: "has not confirmed" cannot become "has yet to confirm".
Rule 2: only the word that attributes may change ("said" to "told"); that somebody is named is checked elsewhere.
"""

from collections.abc import Iterator

from nutgraf.briefs.checks.guarded import CONDITIONS, CUES, HEDGES, MODALS, guarded
from nutgraf.briefs.checks.of_words import quoted
from nutgraf.model import EditKind, Line

SETTLES: frozenset[EditKind] = frozenset({"expand-pronoun", "expand-name", "date", "spelling"})
"""Edits that free wording records: names and days of its article that it has and its evidence has not."""

_KEPT: tuple[tuple[str, frozenset[str]], ...] = (
    ("modality-lost", MODALS),
    ("condition-lost", CONDITIONS),
    ("hedge-lost", HEDGES),
)


def judged_faults(line: Line) -> Iterator[tuple[str, str]]:
    """Yield what free wording changes of its evidence that it must not: a reason of `verify.REASONS`, and the words."""
    before, after = guarded(line.source_text), guarded(line.text)
    for word in sorted((before - after) + (after - before)):
        if word not in CUES:
            yield next((reason for reason, table in _KEPT if word in table), "negation-lost"), word
    if any(word in CUES for word in before) and not any(word in CUES for word in after):
        yield "attribution-lost", next(word for word in sorted(before) if word in CUES)
    sources = [q.text for q in quoted(line.source_text)]
    for quotation in quoted(line.text):
        if quotation.text not in sources:
            yield "quote-changed", quotation.text
    yield from (("edit-not-allowed", e.kind) for e in line.edits if e.kind not in SETTLES)
