"""Logins that failed: how often, by name and by address, and how long the next has to wait.

    wait_s = paper.tries.wait_s(name, address, now)      # counts the try; 0: go on
    if right: paper.tries.right(name, address)

Theory: a try counts as failed when it begins, so that a hundred at once are not all let in before the first has failed.
After `most` of them each further one waits twice as long as the one before; fifteen minutes without any, and all is
forgotten. Rule: what is remembered is bounded, the longest unused goes first.
"""

import ipaddress
import threading
from collections import OrderedDict
from datetime import datetime

FORGOTTEN_S = 900.0
"""Seconds without a try after which those before are forgotten; also the longest wait."""
FIRST_WAIT_S = 15.0
"""Seconds of the first wait."""
REMEMBERED = 10_000
"""Names, and as many addresses."""


class Tries:
    """Failed logins; safe for threads."""

    def __init__(self, most: int = 10) -> None:
        """Let so many fail before the next has to wait."""
        self._most = most
        self._lock = threading.Lock()
        self._names = OrderedDict[str, tuple[int, float]]()
        self._addresses = OrderedDict[str, tuple[int, float]]()

    def wait_s(self, name: str, address: str, now: datetime) -> int:
        """Return the seconds that a login has to wait; 0 when it may be tried, and then it counts."""
        at = now.timestamp()
        name, address = _keys(name, address)
        with self._lock:
            waits = [self._wait(self._names.get(name), at), self._wait(self._addresses.get(address), at)]
            if max(waits) > 0:
                return int(max(waits)) + 1
            _count(self._names, name, at)
            _count(self._addresses, address, at)
            return 0

    def right(self, name: str, address: str) -> None:
        """Take back the try that was right, and forget those of its name before."""
        name, address = _keys(name, address)
        with self._lock:
            self._names.pop(name, None)
            count, at = self._addresses.get(address, (0, 0.0))
            if count:
                self._addresses[address] = (count - 1, at)

    def _wait(self, seen: tuple[int, float] | None, at: float) -> float:
        count, last = seen or (0, 0.0)
        if count < self._most or at - last >= FORGOTTEN_S:
            return 0.0
        until: float = last + min(FORGOTTEN_S, FIRST_WAIT_S * 2.0 ** min(count - self._most, 10))
        return until - at


def _count(seen: OrderedDict[str, tuple[int, float]], key: str, at: float) -> None:
    count, last = seen.pop(key, (0, at))
    seen[key] = (1 if at - last >= FORGOTTEN_S else count + 1, at)
    while len(seen) > REMEMBERED:
        seen.popitem(last=False)


def _keys(name: str, address: str) -> tuple[str, str]:
    """Return by what is counted: of an IPv6 address its network, of which anybody has a whole one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return name.strip().casefold()[:64], address[:64]
    if known.version == 6 and known.ipv4_mapped is None:
        known = ipaddress.ip_network((known, 64), strict=False).network_address
    return name.strip().casefold()[:64], str(known)
