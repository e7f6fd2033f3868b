"""What a run may take of a model: tokens and money, reckoned before each question and counted after it."""

from dataclasses import dataclass

from nutgraf.errors import WriterFailed
from nutgraf.settings import ModelUse

BYTES_A_TOKEN = 3
"""English has four to five bytes a token; JSON with its ids fewer. Reckoned high, so that a ceiling holds."""
PER = 1_000_000
"""Prices are for so many tokens."""


def tokens_of(text: str) -> int:
    """Return how many tokens a text has at most, about.

    >>> tokens_of("Talks open in Istanbul")
    8
    """
    return -(-len(text.encode("utf-8", "surrogatepass")) // BYTES_A_TOKEN)


def price_of(use: ModelUse, tokens_in: int, tokens_out: int) -> float:
    """Return what tokens cost, in the currency of the settings."""
    return (tokens_in * use.price_in + tokens_out * use.price_out) / PER


@dataclass(slots=True)
class Spending:
    """What a run has taken so far."""

    use: ModelUse
    """The ceilings and prices."""
    calls: int = 0
    """Questions asked."""
    tokens: int = 0
    """Tokens sent and answered."""
    cost: float = 0.0
    """In the currency of the settings."""

    def allow(self, tokens_in: int) -> None:
        """Let a question pass that stays under the ceilings even with the longest answer. Raises WriterFailed."""
        tokens = self.tokens + tokens_in + self.use.answer_tokens
        cost = self.cost + price_of(self.use, tokens_in, self.use.answer_tokens)
        if tokens > self.use.most_tokens:
            raise WriterFailed(
                f"The model is not asked: with {self.tokens:,} tokens taken, one more question may pass the "
                f"{self.use.most_tokens:,} of a run (most_tokens in [model])."
            )
        if cost > self.use.most_cost:
            raise WriterFailed(
                f"The model is not asked: with {self.cost:.2f} spent, one more question may pass the "
                f"{self.use.most_cost:.2f} of a run (most_cost in [model])."
            )

    def took(self, tokens_in: int, tokens_out: int) -> None:
        """Count a question."""
        self.calls += 1
        self.tokens += tokens_in + tokens_out
        self.cost += price_of(self.use, tokens_in, tokens_out)
