"""The value of an act: a type, and the tokens that tell it."""

from dataclasses import dataclass

from nutgraf.model import ActType


@dataclass(frozen=True, slots=True)
class Act:
    """An act, by tokens of its sentence."""

    type: ActType
    """PLOVER type."""
    mode: str
    """PLOVER mode; may be empty."""
    trigger: int
    """The verb or noun."""
    actor: int | None
    """Head of who acts; `None` when not told."""
    recipient: int | None
    """Head of whom it is done to; `None` when not told."""
    negated: bool
    """It did not happen."""
    base: ActType | None = None
    """What is threatened, offered, planned, asked for or refused; `None` when the act stands for itself."""
    object: int | None = None
    """Head of what it is about ("a 30-day ceasefire"); `None` when there is none or it is the recipient."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts ("economic", "military"), sorted."""
