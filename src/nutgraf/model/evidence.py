"""Evidence and Certainty: what lines and claims rest on, and the words for how sure they are."""

from dataclasses import dataclass
from typing import Literal

from nutgraf.model.span import Span

Certainty = Literal[
    "confirmed",
    "reported",
    "said",
    "planned",
    "offered",
    "demanded",
    "threatened",
    "denied",
    "unconfirmed",
    "speculated",
    "disputed",
]
"""How certain a line is, in the words of the design."""

SIGNS: dict[Certainty, str] = {
    "confirmed": "●",
    "reported": "○",
    "said": "❝",
    "planned": "→",
    "offered": "+",
    "demanded": "!",
    "threatened": "⚑",
    "denied": "✕",
    "unconfirmed": "?",
    "speculated": "~",
    "disputed": "≠",
}
"""One sign a word, so that certainty never rests on colour alone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span with its text, so that a brief can be checked without its articles."""

    span: Span
    """Where it stands."""
    text: str
    """The article's words there."""

    def __post_init__(self) -> None:
        """Refuse a text that cannot be the span's."""
        if len(self.text) != self.span.length:
            raise ValueError("evidence text does not have the length of its span")
