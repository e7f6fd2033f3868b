"""Which positions of the ledger a sentence tells, so that Dive Deeper gives each of them once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nutgraf.model import Ledger, Line, Position, Span

MOST_VOICES = 4
"""Origins beyond which more of them make a position no weightier."""


@dataclass(frozen=True, slots=True)
class Stances:
    """The positions of one ledger by the sentences that tell them; what somebody merely says is none."""

    told: Mapping[Span, frozenset[str]]
    """Ids of the positions that a sentence tells."""
    voices: Mapping[str, int]
    """Independent origins of each position."""

    @classmethod
    def of(cls, ledger: Ledger) -> "Stances":
        """Return the positions of a ledger that are acts."""
        told: dict[Span, set[str]] = {}
        acts = [p for p in ledger.positions if p.first.act != "STATEMENT"]
        for position in acts:
            for claim in position.claims:
                told.setdefault(claim.evidence.span, set()).add(position.id)
        return cls({span: frozenset(ids) for span, ids in told.items()}, {p.id: len(p.origins) for p in acts})

    def of_sentence(self, span: Span) -> frozenset[str]:
        """Return the positions that a sentence tells; may be empty."""
        return self.told.get(span, frozenset())

    def new(self, span: Span, read: Iterable[Span]) -> frozenset[str]:
        """Return those of its positions that no sentence read so far tells."""
        return self.of_sentence(span).difference(*(self.of_sentence(one) for one in read))

    def weight(self, positions: Iterable[str]) -> float:
        """Return how many independent voices the best backed of them has beyond one, 0 to 1."""
        return max((min(self.voices[p], MOST_VOICES) - 1 for p in positions), default=0) / (MOST_VOICES - 1)


def behind(ledger: Ledger, lines: Sequence[Line]) -> tuple[Position, ...]:
    """Return the positions that lines rest on, in the ledger's order."""
    spans = {span for line in lines for span in (*(e.span for e in line.evidence), *line.support)}
    return tuple(p for p in ledger.positions if any(c.evidence.span in spans for c in p.claims))
