"""What every handler of the server has: the newsstand, the settings, and who asks.

    paper = paper_of(request)       # of the whole server
    reader = reader_of(request)     # of this request; set by the guard before any handler runs

Rule 1: a handler that changes something calls `writer_of`, which refuses visitors.
Rule 2: tokens against forged requests are checked by the guard, not by handlers: a POST that reaches one was meant.
"""

from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from nutgraf.model import Reader
from nutgraf.serve.safety.tries import Tries
from nutgraf.settings import Serving, Settings
from nutgraf.views import Newsstand


@dataclass(frozen=True, slots=True)
class Paper:
    """The server's own: what it serves, and how."""

    newsstand: Newsstand
    """The archive as readers look at it."""
    settings: Settings
    """All settings."""
    tries: Tries = field(default_factory=Tries)
    """Logins that failed lately."""

    @property
    def serving(self) -> Serving:
        """Settings of the server."""
        return self.settings.serving


def paper_of(request: HTTPConnection) -> Paper:
    """Return what the server serves."""
    paper: Paper = request.app.state.paper
    return paper


def reader_of(request: HTTPConnection) -> Reader:
    """Return who asks."""
    reader: Reader = request.state.reader
    return reader


def writer_of(request: HTTPConnection) -> Reader:
    """Return who asks when they may change something. Raises HTTPException 403 otherwise."""
    reader = reader_of(request)
    if not reader.may_write:
        raise HTTPException(403, "Log in to change something.")
    return reader


def address_of(request: HTTPConnection) -> str:
    """Return the address of who asks, as far as it can be known; behind a proxy that is believed, what it says."""
    return request.client.host if request.client else ""


def base_url(request: HTTPConnection) -> str:
    """Return the address under which readers reach the server, without a slash at the end."""
    return (paper_of(request).serving.base_url or str(request.base_url)).rstrip("/")
