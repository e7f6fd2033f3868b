"""Who does what to whom: acts with the event types of PLOVER, by verb frames and nouns."""

from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.acts.find import find_acts

__all__ = ["Act", "find_acts"]
