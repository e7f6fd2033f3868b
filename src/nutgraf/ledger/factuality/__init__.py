"""How certain the author of a sentence is of each event in it: FactBank's scale, by named signs and a small model."""

from nutgraf.ledger.factuality.judged import Factuality, factuality_of

__all__ = ["Factuality", "factuality_of"]
