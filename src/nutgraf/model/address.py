"""Canonical web addresses, pure: two addresses of one page become one string.

Rules: scheme and host in lower case, default port and user name gone, fragment gone, tracking parameters gone, the
other parameters kept in their order. Nothing is guessed (`www.` and `m.` stay): a wrong merge hides an article.
"""

from urllib.parse import urljoin, urlsplit, urlunsplit

MAX_LENGTH = 2_000
"""Longer addresses are nobody's article; they are refused."""

_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "gbraid",
        "wbraid",
        "dclid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "oly_anon_id",
        "oly_enc_id",
        "vero_id",
        "wickedid",
        "_hsenc",
        "_hsmi",
        "hsctatracking",
        "ncid",
        "ocid",
        "cmpid",
        "cmp",
        "icid",
        "ito",
        "smid",
        "smtyp",
        "sr_share",
        "ref_src",
        "ref_url",
        "s_cid",
        "spm",
        "xtor",
        "at_medium",
        "at_campaign",
        "at_link_id",
        "at_link_type",
        "at_link_origin",
        "at_format",
        "at_ptr_name",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "taid",
        "srnd",
        "sref",
        "giftcopy",
        "unlocked_article_code",
    ]
)
_TRACKING_STARTS = ("utm_", "pk_", "mtm_", "hsa_", "at_custom", "__twitter_", "traffic_source")
_PORTS = {"http": 80, "https": 443}


def canonical_address(url: str, base: str = "") -> str:
    """Return the canonical form of a web address, or "" when it is none; a relative one is resolved against `base`.

    >>> canonical_address("HTTPS://News.Example:443/a?utm_source=x&id=7#top")
    'https://news.example/a?id=7'
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:  # an impossible port or a broken IPv6 address
        return ""
    if scheme not in _PORTS or not host or len(url) > MAX_LENGTH or any(c <= " " for c in parts.netloc + parts.path):
        return ""
    shown = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[scheme]:
        shown += f":{port}"
    return urlunsplit((scheme, shown, parts.path or "/", _without_tracking(parts.query), ""))


def host_of(url: str) -> str:
    """Return the host of a web address in lower case without `www.`, or "".

    >>> host_of("https://www.News.example/a")
    'news.example'
    """
    try:
        return (urlsplit(url.strip()).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def _without_tracking(query: str) -> str:
    kept = [piece for piece in query.split("&") if piece and not _is_tracking(piece.partition("=")[0].lower())]
    return "&".join(kept)


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_STARTS)
