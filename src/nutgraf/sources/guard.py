"""Which network addresses may be connected to: public ones, and nothing that reaches into a private network. Pure.

Theory: what counts is the address a socket is about to connect to, not the name or the literal in a web address: names
change their answer between check and use, and `2130706433`, `0x7f.1` and `[::ffff:127.0.0.1]` are all loopback. So
`fetch` asks here at the socket, where every spelling has become one number.

Source: IANA special-purpose address registries (RFC 6890), RFC 6052 and 8215 (NAT64), RFC 6598 (shared space).
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_SPECIAL: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), words)
    for network, words in (
        ("169.254.169.254/32", "the metadata service of a cloud machine"),
        ("fd00:ec2::254/128", "the metadata service of a cloud machine"),
        ("0.0.0.0/8", "no particular machine"),
        ("127.0.0.0/8", "this machine itself"),
        ("10.0.0.0/8", "a private network"),
        ("172.16.0.0/12", "a private network"),
        ("192.168.0.0/16", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("169.254.0.0/16", "the local link"),
        ("192.0.0.0/24", "a network for protocols"),
        ("192.0.2.0/24", "a network for documentation"),
        ("198.51.100.0/24", "a network for documentation"),
        ("203.0.113.0/24", "a network for documentation"),
        ("198.18.0.0/15", "a network for tests"),
        ("192.88.99.0/24", "a relay"),
        ("224.0.0.0/4", "a group of machines"),
        ("240.0.0.0/4", "a reserved network"),
        ("::/128", "no particular machine"),
        ("::1/128", "this machine itself"),
        ("::/96", "an IPv4 address in an outdated form"),
        ("64:ff9b:1::/48", "a translated private network"),
        ("100::/64", "nowhere"),
        ("2001::/23", "a network for protocols"),
        ("2001:db8::/32", "a network for documentation"),
        ("3fff::/20", "a network for documentation"),
        ("5f00::/16", "a network for routing"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "the local link"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "a group of machines"),
    )
)
"""Networks that are not the public internet, the narrower first, in words for people."""
_NAT64 = IPv6Network("64:ff9b::/96")
_INNER_NAMES = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "home.arpa",
)
"""Ends of names that mean nothing outside a network (RFC 6761, 6762, 8375; ICANN's reserved and colliding ones)."""


def private_reason(address: str) -> str | None:
    """Return what a numeric address stands for when it is not public ("this machine itself"), else `None`.

    >>> private_reason("::ffff:10.1.2.3")
    'a private network'
    >>> private_reason("1.1.1.1") is None
    True
    """
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return "no internet address"
    if isinstance(number, IPv6Address):
        inner = _inner(number)
        if inner is not None:
            return private_reason(str(inner))
    found = next(
        (words for network, words in _SPECIAL if number.version == network.version and number in network), None
    )
    if found is None and not number.is_global:
        return "a reserved network"  # assigned after this table was written, and known to the standard library
    return found


def _inner(number: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address carries and leads to, if any."""
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    # Teredo (2001::/32) lies in a refused network as a whole, so only mapped and 6to4 need looking into
    return number.ipv4_mapped or number.sixtofour


def number_of(host: str) -> str | None:
    """Return the address that a host spells as a number, `None` for a name; any spelling that the C library takes.

    >>> number_of("0x7f.1"), number_of("2130706433"), number_of("::1"), number_of("example.org")
    ('127.0.0.1', '127.0.0.1', '::1', None)
    """
    bare = host.strip("[]").rstrip(".")
    try:
        return str(ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare)) if bare.isascii() and " " not in bare else None
    except (OSError, ValueError):
        return None


def inner_name_reason(host: str) -> str | None:
    """Return what a name stands for that is no name of the public internet, else `None`.

    >>> inner_name_reason("metadata.google.internal"), inner_name_reason("printer"), inner_name_reason("example.org")
    ('a name of a private network', 'a name of a private network', None)
    """
    name = host.lower().rstrip(".")
    inner = "." not in name or any(name == end or name.endswith(f".{end}") for end in _INNER_NAMES)
    return "a name of a private network" if inner else None
