"""A model's wording of a brief, as the core sees it: what is asked, what is accepted, how layers are put together.

    material = material_of(drafted)             # every sentence and title that may be cited, and where
    asked    = asked_of(material, ...)          # what goes out: ours in words, theirs as data
    drafts   = drafted_line(proposed, ...)      # what it cites found, its edits found, names and days settled
    line     = accepted_line(draft, tokens)     # the gate; as certain as its evidence, or less
    layers   = put_together(slots, ...)         # limits, nothing told twice, doubt kept; offline where a line fell

Rule 1: nothing a model says is believed; a line is what its evidence and its edits make it.
Rule 2: a model may leave out, but never what is denied, unconfirmed or disputed.
"""

from nutgraf.briefs.wording.accept import Draft, Fault, accepted_line, drafted_line
from nutgraf.briefs.wording.asked import asked_again, asked_of
from nutgraf.briefs.wording.layers import Slot, Together, put_together
from nutgraf.briefs.wording.material import Material, Source, material_of

__all__ = [
    "Draft",
    "Fault",
    "Material",
    "Slot",
    "Source",
    "Together",
    "accepted_line",
    "asked_again",
    "asked_of",
    "drafted_line",
    "material_of",
    "put_together",
]
