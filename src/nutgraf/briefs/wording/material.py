"""Which source sentences a model may make lines of, and in which layer: what the offline brief chose, and a few more.

Rule 1: only sentences that the offline writer could print alone: those that read wrong alone never reach a model.
Rule 2: news goes to Summary and Dive Deeper, background to Context; a model cannot move it across.
Rule 3: opinion and what time overtook stay out, as in the offline brief (`compose.pools_of`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nutgraf.briefs.candidates import Desk, supported, title_lines
from nutgraf.briefs.compose import Drafted
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.printed.ledger.phrases import told_of
from nutgraf.ledger.certainty import judge
from nutgraf.model import Citable, LayerName, Line, Parsed, Span, Token
from nutgraf.model.article import TITLE
from nutgraf.settings import Shape
from nutgraf.text.lengths import reading_length

MORE_NEWS, MORE_BACKGROUND, MORE_TITLES = 8, 4, 3
"""Sentences and titles shown beside those of the offline brief, the weightiest first: enough to choose from, and
little enough for the few thousand tokens that a small model reads at once."""
MOST_CLAIMS = 2
"""Claims told of one sentence."""
_NEWS: frozenset[LayerName] = frozenset({"summary", "dive_deeper"})


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence or title that may be cited."""

    citable: Citable
    """As it is shown."""
    line: Line
    """What the offline writer makes of it alone: certainty, origins and support are those of its sentence."""
    tokens: tuple[Token, ...]
    """Its parse, counted from the start of the evidence."""
    speaker: str
    """Who says it, in the words of the evidence; empty when the outlet does."""
    layers: frozenset[LayerName]
    """Where it may stand."""
    candidate: Candidate | None = None
    """The same as a candidate; `None` for a title."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.citable.evidence.span


Material = dict[str, Source]
"""What may be cited, by citation id, in the order it is shown."""


def material_of(desk: Desk, drafted: Drafted, shape: Shape) -> Material:
    """Return what a model may make lines of: the offline brief's own sentences first, layer by layer."""
    brief, by_span = drafted.brief, {c.sentence.span: c for c in drafted.found}
    printed = {line.evidence[0].span: line for line in (*brief.summary, *brief.context, *brief.dive_deeper)}
    dated = {c.sentence.span for c in drafted.pools.dated}
    chosen = [by_span[span] for span in printed if span in by_span]
    brisk = [c for c in drafted.pools.news if reading_length(c.line.text) <= shape.point_words]
    rows: list[tuple[Candidate, frozenset[LayerName]]] = [(c, _home(c, brief.context, dated)) for c in chosen]
    rows += [(c, _NEWS) for c in _weightiest(brisk, chosen, MORE_NEWS)]
    rows += [(c, frozenset({"context"})) for c in _weightiest(drafted.pools.dated, chosen, MORE_BACKGROUND)]
    lead = next((c for c in chosen if brief.summary and c.sentence.span == brief.summary[0].evidence[0].span), None)
    found = [*_titles(desk, brief.headline, lead)]
    for candidate, layers in rows:
        told = printed.get(candidate.sentence.span)
        found.append(_of_sentence(desk, candidate, layers | ({"headline"} if candidate is lead else set()), told))
    return {source.citable.id: source for source in found}


def _home(candidate: Candidate, context: Sequence[Line], dated: set[Span]) -> frozenset[LayerName]:
    span = candidate.sentence.span
    if any(line.evidence[0].span == span for line in context):
        return frozenset({"context"})
    return frozenset({"dive_deeper"}) if span in dated else _NEWS


def _weightiest(pool: Sequence[Candidate], chosen: Sequence[Candidate], most: int) -> list[Candidate]:
    taken = {c.row for c in chosen}
    return sorted((c for c in pool if c.row not in taken), key=lambda c: (-c.score, c.row))[:most]


def _of_sentence(desk: Desk, candidate: Candidate, layers: frozenset[LayerName], printed: Line | None) -> Source:
    line = supported(candidate.line, desk, candidate.row)
    if printed is not None:  # what sources dispute stays disputed
        line = replace(line, certainty=printed.certainty)
    claims = (c for p in desk.ledger.positions for c in p.claims if c.evidence.span == candidate.sentence.span)
    article = desk.dossier.article(candidate.sentence.span.article)
    citable = Citable(
        evidence=line.evidence[0],
        outlet=article.outlet,
        day=article.published.date() if article.published else None,
        settled=line.text if line.edits else "",
        claims=tuple(dict.fromkeys(told_of(claim) for claim in claims))[:MOST_CLAIMS],
    )
    speaker = judge(Parsed(candidate.sentence, candidate.tokens)).speaker
    return Source(citable, line, candidate.tokens, speaker, layers, candidate)


def _titles(desk: Desk, headline: Line, lead: Candidate | None) -> Iterator[Source]:
    """Yield the offline headline when it is a title, then further titles that nothing speaks against."""
    lines = [
        line for barred, line in title_lines(desk, lead.row if lead else None) if isinstance(line, Line) and not barred
    ]
    first = [headline] if headline.evidence[0].span.article.endswith(TITLE) else []
    more = [line for line in lines if line.evidence != headline.evidence]
    for line in (*first, *more[:MORE_TITLES]):
        evidence = line.evidence[0]
        article = desk.dossier.article(evidence.span.article.removesuffix(TITLE))
        at = next(i for i, title in enumerate(desk.titles) if title.article == article.id)
        cut = evidence.text.find(desk.titles[at].text)
        citable = Citable(
            evidence=evidence,
            outlet=article.outlet,
            day=article.published.date() if article.published else None,
            settled=line.text if line.edits else "",
        )
        tokens = tuple(replace(t, start=t.start + max(cut, 0)) for t in desk.title_tokens[at])
        yield Source(citable, line, tokens, line.speaker, frozenset({"headline"}))
