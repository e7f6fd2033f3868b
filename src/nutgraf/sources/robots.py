"""What hosts' robots.txt allow, by protego (RFC 9309): asked for once, kept for a time.

Rule 1: 4xx means that everything is allowed, 5xx and silence that nothing is, this time.
Rule 2: what was read is kept for a day, what could not be had for ten minutes, as the standard asks.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from yarl import URL

from nutgraf.model import Answer, Ask

MOST_BYTES = 500_000
"""Bytes of a robots.txt that are read, as the standard asks."""
MOST_LINE = 2_000
"""Characters of a line that is read; longer ones are patterns that take long and no address fits."""
MOST_STARS = 8
"""Asterisks of a pattern that is read: the time that one takes to fit grows with each."""
KEPT_S = 86_400.0
"""Seconds for which rules are kept."""
MISSING_S = 600.0
"""Seconds after which rules that could not be had are asked for again."""
MOST_KEPT = 10_000
"""Hosts whose rules are kept."""
NAME = "nutgraf"
"""What rules call us."""


class Robots:
    """The rules of one host."""

    def __init__(self, text: str | None) -> None:
        """Read the rules; `None` when they could not be had, and nothing may be asked."""
        self._rules = None
        if text is not None:
            from protego import Protego  # late: only pages need it

            self._rules = Protego.parse("\n".join(filter(_is_sane, text.splitlines())))

    @property
    def known(self) -> bool:
        """True when the rules could be had."""
        return self._rules is not None

    def refusal(self, address: str) -> str | None:
        """Return why an address may not be asked for, in words that follow it; `None` when it may."""
        if self._rules is None:
            return "was not asked for: its host's robots.txt could not be had at the moment"
        if not self._rules.can_fetch(address, NAME):
            return "may not be read by programs: its host's robots.txt says so"
        return None

    def pause_s(self) -> float:
        """Return the seconds that the host wants between two asks; 0 when it does not say."""
        found = None if self._rules is None else self._rules.crawl_delay(NAME)
        return float(found or 0.0)


class Shelf:
    """The rules of many hosts, each asked for when it is first needed; outlives a batch of asks."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: dict[str, tuple[Robots, float]] = {}

    def of(self, root: str, now: float) -> Robots | None:
        """Return the rules of a root address; `None` when they must be asked for."""
        robots, until = self._kept.get(root, (None, 0.0))
        return robots if now < until else None

    def keep(self, root: str, robots: Robots, now: float) -> None:
        """Keep rules for their time."""
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept.pop(root, None)
        self._kept[root] = (robots, now + (KEPT_S if robots.known else MISSING_S))


class Reader:
    """Reads rules within one batch of asks, each host's once however many wait for them."""

    def __init__(self, shelf: Shelf, ask: Callable[[Ask], Awaitable[Answer]]) -> None:
        """Keep where rules are kept, and what asks for them."""
        self._shelf = shelf
        self._ask = ask
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def rules(self, url: URL) -> Robots:
        """Return the rules that hold for an address."""
        root = str(url.origin())
        now = asyncio.get_running_loop().time
        async with self._locks[root]:
            robots = self._shelf.of(root, now())
            if robots is None:
                robots = robots_of(await self._ask(Ask(f"{root}/robots.txt")))
                self._shelf.keep(root, robots, now())
            return robots


def robots_of(answer: Answer) -> Robots:
    """Return the rules that an answer for `/robots.txt` gives: without one (4xx) everything is allowed."""
    if answer.got is not None:
        return Robots(answer.got.body[:MOST_BYTES].decode("utf-8", "replace"))
    none = answer.status == 204 or (400 <= answer.status < 500 and answer.status != 429)
    return Robots("" if none else None)


def _is_sane(line: str) -> bool:
    return len(line) <= MOST_LINE and line.count("*") <= MOST_STARS
