"""Who acts: one name for one actor within a story, and the codes of countries, sectors and international bodies."""

from nutgraf.ledger.actors.cast import Cast
from nutgraf.ledger.actors.codes import Codes, code_of

__all__ = ["Cast", "Codes", "code_of"]
