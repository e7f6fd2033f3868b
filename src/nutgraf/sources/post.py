"""Send a body to a web address, as guarded as fetching: public addresses only, bounded in time, no redirect followed.

Rule 1: of the answer only the status is read: it is not ours to keep, and a stranger decides how long it is.
Rule 2: every failure is one of our errors, with a sentence that names the host; the rest of an address may be secret.
"""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import replace

from yarl import URL

from nutgraf.errors import NotReadable
from nutgraf.settings import Limits, Manners
from nutgraf.sources.connect import Lines, Lookup
from nutgraf.sources.environment import DIRECT, read_environment
from nutgraf.sources.failures import FOREIGN, failure_of
from nutgraf.sources.fetch import USER_AGENT, checked

MOST_S = 10.0
"""Seconds that the other side has, from the connection to its status."""


class Poster:
    """Sends to one address at a time."""

    def __init__(self, limits: Limits, manners: Manners, *, lookup: Lookup = socket.getaddrinfo) -> None:
        """Keep the limits, what lies between us and the web, and what looks names up."""
        self._limits = replace(limits, timeout_s=min(limits.timeout_s, MOST_S))
        self._outside = read_environment() if manners.from_environment else DIRECT
        self._lookup = lookup

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Return the status that the other side answers with, whatever it is; not from a running event loop.

        Raises NotAllowed (not http, or a private network) and NotReadable (no answer).
        """
        return asyncio.run(self._post(address, body, headers))

    async def _post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        try:
            shown = URL(address).host or "The address"
        except ValueError as error:
            raise NotReadable("The address is not a valid web address.", about=address) from error
        url = checked(URL(address), shown)
        lines = Lines(self._limits, USER_AGENT, self._outside, lookup=self._lookup)
        try:
            async with lines, lines.post(url, headers, body) as answer:
                return answer.status
        except FOREIGN as error:
            raise failure_of(error, shown, self._limits) from error
