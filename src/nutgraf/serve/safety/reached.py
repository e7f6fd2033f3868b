"""How a request reached us: under which name, from which address, and what a proxy in between may be believed.

Rule 1: a name that is not ours is refused: else a page elsewhere, whose name its owner points at this machine, reads
        and changes everything in the browser of whoever opens it (DNS rebinding). Addresses in figures are no names
        and cannot be pointed anywhere: the one that the connection came to is ours.
Rule 2: what a proxy would add is believed from `serving.proxies` alone, and taken off whatever comes from others.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.types import Scope

from nutgraf.settings import Serving

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this machine, as Host headers write them."""
ADDED = frozenset(
    "forwarded via x-forwarded-for x-forwarded-proto x-forwarded-host x-forwarded-port x-forwarded-prefix "
    "x-forwarded-server x-forwarded-user x-original-host x-real-ip true-client-ip cf-connecting-ip".split()
)
"""Headers that proxies add; none reaches a handler."""
OTHERWISE = frozenset("x-http-method x-http-method-override x-method-override x-original-url x-rewrite-url".split())
"""Headers that ask for another method or address than the request's; none reaches a handler either."""
MOST_HOPS = 20
"""Addresses looked at in X-Forwarded-For."""
_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(:\d{1,5})?")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Reached:
    """How a request reached us."""

    address: str
    """Of who asks; behind a proxy that is believed, what it says."""
    host: str
    """Name under which we were asked, without port."""
    secure: bool
    """The browser speaks https."""
    direct: bool
    """Nothing tells of a proxy in between."""
    named: str
    """The user whom a proxy that is believed let in; may be empty."""


def reached(scope: Scope, serving: Serving) -> Reached:
    """Tell how a request reached us, and take off its `scope` what must not be believed.

    Raises HTTPException 400 or 421 for a host that is not ours.
    """
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    host = _host(headers)
    if not is_ours(host, serving, (scope.get("server") or ("",))[0]):
        raise HTTPException(421, f"Nothing is served under the name {host}. `serving.hosts` lists further names.")
    peer = str((scope.get("client") or ("",))[0])
    believed = _is_in(peer, _networks(serving.proxies))
    named_in = serving.user_header.lower().encode("latin-1", "replace")
    names = {name.decode("latin-1") for name, _ in headers}
    forwarded = _values(headers, b"x-forwarded-for") if believed else []
    scheme = _values(headers, b"x-forwarded-proto")[-1:] if believed else []
    named = _values(headers, named_in) if believed and named_in else []
    address = _asker(forwarded, serving.proxies) or peer
    scope["headers"] = [h for h in headers if h[0].decode("latin-1") not in ADDED | OTHERWISE and h[0] != named_in]
    scope["client"] = (address, (scope.get("client") or ("", 0))[1])
    if scheme and scheme[0] in ("http", "https"):
        scope["scheme"] = scheme[0]
    name = named[0] if len(named) == 1 else ""
    return Reached(address, host, scope["scheme"] == "https", not names & ADDED and not believed, name.casefold())


def is_ours(host: str, serving: Serving, own: str) -> bool:
    """Tell whether a host (without port) is a name of ours; `own` is the address that the connection came to."""
    if host in LOOPBACK or host in {name.casefold() for name in serving.hosts}:
        return True
    if serving.base_url and host == _bare(urlsplit(serving.base_url).netloc.rpartition("@")[2].casefold()):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")) == ipaddress.ip_address(own)
    except ValueError:
        return False


def is_loopback(address: str) -> bool:
    """Tell whether an address to listen at is reached from this machine alone."""
    try:
        return address == "localhost" or ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str:
    given = [value for name, value in headers if name == b"host"]
    if len(given) != 1 or not _HOST.fullmatch(given[0].decode("latin-1").lower()):
        raise HTTPException(400, "A request names one host.")
    return _bare(given[0].decode("latin-1").lower())


def _bare(netloc: str) -> str:
    found = _HOST.fullmatch(netloc)
    return found.group(1).rstrip(".") if found else ""


def _values(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> list[str]:
    whole = ",".join(value.decode("latin-1") for name, value in headers if name == wanted)
    return [part.strip() for part in whole.split(",") if part.strip()]


def _asker(forwarded: list[str], proxies: tuple[str, ...]) -> str:
    """Return the last address that is no proxy of ours: what stands before it may be invented by whoever asks."""
    for one in reversed(forwarded[-MOST_HOPS:]):
        try:
            address = str(ipaddress.ip_address(one.strip("[]")))
        except ValueError:
            return ""
        if not _is_in(address, _networks(proxies)):
            return address
    return ""


def _is_in(address: str, networks: tuple[Network, ...]) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(known, "ipv4_mapped", None)
    return any((mapped or known) in network for network in networks)


@lru_cache(maxsize=8)
def _networks(proxies: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(one, strict=False) for one in proxies)
