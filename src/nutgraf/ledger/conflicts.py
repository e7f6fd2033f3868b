"""Where sources disagree: figures, days, places and whether it happened at all, by independent origins.

Precision first: a false disagreement costs more trust than a missed one. The rules stand in `disagreeing.figures` and
`disagreeing.accounts`. The caller decides which sentences are of one moment.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from nutgraf.ledger.disagreeing.accounts import accounts_apart
from nutgraf.ledger.disagreeing.figures import figures_apart
from nutgraf.ledger.disagreeing.versions import Conflict, Reports, Version
from nutgraf.model import Parsed

__all__ = ["Conflict", "Version", "find_disagreements"]

MOST_SENTENCES = 400
"""So many sentences are compared at most, so that pairs stay cheap."""


def find_disagreements(
    sentences: Sequence[Parsed],
    origins: Mapping[str, str],
    vectors: NDArray[np.float32],
    published: Mapping[str, datetime] | None = None,
) -> tuple[Conflict, ...]:
    """Return the disagreements in order of their first sentence; may be empty.

    `origins` gives the origin of each article; `vectors` one unit row a sentence; `published` the times of articles:
    without them no day is resolved and nothing counts as an update.
    """
    reports = Reports(sentences[:MOST_SENTENCES], origins, vectors, published or {})
    found = [*figures_apart(reports), *accounts_apart(reports)]
    return tuple(sorted(found, key=lambda c: (c.versions[0].parsed.sentence.span, c.topic)))
