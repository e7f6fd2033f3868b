"""What a host's robots.txt allows, by protego (RFC 9309). Pure."""

from nutgraf.model import Answer

MOST_BYTES = 500_000
"""Bytes of a robots.txt that are read, as the standard asks."""


class Robots:
    """The rules of one host."""

    def __init__(self, text: str | None) -> None:
        """Read the rules; `None` when they could not be had, and nothing may be asked."""
        self._rules = None
        if text is not None:
            from protego import Protego  # late: only pages need it

            self._rules = Protego.parse(text)

    def refusal(self, address: str, user_agent: str) -> str | None:
        """Return why an address may not be asked for, in words that follow it; `None` when it may."""
        if self._rules is None:
            return "was not asked for: its host's robots.txt could not be had at the moment"
        if not self._rules.can_fetch(address, user_agent):
            return "may not be read by programs: its host's robots.txt says so"
        return None

    def pause_s(self, user_agent: str) -> float:
        """Return the seconds that the host wants between two asks; 0 when it does not say."""
        found = None if self._rules is None else self._rules.crawl_delay(user_agent)
        return float(found or 0.0)


def robots_of(answer: Answer) -> Robots:
    """Return the rules that an answer for `/robots.txt` gives: without one (4xx) everything is allowed."""
    if answer.got is not None:
        return Robots(answer.got.body[:MOST_BYTES].decode("utf-8", "replace"))
    return Robots("" if 400 <= answer.status < 500 and answer.status != 429 else None)
