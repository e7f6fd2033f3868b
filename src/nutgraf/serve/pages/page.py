"""A page from a template: what all pages are given, and how text becomes HTML (escaped, always)."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from nutgraf.briefs.printed.wording import FLAG_WORDS, HOW_KNOWN, day, many, when
from nutgraf.serve.context import paper_of, reader_of
from nutgraf.serve.guard import LOCAL
from nutgraf.serve.pages.words import clock, direction, reason, short_when, typographic

NAV = (("/", "Today"), ("/saved", "Saved"), ("/follows", "Follows"), ("/sources", "Sources"), ("/search", "Search"))
"""Pages in the masthead: address and name."""
COOKIE = "prefs"
"""Cookie with what a reader prefers: `theme=dark&size=l&keys=off`, urlencoded."""
CHOICES = {
    "theme": ("system", "light", "dark", "contrast"),
    "size": ("m", "s", "l", "xl"),
    "keys": ("on", "off"),
}
"""What may be chosen; the first of each unless chosen otherwise."""


@dataclass(frozen=True, slots=True)
class Prefs:
    """How a reader wants pages to look and behave."""

    theme: str = CHOICES["theme"][0]
    """`system`, `light`, `dark` or `contrast`."""
    size: str = CHOICES["size"][0]
    """Size of text: `s`, `m`, `l` or `xl`."""
    keys: str = CHOICES["keys"][0]
    """`off`: single keys do nothing (WCAG 2.1.4)."""


def prefs_of(request: Request) -> Prefs:
    """Return what the reader prefers, by the cookie; what is no choice of ours counts as not chosen."""
    given = dict(parse_qsl(request.cookies.get(COOKIE, "")[:200].strip('"').replace("%3D", "=").replace("%26", "&")))
    return Prefs(**{name: given[name] for name, choices in CHOICES.items() if given.get(name) in choices})


@cache
def templates() -> Environment:
    """Return the templates; every value in them is escaped."""
    made = Environment(
        loader=PackageLoader("nutgraf.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day,
        "when": when,
        "short_when": short_when,
        "clock": clock,
        "reason": reason,
        "typographic": typographic,
        "direction": direction,
    }
    made.globals |= {"many": many, "HOW_KNOWN": HOW_KNOWN, "FLAG_WORDS": FLAG_WORDS, "NAV": NAV, "LOCAL": LOCAL}
    return made


def given_to(request: Request) -> dict[str, object]:
    """Return what every template is given."""
    paper = paper_of(request)
    return {
        "paper": paper.serving,
        "reader": reader_of(request),
        "path": request.url.path,
        "prefs": prefs_of(request),
        "today": paper.newsstand.now(),
    }


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page.

    A template gets `paper` (settings of the server), `reader`, `path`, `prefs` and `today` beside its own values.
    """
    return HTMLResponse(templates().get_template(template).render(given_to(request) | values), status)
