"""Who says what, over an article: source, cue and content as spans, with the speaker by name and role."""

from nutgraf.ledger.attribution.speakers import Speaker, speakers_of
from nutgraf.ledger.attribution.statements import Statement, attributions

__all__ = ["Speaker", "Statement", "attributions", "speakers_of"]
