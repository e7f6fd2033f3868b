"""What servers, sockets and the client say when a fetch fails, in sentences of ours. Pure.

Rule 1: every failure is one of our errors, and its sentence names the address as it was asked for.
Rule 2: tables, the narrower first; what is in none of them says at least that the address cannot be read.
"""

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from nutgraf.errors import InputError, NotAllowed, NoText, NotFound, NotReadable
from nutgraf.settings import Limits
from nutgraf.sources.connect import PrivateTarget

STATUS: dict[int, tuple[type[InputError], str]] = {
    204: (NoText, "is empty"),
    401: (NotReadable, "asks for a password"),
    402: (NotReadable, "asks for payment"),
    403: (NotReadable, "may not be read: the server refuses"),
    404: (NotFound, "does not exist on its server"),
    410: (NotFound, "was removed from its server"),
    429: (NotReadable, "was asked for too often; try again later"),
    451: (NotReadable, "is withheld for legal reasons"),
    503: (NotReadable, "is not available at the moment; try again later"),
}
"""What a status means, in words that follow the address."""
FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientConnectorCertificateError, "shows a certificate that cannot be trusted"),
    (aiohttp.ClientSSLError, "could not agree on a secure connection"),
    (aiohttp.ClientProxyConnectionError, "cannot be reached: the proxy does not answer"),
    (aiohttp.ClientHttpProxyError, "cannot be reached: the proxy refuses"),
    (aiohttp.ClientConnectorDNSError, "cannot be reached: its host was not found"),
    (aiohttp.ClientConnectorError, "cannot be reached: its server does not answer"),
    (aiohttp.ServerDisconnectedError, "broke off before it answered"),
    (aiohttp.ClientPayloadError, "broke off before it was complete"),
    (aiohttp.ClientResponseError, "answered with something that is not HTTP"),
    (HttpProcessingError, "answered with something that is not HTTP"),
    (aiohttp.InvalidURL, "is not a valid web address"),
    (ValueError, "is not a valid web address"),
    (Exception, "cannot be reached"),
)
"""What a foreign error means, in words that follow the address; the narrower first."""
FOREIGN = (aiohttp.ClientError, HttpProcessingError, TimeoutError, OSError, EOFError, ValueError)
"""What a fetch may raise that is not ours. ValueError: yarl and idna on hosts that are none."""


def refusal_of(status: int, address: str) -> InputError:
    """Return the error for a status that is no answer."""
    kind, words = STATUS.get(status, (NotReadable, "cannot be read"))
    return kind(f"{address} {words} (HTTP status {status}).", about=address)


def failure_of(error: BaseException, address: str, limits: Limits) -> InputError:
    """Turn a client's error into ours."""
    private = _private(error)
    if private is not None:
        return NotAllowed(
            f"{address} leads to {private.host}, {private.reason}; nutgraf fetches public addresses only, "
            "unless --allow-private is given.",
            about=address,
        )
    if isinstance(error, TimeoutError):
        return NotReadable(f"{address} did not answer in full within {limits.timeout_s:g} s.", about=address)
    words = next(words for kind, words in FAILURES if isinstance(error, kind))
    return NotReadable(f"{address} {words}.", about=address)


def _private(error: BaseException | None) -> PrivateTarget | None:
    """Return the guard's refusal within an error, however the client wrapped it."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or one in seen:
            continue
        if isinstance(one, PrivateTarget):
            return one
        seen.append(one)
        waiting += [one.__cause__, one.__context__, getattr(one, "os_error", None)]
        waiting += list(one.exceptions) if isinstance(one, BaseExceptionGroup) else []
    return None
