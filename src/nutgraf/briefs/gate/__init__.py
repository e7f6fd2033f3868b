"""The gate: a line passes when it says nothing but what the sentences say that it declares."""

from nutgraf.briefs.gate.derive import edits_of
from nutgraf.briefs.gate.given import RULES, Refusal, Worded
from nutgraf.briefs.gate.judge import judge

__all__ = ["RULES", "Refusal", "Worded", "edits_of", "judge"]
