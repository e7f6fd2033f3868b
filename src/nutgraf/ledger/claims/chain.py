"""Whose word an act rests on: the attributions around it, outermost first."""

from collections.abc import Sequence

from nutgraf.ledger.attribution.speakers import Speaker
from nutgraf.ledger.attribution.statements import Statement
from nutgraf.model import ActType, Article, Attributed, Evidence, Span

DEEDS: frozenset[ActType] = frozenset(
    {"CONSULT", "COOPERATE", "AID", "CONCEDE", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"}
)
"""Acts that are no words: their own verb attributes nothing."""


def over_span(statements: Sequence[Statement], span: Span, act: ActType = "STATEMENT") -> list[int]:
    """Return the statements whose content holds the word of an act, outermost first; for an act of words also the one
    whose cue that word is."""
    found = [n for n, s in enumerate(statements) if _holds(s, span, own=act not in DEEDS)]
    return sorted(found, key=lambda n: (-sum(c.length for c in statements[n].content), n))


def _holds(statement: Statement, span: Span, *, own: bool) -> bool:
    spans = (statement.cue, *statement.content) if own else statement.content
    return any(s.start <= span.start and span.end <= s.end for s in spans)


def attributed(
    article: Article, statements: Sequence[Statement], speakers: Sequence[Speaker], chain: Sequence[int]
) -> tuple[Attributed, ...]:
    """Return the values of a chain; each but the outermost is nested in the one before it."""
    return tuple(
        _value(article, statements[n], speakers[n], place - 1 if place else None) for place, n in enumerate(chain)
    )


def _value(article: Article, one: Statement, speaker: Speaker, nested_in: int | None) -> Attributed:
    return Attributed(
        source="" if one.source is None else article.quote(one.source),
        speaker=speaker.name,
        role=speaker.role,
        cue=Evidence(one.cue, article.quote(one.cue)),
        content=tuple(Evidence(span, article.quote(span)) for span in one.content),
        quote_type=one.quote_type,
        nested_in=nested_in,
    )
