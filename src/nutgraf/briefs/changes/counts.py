"""Counts of one thing that moved: 205 dead, then 390.

Rule 1: only what is counted by what it is (dead, injured, missing) is compared across sentences of other words.
Rule 2: each side is told by the newest article that gives it; a count that went back is a change as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nutgraf.ledger.quantities import Quantity, quantities
from nutgraf.model import Article, Parsed

TOLLS = frozenset({"killed", "injured", "missing"})
"""Measures that say by themselves what is counted."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A count that moved."""

    was: str
    """Before, as written."""
    now: str
    """Now, as written."""
    before: Parsed
    """The sentence that gave it before."""
    after: Parsed
    """The one that gives it now."""


def moved_counts(before: Sequence[Parsed], after: Sequence[Parsed], articles: Mapping[str, Article]) -> list[Moved]:
    """Return the counts whose newest value before differs from the newest now, one a measure."""
    old, new = _newest(before, articles), _newest(after, articles)
    found = []
    for measure in sorted(set(old) & set(new)):
        (was, row), (now, fresh) = old[measure], new[measure]
        if now.low > was.high or now.high < was.low:
            found.append(Moved(was.phrase, now.phrase, row, fresh))
    return found


def _newest(rows: Iterable[Parsed], articles: Mapping[str, Article]) -> dict[str, tuple[Quantity, Parsed]]:
    """Return the newest value of each toll: by article, then the last sentence that gives one."""
    found: dict[str, tuple[Quantity, Parsed]] = {}

    def age(row: Parsed) -> tuple[str, int]:
        article = articles.get(row.sentence.span.article)
        at = article.published.isoformat() if article is not None and article.published else ""
        return (at, -row.sentence.index)

    for row in sorted(rows, key=age):
        for quantity in quantities(row):
            if quantity.measure in TOLLS:
                found[quantity.measure] = (quantity, row)
    return found
