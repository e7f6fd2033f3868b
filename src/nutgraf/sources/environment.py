"""Proxies and certificates that the environment names: HTTP(S)_PROXY, NO_PROXY, SSL_CERT_FILE, REQUESTS_CA_BUNDLE.

Read once, when asked (`Manners.from_environment`), because a proxy hides from us where a connection leads (`connect`).
The variables mean what they mean to curl and to Python's own client, lower case first.
"""

import os
import ssl
from dataclasses import dataclass
from urllib.request import getproxies_environment
from urllib.request import proxy_bypass_environment as bypasses  # type: ignore[attr-defined]  # typeshed forgets it

from yarl import URL

from nutgraf.errors import SettingsError

CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables that name a file or a folder of certificates to trust beside the system's."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies between us and the web."""

    proxies: tuple[tuple[str, URL], ...] = ()
    """For each scheme its proxy; empty for none."""
    no_proxy: str = ""
    """Hosts that are asked directly, as NO_PROXY has them."""
    trust: ssl.SSLContext | None = None
    """Certificates to trust; `None` for the system's."""

    def proxy_of(self, url: URL) -> URL | None:
        """Return the proxy to ask for an address through; `None` for a direct connection."""
        if not self.proxies:
            return None
        found = next((proxy for scheme, proxy in self.proxies if scheme in (url.scheme, "all")), None)
        return None if bypasses(url.authority, {"no": self.no_proxy}) else found


DIRECT = Outside()
"""No proxy, the system's certificates."""


def read_environment() -> Outside:
    """Return what the environment names. Raises SettingsError for what cannot be used."""
    found = getproxies_environment()
    proxies = ((scheme, _proxy(scheme, found[scheme])) for scheme in ("http", "https", "all") if found.get(scheme))
    return Outside(tuple(proxies), found.get("no", ""), _trust())


def _proxy(scheme: str, text: str) -> URL:
    variable = f"{scheme.upper()}_PROXY"
    try:
        url = URL(text if "://" in text else f"http://{text}")
    except ValueError as error:
        raise SettingsError(f"{variable} is not a web address.", about=variable) from error
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError(f"{variable} names no http or https proxy; nutgraf speaks to no other.", about=variable)
    return url


def _trust() -> ssl.SSLContext | None:
    named = [(variable, os.environ[variable]) for variable in CERTIFICATES if os.environ.get(variable)]
    if not named:
        return None
    context = ssl.create_default_context()
    for variable, path in named:
        try:
            context.load_verify_locations(**{"capath" if os.path.isdir(path) else "cafile": path})
        except OSError as error:  # ssl.SSLError is one
            raise SettingsError(f"{variable} names {path}, which holds no certificates.", about=variable) from error
    return context
