"""Addresses of the paper's pages, as mail, files and hooks name them. Pure."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from nutgraf.settings import Serving


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where readers find what they are told of."""

    base: str
    """Address of the paper, without a slash at the end."""
    outside: bool
    """It was named by whoever runs the paper, so that it leads there from everywhere."""

    def story(self, story: str, number: int) -> str:
        """Return the page of an edition."""
        return f"{self.base}/story/{quote(story, safe='')}/{number}"

    def changes(self, story: str) -> str:
        """Return the page of what changed in a story."""
        return f"{self.base}/story/{quote(story, safe='')}/changes"

    def unsubscribe(self, token: str) -> str:
        """Return the page that ends a subscription."""
        return f"{self.base}/unsubscribe/{quote(token, safe='')}"

    @property
    def host(self) -> str:
        """Name of the paper's host."""
        return urlsplit(self.base).hostname or "localhost"

    @property
    def secure(self) -> bool:
        """It is reached by https."""
        return self.base.startswith("https://")


def addresses_of(serving: Serving) -> Addresses:
    """Return the addresses of a paper: under `base_url`, else where `serve` listens on this machine."""
    if serving.base_url:
        return Addresses(serving.base_url.rstrip("/"), outside=True)
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    return Addresses(f"http://{host}:{serving.port}", outside=False)
