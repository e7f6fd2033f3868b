"""Who says, reports, thinks or intends what, over a whole article: source, cue and content as spans (PARC, PolNeAR)."""

from nutgraf.ledger.attribution.statements import KEPT_FROM, Statement, attributions

__all__ = ["KEPT_FROM", "Statement", "attributions"]
