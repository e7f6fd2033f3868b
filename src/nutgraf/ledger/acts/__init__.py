"""Who does what to whom: acts with the event types of PLOVER, by verb frames."""

from nutgraf.ledger.acts.find import Act, find_acts

__all__ = ["Act", "find_acts"]
