"""What the gate is given, and what it answers: texts with their parse, and named refusals."""

from dataclasses import dataclass

from nutgraf.model import Token

RULES: dict[str, str] = {
    "no-evidence": "The line declares no sentence that it rests on, or more than it may.",
    "unparsed": "The line or its evidence could not be parsed.",
    "word-not-in-evidence": "A word of the line stands nowhere in its evidence.",
    "name-not-in-evidence": "A name of the line stands neither in its evidence nor in its article for the same bearer.",
    "number-not-in-evidence": "A figure of the line stands nowhere in its evidence.",
    "date-not-in-evidence": "A date of the line is not what its evidence and the day of the article make it.",
    "negation-changed": "A word of denial was added or cut.",
    "modality-changed": "A word such as `may` was added or cut.",
    "condition-changed": "A word such as `if` was added or cut.",
    "hedge-changed": "A word such as `reportedly`, `nearly` or `at least` was added or cut.",
    "speech-changed": "A word that says who says it, or how, was added or cut.",
    "cause-invented": "A word that joins, such as `because`, was added.",
    "quote-changed": "A quotation differs from its source, or its marks were set or taken away.",
    "cut-not-allowed": "What was cut is no appositive, parenthesis or other phrase that a sentence may lose.",
    "move-not-allowed": "What was moved is no phrase of time, place or condition of its own clause.",
    "join-not-allowed": "Two sentences were joined that do not have one subject.",
    "question-changed": "A question became a statement, or the other way round.",
}
"""Every rule by which a line is refused, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A text with its tokens, parsed as one sentence."""

    text: str
    """As written."""
    tokens: tuple[Token, ...]
    """In order; heads are indexes into this tuple."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a line does not pass."""

    rule: str
    """A key of `RULES`."""
    line: str
    """The words of the line; empty when something of the evidence is missing."""
    evidence: str
    """The words of the evidence; empty when the line's have no match there."""
