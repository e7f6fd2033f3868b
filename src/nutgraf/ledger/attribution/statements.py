"""The attributions of an article: proposed sentence by sentence, bounded over the article, filtered, nested.

for each parsed sentence:
    for each proposal:                 # propose: any cue there may be
        content = content_bounds(...)  # bounds: quotations whole, within the paragraph
        keep it if likelihood(signs)   # signs: a small readable model
of two that attribute the same words the more likely stays
each knows the one whose content holds its cue
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nutgraf.ledger.attribution.bounds import Bounds, content_bounds
from nutgraf.ledger.attribution.propose import Proposal, proposals
from nutgraf.ledger.attribution.signs import likelihood, signs_of
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed, QuoteType, Span
from nutgraf.text.quotes import find_quotes

_TWO_OPEN, _TWO_CLOSE = re.compile(r"(?:''|``)(?=\w)"), re.compile(r"''")

KEPT_FROM = 0.45
"""Probability from which a proposal is kept (`fit_attribution --crossed`: .40 to .50 are level)."""
SAME = 0.75
"""Intersection over union from which two contents are the same words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A source, the words that attribute and what is attributed, as spans of an article."""

    source: Span | None
    """Who, as written; `None` when nobody is named."""
    cue: Span
    """The words that attribute."""
    content: tuple[Span, ...]
    """What is attributed, in order; never empty."""
    quote_type: QuoteType
    """Whether in quotation marks."""
    negated: bool
    """"did not say"."""
    kind: str
    """How it was found (`propose.Proposal.kind`)."""
    sentence: int
    """Index of the cue's sentence among those given."""
    head: int
    """Token of the cue's head word there."""
    target: int | None
    """Token of the content's head there; `None` when it is only quoted."""
    probability: float
    """Of being an attribution, 0 to 1."""
    in_quotation: bool = False
    """The cue itself stands in a quotation: somebody quoted reports somebody."""
    nested_in: int | None = None
    """Index of the statement whose content holds this one's cue."""


def attributions(text: str, parsed: Sequence[Parsed]) -> tuple[Statement, ...]:
    """Return the attributions of one article in order of their cues; may be empty.

    `parsed` are sentences of it, in order; some may be missing. Cost: linear in the text.
    """
    quotes = quotations(text)
    rows = (row for n, one in enumerate(parsed) for row in candidates(text, one, n, quotes))
    found = [statement for statement, _ in rows if statement.probability >= KEPT_FROM]
    return _nested(without_doubles(found))


def quotations(text: str) -> list[Bounds]:
    """Return the quotations of an article with their marks, in order; two apostrophes count as one mark."""
    plain = _TWO_CLOSE.sub('" ', _TWO_OPEN.sub(' "', text)) if "''" in text or "``" in text else text
    return [_both_marks(text, q.start, q.end) for q in find_quotes(plain)]


def _both_marks(text: str, start: int, end: int) -> Bounds:
    start -= text[max(start - 1, 0) : start + 1] in {"''", "``"}
    return start, end + (text[max(end - 1, 0) : end + 1] == "''")


def candidates(
    text: str, parsed: Parsed, number: int, quotes: Sequence[Bounds]
) -> list[tuple[Statement, dict[str, float]]]:
    """Return every proposal of a sentence that has content, with its signs."""
    tree, at = Tree(parsed), parsed.sentence.span.start
    low = max(0, bisect_right(quotes, (at, at)) - 1)
    near = [q for q in quotes[low : low + 40] if q[0] < at + len(tree.text) and q[1] > at]
    local = [(max(a - at, 0), min(b - at, len(tree.text))) for a, b in near]
    made = []
    for proposal in proposals(tree, parsed, local):
        one = _bounded(text, tree, proposal, parsed, number, quotes)
        if one is not None:
            made.append(one)
    return made


def _bounded(
    text: str, tree: Tree, found: Proposal, parsed: Parsed, number: int, quotes: Sequence[Bounds]
) -> tuple[Statement, dict[str, float]] | None:
    article, at = parsed.sentence.span.article, parsed.sentence.span.start
    whole = (at, parsed.sentence.span.end)
    cue = (found.cue.start + at, found.cue.end + at)
    words = found.source_words
    source = None if words is None else (words.start + at, words.end + at)
    inside = any(a <= cue[0] and cue[1] <= b for a, b in quotes[max(0, bisect_right(quotes, cue) - 2) :][:3])
    spans = [(s.start + at, s.end + at) for s in found.content]
    content = content_bounds(text, spans, cue=cue, source=source, sentence=whole, quotes=[] if inside else quotes)
    if not content:
        return None
    kind = _quote_type(content, [] if inside else quotes)
    signs = signs_of(tree, found, quoted=inside, direct=kind != "indirect")
    statement = Statement(
        source=None if source is None else Span(article, *source),
        cue=Span(article, *cue),
        content=tuple(Span(article, a, b) for a, b in content),
        quote_type=kind,
        negated=tree[found.head].pos in {"VERB", "AUX"} and tree.negation(found.head) is not None,
        kind=found.kind,
        sentence=number,
        head=found.head,
        target=found.target,
        probability=likelihood(signs),
        in_quotation=inside,
    )
    return statement, signs


def _quote_type(content: Sequence[Bounds], quotes: Sequence[Bounds]) -> QuoteType:
    low = max(0, bisect_right(quotes, (content[0][0], content[0][0])) - 1)
    near = [q for q in quotes[low : low + 40] if q[0] < content[-1][1]]
    quoted = sum(max(0, min(b, d) - max(a, c)) for a, b in content for c, d in near)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.95 * sum(b - a for a, b in content) else "mixed"


def alike(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return intersection over union of two contents, in code points."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return shared / (sum(a.length for a in one) + sum(b.length for b in other) - shared)


def without_doubles(found: Sequence[Statement]) -> list[Statement]:
    """Leave one of two statements of neighbouring sentences that attribute the same words: the more likely."""
    best = sorted(found, key=lambda s: (-s.probability, s.cue))
    kept: dict[int, list[Statement]] = {}
    for one in best:
        near = [s for n in range(one.sentence - 2, one.sentence + 3) for s in kept.get(n, ())]
        if all(alike(one.content, other.content) < SAME for other in near):
            kept.setdefault(one.sentence, []).append(one)
    return sorted((s for group in kept.values() for s in group), key=lambda s: (s.cue, s.head))


def _nested(found: Sequence[Statement]) -> tuple[Statement, ...]:
    made = []
    for n, one in enumerate(found):
        over = [
            k
            for k in range(max(0, n - 12), min(len(found), n + 13))
            if k != n and any(span.start <= one.cue.start and one.cue.end <= span.end for span in found[k].content)
        ]
        nearest = min(over, key=lambda k: (sum(s.length for s in found[k].content), k), default=None)
        made.append(replace(one, nested_in=nearest))
    return tuple(made)
